"""Match lexicon patterns over tagged tokens: "set … on fire", "blow up|explode", "search/n"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..errors import VocabError
from ..model import Token

T = TypeVar("T")
MAX_GAP = 6  # tokens that "…" may stand for; longer gaps joined words of different clauses
_GAP, _PHRASE = "…", "~"
_ELSEWHERE = ("PRP", "CJ", "V", "AVQ", "TO", "PNQ")  # C5 tags that end a noun phrase
_STOPS = frozenset({".", ",", ";", ":", "!", "?", "—", "–"})


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A pattern found at tokens `start` up to `end` (half-open), with the value of its entry."""

    start: int
    end: int
    value: T


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a pattern: the lemmas or forms it stands for, and the start of the tags that these may have."""

    forms: frozenset[str]
    tag: str = ""
    gap: bool = False  # stands for any words, and not for itself


class Patterns(Generic[T]):
    """A table of patterns; the longest one that starts at a token wins.

    A pattern is words with blanks between them. A word matches a token by lemma or by form, whatever its case.
    `word/v` wants a verb, `word/n` a noun, `word/nn2` that C5 tag; `seize,capture/v` is either of them; `…` skips up to
    `MAX_GAP` tokens of the same clause, `~` only words of a noun phrase ("most of the old"). `|` parts alternatives.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._table: dict[str, list[tuple[tuple[_Word, ...], T]]] = {}
        for source, value in entries:
            for alternative in source.split("|"):
                words = tuple(_word(part, source) for part in alternative.split())
                if not words or words[0].gap or words[-1].gap:
                    raise VocabError(f"pattern {source!r}: each alternative must begin and end with a word")
                for form in words[0].forms:
                    self._table.setdefault(form, []).append((words, value))
        for rows in self._table.values():
            rows.sort(key=lambda row: -len(row[0]))

    def at(self, tokens: Sequence[Token], i: int, last: int | None = None) -> Match[T] | None:
        """The longest pattern that starts at token `i` and ends before token `last`."""
        last = len(tokens) if last is None else last
        for form in _forms(tokens[i]):
            for words, value in self._table.get(form, ()):
                end = _match(words, tokens, i, last)
                if end is not None:
                    return Match(i, end, value)
        return None

    def find(self, tokens: Sequence[Token], first: int = 0, last: int | None = None) -> Iterator[Match[T]]:
        """Matches within tokens `first` up to `last`, left to right, none inside another."""
        last = len(tokens) if last is None else last
        table = self._table
        i = first
        while i < last:
            token = tokens[i]
            if token.lower not in table and token.lemma not in table and token.tag != "AJ0":
                i += 1  # no pattern starts with it, as with nearly all words: asked here, it takes half the time
                continue
            match = self.at(tokens, i, last)
            if match is None:
                i += 1
            else:
                yield match
                i = match.end


def _word(part: str, source: str) -> _Word:
    forms, _, tag = part.partition("/")
    words = frozenset(forms.lower().split(","))
    if "" in words:
        raise VocabError(f"pattern {source!r}: empty word")
    return _Word(words, {"v": "V", "n": "N"}.get(tag, tag.upper()), not words.isdisjoint((_GAP, _PHRASE)))


def _match(words: tuple[_Word, ...], tokens: Sequence[Token], i: int, last: int) -> int | None:
    for k, word in enumerate(words):
        if word.gap:
            rest = words[k + 1 :]
            for j in range(i, min(i + MAX_GAP + 1, last)):
                end = _match(rest, tokens, j, last)
                if end is not None:
                    return end
                if tokens[j].text in _STOPS or (_PHRASE in word.forms and tokens[j].tag.startswith(_ELSEWHERE)):
                    return None
            return None
        if i >= last or not _fits(word, tokens[i]):
            return None
        i += 1
    return i


def _fits(word: _Word, token: Token) -> bool:
    forms = word.forms
    if (
        token.lower not in forms
        and token.lemma not in forms
        and (token.tag != "AJ0" or forms.isdisjoint(_forms(token)))
    ):
        return False
    if word.tag == "V":
        return token.tag[:1] == "V" or (token.tag == "AJ0" and token.lower.endswith("ed"))
    return token.tag.startswith(word.tag)


def _forms(token: Token) -> tuple[str, ...]:
    """What a token may be looked up by: form, lemma, and the verb behind an "-ed" adjective that has no verb lemma."""
    forms: tuple[str, ...] = (token.lower,) if token.lemma in ("", token.lower) else (token.lower, token.lemma)
    if token.tag == "AJ0" and token.lower.endswith("ed"):
        stem = token.lower[:-2]
        forms += (stem, stem + "e") if stem[-1:] != stem[-2:-1] else (stem, stem[:-1])
    return forms
