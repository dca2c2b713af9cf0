"""Read off a claim what it says of each slot: values that it supports, and values that it denies.

An unknown or a planned, threatened, ordered or supposed thing is neither. A denial hits what it is about: "denied
having carried out the strike" denies who did it and leaves the strike; "no casualties" supports the count 0 and denies
nothing; what a relative clause adds ("denied a part in the raid in which three died") is taken for granted, not denied.
Who did it is denied by whoever speaks for the accused, or with a word of denial; "has not commented" and "has not
claimed responsibility" deny no deed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import (
    COUNT_SLOTS,
    PLACE_SLOTS,
    Claim,
    ClaimRef,
    CodedReport,
    Count,
    CueKind,
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
from .features import EVENT_TYPES, is_long, is_real, nearness_of
from .parties import lineage, one_side
from .values import counted, has_hour

# What a denial is about, most specific first: only the first of these that the claim names is denied.
_DENIED = (
    frozenset({Slot.RESPONSIBILITY, Slot.ACTOR, Slot.CAUSE}),
    COUNT_SLOTS | {Slot.WEAPON, Slot.DAMAGE, Slot.OUTCOME, Slot.TARGET, Slot.VICTIM, Slot.RESPONSE},
    frozenset({Slot.EVENT_TYPE}),
    frozenset(Slot),
)
# Of a claim that another one contradicts, when they share no slot.
_AT_ISSUE = (Slot.CAUSE, Slot.OUTCOME, Slot.EVENT_TYPE)
_WHO = frozenset({Slot.RESPONSIBILITY, Slot.ACTOR})
_OF_THE_DEED = PLACE_SLOTS | {Slot.EVENT_TYPE, Slot.ACTOR, Slot.TIME}
_OWN = re.compile(
    r"(?:(?:[Aa]ny|[Nn]one|[Ss]ome|[Mm]embers|[Uu]nits?) of )?(?:[Oo]ur|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Ww]e)\b"
)
_SINCE = re.compile(r"\bhad\b.*\bsince\b", re.DOTALL)
_RELATIVE_WITHIN = re.compile(r"\b(?:which|whom|who|where)\b")
_NOT_BUT = re.compile(r"(?:\band|,|;) not (?:(?:with|by|at|in|from|of|as) )?(?:(?:a|an|the) )?$")
_CLOSE_BY = 24  # characters
_IN_FOCUS = "time-of-the-day-in-focus"
_OUT_OF = frozenset({"from", "of", "in"})
AUXILIARIES = 2  # words between who answered and the answer: "has since"
_RELATIVE = re.compile(
    r"(?:(?:in|by|of|from|at|on|during|after|with) )?(?:which|whom|whose|who|where|when)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Assertion:
    """What one claim says of one slot; `denies` = that it is not so. `published` orders what one source said when.

    Args:
        meant: what the value is compared as, where the claim tells more of it than its own words do.
        sides: the parties for which a denial speaks that says "our forces".
        near: the claim names the happening itself.
        day_told: of a time, that its words name the day; "early in the morning" is of the day told of last.
        told: of a type, the words that it was read from.
    """

    ref: ClaimRef
    slot: Slot
    value: FacetValue
    denies: bool
    published: str
    meant: FacetValue | None = None
    sides: tuple[str, ...] = ()
    near: bool = True
    day_told: bool = True
    told: str = ""

    @property
    def compared(self) -> FacetValue:
        """The value as it is held against others."""
        return self.value if self.meant is None else self.meant


def assertions(coded: CodedReport, claim: Claim, kind: EventType) -> Iterator[Assertion]:
    """Everything that a claim of a report says of any slot of an incident of this type.

    What followed (a search, an inquiry, firemen at work) is told in the same breath: its type and who did it are not
    those of the incident.
    """
    if not is_real(claim):
        return
    ref, moment = (coded.report.id, claim.id), coded.report.published or ""
    near = nearness_of(claim, kind) == 1.0
    aside = _is_aside(claim, kind)
    for facet in _supported(claim):
        if facet.slot is Slot.ACTOR and (not _may_act(claim, kind, aside=aside) or _did_no_deed(coded, claim, facet)):
            continue
        if not (facet.slot in _OF_THE_DEED and aside) and not _bygone(coded, claim, facet):
            yield Assertion(
                ref,
                facet.slot,
                facet.value,
                denies=_set_aside(coded, facet),
                published=moment,
                meant=_meant(claim, facet),
                near=near,
                day_told=facet.slot is not Slot.TIME or _tells_the_day(coded, facet),
                told=facet.span.text(coded.report.text).lower() if facet.slot is Slot.EVENT_TYPE else "",
            )
    if claim.value.sign == "-" and _is_relative(coded, claim):
        return
    speakers = _speakers(coded, claim)
    yield from _denied_with_the_deed(coded, claim)
    for facet in _denied(claim):
        if isinstance(facet.value, Responsibility):
            yield from _refusals(coded, claim, facet.value)
        elif facet.slot is not Slot.ACTOR:
            yield Assertion(ref, facet.slot, facet.value, True, moment, sides=speakers if _is_own(facet.value) else ())
        elif _denies_deed(claim, kind, str(facet.value), speakers):
            sides = speakers if _is_own(facet.value) else ()
            yield Assertion(ref, Slot.ACTOR, facet.value, True, moment, sides=sides)
            if not sides and any(one_side(speaker, str(facet.value)) for speaker in speakers):
                yield Assertion(ref, Slot.RESPONSIBILITY, Responsibility("denied", str(facet.value)), True, moment)


def contradictions(coded: CodedReport, events: frozenset[str]) -> Iterator[Assertion]:
    """Denials that the report sets against a claim: "no jets were up, said the army; it was an air raid, he said"."""
    claims = {c.id: c for c in coded.claims if c.event in events and is_real(c)}
    for relation in coded.relations:
        if relation.type is not RelationType.CONTRADICTS or not {relation.a, relation.b} <= claims.keys():
            continue
        pair = sorted((claims[relation.a], claims[relation.b]), key=lambda c: c.value.sign)  # "+" sorts before "-"
        if [c.value.sign for c in pair] != ["+", "-"] or any(_is_zero(f) for f in pair[1].facets):
            continue
        hit = _at_issue(pair[0], pair[1])
        if hit is not None:
            yield Assertion((coded.report.id, pair[1].id), hit.slot, hit.value, True, coded.report.published or "")


def _at_issue(told: Claim, denial: Claim) -> Facet | None:
    """What of a claim its denial hits: who did it where that is denied, else what both speak of, else what happened."""
    refused = {f.slot for f in _denied(denial)}
    if refused & _WHO:
        return next((f for slot in (Slot.ACTOR, Slot.RESPONSIBILITY) for f in told.facets if f.slot is slot), None)
    order = (*(slot for slot in Slot if slot in refused), *_AT_ISSUE)
    return next((f for slot in order for f in told.facets if f.slot is slot), None)


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
        hit = [f for f in claim.facets if f.slot in slots and not (f.slot is Slot.WEAPON and _is_means(claim))]
        if hit and not _is_deed_on_a_party(claim, hit):
            yield from hit
            if not claim.event_types() and {f.slot for f in hit} == {Slot.ACTOR}:  # "our units used no mortars"
                yield from (f for f in claim.facets if f.slot is Slot.WEAPON)
            return


def _is_deed_on_a_party(claim: Claim, hit: Sequence[Facet]) -> bool:
    """True when the deed is at issue and not whom it was done to: "denied having resumed attacks on Corvane's army"."""
    deed = any(t not in kinship().vague | kinship().attendant for t in claim.event_types())
    return deed and all(f.slot in {Slot.TARGET, Slot.VICTIM} and bool(lineage(str(f.value))) for f in hit)


def _denied_with_the_deed(coded: CodedReport, claim: Claim) -> Iterator[Assertion]:
    """Any toll of a deed that is denied: "denied that its men had killed 100"; not "the raid in which three died"."""
    if claim.cue_kind is not CueKind.DENIAL or claim.value.sign != "-":
        return
    ref, start = (coded.report.id, claim.id), min((s.start for s in claim.content), default=0)
    if not any(f.slot in _WHO for f in _denied(claim)):
        return
    for facet in claim.facets:
        aside = _RELATIVE_WITHIN.search(coded.report.text, start, facet.span.start)
        if isinstance(facet.value, Count) and not _is_zero(facet) and not aside:
            any_of_them = Count(">=", 1, facet.value.who)
            yield Assertion(ref, facet.slot, facet.value, True, coded.report.published or "", any_of_them)


def _refusals(coded: CodedReport, claim: Claim, denied: Responsibility) -> Iterator[Assertion]:
    """A denial of who did it; where several deny together that they did ("Israel and Rome denied it"), each one's."""
    ref, moment = (coded.report.id, claim.id), coded.report.published or ""
    sides = _speakers(coded, claim)
    parties = [denied.party]
    joint = [s.name for s in coded.sources if claim.chain and s.id in claim.chain[-1]]
    if denied.party and len(joint) > 1 and any(one_side(name, denied.party) for name in joint):
        parties += [name for name in joint if not one_side(name, denied.party)]
    for party in parties:
        value = Responsibility(denied.stance, party)
        yield Assertion(ref, Slot.RESPONSIBILITY, value, True, moment, sides=sides if _is_own(value) else ())
        if party and denied.stance != "claimed":
            yield Assertion(ref, Slot.ACTOR, party, True, moment)


def _is_means(claim: Claim) -> bool:
    """True when a weapon is only what a denied deed was done with: "the missiles hit no US facility"."""
    return any(t not in kinship().vague for t in claim.event_types()) and any(
        f.slot in {Slot.TARGET, Slot.VICTIM, Slot.DAMAGE} for f in claim.facets
    )


def _is_relative(coded: CodedReport, claim: Claim) -> bool:
    return bool(claim.content) and bool(_RELATIVE.match(coded.report.text, claim.content[0].start))


def _meant(claim: Claim, facet: Facet) -> FacetValue | None:
    """What a nought is of: "the captured policeman was let go unharmed" tells of him alone."""
    value = facet.value
    if not _is_zero(facet) or not isinstance(value, Count) or counted(value.who):
        return None
    who = [str(f.value) for f in claim.facets if f.slot in {Slot.VICTIM, Slot.TARGET} and counted(str(f.value))]
    return Count(value.op, value.n, who[0]) if len(who) == 1 else None


def _is_own(value: FacetValue) -> bool:
    """True for a party that is named as one's own: "our forces", "its fighters", "we"."""
    name = value.party if isinstance(value, Responsibility) else value
    return isinstance(name, str) and bool(_OWN.match(name))


def _speakers(coded: CodedReport, claim: Claim) -> tuple[str, ...]:
    """Who holds a claim, by name and by the body that they speak for; the publisher for a report's own voice."""
    if not claim.chain:
        return (coded.report.publisher,) if coded.report.publisher else ()
    holders = [s for s in coded.sources if s.id in claim.chain[-1]]
    return tuple(name for s in holders for name in (s.name, s.affiliation) if name)


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


def _may_act(claim: Claim, kind: EventType, *, aside: bool) -> bool:
    """True when the actor of a claim may be who did the deed of an incident of this type."""
    return aside or claim.asserts_actor_of(kind) or _same_deed(claim, kind)


def _did_no_deed(coded: CodedReport, claim: Claim, actor: Facet) -> bool:
    """True for who is named within what was hit or another name, or who answered: "the UN has condemned the attack"."""
    text, span = coded.report.text, actor.span

    def rules_out(other: Facet) -> bool:
        if other.slot is Slot.TARGET:
            return other.span.overlaps(span) and other.span != span
        between = text[span.end : other.span.start]
        if other.slot is Slot.RESPONSE:
            return span.end <= other.span.start and len(between.split()) <= AUXILIARIES
        # "gunmen from Corvane"
        return other.slot is Slot.ACTOR and text[other.span.end : span.start].strip() in _OUT_OF

    return any(rules_out(facet) for facet in claim.facets)


def _tells_the_day(coded: CodedReport, time: Facet) -> bool:
    """True unless the words give a part of a day alone; a clock time is of its own night, whatever its day."""
    told = [t for t in coded.layers.times if t.span == time.span]
    return has_hour(time.value) or not any(t.rule == _IN_FOCUS for t in told)


def _set_aside(coded: CodedReport, facet: Facet) -> bool:
    """True for what a claim holds something else against: "they were militiamen and not civilians"."""
    return bool(_NOT_BUT.search(coded.report.text, max(0, facet.span.start - _CLOSE_BY), facet.span.start))


def _bygone(coded: CodedReport, claim: Claim, facet: Facet) -> bool:
    """True for a nought of the time before: "nobody had died there since the war began"."""
    end = max((s.end for s in claim.content), default=0)
    return _is_zero(facet) and bool(_SINCE.search(coded.report.text, facet.span.end, end))


def _same_deed(claim: Claim, kind: EventType) -> bool:
    """The claim affirms a deed that is kin to the incident's type ("missile strike" beside "air strike").

    Who shot a missile down is not who fired it.
    """
    affirms = claim.value.sign == "+" and claim.irrealis is None
    types = set(claim.event_types()) - ({EventType.INTERCEPTION} if kind is not EventType.INTERCEPTION else set())
    return affirms and any((t, kind) in kinship().kin for t in types)


def _denies_deed(claim: Claim, kind: EventType, who: str, speakers: Sequence[str]) -> bool:
    """A denial is about who did it when it names the deed or who is behind it; "they released no statement" is not."""
    stances = [f.value.stance for f in claim.facets if isinstance(f.value, Responsibility)]
    if stances:
        return any(stance != "claimed" for stance in stances)
    types = claim.event_types()
    if not any(kinship().may_be_one(t, kind) and t not in kinship().attendant for t in types):
        return False
    return claim.cue_kind is CueKind.DENIAL or bool(_OWN.match(who)) or any(one_side(s, who) for s in speakers)


def _is_zero(facet: Facet) -> bool:
    return isinstance(facet.value, Count) and facet.value.n == 0 and facet.value.op in {"=", "<="}
