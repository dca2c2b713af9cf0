"""Find what came of an event in a claim's words: damage, outcome, cause, response."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from ..errors import VocabError
from ..model import Span
from ..vocab.loader import load_yaml
from .claim_words import ClaimWords, Piece
from .nouns import may_suffer, noun_of
from .patterns import Match, Patterns
from .phrases import NounPhrase
from .syntax import Clause

TAKES = frozenset({"patient", "verb", "phrase", "match", "after", "whole"})
MAX_AFTER = 14  # tokens of a cause that is a clause; longer ones ran into the next statement


@dataclass(frozen=True, slots=True)
class Effect:
    """An entry of an effect lexicon: which words around the match make the facet, and the value if it is fixed."""

    take: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """A facet's words and its value."""

    span: Span
    value: str


def damage_of(words: ClaimWords) -> Stated | None:
    """What was damaged, in the text's words."""
    for piece in words.pieces:
        for match in effects("damage").find(piece.tokens):
            clause = _clause_of(piece, match)
            patient = None if clause is None else _patient(match, clause) or clause.subject
            if match.value.take == "patient" and patient is not None and _is_person(piece, patient):
                continue
            span = _taken(words, piece, match, clause)
            return Stated(span, span.text(words.doc.text))
    return None


def outcome_of(words: ClaimWords) -> Stated | None:
    """How it ended: failed, intercepted, foiled, hit, ongoing or ended, with the words that say so."""
    for piece in words.pieces:
        for match in effects("outcomes").find(piece.tokens):
            return Stated(words.clipped(_span(piece, match.start, match.end)), match.value.value)
    return None


def cause_of(words: ClaimWords) -> Stated | None:
    """Why or by what it happened, in the text's words."""
    return _first(words, "causes")


def response_of(words: ClaimWords) -> Stated | None:
    """What was done about it, in the text's words."""
    return _first(words, "responses")


def _first(words: ClaimWords, name: str) -> Stated | None:
    for piece in words.pieces:
        for match in effects(name).find(piece.tokens):
            span = _taken(words, piece, match, _clause_of(piece, match))
            if span.length:
                return Stated(span, span.text(words.doc.text))
    return None


def _taken(words: ClaimWords, piece: Piece, match: Match[Effect], clause: Clause | None) -> Span:
    start, end = match.start, match.end
    take = match.value.take
    if take == "patient" and clause is not None:
        patient = _patient(match, clause) or clause.subject
        if patient is not None:
            start, end = min(start, patient.tokens[0]), max(end, patient.tokens[1])
    elif take == "verb" and clause is not None:
        patient = _patient(match, clause)
        if patient is not None:
            start, end = min(start, patient.tokens[0]), max(end, patient.tokens[1])
        elif clause.obliques and clause.obliques[0].phrase.tokens[0] <= end + 1:
            end = max(end, clause.obliques[0].phrase.tokens[1])
    elif take == "phrase":
        phrase = _phrase_at(piece, match.end - 1)
        if phrase is not None:
            start, end = phrase.tokens
    elif take in {"after", "whole"}:
        last = _after(piece, end)
        start, end = (end if take == "after" and last > end else start), last
    return words.clipped(_span(piece, start, end))


def _after(piece: Piece, start: int) -> int:
    """Where the noun phrase, or else the clause, that begins at `start` ends."""
    phrase = next((p for p in piece.phrases if p.tokens[0] == start), None)
    following = piece.tokens[phrase.tokens[1]].tag[:1] if phrase and phrase.tokens[1] < len(piece.tokens) else ""
    if phrase is not None and following != "V":
        return phrase.full_tokens[1]
    end = start
    while end < min(len(piece.tokens), start + MAX_AFTER) and piece.tokens[end].text not in {",", ";", ".", ":", "—"}:
        end += 1
    return end


def _patient(match: Match[Effect], clause: Clause) -> NounPhrase | None:
    """What the verb is done to; an object that is part of the pattern ("caught fire") is none."""
    patient = clause.undergoer
    inside = patient is not None and match.start <= patient.head < match.end
    return None if inside else patient


def _clause_of(piece: Piece, match: Match[Effect]) -> Clause | None:
    inside = [c for c in piece.clauses if match.start <= c.verb.main < match.end]
    if inside:
        return inside[0]
    before = [c for c in piece.clauses if c.verb.tokens[1] <= match.start]
    return before[-1] if before and match.start - before[-1].verb.tokens[1] <= 1 else None


def _is_person(piece: Piece, phrase: NounPhrase) -> bool:
    noun = noun_of(piece.tokens, phrase)
    return noun is not None and may_suffer(piece.tokens, phrase)


def _phrase_at(piece: Piece, i: int) -> NounPhrase | None:
    return next((p for p in piece.phrases if p.tokens[0] <= i < p.tokens[1]), None)


def _span(piece: Piece, start: int, end: int) -> Span:
    return Span(piece.tokens[start].start, piece.tokens[end - 1].end)


@cache
def effects(name: str) -> Patterns[Effect]:
    """The effect lexicon `lexicon/en/<name>.yaml`.

    Raises:
        VocabError: an entry takes words in a way that is not known.
    """
    file = f"lexicon/en/{name}.yaml"
    return Patterns((row["words"], _effect(row, file)) for row in load_yaml(file))


def _effect(row: dict[str, Any], file: str) -> Effect:
    take = row.get("take", "match")
    if take not in TAKES:
        raise VocabError(f"{file}: {row['words']!r} takes {take!r}; use one of {', '.join(sorted(TAKES))}")
    return Effect(take, row.get("value", ""))
