"""Find what came of an event in a claim's words: damage, outcome, cause, response."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from ..errors import VocabError
from ..model import Span
from ..vocab.loader import load_yaml
from .claim_words import ClaimWords, Piece
from .nouns import may_suffer, not_roles, noun_of
from .patterns import Match, Patterns
from .phrases import NounPhrase
from .syntax import Clause

TAKES = frozenset({"patient", "verb", "phrase", "match", "after", "whole", "none"})
MAX_BARE = 2  # "his wounds" tells no cause; "gunshot wounds to the head" does
MAX_AFTER = 14  # tokens of a cause that is a clause; longer ones ran into the next statement


@dataclass(frozen=True, slots=True)
class Effect:
    """An entry of an effect lexicon: which words around the match make the facet (`none`: no facet); a fixed value."""

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
            person = patient is not None and _is_person(piece, patient)
            if match.value.take == "none" or (match.value.take == "patient" and person):
                continue
            return _stated(words, piece, _taken(piece, match, clause))
    return None


def outcome_of(words: ClaimWords) -> Stated | None:
    """How it ended: failed, intercepted, foiled, hit, ongoing or ended, with the words that say so."""
    for piece in words.pieces:
        for match in effects("outcomes").find(piece.tokens):
            return Stated(words.clipped(_span(piece, match.start, match.end)), match.value.value)
    return None


def cause_of(words: ClaimWords) -> Stated | None:
    """Why or by what it happened, in the text's words; "died of his wounds" tells no cause."""
    return _first(words, "causes", never=not_roles("cause"))


def response_of(words: ClaimWords) -> Stated | None:
    """What was done about it, in the text's words."""
    return _first(words, "responses")


def _first(words: ClaimWords, name: str, *, never: frozenset[str] = frozenset()) -> Stated | None:
    for piece in words.pieces:
        for match in effects(name).find(piece.tokens):
            start, end = _taken(piece, match, _clause_of(piece, match))
            if not (end - start <= MAX_BARE and piece.tokens[end - 1].lemma in never):
                return _stated(words, piece, (start, end))
    return None


def _stated(words: ClaimWords, piece: Piece, tokens: tuple[int, int]) -> Stated:
    span = words.clipped(_span(piece, *tokens))
    return Stated(span, span.text(words.doc.text))


def _taken(piece: Piece, match: Match[Effect], clause: Clause | None) -> tuple[int, int]:
    """The token range of a facet, as the entry says which words around the match it takes."""
    start, end = match.start, match.end
    take = match.value.take
    if take == "phrase":
        phrase = _phrase_at(piece, match.end - 1)
        return (start, end) if phrase is None else phrase.tokens
    if take in {"after", "whole"}:
        last = _after(piece, end)
        return (end if take == "after" and last > end else start), last
    if clause is None or take == "match":
        return start, end
    patient = _patient(match, clause)
    if take == "patient":
        return _widened(start, end, patient or clause.subject)
    while start > 0 and piece.tokens[start - 1].tag == "AV0":  # "strongly condemned"
        start -= 1
    start, end = _widened(*_widened(start, end, patient), clause.agent)
    beside = next((o.phrase for o in clause.obliques[:1] if o.phrase.tokens[0] <= end + 1), None)
    return _widened(start, end, beside if patient is None else None)


def _widened(start: int, end: int, phrase: NounPhrase | None) -> tuple[int, int]:
    return (start, end) if phrase is None else (min(start, phrase.tokens[0]), max(end, phrase.tokens[1]))


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
