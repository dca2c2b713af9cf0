"""Find the pairs of events that are worth comparing: near in time, with a name, place, counts or a rare word in common.

Whether two events are compared hangs on these two alone, never on what else there is: one report more changes nothing
between others. So what a report is looked up by can be kept in an index, and asked for its neighbours later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import combinations, product
from math import floor

from ..model import ClaimRef
from ..vocab.word_rarity import word_rarity
from .features import EventFacts
from .matcher import NEXT_DAY
from .names import name_rarity

Key = tuple[object, ...]
Window = tuple[int, int]
"""First and last day, as ordinals."""
BACK = 33  # days before publication in which an undated event may lie and still be compared
LONG_BACK = 400  # the same of a report that opens with what came after, for reports with many names in common
CELL = 0.5  # degrees; with the eight cells around, everything within 55 km north to south
MAX_PARTIES = 10  # of one event that are paired as keys
ALWAYS = (0, 10**7)
FEW = 3  # names in common that make two reports worth comparing
TOLD = "r"  # before names of the whole report, among the keys of an index
WORD = "w"  # before its rarest words
MANY = 5  # the same where one may tell of the other long after


@dataclass(frozen=True, slots=True)
class Lookup:
    """A question to an index: who has at least so many of these keys, at some time of this window?"""

    keys: tuple[str, ...]
    window: Window
    least: int


@dataclass(frozen=True, slots=True, order=True)
class Turn:
    """When an event comes up in a sweep: `far` for all days up to which it may be told, else for its own."""

    day: int
    ref: ClaimRef
    far: bool


def turns(event: EventFacts) -> Iterator[Turn]:
    """When an event comes up in a sweep."""
    yield Turn(window(event)[0], event.ref, False)
    yield Turn(reach(event)[0], event.ref, True)


class Sweep:
    """Events in order of their turns, each met by those before it that are worth comparing with it.

    What lies too far back to touch what comes is forgotten, so that a sweep holds the events of some weeks, those in
    reports of trials for a year, however many years there are; those without any date it holds to the end.
    """

    def __init__(self) -> None:
        self._near, self._far = _Shelf(), _Shelf()

    def meet(self, event: EventFacts, turn: Turn) -> list[EventFacts]:
        """The events before that are `comparable` to this one; a pair may be met in each of its turns."""
        return self._meet_far(event) if turn.far else self._meet_near(event)

    def _meet_near(self, event: EventFacts) -> list[EventFacts]:
        days, own, named = window(event), keys(event), _rarest(event.report_names, FEW)
        shared = self._near.sharing(own, days[0])
        found = [
            other
            for other in self._near.sharing(named, days[0])
            if other not in shared and len(self._near.events[other].report_names & event.report_names) >= FEW
        ]
        self._near.add(event, (*own, *named), days[1])
        return self._near.others_of(event, shared.union(found))

    def _meet_far(self, event: EventFacts) -> list[EventFacts]:
        days, named = reach(event), _rarest(event.report_names, MANY)
        words: list[Key] = [(WORD, word) for word in rare_words(event)]
        shared = self._far.sharing(words, days[0])
        found = [
            other
            for other in self._far.sharing(named, days[0])
            if other not in shared and len(self._far.events[other].report_names & event.report_names) >= MANY
        ]
        self._far.add(event, (*words, *named), days[1])
        return self._far.others_of(event, shared.union(found))


class _Shelf:
    """Events by their keys, until the last of their days is past."""

    def __init__(self) -> None:
        self.events: dict[ClaimRef, EventFacts] = {}
        self._keys: dict[ClaimRef, Sequence[Key]] = {}
        self._blocks: dict[Key, set[ClaimRef]] = {}
        self._ends: list[tuple[int, ClaimRef]] = []  # a heap: who leaves first

    def add(self, event: EventFacts, own: Sequence[Key], end: int) -> None:
        self.events[event.ref], self._keys[event.ref] = event, own
        heappush(self._ends, (end, event.ref))
        for key in own:
            self._blocks.setdefault(key, set()).add(event.ref)

    def sharing(self, wanted: Iterable[Key], day: int) -> set[ClaimRef]:
        """The events with one of these keys that are not past on a day, which lies before no day asked for before."""
        while self._ends and self._ends[0][0] + NEXT_DAY < day:
            self._forget(heappop(self._ends)[1])
        return set().union(*(block for key in wanted if (block := self._blocks.get(key))))

    def others_of(self, event: EventFacts, found: Iterable[ClaimRef]) -> list[EventFacts]:
        """Events of other reports."""
        return [self.events[ref] for ref in sorted(found) if ref[0] != event.ref[0]]

    def _forget(self, ref: ClaimRef) -> None:
        del self.events[ref]
        for key in self._keys.pop(ref):
            block = self._blocks[key]
            block.discard(ref)
            if not block:
                del self._blocks[key]


def candidates(events: Iterable[EventFacts]) -> Iterator[tuple[EventFacts, EventFacts]]:
    """Pairs of events of different reports that are worth comparing, each once."""
    sweep, known, found = Sweep(), {event.ref: event for event in events}, set[tuple[ClaimRef, ClaimRef]]()
    for turn in sorted(turn for event in known.values() for turn in turns(event)):
        event = known[turn.ref]
        for other in sweep.meet(event, turn):
            pair = (min(other.ref, event.ref), max(other.ref, event.ref))
            if pair not in found:
                found.add(pair)
                yield other, event


def _rarest(names: Iterable[str], common: int) -> list[Key]:
    """The rarest of a report's names, of which two have one in common when they have so many names in common.

    Of two sets in one order, which have n elements in common, the last n - 1 of each can be left out: the first common
    one stands before these in both (Chaudhuri et al. 2006, "A primitive operator for similarity joins").
    """
    ordered = sorted(names, key=lambda name: (-name_rarity(name), name))
    return [(TOLD, name) for name in ordered[: max(0, len(ordered) - common + 1)]]


def window(event: EventFacts) -> Window:
    """The days in which an event may lie; all days when it is undated in an undated report.

    Days told beside it only do not bind it: a report of an arrest a week later tells of the bombing too.
    """
    days = event.firm if event.firm or event.published is not None else event.days
    if days:
        return min(start for start, _ in days), max(end for _, end in days)
    return ALWAYS if event.published is None else (event.published - BACK, event.published)


def reach(event: EventFacts) -> Window:
    """The days in which an event may lie at most, and those on which it is told: up to the publication of its report.

    A day may be misread, and another report may name none. That of a trial's report may lie long before.
    """
    start, end = window(event)
    if event.published is None or abs(event.published - start) > LONG_BACK:
        return start, end
    if event.later and not event.firm:
        start = event.published - LONG_BACK
    return min(start, event.published), max(end, event.published)


def comparable(a: EventFacts, b: EventFacts) -> bool:
    """True when `candidates` would pair the two."""
    if a.ref[0] == b.ref[0] or not touching(reach(a), reach(b)):
        return False
    if len(a.report_names & b.report_names) >= MANY or not rare_words(a).isdisjoint(rare_words(b)):
        return True
    if not touching(window(a), window(b)):
        return False
    return len(a.report_names & b.report_names) >= FEW or not keys(a).isdisjoint(keys(b))


def touching(a: Window, b: Window) -> bool:
    """True when two stretches of time meet, a night between them."""
    return a[0] <= b[1] + NEXT_DAY and b[0] <= a[1] + NEXT_DAY


def index_keys(events: Sequence[EventFacts]) -> dict[str, Window]:
    """What the report of some events is filed under, each key with the days in which its events may lie."""
    found: dict[str, Window] = {}
    for event in events:
        for key in _filed(event):
            days = reach(event) if key[0] in {TOLD, WORD} else window(event)
            known = found.get(key, days)
            found[key] = (min(known[0], days[0]), max(known[1], days[1]))
    return found


def lookups(events: Sequence[EventFacts]) -> list[Lookup]:
    """What to ask an index of `index_keys`, to find every report with an event that is `comparable` to one of these.

    What comes back may hold more.
    """
    alone: dict[Window, set[str]] = {}
    parties, counts, names, words = set[str](), set[str](), set[str](), set[str]()
    for event in events:
        own = alone.setdefault(window(event), set())
        own.update(key for key in _filed(event) if key[0] == "n")
        own.update(
            f"g{row + i}:{column + j}" for row, column in _cells(event) for i, j in product(range(-2, 3), repeat=2)
        )
        parties.update(key for key in _filed(event) if key[0] == "p")
        counts.update(key for key in _filed(event) if key[0] == "c")
        names.update(key for key in _filed(event) if key[0] == TOLD)
        words.update(key for key in _filed(event) if key[0] == WORD)
    if not alone:
        return []
    days = (min(start for start, _ in alone), max(end for _, end in alone))
    asked = [Lookup(tuple(sorted(own)), when, 1) for when, own in sorted(alone.items())]
    asked += [Lookup(tuple(sorted(own)), days, n) for own, n in ((parties, 2), (counts, 2), (names, FEW))]
    ever = (min(reach(event)[0] for event in events), max(reach(event)[1] for event in events))
    asked.append(Lookup(tuple(sorted(words)), ever, 1))
    if ever != days:
        asked.append(Lookup(tuple(sorted(names)), ever, MANY))
    return [Lookup(q.keys, (q.window[0] - NEXT_DAY, q.window[1] + NEXT_DAY), q.least) for q in asked if q.keys]


def _filed(event: EventFacts) -> Iterator[str]:
    yield from (f"n{name}" for name in event.place_names | event.names)
    yield from (f"p{party}" for party in sorted(event.party_names)[:MAX_PARTIES])
    yield from (f"c{slot.value}:{n}" for slot, n in event.counts)
    yield from (f"{TOLD}{name}" for name in event.report_names)
    yield from (f"{WORD}{word}" for word in rare_words(event))
    yield from (f"g{row}:{column}" for row, column in _cells(event))


def rare_words(event: EventFacts) -> frozenset[str]:
    """The words of its report that hardly any other holds: with one of them in common two are worth comparing."""
    return frozenset(filter(word_rarity().is_rarest, event.report_words))


def _cells(event: EventFacts) -> set[tuple[int, int]]:
    return {(floor(spot.lat / CELL), floor(spot.lon / CELL)) for spot in event.spots if spot.fine}


def keys(event: EventFacts) -> set[Key]:
    """What an event is looked up by."""
    found: set[Key] = {("name", name) for name in event.place_names | event.names}
    found.update(("parties", *pair) for pair in combinations(sorted(event.party_names)[:MAX_PARTIES], 2))
    found.update(("counts", *pair) for pair in combinations(sorted(event.counts), 2))
    for row, column in _cells(event):
        found.update((row + i, column + j) for i, j in product((-1, 0, 1), repeat=2))
    return found
