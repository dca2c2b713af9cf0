"""Decide which propositions of one report are about the same happening.

Nearly every report has one main happening, told first; others come in stretches (an earlier attack, an answer to it,
talks). So the propositions are read along the text, and each goes on with the likeliest of the happenings told so far
or opens a new one, as in a ranking model of coreference (Denis & Baldridge 2008, "Specialized Models and Ranking for
Coreference Resolution"). The features are named, of time, place, type, parties, words, cue words and sequence; their
weights, fitted on invented reports, are data (`weights/event_links.yaml`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from ..model import Document, EventType, Facet
from ..vocab.event_links import Links, event_links
from .event_accounts import Account, Describer, Features
from .event_features import Facts, facts_of

FIRST_TOLD = 2.0  # extra votes; 1.5 to 6 gave 62 % right on invented and 80 to 82 % on retold reports
GENERAL = 0.6  # weight of a vote for a general type

Choose = Callable[[int, Sequence[Account], Sequence[Features], Sequence[float]], int]
"""Which account a proposition goes on with: given its index, the accounts, their features and scores, the new last."""


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
        return _without_gaps(self.link(facts_of(doc, facets, self.links), likeliest))

    def link(self, facts: Sequence[Facts], choose: Choose) -> list[int]:
        """The number of the account of every proposition; the first in the text opens the main one, 0."""
        order = sorted(range(len(facts)), key=lambda k: (facts[k].sentence, k))
        numbers = [0] * len(facts)
        describer, accounts, current = Describer(facts, self.links), [Account()], 0
        for k in order:
            if k != order[0]:
                options = describer.describe(facts[k], accounts, current)
                current = choose(k, accounts, options, [self._score(option) for option in options])
                if current == len(accounts):
                    accounts.append(Account())
            accounts[current].take(k, facts[k])
            numbers[k] = current
        return numbers

    def _score(self, option: Features) -> float:
        return sum(self.links.weights.get(name, 0.0) * value for name, value in option.items())


def likeliest(_: int, accounts: Sequence[Account], options: Sequence[Features], scores: Sequence[float]) -> int:
    """The option with the highest score, of several the first."""
    return max(range(len(scores)), key=lambda n: (scores[n], -n))


def group_events(doc: Document, facets: Sequence[tuple[Facet, ...]]) -> tuple[int, ...]:
    """`EventGrouper()(doc, facets)` with the packaged weights."""
    return EventGrouper()(doc, facets)


def _without_gaps(numbers: Sequence[int]) -> tuple[int, ...]:
    """The same groups, numbered from 0 in order of first mention."""
    order: dict[int, int] = {}
    return tuple(order.setdefault(n, len(order)) for n in numbers)


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
