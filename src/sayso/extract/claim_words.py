"""What a claim's own words hold: its clauses, noun phrases and events, read from the content alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Attribution, Document, EventMention, Proposition, Span, Token, Value, touching
from .phrases import NounPhrase, phrases_of
from .syntax import Clause, clauses_of


@dataclass(frozen=True, slots=True)
class Piece:
    """The content's words in one sentence, read as if they were a sentence; all indices count from its first token.

    So "The gang … set fire to a shop" has its subject back, and "… and abducted others", whose subject belongs to
    another claim, has none.
    """

    tokens: tuple[Token, ...]
    phrases: tuple[NounPhrase, ...]
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """The words of one proposition's content."""

    doc: Document
    proposition: Proposition
    attribution: Attribution | None
    pieces: tuple[Piece, ...]
    events: tuple[EventMention, ...]

    @property
    def content(self) -> tuple[Span, ...]:
        """Where the content stands."""
        return self.proposition.content

    @property
    def denied(self) -> bool:
        """True when the holder of the claim says that it is not so."""
        return self.proposition.value in {Value.CERTAIN_NOT, Value.PROBABLE_NOT, Value.POSSIBLE_NOT}

    def clipped(self, span: Span) -> Span:
        """The longest part of `span` that the content contains; never the words of a hole in the content."""
        parts = [Span(max(span.start, c.start), min(span.end, c.end)) for c in self.content if c.overlaps(span)]
        return max(parts, key=lambda part: part.length, default=span)

    def phrases(self) -> Iterator[tuple[Piece, NounPhrase]]:
        """All noun phrases with the piece that they stand in."""
        return ((piece, phrase) for piece in self.pieces for phrase in piece.phrases)

    def clauses(self) -> Iterator[tuple[Piece, Clause]]:
        """All clauses with the piece that they stand in."""
        return ((piece, clause) for piece in self.pieces for clause in piece.clauses)


def claim_words(doc: Document, proposition: Proposition) -> ClaimWords:
    """Read the content of a claim."""
    content = proposition.content
    start, end = min(s.start for s in content), max(s.end for s in content)
    held = sorted({i for span in content for i in touching(doc.tokens, span)})
    pieces = []
    for sentence in doc.sentences:
        if sentence.span.start < end and start < sentence.span.end:
            first, last = sentence.tokens
            tokens = tuple(doc.tokens[i] for i in held if first <= i < last)
            if tokens:
                pieces.append(Piece(tokens, phrases_of(tokens), clauses_of(tokens)))
    index = proposition.attribution
    return ClaimWords(
        doc,
        proposition,
        None if index is None else doc.attributions[index],
        tuple(pieces),
        tuple(e for e in doc.events if e.trigger.start < end and start < e.trigger.end and _within(e.trigger, content)),
    )


def _within(trigger: Span, content: tuple[Span, ...]) -> bool:
    """Half of a trigger must be the claim's: "set … on fire" may be cut by a hole."""
    shared = sum(max(0, min(trigger.end, c.end) - max(trigger.start, c.start)) for c in content)
    return 2 * shared >= trigger.length
