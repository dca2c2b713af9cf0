"""A claim: one proposition about one event, held by one source chain, in one report, anchored to its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .factuality import Irrealis, Value
from .span import Span, Spans
from .values import EventType, FacetValue, Responsibility, Slot


class Quote(StrEnum):
    """How the words of the content are given."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    NARRATOR = "narrator"


class CueKind(StrEnum):
    """What kind of words introduce the claim; distance is recorded here and never lowers the value."""

    NEUTRAL_VERB = "neutral_verb"
    NEUTRAL_PREPOSITION = "neutral_preposition"
    DISTANCING_VERB = "distancing_verb"
    CHARACTERISATION_VERB = "characterisation_verb"
    EVIDENTIAL_VERB = "evidential_verb"
    EPISTEMIC_IMPERSONAL = "epistemic_impersonal"
    BELIEF_VERB = "belief_verb"
    DENIAL = "denial"
    ACCUSATION = "accusation"
    INTENTION = "intention"
    PURPOSE = "purpose"
    ORDER = "order"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Facet:
    """One typed answer of a claim, with the span of its words."""

    slot: Slot
    span: Span
    value: FacetValue


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition that could be true or false alone.

    `chain` runs outermost to innermost over source ids, each level its joint parties; `()` is the report's own voice.
    `value` is the commitment of the innermost source, `author_value` that of the report (Uu for what it only reports).
    """

    id: str
    event: str
    chain: tuple[tuple[str, ...], ...]
    chain_spans: tuple[Spans, ...]
    cue: Spans
    cue_kind: CueKind
    content: Spans
    quote: Quote
    value: Value
    author_value: Value
    irrealis: Irrealis | None = None
    basis: str | None = None
    channel: str | None = None
    claim_time: Span | None = None
    alternative_of: str | None = None
    facets: tuple[Facet, ...] = ()
    score: float = 0.5
    origin: str = "rules"

    def event_types(self) -> tuple[EventType, ...]:
        """The event types that its facets state, in text order."""
        return tuple(EventType(f.value) for f in self.facets if f.slot is Slot.EVENT_TYPE and f.value in _EVENT_TYPES)

    def asserts_actor_of(self, type: EventType) -> bool:
        """True when its actor facets say who did an event of this type.

        They do not when the claim denies, plans or leaves open; when it tells of something else (an answer, a search);
        or when it names no deed at all and nobody's responsibility, as in "the group released no statement".
        """
        if self.value.sign != "+" or self.irrealis is not None:
            return False
        told = self.event_types()
        if not told:
            return any(isinstance(f.value, Responsibility) for f in self.facets)
        return type in told or EventType.OTHER in told or EventType.EXPLOSION in told


_EVENT_TYPES = frozenset(t.value for t in EventType)


class RelationType(StrEnum):
    """How two claims bear on each other."""

    CONTRADICTS = "contradicts"
    CONTRADICTS_PARTLY = "contradicts_partly"
    CORROBORATES = "corroborates"
    REFINES = "refines"
    UPDATES = "updates"
    ALTERNATIVES = "alternatives"
    UNDERCUTS = "undercuts"
    SAME_ORIGIN = "same_origin"


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed link between two claims of one report."""

    type: RelationType
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class EventFacet:
    """One value of an event's slot, with the claims that state it."""

    slot: Slot
    value: FacetValue
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One happening of one report, with every value that its claims give it."""

    id: str
    type: EventType
    mentions: Spans = ()
    facets: tuple[EventFacet, ...] = ()


def event_facets(claims: Iterable[Claim], type: EventType) -> tuple[EventFacet, ...]:
    """Every value that the claims of one event give it, each with these claims; of actors only those of its deed."""
    table: dict[tuple[Slot, FacetValue], list[str]] = {}
    for claim in claims:
        for facet in claim.facets:
            if facet.slot is not Slot.ACTOR or claim.asserts_actor_of(type):
                table.setdefault((facet.slot, facet.value), []).append(claim.id)
    return tuple(EventFacet(slot, value, tuple(dict.fromkeys(ids))) for (slot, value), ids in table.items())
