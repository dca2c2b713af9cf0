"""Keep the pairs of events of different reports that are nearly alike, while reports come, change and go.

The merge compares everything with everything near it, once. A queue of doubts is looked at after every decision, when
one report in thousands has changed: here only its events are compared anew. The work for one event is bounded, however
many reports tell nearly the same: it is compared with those that have most keys in common with it, nearest in time.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..model import ClaimRef, CodedReport
from .blocking import FEW, TOLD, Key, keys, window
from .features import EventFacts, facts_of
from .matcher import NEXT_DAY, Matcher

MARGIN = 1.5  # log-odds below the link threshold: about one more likeness would have joined the two
REACH = 100  # of one key looked at before an event and after it, nearest in time
COMPARED = 25  # events that one is compared with

Entry = tuple[int, int, ClaimRef]
"""The days in which an event may lie, and the event: what the events of one key are sorted by."""


Pair = tuple[ClaimRef, ClaimRef, float | None]
"""Two events, the lesser first, and their score; None when something speaks against their being one."""


class Resemblances:
    """Events by what they are looked up by, and the pairs of them that are nearly alike or cannot be one."""

    def __init__(self, matcher: Matcher | None = None) -> None:
        self.matcher = matcher or Matcher()
        self._facts: dict[ClaimRef, EventFacts] = {}
        self._of_report: dict[str, tuple[EventFacts, ...]] = {}
        self._blocks: dict[Key, list[Entry]] = {}
        self._pairs: dict[ClaimRef, dict[ClaimRef, float | None]] = {}
        self._fresh: dict[ClaimRef, None] = {}

    def take(self, coded: CodedReport) -> None:
        """Take a report in, in the place of what was known of it."""
        events = tuple(replace(facts, claims=()) for facts in facts_of(coded, 0))
        if self._of_report.get(coded.report.id) == events:
            return
        self.drop(coded.report.id)
        self._of_report[coded.report.id] = events
        for facts in events:
            self._facts[facts.ref] = facts
            for key in _keys(facts):
                insort(self._blocks.setdefault(key, []), _entry(facts))
            self._fresh[facts.ref] = None

    def drop(self, report_id: str) -> None:
        """Forget a report."""
        for facts in self._of_report.pop(report_id, ()):
            del self._facts[facts.ref]
            self._fresh.pop(facts.ref, None)
            for other in self._pairs.pop(facts.ref, ()):
                del self._pairs[other][facts.ref]
            for key in _keys(facts):
                block = self._blocks[key]
                del block[bisect_left(block, _entry(facts))]
                if not block:
                    del self._blocks[key]

    def reports(self) -> frozenset[str]:
        """The ids of the reports that are known."""
        return frozenset(self._of_report)

    def facts(self, event: ClaimRef) -> EventFacts:
        """What can be compared of an event that is known."""
        return self._facts[event]

    def pairs(self) -> Iterator[Pair]:
        """The pairs, each once; what came since they were asked for last is compared first."""
        while self._fresh:
            self._compare(next(iter(self._fresh)))
        for ref, others in self._pairs.items():
            for other, score in others.items():
                if ref < other:
                    yield ref, other, score

    def _compare(self, ref: ClaimRef) -> None:
        one = self._facts[ref]
        del self._fresh[ref]
        for other in self._beside(one):
            if other in self._pairs.get(ref, ()):
                continue
            two = self._facts[other]
            score = None if self.matcher.excluded(one, two) else self.matcher.score(one, two)
            if score is None or score >= self.matcher.evidence.link - MARGIN:
                self._pairs.setdefault(ref, {})[other] = self._pairs.setdefault(other, {})[ref] = score

    def _beside(self, one: EventFacts) -> Iterable[ClaimRef]:
        """The events of other reports that have most in common with one, as far as both may lie on the same days."""
        here, shared, told = _entry(one), Counter[Entry](), Counter[Entry]()
        for key in _keys(one):
            block = self._blocks[key]
            at = bisect_left(block, here)
            (told if key[0] == TOLD else shared).update(block[max(0, at - REACH) : at + REACH + 1])
        found = [
            (shared[entry] + told[entry], entry[2])
            for entry in {**shared, **told}
            if (entry in shared or told[entry] >= FEW) and entry[2][0] != one.ref[0] and _touch(here, entry)
        ]
        found.sort(key=lambda pair: (-pair[0], pair[1]))
        return [ref for _, ref in found[:COMPARED]]


def _keys(facts: EventFacts) -> list[Key]:
    return [*keys(facts), *((TOLD, name) for name in facts.report_names)]


def _entry(facts: EventFacts) -> Entry:
    return (*window(facts), facts.ref)


def _touch(one: Entry, other: Entry) -> bool:
    return other[0] <= one[1] + NEXT_DAY and one[0] <= other[1] + NEXT_DAY
