"""Find claims that are one statement in two reports, or told twice in one: the same words, quotation or figures.

Reports retell a statement in other words and with other figures, so that numbers are left out when words are compared;
what a copy changed is then seen (`drift`). Method: overlap of telling words, cut to stems, over the shorter claim
(containment; Broder 1997), and runs of words inside quotation marks.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ..model import Claim, ClaimRef, CodedReport, Count, Facet, Slot, Value
from ..vocab.matching import matching_words
from ..vocab.open_questions import asked
from .features import CASUALTIES, is_real
from .names import plain, sound
from .parts import is_part

STEM = 5  # letters; "killed" and "killing", "missiles" and "missile" are one
QUOTED = 2  # telling words inside quotation marks from which two quotations are compared
SAME_QUOTATION = 0.7  # share of the shorter quotation's telling words
PLAIN = 2  # of these, words that are no names and not told of everything
FEW = 3  # telling words in common without which nothing follows
MANY = 6  # telling words in common that make a statement though all are names and words told of everything
ALIKE = 0.6  # share of the shorter claim's telling words that the other has
CLOSE = 0.8  # the same, for claims that name different sources
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_NAME = re.compile(r"\b[A-Z][\w'’-]+")
_INSIDE = re.compile(r"(?<=[\w,;)] )((?:[A-Z][\w'-]*[\s-]?)+)")
_QUOTATION = re.compile(r"[\"“«]([^\"“”«»]{6,})[\"”»]")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a claim says, made comparable."""

    ref: ClaimRef
    claim: Claim
    words: frozenset[str]
    names: frozenset[str]  # of these, names and words that many statements have
    quoted: frozenset[str]
    figures: frozenset[tuple[Slot, Count]]
    parts: frozenset[Facet] = frozenset()  # figures of a part of what another figure counts
    asked: Slot | None = None  # what a claim asks after that leaves something open

    @staticmethod
    def of(coded: CodedReport, claim: Claim) -> Statement:
        """The statement that a claim makes."""
        text = " ".join(span.text(coded.report.text) for span in claim.content)
        ref, known = (coded.report.id, claim.id), named(coded.report.text)
        words = telling(text, known)
        parts = frozenset(f for f in claim.facets if is_part(coded.report.text, f))
        names = frozenset(word for word in words if word in generic_stems()) | telling(
            " ".join(_NAME.findall(text)), known
        )
        open_to = asked(text) if claim.value is Value.UNKNOWN else None
        return Statement(ref, claim, words, names, _quotation(coded, claim), frozenset(_figures(claim)), parts, open_to)

    def likeness(self, other: Statement) -> float:
        """How much of the shorter one's words the other has, from 0 to 1; 1 where both quote the same words."""
        if self.quoted and other.quoted:
            shorter = min(len(self.quoted), len(other.quoted))
            if len(self.quoted & other.quoted) >= max(QUOTED, SAME_QUOTATION * shorter):
                return 1.0
        common = self.words & other.words
        if len(common) < FEW or (len(common) < MANY and len(common - self.names) < PLAIN):
            return 0.0  # a place in common makes no statement
        return len(common) / min(len(self.words), len(other.words))

    def agrees(self, other: Statement) -> bool:
        """True when both give the same toll, and no other one; "at least five" and "five" are the same here."""
        numbers, others = ({(slot, count.n) for slot, count in s.figures} for s in (self, other))
        common = numbers & others
        return bool(common) and {s for s, _ in common} == {s for s, _ in numbers | others}

    def agrees_exactly(self, other: Statement) -> bool:
        """True when both give the same toll in the same way, as "up to 100" or "more than 100"."""
        return bool(self.figures & other.figures)


class Shelf:
    """Statements filed by what they say, so that one is compared with few of many."""

    def __init__(self, told: Iterable[Statement]) -> None:
        """File statements; what `near` gives are their numbers in this order."""
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_quoted: dict[str, list[int]] = defaultdict(list)
        self._by_figure: dict[tuple[Slot, int], list[int]] = defaultdict(list)
        for number, statement in enumerate(told):
            for word in statement.words:
                self._by_word[word].append(number)
            for word in statement.quoted:
                self._by_quoted[word].append(number)
            for figure in {(slot, count.n) for slot, count in statement.figures}:
                self._by_figure[figure].append(number)

    def near(self, statement: Statement) -> list[int]:
        """All that are like a statement at all, or agree with it, and maybe others, in order."""
        shared = Counter[int]()
        for word in statement.words:
            shared.update(self._by_word.get(word, ()))
        found = {number for number, common in shared.items() if common >= FEW}
        for word in statement.quoted:
            found.update(self._by_quoted.get(word, ()))
        for slot, count in statement.figures:
            found.update(self._by_figure.get((slot, count.n), ()))
        return sorted(found)


def statements(reports: Iterable[CodedReport], claims: Iterable[ClaimRef]) -> Iterator[Statement]:
    """The statements of some claims, in the order of the reports."""
    wanted = set(claims)
    for coded in reports:
        for claim in coded.claims:
            if (coded.report.id, claim.id) in wanted:
                yield Statement.of(coded, claim)


@lru_cache(maxsize=65536)
def telling(text: str, known: frozenset[str] | None = None) -> frozenset[str]:
    """The telling words of a text, cut to stems; names by their sound.

    `known` are the words that are names where the text comes from (`named`); others are capitalised because they open
    a sentence. Without it every capitalised word is one.

    >>> told = telling("Struck near Rumalyn: a launcher", frozenset({"Rumalyn"}))
    >>> sorted(telling("the launcher was struck near Rumaylan")) == sorted(told)
    True
    """
    table = matching_words()
    idle = table.particles | table.numbers | table.pronouns | table.totals
    found = set()
    for match in _WORD.finditer(plain(text)):
        word = match[0]
        if len(word) > 2 and word.lower() not in idle:
            name = word[0].isupper() and (known is None or word in known)
            found.add(sound(word) if name else word[:STEM].lower())
    return frozenset(found)


@lru_cache(maxsize=4096)
def named(text: str) -> frozenset[str]:
    """The words that stand capitalised inside a sentence of a text.

    >>> sorted(named("Rockets flew from Zummar. Rockets hit a base."))
    ['Zummar']
    """
    return frozenset(word for match in _INSIDE.finditer(plain(text)) for word in _WORD.findall(match[1]))


@cache
def generic_stems() -> frozenset[str]:
    """Stems of the words that names of all kinds of places and bodies have."""
    return frozenset(word[:STEM] for word in matching_words().generic)


def _quotation(coded: CodedReport, claim: Claim) -> frozenset[str]:
    """The telling words that the claim gives in quotation marks."""
    found: set[str] = set()
    for span in claim.content:
        around = coded.report.text[max(0, span.start - 1) : span.end + 1]
        for match in _QUOTATION.finditer(around):
            found |= telling(match[1])
    return frozenset(found)


def _figures(claim: Claim) -> Iterator[tuple[Slot, Count]]:
    if is_real(claim) and claim.value.sign == "+":
        for facet in claim.facets:
            if facet.slot in CASUALTIES and isinstance(facet.value, Count) and facet.value.n:
                yield facet.slot, Count(facet.value.op, facet.value.n)
