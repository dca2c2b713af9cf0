"""Attributed facts: a value of a slot, who holds it, and whether they affirm it; gold and coder compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..model import COUNT_SLOTS, PLACE_SLOTS, Claim, Count, Place, Responsibility, Slot, Span, Spans, TimeSpan
from .gold import GoldClaim
from .ratios import f1
from .spans import overlap

SAME_WORDS = 0.5  # share of the shorter stretch that the other must cover
_EMPTY_WORDS = re.compile(r"\b(the|a|an|in|of|at|near|town|city|village|province|district)\b|[^\w ]")


@dataclass(frozen=True, slots=True)
class Fact:
    """(slot, value, innermost sources, sign): right only when all four are."""

    slot: Slot
    value: Any
    span: Span
    sources: Spans
    sign: str


@dataclass(frozen=True, slots=True)
class SlotTally:
    """How many facts of a slot were asked, given, and right."""

    hits: int = 0
    gold: int = 0
    predicted: int = 0

    def __add__(self, other: SlotTally) -> SlotTally:
        return SlotTally(self.hits + other.hits, self.gold + other.gold, self.predicted + other.predicted)

    @property
    def f1(self) -> float | None:
        """F1 in percent."""
        return f1(self.hits, self.gold, self.predicted)


def gold_facts(claims: Iterable[GoldClaim]) -> Iterator[Fact]:
    """The facts that the annotation states."""
    for claim in claims:
        for facet in claim.facets:
            yield Fact(facet.slot, facet.value, facet.span, claim.source_spans, claim.value.sign)


def coded_facts(claims: Iterable[Claim]) -> Iterator[Fact]:
    """The facts that the coder read."""
    for claim in claims:
        holders = claim.chain_spans[-1] if claim.chain_spans else ()
        for facet in claim.facets:
            yield Fact(facet.slot, facet.value, facet.span, holders, claim.value.sign)


def match_facts(gold: Iterable[Fact], predicted: Iterable[Fact]) -> dict[Slot, SlotTally]:
    """Match the facts of one report one to one, in the order of the annotation, and count them by slot."""
    left = list(predicted)
    table: dict[Slot, SlotTally] = {}
    for fact in left:
        table[fact.slot] = table.get(fact.slot, SlotTally()) + SlotTally(predicted=1)
    for fact in gold:
        met = next((k for k, other in enumerate(left) if same_fact(fact, other)), None)
        if met is not None:
            del left[met]
        table[fact.slot] = table.get(fact.slot, SlotTally()) + SlotTally(hits=int(met is not None), gold=1)
    return table


def same_fact(gold: Fact, predicted: Fact) -> bool:
    """True when slot, sign, sources and value all agree."""
    return (
        gold.slot is predicted.slot
        and gold.sign == predicted.sign
        and same_sources(gold.sources, predicted.sources)
        and same_value(gold, predicted)
    )


def same_sources(gold: Spans, predicted: Spans) -> bool:
    """Every party of one side is met by one of the other, both ways; the report's own voice only by itself."""
    if not gold or not predicted:
        return not gold and not predicted
    return _met(gold, predicted) and _met(predicted, gold)


def _met(parties: Spans, others: Spans) -> bool:
    return all(any(overlap([party], [other]) >= SAME_WORDS for other in others) for party in parties)


def same_value(gold: Fact, predicted: Fact) -> bool:
    """True when the values agree in the way of their slot.

    Counts by operator and number, times by first and last day, event types exactly, responsibility by stance and party,
    places by words or name, the rest by their words overlapping by half.
    """
    wanted, given = gold.value, predicted.value
    if gold.slot in COUNT_SLOTS:
        return isinstance(given, Count) and (given.n, given.op) == (wanted.n, wanted.op)
    if gold.slot is Slot.EVENT_TYPE:
        return bool(given == wanted)
    if gold.slot is Slot.TIME:
        # An unresolved gold time is met by no interval, not even an open one: the coder should have given none.
        return isinstance(given, TimeSpan) and bool(wanted) and day_range(wanted) == day_range(given)
    if gold.slot is Slot.RESPONSIBILITY:
        return isinstance(given, Responsibility) and _same_responsibility(wanted, given)
    if overlap([gold.span], [predicted.span]) >= SAME_WORDS:
        return True
    if gold.slot in PLACE_SLOTS:
        name = given.name if isinstance(given, Place) else given
        return bool(set(name_words(name)) & set(name_words(wanted)))
    return False


def _same_responsibility(gold: Responsibility, given: Responsibility) -> bool:
    if gold.stance != given.stance:
        return False
    wanted, named = set(name_words(gold.party or "")), set(name_words(given.party or ""))
    return bool(wanted & named) or not (wanted or named)


def name_words(name: object) -> Sequence[str]:
    """The words that tell names apart: lower case, without articles, prepositions, kinds of place and punctuation.

    >>> name_words("the town of Zummar, Iraq")
    ['zummar', 'iraq']
    """
    return _EMPTY_WORDS.sub(" ", str(name).lower()).split()


def day_range(value: str | TimeSpan) -> tuple[str, str]:
    """First and last day of an ISO date, time, month, year or interval "a/b", or of a `TimeSpan`.

    Months and years are padded to -01/-31 and -01-01/-12-31, so that equal strings mean equal days.

    >>> day_range("2024-02"), day_range("2024-04-20T01:00")
    (('2024-02-01', '2024-02-31'), ('2024-04-20', '2024-04-20'))
    """
    if isinstance(value, TimeSpan):
        return (value.start or "")[:10], (value.end or value.start or "")[:10]
    ends = value.split("/")
    first, last = ends[0][:10], ends[-1][:10]
    return first + _FIRST.get(len(first), ""), last + _LAST.get(len(last), "")


_FIRST = {4: "-01-01", 7: "-01"}
_LAST = {4: "-12-31", 7: "-31"}
