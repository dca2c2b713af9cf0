"""Cut a sentence into the pieces that time expressions are made of, and say which roles each piece can play.

A piece is a word, a number or a mark; its roles ("MONTH", "UNIT", "YEAR", or the word itself) are what the patterns of
`lexicon/en/time_rules.yaml` are written in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..model import Span

_PIECE = re.compile(
    r"""
      (?P<iso>\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d))
    | (?P<slash>\b\d{1,2}(?P<mark>[/.-])\d{1,2}(?P=mark)(?:[12]\d{3}|(?<![.])\d\d)(?!\d|[/.-]\d))
    | (?P<clock>\b\d{1,2}[:h]\d\d(?::\d\d)?(?![\d%:]))
    | (?P<dot>\b(?!0\.)\d{1,2}\.\d\d(?![\d%]))
    | (?P<decade>(?:\b[12]?\d\d0|['’]\d0|\b\d0)['’]?s\b)
    | (?P<short>['’]\d\d\b)
    | (?P<ordinal>\b\d{1,3}(?:st|nd|rd|th)\b)
    | (?P<fraction>\b\d/\d\b|[½¼¾])
    | (?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)
    | (?P<ampm>[ap]\.\s?m\b\.?)
    | (?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)
    | (?P<poss>['’]s?\b|['’](?=\s))
    | (?P<mark2>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DASHES = {"–": "-", "—": "-", "‑": "-", "‐": "-"}
NAMED_SHAPES = {
    "iso": "ISODATE", "slash": "SLASHDATE", "clock": "CLOCK", "dot": "CLOCKDOT", "decade": "DECADE",
    "short": "SHORTYEAR", "ordinal": "ORDN", "fraction": "FRACTION", "ampm": "AMPM", "poss": "POSS",
}  # fmt: skip
NUMBER_ROLES = ("INT", "INT3", "NUMBER", "DECIMAL", "DAYNUM", "HOUR", "YY", "YEAR", "PLAINYEAR", "HHMM")
FIRST_YEAR, LAST_YEAR = 1000, 2099  # what four digits can be a year at all
PLAIN_YEARS = range(1900, 2040)  # what four digits are a year without "in" or "since" before them


class Lexeme(NamedTuple):
    """One piece of a sentence: its lower-case form, the roles it can play, and its part of speech if known."""

    span: Span
    text: str
    lower: str
    roles: frozenset[str]
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Guard:
    """When a word of several meanings is a word of time: by its capital, its part of speech, and what follows."""

    role: str
    capital: bool = False
    tags: frozenset[str] = frozenset()  # parts of speech that rule the role out
    after: frozenset[str] = frozenset()  # words before it that rule the role out


class Lexer:
    """Make lexemes of sentences; built from the words of the `times` lexicon and the words that patterns name."""

    def __init__(self, lexicon: Mapping[str, Any], literals: Iterable[str] = ()) -> None:
        roles: dict[str, set[str]] = {}
        for role, words in lexicon["classes"].items():
            for word in words:
                roles.setdefault(str(word), set()).add(role)
        for word in literals:
            roles.setdefault(word, set()).add(word)
        self.roles = {word: frozenset(r) for word, r in roles.items()}
        self.literals = frozenset(literals)
        self.guards = {
            str(entry["word"]): Guard(
                entry["role"],
                entry.get("capital", False),
                frozenset(entry.get("not_tags", ())),
                frozenset(entry.get("not_after", ())),
            )
            for entry in lexicon["guards"]
        }

    def lex(self, text: str, span: Span, tags: Mapping[int, str]) -> Iterator[Lexeme]:
        """The lexemes of `text` within `span`, in order.

        Args:
            tags: parts of speech (C5) by the offset at which their token begins.
        """
        before = ""
        shouted = text[span.start : span.end].isupper()
        for match in _PIECE.finditer(text, span.start, span.end):
            words = match.group()
            kind = match.lastgroup or ""
            tag = tags.get(match.start(), "")
            lower = _DASHES.get(words, words.lower().replace("’", "'"))
            if kind == "word":
                roles = self._of_word(words, lower, tag, "" if shouted else before)
            elif kind == "number":
                roles = _of_number(lower)
            else:
                named = NAMED_SHAPES.get(kind)
                roles = self.roles.get(lower, _NONE) if named is None else frozenset({named})
            before = lower
            yield Lexeme(Span(*match.span()), words, lower, roles, tag)

    def _of_word(self, words: str, lower: str, tag: str, before: str) -> frozenset[str]:
        roles = self.roles.get(lower)
        if roles is None:
            return _WORDS[words[0].isupper(), tag == "NN2"]
        guard = self.guards.get(lower)
        if guard is not None and (
            (guard.capital and not words[0].isupper()) or tag in guard.tags or before in guard.after
        ):
            return roles - {guard.role}
        return roles

    def alphabet(self) -> frozenset[frozenset[str]]:
        """Every set of roles that a lexeme can have."""
        guarded = {self.roles[w] - {g.role} for w, g in self.guards.items() if w in self.roles}
        numbers = {_of_number(str(n)) for n in _SAMPLES} | {_of_number(f"{n:02}") for n in range(61)}
        numbers |= {_of_number("1.5"), _of_number("1,500"), _of_number("0930"), _of_number("0999"), _of_number("12345")}
        shapes = {frozenset({name}) for name in NAMED_SHAPES.values()}
        return frozenset({_NONE, *_WORDS.values(), *self.roles.values(), *guarded, *numbers, *shapes})


_NONE: frozenset[str] = frozenset()
# Words without a role of their own: names, which "the 11th" does not stand before as a day, and plural nouns, which
# make a number of "1,200 men" no year.
_WORDS = {
    (False, False): _NONE, (True, False): frozenset({"CAP"}),
    (False, True): frozenset({"NOUNS"}), (True, True): frozenset({"CAP", "NOUNS"}),
}  # fmt: skip
WORDLESS = tuple(_WORDS.values())  # what no pattern begins with
_SAMPLES = (*range(100), 100, *range(1000, 10000, 7), *range(1900, 2100), 2500, 10000)  # all shapes of whole numbers


def _of_number(digits: str) -> frozenset[str]:
    if not digits.isdigit():
        return frozenset({"DECIMAL", "NUMBER"})
    n = int(digits)
    roles = {"INT", "NUMBER"}
    if len(digits) <= 2:
        if 1 <= n <= 31:
            roles.add("DAYNUM")
        if n <= 24:
            roles.add("HOUR")
        if len(digits) == 2:
            roles.add("YY")
    elif len(digits) == 3 and n <= 999:
        roles.add("INT3")
    elif len(digits) == 4:
        if FIRST_YEAR <= n <= LAST_YEAR:
            roles.add("YEAR")
        if n in PLAIN_YEARS:
            roles.add("PLAINYEAR")
        if n // 100 < 25 and n % 100 < 60:
            roles.add("HHMM")
    return frozenset(roles)
