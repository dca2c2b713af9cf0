"""Say of every finding why it stands as it does, and show the words behind each value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model import Claim, ClaimRef, CodedReport, Finding, FindingStatus, FindingValue, Slot, Source
from ..resolve import SourceChain
from ..wording import letters, plural, quote_words
from .matrix import certainty_words
from .render import report_url


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of one claim: who holds it (levels of joint parties, outermost first), where it stands, how sure."""

    chain: tuple[tuple[str, ...], ...]
    quote: str
    certainty: str
    code: str
    outlet: str
    published: str | None
    denies: bool
    url: str

    @property
    def judge_url(self) -> str:
        """Where the claim is put right: the page of its report, with the form open."""
        return f"{self.url.partition('#')[0]}&judge=1#judge"


@dataclass(frozen=True, slots=True)
class Chain:
    """An independent source chain behind a value: what it is called, and why its claims count once when many tell it.

    Args:
        reports: how many reports carry it.
        one: why two or more of them are one source; "" where one report carries it.
    """

    label: str
    reports: int
    one: str


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value with its letter and its evidence; `gone` claims are in no report that the ledger holds."""

    letter: str
    value: FindingValue
    evidence: tuple[Evidence, ...]
    gone: int
    chains: tuple[Chain, ...]

    @property
    def support(self) -> str:
        """How many claims state, hedge and deny it: `3 state it, 1 hedges, 1 denies it`."""
        kinds = (("states it", "state it", self._number(())), ("hedges", "hedge", self._number(("PR", "PS", "Uu"))))
        counted = [*kinds, ("denies it", "deny it", sum(e.denies for e in self.evidence))]
        return ", ".join(f"{n} {one if n == 1 else many}" for one, many, n in counted if n)

    def _number(self, hedges: tuple[str, ...]) -> int:
        hedged = [e.code[:2] in {"PR", "PS", "Uu"} for e in self.evidence if not e.denies]
        return sum(hedged) if hedges else len(hedged) - sum(hedged)


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding with the reason why it stands so."""

    finding: Finding
    why: str
    values: tuple[ShownValue, ...]


def shown_findings(
    findings: Iterable[Finding], coded: Mapping[str, CodedReport], chains: Sequence[SourceChain]
) -> tuple[ShownFinding, ...]:
    """The findings of an incident, ready to be shown."""
    claims = {(r, c.id): c for r, report in coded.items() for c in report.claims}
    return tuple(
        ShownFinding(
            finding,
            why(finding, chains),
            tuple(
                shown_value(letter, value, finding.slot, coded, claims, chains)
                for letter, value in zip(letters(len(finding.values)), finding.values, strict=True)
            ),
        )
        for finding in findings
    )


def why(finding: Finding, chains: Sequence[SourceChain]) -> str:
    """The reason for a finding's status, in one sentence."""
    named = list(zip(letters(len(finding.values)), finding.values, strict=True))
    held = "; ".join(f"{letter} by {plural(v.independent_sources, 'independent source')}" for letter, v in named)
    match finding.status:
        case FindingStatus.CORROBORATED:
            strong = [(letter, v) for letter, v in named if v.independent_sources > 1]
            agreed = ", ".join(f"{letter} ({v.independent_sources})" for letter, v in strong) or held
            return f"Independent sources agree on {agreed}, and nothing said contradicts it."
        case FindingStatus.CONTESTED:
            denied = ", ".join(letter for letter, v in named if v.denied_by)
            differ = f"The values exclude each other: {held}." if len(named) > 1 else f"Held: {held}."
            return differ + (f" Denied: {denied}." if denied else "")
        case FindingStatus.SUPERSEDED:
            return "A later report replaced what was said before."
        case _:
            return _one_source(finding, chains)


def _one_source(finding: Finding, chains: Sequence[SourceChain]) -> str:
    refs = {ref for value in finding.values for ref in value.claims}
    labels = [chain.label for chain in chains if chain.claims & refs]
    if len(labels) == 1:
        return f"Everything said of it goes back to one source: {labels[0]}."
    if len(labels) > 1 and len(finding.values) > 1:
        named = ", ".join(labels[:4])
        return f"No value is held by more than one independent source ({named}); they do not exclude each other."
    return "No second independent source says so."


def shown_value(
    letter: str,
    value: FindingValue,
    slot: Slot,
    coded: Mapping[str, CodedReport],
    claims: Mapping[ClaimRef, Claim],
    chains: Sequence[SourceChain],
) -> ShownValue:
    """A value with the words of every claim that states or denies it, and the chains that hold it."""
    refs = [*((r, False) for r in value.claims), *((r, True) for r in value.denied_by)]
    there = [(ref, denies) for ref, denies in refs if ref in claims]
    told = tuple(evidence(ref, claims[ref], coded[ref[0]], slot, denies=denies) for ref, denies in there)
    held = tuple(chain_of(chain, value, coded, claims) for chain in chains if chain.claims & set(value.claims))
    return ShownValue(letter, value, told, len(refs) - len(there), held)


def chain_of(
    chain: SourceChain, value: FindingValue, coded: Mapping[str, CodedReport], claims: Mapping[ClaimRef, Claim]
) -> Chain:
    """A chain as far as it holds a value, with the reason why several reports of it are one source."""
    refs = sorted(ref for ref in chain.claims.intersection(value.claims) if ref in claims)
    reports = list(dict.fromkeys(r for r, _ in refs))
    if len(reports) < 2:
        return Chain(chain.label, len(reports), "")
    outlets = {(coded[r].report.publisher or r).casefold() for r in reports}
    if all(not claims[ref].chain for ref in refs):
        same = "the outlet's own voice" if len(outlets) == 1 else "copies of one text, or credited to one agency"
    elif all(claims[ref].chain for ref in refs):
        same = (
            f"all name {chain.label}"
            if _all_name(refs, coded, claims)
            else "the same statement, or source, in other words"
        )
    else:
        same = "some name no source for the same statement"
    return Chain(chain.label, len(reports), same)


def _all_name(refs: Sequence[ClaimRef], coded: Mapping[str, CodedReport], claims: Mapping[ClaimRef, Claim]) -> bool:
    """True when the innermost sources of some claims go by one name."""
    names = set()
    for ref in refs:
        sources = {s.id: s.name.casefold() for s in coded[ref[0]].sources}
        names.add(frozenset(sources.get(s, s) for s in claims[ref].chain[-1]))
    return len(names) == 1


def evidence(
    ref: ClaimRef, claim: Claim, coded: CodedReport, slot: Slot | None = None, *, denies: bool = False
) -> Evidence:
    """The words of one claim."""
    return Evidence(
        chain=chain_names(claim, {s.id: s for s in coded.sources}),
        quote=quote_words(coded.report.text, *claim.content),
        certainty=certainty_words(claim),
        code=claim.value.value,
        outlet=coded.report.publisher or coded.report.id,
        published=(coded.report.published or "")[:10] or None,
        denies=denies,
        url=report_url(ref[0], ref[1], slot),
    )


def chain_names(claim: Claim, sources: Mapping[str, Source]) -> tuple[tuple[str, ...], ...]:
    """Who says so, outermost first; `()` is the report's own voice."""
    return tuple(tuple(sources[s].name if s in sources else s for s in level) for level in claim.chain)
