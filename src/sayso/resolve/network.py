"""Link the events of many reports and group them, a connected part at a time, so that only a part need be held.

Groups form along links, along what people decided, and within a report. So the connected components of these can be
grouped one after the other (`clusters.cluster`), and the facts of a report are read again when its turn comes: they may
lie in memory or in a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..model import ClaimRef, CodedReport
from .blocking import Sweep, turns
from .features import EventFacts
from .groups import Groups
from .judged import Judged
from .matcher import Matcher
from .neighbourhood import Link, ReportFacts, founds, linked, regroup

AT_ONCE = 1_000  # events that are grouped together, of small components; a large one is grouped as a whole


@dataclass(frozen=True, slots=True)
class Group:
    """Events that are one happening, the first report first; `founds`: an incident comes of it."""

    events: tuple[ClaimRef, ...]
    founds: bool


class Network:
    """Some reports, and what is known of how their events hang together."""

    def __init__(self, facts: Sequence[ReportFacts], matcher: Matcher) -> None:
        """`facts` of each report, in any order; read again whenever they are needed."""
        self._facts = facts
        self._matcher = matcher
        own = [(f.order, number, [event.ref for event in f.events]) for number, f in enumerate(facts)]
        self._ranks = {ref: rank for rank, ref in enumerate(ref for *_, refs in sorted(own) for ref in refs)}
        self._numbers = {order[1]: number for order, number, _ in own}

    def links(self) -> list[Link]:
        """All links, found in one sweep through time."""
        coming = sorted(
            (turn, number, position)
            for number, own in enumerate(self._facts)
            for position, event in enumerate(own.events)
            for turn in turns(event)
        )
        found, sweep = set[Link](), Sweep()
        for turn, number, position in coming:
            event = self._facts[number].events[position]
            for other in sweep.meet(event, turn):
                if linked(event, other, self._matcher):
                    found.add((event.ref, other.ref) if event.ref < other.ref else (other.ref, event.ref))
        return sorted(found)

    def groups(self, links: Iterable[Link], judged: Judged) -> list[Group]:
        """All groups, those that found no incident as well, in the order of their first events."""
        found = []
        for members, own in self._parts(links, judged):
            numbers = {self._numbers[report] for report, _ in members}
            facts = [self._facts[number] for number in sorted(numbers)]
            found += [
                Group(tuple(event.ref for event in group), founds(group, judged))
                for group in regroup(facts, members, own, self._matcher, judged)
            ]
        found.sort(key=lambda group: self._ranks[group.events[0]])
        return found

    def events(self, group: Group) -> list[EventFacts]:
        """What is known of the events of a group; without their claims."""
        facts = {report: self._facts[self._numbers[report]] for report in {report for report, _ in group.events}}
        return [next(e for e in facts[ref[0]].events if e.ref == ref) for ref in group.events]

    def _parts(self, links: Iterable[Link], judged: Judged) -> Iterator[tuple[set[ClaimRef], list[Link]]]:
        """Components, small ones put together, each with its links."""
        joined: Groups[int] = Groups(self._ranks.values())
        own: list[tuple[int, Link]] = []
        for a, b in links:
            joined.join(self._ranks[a], self._ranks[b])
            own.append((self._ranks[a], (a, b)))
        for bound in (*judged.together, *(group for facts in self._facts for group in facts.fragments)):
            known = [self._ranks[ref] for ref in bound if ref in self._ranks]
            for other in known[1:]:
                joined.join(known[0], other)
        members: dict[int, list[ClaimRef]] = {}
        for ref, rank in self._ranks.items():
            members.setdefault(joined.of(rank), []).append(ref)
        of_part: dict[int, list[Link]] = {}
        for rank, link in own:
            of_part.setdefault(joined.of(rank), []).append(link)
        refs, inside = set[ClaimRef](), list[Link]()
        for part, held in members.items():
            refs.update(held)
            inside += of_part.get(part, ())
            if len(refs) >= AT_ONCE:
                yield refs, inside
                refs, inside = set(), []
        if refs:
            yield refs, inside


def with_claims(event: EventFacts, coded: Mapping[str, CodedReport]) -> EventFacts:
    """An event with its claims; `coded` holds its report by id."""
    report, name = event.ref
    return replace(event, claims=tuple(c for c in coded[report].claims if c.event == name))
