"""Read what the words around a name say of the place: what contains it, whose it is, of which kind it is.

Comma containers and words of kind are the local heuristics of Leidner 2007, "Toponym Resolution in Text", chapter 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..model import Span
from ..vocab.loader import load_yaml

REACH = 60  # characters before and after a name in which words speak of it
_NAME = r"[A-Z][\w'’-]*\.?(?:[ \t]+(?:(?:of|and|the)[ \t]+)?[A-Z][\w'’-]*\.?){0,3}"
_DOTTED = r"[A-Z]\.[ ]?[A-Z][a-z]*\."
_AFTER = re.compile(
    rf"(?P<comma>\s*,\s*)(?P<next>{_DOTTED}|{_NAME})|(?P<bracket>\s*\(\s*)(?P<inner>{_DOTTED}|{_NAME})\)?"
    rf"|(?P<inside>\s+in\s+(?:the\s+)?(?:[a-z-]+\s+)?(?:(?:state|province|region|country|district|governorate)\s+of\s+)?)(?P<within>{_NAME})"
)
_OWNER = re.compile(rf"({_NAME})['’]s?\s+(?:[\w-]+\s+){{0,3}}$")
_GLOSS = re.compile(r"\s*,\s+(?:the|an?|in)\s+((?:[\w-]+\s+){1,5})")
_WORD = re.compile(r"[\w'’-]+")
_STOP = re.compile(r"[.;:!?\n\"“”]|, ")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place in a text, with what the words around it say.

    `containers` are names that the text puts it in, innermost first, as (name, how): `comma`, `bracket`, `in`, `owner`;
    `countries` are ISO codes of adjectives beside it ("the Iraqi town of"); `kind` is what its own words or a noun
    beside it call it (county, region, country, town, nature, site), None = nothing.
    """

    span: Span
    name: str
    containers: tuple[tuple[str, str], ...] = ()
    countries: tuple[str, ...] = ()
    kind: str | None = None


class EvidenceReader:
    """Reads the evidence around a span; made from the `place_names` lexicon."""

    def __init__(self, lexicon: Mapping[str, Any] | None = None) -> None:
        entries = lexicon or place_names()
        self.kinds: dict[str, str] = {word: row["kind"] for row in entries["kinds"] for word in row["words"]}
        self.adjectives = adjectives()

    def read(self, text: str, span: Span) -> Toponym:
        """The toponym at `span` (code points of `text`)."""
        name = " ".join(span.text(text).split())
        before, after = text[max(0, span.start - REACH) : span.start], text[span.end : span.end + REACH]
        return Toponym(
            span, name, tuple(self._containers(before, after)), self._countries(before, after),
            self._kind(name, before, after),
        )  # fmt: skip

    def _containers(self, before: str, after: str) -> Iterator[tuple[str, str]]:
        """ "Paris, Lamar County, Texas", "Zummar in Iraq", "Aleppo (Syria)", "Iraq's Anbar"."""
        found = _AFTER.match(after)
        for _ in range(3):
            if found is None:
                break
            name = found["next"] or found["inner"] or found["within"]
            yield name, "comma" if found["next"] else "bracket" if found["inner"] else "in"
            rest = after[found.end() :]
            found = _AFTER.match(rest)
            after = rest
            if found is not None and not found["next"]:
                break
        owner = _OWNER.search(before)
        if owner is not None:
            yield owner[1], "owner"

    def _countries(self, before: str, after: str) -> tuple[str, ...]:
        """ "the Iraqi town of Zummar", "Ankara, the Turkish capital"."""
        near = _STOP.split(before)[-1]
        words = _WORD.findall(near)[-5:]
        gloss = _GLOSS.match(after)
        if gloss is not None:
            words += _WORD.findall(gloss[1])
        return tuple(dict.fromkeys(self.adjectives[w] for w in words if w in self.adjectives))

    def _kind(self, name: str, before: str, after: str) -> str | None:
        own = [self.kinds[w] for w in (word.lower() for word in name.split()) if w in self.kinds]
        if own:
            return own[-1]
        first = _WORD.match(after.lstrip(" "))
        if first is not None and first[0].lower() in self.kinds and not after.startswith((",", ".")):
            return self.kinds[first[0].lower()]
        words = [w.lower() for w in _WORD.findall(_STOP.split(before)[-1])[-3:]]
        if words[-1:] == ["of"] and len(words) > 1:
            return self.kinds.get(words[-2])
        return self.kinds.get(words[-1]) if words else None


@cache
def place_names() -> Any:
    """The lexicon of how places are named."""
    return load_yaml("lexicon/en/place_names.yaml")


@cache
def adjectives() -> dict[str, str]:
    """Adjectives and nouns of peoples of states, as written, with the ISO code of the state."""
    table: dict[str, str] = {}
    for row in load_yaml("actors/states.yaml"):
        for word in row["adjectives"]:
            table.setdefault(word, row["iso"])
            if word.endswith(("n", "i")):
                table.setdefault(word + "s", row["iso"])
    return table


@cache
def peoples() -> dict[str, str]:
    """Adjectives and nouns of peoples that no list of states gives, with the name of their place."""
    return {word: row["place"] for row in place_names()["peoples"] for word in row["words"]}


@cache
def abbreviations() -> dict[str, tuple[str, str]]:
    """Abbreviations of first-level divisions without spaces ("W.Va.", "TX"), with name and ISO code of the country."""
    table: dict[str, tuple[str, str]] = {}
    for row in place_names()["abbreviations"]:
        for form in (*row["dotted"], row["postal"]):
            table[form.replace(" ", "")] = (row["name"], row["country"])
    return table
