"""Say how much an incident is worth in the words of others: a class after Airwars, a likelihood after ICD 203.

Both are derived views, computed by rules that are shown with them; they are never mixed with the grades of sources.

Sources: Airwars, "Methodology" (its grading of civilian harm: confirmed, fair, weak, contested, discounted); Office of
the Director of National Intelligence, Intelligence Community Directive 203 (2015), "Analytic Standards" (its words for
likelihood and their ranges); Laplace's rule of succession for a share of few.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..model import ClaimRef, CodedReport, Count, Finding, FindingStatus, FindingValue, Incident, Responsibility, Slot
from .grading import OCCURRENCE
from .merge import independence_of

FAIR = 2  # independent chains that tell of harm
_HARM = (Slot.KILLED, Slot.INJURED)
_WHO = (Slot.RESPONSIBILITY, Slot.ACTOR)
# The words of ICD 203 by the highest percentage that each covers.
LIKELIHOODS = (
    (5, "almost no chance"),
    (20, "very unlikely"),
    (45, "unlikely"),
    (55, "roughly even chance"),
    (80, "likely"),
    (95, "very likely"),
    (100, "almost certain"),
)


class HarmClass(StrEnum):
    """Classes of harm, named as Airwars names them."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"
    NO_HARM = "no harm reported"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A class or a likelihood, with the rule that gave it in words."""

    word: str
    rule: str


@dataclass(frozen=True, slots=True)
class Weighing:
    """The derived views of one incident: `harm` after Airwars, `likelihood` after ICD 203."""

    harm: Weighed
    likelihood: Weighed


def weigh(incident: Incident, coded: Mapping[str, CodedReport]) -> Weighing:
    """The views of an incident; `coded` holds its reports by id."""
    independence = independence_of(incident, coded)
    known = {
        (report_id, claim.id)
        for report_id in incident.reports
        if report_id in coded
        for claim in coded[report_id].claims
    }

    def chains(refs: set[ClaimRef]) -> int:
        return independence.count(ref for ref in refs if ref in known)

    by_slot = {finding.slot: finding for finding in incident.findings}
    held = chains({r for slot in OCCURRENCE if slot in by_slot for v in by_slot[slot].values for r in v.claims})
    denied = chains({r for v in _values(by_slot.get(Slot.EVENT_TYPE)) for r in v.denied_by})
    hurt = chains({r for slot in _HARM for v in _values(by_slot.get(slot)) if _is_hurt(v.value) for r in v.claims})
    return Weighing(harm_class(by_slot, hurt=hurt, held=held, denied=denied), likelihood(held, denied))


def harm_class(findings: Mapping[Slot, Finding], *, hurt: int, held: int, denied: int) -> Weighed:
    """The class of harm.

    Args:
        findings: the findings of an incident by slot.
        hurt: how many independent chains tell of killed or injured.
        held, denied: how many hold that it happened, and deny it.
    """
    if not hurt:
        return Weighed(HarmClass.NO_HARM, "nobody tells of killed or injured")
    if denied > held:
        return Weighed(HarmClass.DISCOUNTED, f"{_chains(denied)} deny that it happened, {held} hold it")
    disputed = [slot for slot in _WHO if slot in findings and findings[slot].status is FindingStatus.CONTESTED]
    accepted = [party for v in _values(findings.get(Slot.RESPONSIBILITY)) if (party := _accepts(v)) is not None]
    if accepted and not disputed:
        return Weighed(HarmClass.CONFIRMED, f"{accepted[0]} says that it did it, and nobody contests that")
    if disputed:
        return Weighed(HarmClass.CONTESTED, "who did it is contested")
    if hurt >= FAIR:
        return Weighed(HarmClass.FAIR, f"{_chains(hurt)} tell of killed or injured")
    return Weighed(HarmClass.WEAK, "one independent chain tells of killed or injured")


def likelihood(held: int, denied: int) -> Weighed:
    """How likely it is that it happened, by who holds and who denies it: (held + 1) / (held + denied + 2).

    >>> likelihood(3, 0).word, likelihood(1, 1).word
    ('likely', 'roughly even chance')
    """
    if not held and not denied:
        return Weighed("not judged", "nobody commits himself to what happened")
    percent = 100 * (held + 1) / (held + denied + 2)
    word = next(word for most, word in LIKELIHOODS if percent <= most)
    rule = f"held by {_chains(held)}, denied by {denied}: ({held} + 1) / ({held} + {denied} + 2) = {percent:.0f}%"
    return Weighed(word, rule)


def _values(finding: Finding | None) -> tuple[FindingValue, ...]:
    return finding.values if finding is not None else ()


def _is_hurt(value: object) -> bool:
    return isinstance(value, Count) and value.n > 0


def _accepts(value: FindingValue) -> str | None:
    """Who says that it did it, where nobody denies that."""
    told = value.value
    if isinstance(told, Responsibility) and told.stance == "claimed" and value.claims and not value.denied_by:
        return told.party or "a party"
    return None


def _chains(number: int) -> str:
    return f"{number} independent chain{'s' if number != 1 else ''}"
