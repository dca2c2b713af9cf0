"""Read the facets of a claim that say what happened, who did it to whom, with what, and what came of it."""

from __future__ import annotations

from ..model import Document, Facet, Proposition, Slot
from .claim_words import ClaimWords, claim_words
from .weapons import armed_phrases


class RoleFacets:
    """The facets event_type, actor, target, victim, weapon, damage, outcome, cause, responsibility and response."""

    def __call__(self, doc: Document, proposition: Proposition) -> tuple[Facet, ...]:
        """The facets that the words of one proposition state."""
        index = proposition.attribution
        words = claim_words(doc, proposition.content, None if index is None else doc.attributions[index])
        return (*_event_type(words), *_weapons(words))


def _event_type(words: ClaimWords) -> list[Facet]:
    if not words.events:
        return []
    event = words.events[0]
    return [Facet(Slot.EVENT_TYPE, words.clipped(event.trigger), event.type.value)]


def _weapons(words: ClaimWords) -> list[Facet]:
    found = [a for s in words.sentences for a in armed_phrases(words.doc, s) if words.has(a.phrase)]
    if not found:
        return []
    span = words.span_of(found[0].phrase)
    return [Facet(Slot.WEAPON, span, span.text(words.doc.text))]
