"""Cut a sentence into base noun phrases: determiner to head, without what follows the head.

A shallow chunker over C5 part-of-speech tags, in the line of Abney 1991, "Parsing by Chunks".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ..model import Token
from ..vocab.loader import load_yaml

NOUNS = frozenset({"NN0", "NN1", "NN2", "NP0", "UNC", "ZZ0"})
PRONOUNS = frozenset({"PNP", "PNI", "PNX"})
PREPOSITIONS = frozenset({"PRP", "PRF"})
QUOTES = frozenset("\"“”'‘’«»„")
_OPENING = frozenset({"AT0", "DPS", "DT0", "ORD", "CRD", "AJ0", "AJC", "AJS"}) | NOUNS | PRONOUNS
_BEFORE_NOUN = frozenset({"AJ0", "AJC", "AJS", "ORD", "CRD", "VVN", "VVG", "VVD", "AV0", "DT0", "NN1-VVG"})
_ADVERBIAL = frozenset({"AV0", "CRD", "ORD"})
_DESCRIBING = frozenset({"AJ0", "CRD", "VVN", "ORD"})


@dataclass(frozen=True, slots=True)
class Base:
    """A base phrase: token range, index of its head, token range of a possessor before 's."""

    start: int
    end: int
    head: int
    possessor: tuple[int, int] | None = None


def bases(tokens: tuple[Token, ...]) -> Iterator[Base]:
    """The base phrases of one sentence's tokens, left to right, none inside another."""
    i = 0
    while i < len(tokens):
        base = _base_at(tokens, i)
        if base is None:
            i += 1
        else:
            yield base
            i = base.end


def _base_at(tokens: tuple[Token, ...], i: int) -> Base | None:
    start = i
    i = _after_quantifier(tokens, i)
    if i >= len(tokens) or not _may_open(tokens, i):
        return None
    if tokens[i].tag in PRONOUNS:
        return Base(start, i + 1, i)
    seen, possessor, noun_from = -1, None, i
    j = i
    while j < len(tokens):
        if tokens[j].tag == "POS" and seen == j - 1:
            possessor, seen, noun_from = (start, j), -1, j + 1
        elif not _goes_on(tokens, j, i, seen, noun_from):
            break
        elif _is_noun(tokens[j]) or (seen >= 0 and tokens[j].tag == "CRD"):
            seen = j
        j += 1
    if seen < 0:
        return _lone(tokens, start, i, possessor)
    end = seen + 1
    if end < len(tokens) and tokens[end].text in QUOTES and any(t.text in QUOTES for t in tokens[start:end]):
        end += 1
    return Base(start, end, seen, possessor)


def _lone(tokens: tuple[Token, ...], start: int, i: int, possessor: tuple[int, int] | None) -> Base | None:
    """A phrase without a noun: "two", "both", "the wounded", or the possessor when nothing follows its 's."""
    if possessor is not None:
        return Base(start, possessor[1] + 1, possessor[1] - 1)
    token = tokens[i]
    if token.tag in {"CRD", "DT0", "ORD"}:
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if following is not None and following.tag == "CRD":
            return None
        return Base(start, i + 1, i)
    if token.tag == "AT0" and i + 1 < len(tokens):
        last = i + 1
        while last + 1 < len(tokens) and tokens[last].tag in _ADVERBIAL and tokens[last + 1].tag in _BEFORE_NOUN:
            last += 1
        if tokens[last].tag in _DESCRIBING | {"VVD", "AJS"}:
            return Base(start, last + 1, last)
    return None


def _may_open(tokens: tuple[Token, ...], i: int) -> bool:
    token = tokens[i]
    if token.tag in _OPENING:
        if token.tag == "AJ0" and token.lower.endswith("ed") and i > 0 and tokens[i - 1].tag == "CJC":
            return not (i + 1 < len(tokens) and is_measure(tokens[i + 1]))  # "… and abducted scores of others"
        return not (token.tag == "CRD" and ":" in token.text)
    # "wounded soldiers": a participle opens a phrase only where no verb can stand
    if token.tag == "VVN" and i + 1 < len(tokens) and tokens[i + 1].tag in {"NN0", "NN1", "NN2"}:
        return i == 0 or tokens[i - 1].tag in PREPOSITIONS or tokens[i - 1].tag in {"VVD", "VVG", "VVB", "VVI"}
    return False


def _goes_on(tokens: tuple[Token, ...], j: int, first: int, seen: int, noun_from: int) -> bool:
    token, before = tokens[j], tokens[j - 1]
    if j == first:
        return True
    if seen >= 0:
        return _goes_on_after_noun(tokens, j, seen)
    if _is_noun(token) or token.tag in _BEFORE_NOUN or (token.tag in {"AT0", "DPS"} and before.tag in {"DT0", "CRD"}):
        return token.tag != "AV0" or (j + 1 < len(tokens) and tokens[j + 1].tag in _BEFORE_NOUN)
    if token.text in QUOTES or (token.text in {"-", "/", "‑"} and j > noun_from):
        return True
    joins = token.tag == "CJC" or token.text == ","
    ahead = tokens[j + 1].tag if j + 1 < len(tokens) else ""
    return joins and j > noun_from and before.tag in _DESCRIBING and ahead in _DESCRIBING


def _goes_on_after_noun(tokens: tuple[Token, ...], j: int, seen: int) -> bool:
    token, before = tokens[j], tokens[j - 1]
    if j != seen + 1:  # what came between must lead straight on to a noun
        return _is_noun(token)
    if _is_noun(token):
        return not (token.lower in _calendar() and before.lower not in _calendar())
    named = before.text[:1].isupper() and before.lower not in _calendar()
    ahead = tokens[j + 1].tag if j + 1 < len(tokens) else ""
    if token.tag == "CRD":  # "Tower 22"
        return named and before.tag in {"NP0", "NN1"} and ahead not in {"NN2", "NN0"}
    if token.tag not in {"AJ0", "ORD"} or not named:
        return False
    # "Islamic State West African Province", "US military base"
    return token.text[:1].isupper() or (before.tag == "NP0" and ahead in NOUNS and not token.lower.endswith("ed"))


def _is_noun(token: Token) -> bool:
    return token.tag in NOUNS


def _after_quantifier(tokens: tuple[Token, ...], i: int) -> int:
    for words in _quantifiers().get(tokens[i].lower, ()):
        end = i + len(words)
        if tuple(t.lower for t in tokens[i:end]) == words and end < len(tokens):
            ahead = tokens[end + 1].lemma if end + 1 < len(tokens) else ""
            if tokens[end].tag == "CRD" or (tokens[end].lower in {"a", "half"} and ahead in _measures()):
                return end
    return i


def is_measure(token: Token) -> bool:
    """True for a number or a noun such as "dozens", whose of-phrase is what is really talked about."""
    return token.tag in {"CRD", "DT0"} or token.lemma in _measures() or token.lower in _measures()


def time_words() -> frozenset[str]:
    """Nouns that head phrases of time and are no parties to anything: weekdays, months, "night", "week"."""
    return _calendar() | _hours()


@cache
def _quantifiers() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Quantifiers by their first word, longest first."""
    words = [tuple(entry["words"].split()) for entry in load_yaml("lexicon/en/phrases.yaml")["quantifiers"]]
    words.sort(key=len, reverse=True)
    return {first: tuple(w for w in words if w[0] == first) for first in {w[0] for w in words}}


@cache
def _measures() -> frozenset[str]:
    return _words("measures", "lemma")


@cache
def _calendar() -> frozenset[str]:
    return _words("calendar", "words")


@cache
def _hours() -> frozenset[str]:
    return _words("hours", "words")


@cache
def attaching() -> frozenset[str]:
    """Prepositions that carry a noun phrase on."""
    return _words("attaching", "words")


def _words(section: str, key: str) -> frozenset[str]:
    entries: Iterable[dict[str, str]] = load_yaml("lexicon/en/phrases.yaml")[section]
    return frozenset(word for entry in entries for word in entry[key].split())
