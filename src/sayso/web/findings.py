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


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value with its letter and its evidence; `gone` claims are in no report that the ledger holds."""

    letter: str
    value: FindingValue
    evidence: tuple[Evidence, ...]
    gone: int


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
                shown_value(letter, value, finding.slot, coded, claims)
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
) -> ShownValue:
    """A value with the words of every claim that states or denies it."""
    refs = [*((r, False) for r in value.claims), *((r, True) for r in value.denied_by)]
    there = [(ref, denies) for ref, denies in refs if ref in claims]
    told = tuple(evidence(ref, claims[ref], coded[ref[0]], slot, denies=denies) for ref, denies in there)
    return ShownValue(letter, value, told, len(refs) - len(there))


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
