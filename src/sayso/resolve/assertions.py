"""Read off a claim what it says of each slot: values that it supports, and values that it denies.

An unknown or a planned, threatened, ordered or supposed thing is neither. A denial hits what it is about: "denied
having carried out the strike" denies who did it and leaves the strike; "no casualties" supports the count 0 and denies
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import (
    COUNT_SLOTS,
    PLACE_SLOTS,
    Claim,
    ClaimRef,
    CodedReport,
    Count,
    EventType,
    Facet,
    FacetValue,
    Place,
    RelationType,
    Responsibility,
    Slot,
    TimeSpan,
)
from ..vocab.matching import kinship, matching_words
from .features import EVENT_TYPES, is_long, is_real

# What a denial is about, most specific first: only the first of these that the claim names is denied.
_DENIED = (
    frozenset({Slot.RESPONSIBILITY, Slot.ACTOR, Slot.CAUSE}),
    COUNT_SLOTS | {Slot.WEAPON, Slot.DAMAGE, Slot.OUTCOME, Slot.TARGET, Slot.VICTIM, Slot.RESPONSE},
    frozenset({Slot.EVENT_TYPE}),
    frozenset(Slot),
)
_AT_ISSUE = (Slot.CAUSE, Slot.ACTOR, Slot.RESPONSIBILITY, Slot.OUTCOME, Slot.EVENT_TYPE)
_OF_THE_DEED = PLACE_SLOTS | {Slot.EVENT_TYPE, Slot.ACTOR, Slot.TIME}


@dataclass(frozen=True, slots=True)
class Assertion:
    """What one claim says of one slot; `denies` = that it is not so. `published` orders what one source said when."""

    ref: ClaimRef
    slot: Slot
    value: FacetValue
    denies: bool
    published: str


def assertions(report_id: str, claim: Claim, published: str | None, kind: EventType) -> Iterator[Assertion]:
    """Everything that a claim says of any slot of an incident of this type.

    What followed (a search, an inquiry, firemen at work) is told in the same breath: its type and who did it are not
    those of the incident.
    """
    if not is_real(claim):
        return
    ref, moment = (report_id, claim.id), published or ""
    aside = _is_aside(claim, kind)
    for facet in _supported(claim):
        if facet.slot is Slot.ACTOR and not claim.asserts_actor_of(kind) and not aside and not _same_deed(claim, kind):
            continue
        if not (facet.slot in _OF_THE_DEED and aside):
            yield Assertion(ref, facet.slot, facet.value, False, moment)
    for facet in _denied(claim):
        if facet.slot is Slot.ACTOR and not _denies_deed(claim, kind):
            continue
        yield Assertion(ref, facet.slot, facet.value, True, moment)
        if isinstance(facet.value, Responsibility) and facet.value.party:
            yield Assertion(ref, Slot.ACTOR, facet.value.party, True, moment)


def contradictions(coded: CodedReport, events: frozenset[str]) -> Iterator[Assertion]:
    """Denials that the report sets against a claim: "no jets were up, said the army; it was an air raid, he said"."""
    claims = {c.id: c for c in coded.claims if c.event in events and is_real(c)}
    for relation in coded.relations:
        if relation.type is not RelationType.CONTRADICTS or not {relation.a, relation.b} <= claims.keys():
            continue
        pair = sorted((claims[relation.a], claims[relation.b]), key=lambda c: c.value.sign)  # "+" sorts before "-"
        if [c.value.sign for c in pair] != ["+", "-"] or any(_is_zero(f) for f in pair[1].facets):
            continue
        hit = next((f for slot in _AT_ISSUE for f in pair[0].facets if f.slot is slot), None)
        if hit is not None:
            yield Assertion((coded.report.id, pair[1].id), hit.slot, hit.value, True, coded.report.published or "")


def _supported(claim: Claim) -> Iterator[Facet]:
    if claim.value.sign == "-":
        yield from (f for f in claim.facets if _is_zero(f))
        return
    for facet in claim.facets:
        if isinstance(facet.value, Responsibility) and facet.value.stance == "denied":
            continue
        if _says_something(facet):
            yield facet


def _denied(claim: Claim) -> Iterator[Facet]:
    stances = [f for f in claim.facets if isinstance(f.value, Responsibility) and f.value.stance == "denied"]
    if claim.value.sign != "-":
        yield from stances
        return
    if any(_is_zero(f) for f in claim.facets):
        return
    for slots in _DENIED:
        hit = [f for f in claim.facets if f.slot in slots]
        if hit:
            yield from hit
            return


def _says_something(facet: Facet) -> bool:
    """False for a value that can be compared with nothing: a pronoun, a time or type that was not made out."""
    value = facet.value
    if isinstance(value, TimeSpan):
        return bool(value.start or value.end) and not is_long(value)
    if facet.slot is Slot.EVENT_TYPE:
        return value in EVENT_TYPES
    words = value.name if isinstance(value, Place) else value if isinstance(value, str) else None
    return words is None or words.lower().strip() not in matching_words().pronouns


def _is_aside(claim: Claim, kind: EventType) -> bool:
    """True when a claim tells of what followed an incident of this type."""
    types = {EventType(f.value) for f in claim.facets if f.slot is Slot.EVENT_TYPE and f.value in EVENT_TYPES}
    if not types:
        return any(f.slot is Slot.RESPONSE for f in claim.facets)
    table = kinship()
    return kind not in types and not any((t, kind) in table.kin or t in table.vague | table.rival_types for t in types)


def _same_deed(claim: Claim, kind: EventType) -> bool:
    """The claim affirms a deed that is kin to the incident's type ("missile strike" beside "air strike")."""
    affirms = claim.value.sign == "+" and claim.irrealis is None
    return affirms and any((t, kind) in kinship().kin for t in claim.event_types())


def _denies_deed(claim: Claim, kind: EventType) -> bool:
    """A denial is about who did it when it names the deed or who is behind it; "they released no statement" is not."""
    if any(isinstance(f.value, Responsibility) for f in claim.facets):
        return True
    types = claim.event_types()
    return any(kinship().may_be_one(t, kind) and t not in kinship().attendant for t in types)


def _is_zero(facet: Facet) -> bool:
    return isinstance(facet.value, Count) and facet.value.n == 0 and facet.value.op in {"=", "<="}
