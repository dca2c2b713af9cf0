"""Read the facets of a claim that say what happened, who did it to whom, with what, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..model import Document, EventMention, Facet, Proposition, Slot
from ..vocab.matching import kinship
from .claim_words import ClaimWords, claim_words
from .events import is_weak
from .nouns import is_carrier, is_weapon
from .role_effects import Stated, cause_of, damage_of, outcome_of, response_of
from .role_parties import Party, actors_of, targets_of, victims_of
from .role_responsibility import Answer, responsibility_of
from .time_calendar import BESIDE_EVENT, EVENT

_KNOWN = re.compile(r"\s+(?:the|this|that)\s+")


class RoleFacets:
    """The facets event_type, actor, target, victim, weapon, damage, outcome, cause, responsibility and response."""

    def __call__(self, doc: Document, proposition: Proposition) -> tuple[Facet, ...]:
        """The facets that the words of one proposition state."""
        words = claim_words(doc, proposition)
        answer = responsibility_of(words)
        blamed = answer.doer if answer is not None else None
        return (
            *_event_type(words),
            *_parties(words, Slot.ACTOR, [Party(blamed, 1.0)] if blamed else actors_of(words)),
            *_parties(words, Slot.TARGET, targets_of(words)),
            *_parties(words, Slot.VICTIM, victims_of(words)),
            *_weapons(words),
            *_stated(Slot.DAMAGE, damage_of(words)),
            *_stated(Slot.OUTCOME, outcome_of(words)),
            *_stated(Slot.CAUSE, cause_of(words)),
            *_responsibility(answer),
            *_stated(Slot.RESPONSE, response_of(words)),
        )


def _event_type(words: ClaimWords) -> list[Facet]:
    if not words.events:
        return []
    own = [e for e in words.events if not _tells_the_time(words.doc, e)]
    event = next((e for e in own if not is_weak(words.doc, e)), next(iter(own), words.events[0]))
    return [Facet(Slot.EVENT_TYPE, words.clipped(event.trigger), event.type.value)]


def _tells_the_time(doc: Document, event: EventMention) -> bool:
    """True for what a time is told by: a week before "the blast" the rockets flew."""
    return any(
        (time.anchor == EVENT or time.rule in BESIDE_EVENT)
        and time.span.end <= event.trigger.start
        and _KNOWN.fullmatch(doc.text, time.span.end, event.trigger.start) is not None
        for time in doc.times
    )


def _parties(words: ClaimWords, slot: Slot, found: Iterable[Party]) -> list[Facet]:
    return [Facet(slot, party.span, party.span.text(words.doc.text)) for party in found]


def _stated(slot: Slot, found: Stated | None) -> list[Facet]:
    return [] if found is None else [Facet(slot, found.span, found.value)]


def _responsibility(answer: Answer | None) -> list[Facet]:
    return [] if answer is None else [Facet(Slot.RESPONSIBILITY, answer.span, answer.value)]


def _weapons(words: ClaimWords) -> list[Facet]:
    harmless = bool(words.events) and all(e.type in kinship().attendant for e in words.events)
    for piece, phrase in words.phrases():
        if is_weapon(piece.tokens, phrase) and not (harmless and is_carrier(piece.tokens, phrase)):
            span = words.clipped(phrase.span)
            return [Facet(Slot.WEAPON, span, span.text(words.doc.text))]
    return []
