"""Decide which propositions of one report are about the same happening.

Nearly every report has one main happening, told first; others come in stretches (an earlier attack, an answer to it,
talks). So the propositions are labelled main or aside along the text, as in a maximum-entropy Markov model (McCallum,
Freitag & Pereira 2000), with features of time, place, type, cue words and likeness to the lead; stretches of asides
then become events of their own. The weights, fitted on invented reports, are data (`lexicon/en/event_links.yaml`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import exp

from ..model import Document, EventType, Facet
from ..vocab.event_links import Links, event_links
from .event_features import Facts, Lead, differ, facts_of, features, transition

FIRST_TOLD = 2.0  # extra votes; 1.5 to 6 gave 62 % right on invented and 80 to 82 % on retold reports
GENERAL = 0.6  # weight of a vote for a general type
FIRST_ASIDE = 0.05  # chance that the first claim is not about the main happening; 3% of 318 annotated reports
LEAVES = 0.5  # 0.4 to 0.5 gave the same B-cubed within 0.3 in cross-validation


class EventGrouper:
    """Group the propositions of a document by happening."""

    def __init__(self, links: Links | None = None) -> None:
        self.links = links or event_links()

    def __call__(self, doc: Document, facets: Sequence[tuple[Facet, ...]]) -> tuple[int, ...]:
        """An event index for each proposition, numbered from 0 in order of first mention.

        `facets` holds the facets of each proposition, in the order of `doc.propositions`.

        Raises:
            ValueError: the two differ in length.
        """
        if len(facets) != len(doc.propositions):
            raise ValueError(f"{len(facets)} tuples of facets for {len(doc.propositions)} propositions; give one each")
        facts = facts_of(doc, facets, self.links)
        aside = self.asides(facts)
        return _without_gaps(self._parted(facts, list(_numbered(facts, aside))))

    def _parted(self, facts: Sequence[Facts], numbers: list[int]) -> list[int]:
        """Take out of the main event what cannot be it: talks beside an attack, an air strike that answers rockets.

        Parting by type of every kind of follow-up was tried and lowered B-cubed by 1 to 2 points; these two raised it.
        """
        main = event_type_of([t for k, fact in enumerate(facts) if numbers[k] == 0 for t in sorted(fact.types)])
        new: dict[EventType, int] = {}
        for k, fact in enumerate(facts):
            if numbers[k] != 0 or len(fact.types) != 1:
                continue
            (own,) = fact.types
            talks = own in self.links.apart and main not in self.links.apart
            answers = own in self.links.answers.get(main, ()) and (own in new or fact.cues & {"later", "response"})
            if talks or answers:
                new.setdefault(own, max(numbers) + 1)
                numbers[k] = new[own]
        return numbers

    def asides(self, facts: Sequence[Facts]) -> tuple[bool, ...]:
        """For each proposition whether it leaves the main happening; the first in the text never does.

        The chance of having left is carried along the text, weighed by what the proposition itself shows.
        """
        order = sorted(range(len(facts)), key=lambda k: (facts[k].sentence, k))
        aside = [False] * len(facts)
        chance = FIRST_ASIDE
        main = Lead.of([facts[k] for k in order]) if order else None
        for before, k in pairwise(order):
            assert main is not None
            shown = features(facts[k], main)
            stayed, left = (
                self._share(shown | transition(facts[before], facts[k], previous)) for previous in (False, True)
            )
            chance = chance * left + (1 - chance) * stayed
            aside[k] = chance > LEAVES
        return tuple(aside)

    def _share(self, shown: Mapping[str, float]) -> float:
        odds = sum(self.links.weights.get(name, 0.0) * value for name, value in shown.items())
        return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def group_events(doc: Document, facets: Sequence[tuple[Facet, ...]]) -> tuple[int, ...]:
    """`EventGrouper()(doc, facets)` with the packaged weights."""
    return EventGrouper()(doc, facets)


def _numbered(facts: Sequence[Facts], aside: Sequence[bool]) -> Iterator[int]:
    """Main event 0; every stretch of asides that hang together is one further event."""
    count, current, last = 0, 0, None
    for k, leaves in enumerate(aside):
        if not leaves:
            last = None
            yield 0
            continue
        if last is None or not _hang_together(facts[last], facts[k]):
            count += 1
            current = count
        last = k
        yield current


def _without_gaps(numbers: Sequence[int]) -> tuple[int, ...]:
    """The same groups, numbered from 0 in order of first mention."""
    order: dict[int, int] = {}
    return tuple(order.setdefault(n, len(order)) for n in numbers)


def _hang_together(a: Facts, b: Facts) -> bool:
    return a.sentence == b.sentence or not differ(a, b)


def event_type_of(types: Sequence[EventType]) -> EventType:
    """The type of an event from the types that its claims state, in text order.

    Attacks go before what follows them; the type told first counts threefold, a general one less than a specific one.

    >>> event_type_of([EventType.INVESTIGATION, EventType.ROCKET_ATTACK, EventType.EXPLOSION]).value
    'rocket_attack'
    """
    links = event_links()
    pool = [t for t in types if links.classes[t] == "attack"] or list(types)
    if not pool:
        return EventType.OTHER
    votes: Counter[EventType] = Counter(pool)
    weighed = {
        t: (n + (FIRST_TOLD if t is pool[0] else 0)) * (GENERAL if t in links.general else 1) for t, n in votes.items()
    }
    return max(weighed, key=lambda t: weighed[t])
