"""What a claim's own words hold: its tokens, clauses, noun phrases, events and weapons."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Attribution, Document, EventMention, Sentence, Span, covers
from .phrases import NounPhrase, noun_phrases
from .syntax import Clause, clauses


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """The words of one proposition's content, read as grammar.

    A clause belongs to the content when its main verb does, a noun phrase when its head does; so an argument outside
    the content ("… and abducted others", whose subject another claim holds) is never read.
    """

    doc: Document
    content: tuple[Span, ...]
    tokens: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    clauses: tuple[Clause, ...]
    phrases: tuple[NounPhrase, ...]
    events: tuple[EventMention, ...]
    attribution: Attribution | None

    def holds(self, span: Span) -> bool:
        """True when the content contains `span`."""
        return covers(self.content, span)

    def has(self, phrase: NounPhrase | None) -> bool:
        """True when the phrase's head is a word of the content."""
        return phrase is not None and covers(self.content, self.doc.tokens[phrase.head].span)

    def span_of(self, phrase: NounPhrase) -> Span:
        """The phrase's own words, without what lies outside the content."""
        return self.clipped(phrase.span)

    def clipped(self, span: Span) -> Span:
        """The longest part of `span` that the content contains."""
        parts = [Span(max(span.start, c.start), min(span.end, c.end)) for c in self.content if c.overlaps(span)]
        return max(parts, key=lambda part: part.length, default=span)


def claim_words(doc: Document, content: tuple[Span, ...], attribution: Attribution | None) -> ClaimWords:
    """Read the content of a claim."""
    start, end = min(s.start for s in content), max(s.end for s in content)
    sentences = tuple(s for s in doc.sentences if s.span.start < end and start < s.span.end)
    tokens = tuple(
        i for s in sentences for i in range(*s.tokens) if any(c.overlaps(doc.tokens[i].span) for c in content)
    )
    inside = frozenset(tokens)
    return ClaimWords(
        doc,
        content,
        tokens,
        sentences,
        tuple(c for s in sentences for c in clauses(doc, s) if c.verb.main in inside),
        tuple(p for s in sentences for p in noun_phrases(doc, s) if p.head in inside),
        tuple(e for e in doc.events if e.trigger.end > start and e.trigger.start < end and _within(e.trigger, content)),
        attribution,
    )


def _within(trigger: Span, content: tuple[Span, ...]) -> bool:
    """Half of a trigger must be the claim's: "set … on fire" may be cut by a hole."""
    shared = sum(max(0, min(trigger.end, c.end) - max(trigger.start, c.start)) for c in content)
    return 2 * shared >= trigger.length
