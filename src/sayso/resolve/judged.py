"""Turn what people judged into constraints on clustering: what must be one incident, and what must not.

Must-link and cannot-link pairs, after Wagstaff et al. 2001 ("Constrained k-means clustering with background
knowledge"). Where two judgements contradict each other, the later one holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..model import Anchor, ClaimRef, CodedReport, Judgement, JudgementKind, Span, Spans

INCIDENT_KINDS = frozenset({JudgementKind.MERGE, JudgementKind.SPLIT, JudgementKind.APART})


@dataclass(frozen=True, slots=True)
class Judged:
    """What judgements ask of clustering.

    Args:
        together: groups of events that are one incident.
        apart: pairs of events that are not, the lesser first.
        founding: events that a person made an incident of their own.
        lost: for each judgement the anchors whose text or event is not there any more.
    """

    together: tuple[tuple[ClaimRef, ...], ...] = ()
    apart: frozenset[tuple[ClaimRef, ClaimRef]] = frozenset()
    founding: frozenset[ClaimRef] = frozenset()
    lost: Mapping[int, tuple[Anchor, ...]] = field(default_factory=dict)

    def forbids(self, a: ClaimRef, b: ClaimRef) -> bool:
        """True when a person said that the two are not one."""
        return bool(self.apart) and ((a, b) if a < b else (b, a)) in self.apart


def constraints(judgements: Iterable[Judgement], reports: Iterable[CodedReport]) -> Judged:
    """What the judgements in force ask of the events of some reports."""
    standing = [j for j in judgements if j.in_force and j.kind in INCIDENT_KINDS]
    if not standing:
        return Judged()
    places = Places(reports)
    bonds, founding, lost = _Bonds(), set(), {}
    for judgement in sorted(standing, key=lambda j: j.id, reverse=True):
        sides = [[places.event_at(anchor) for anchor in side.events] for side in judgement.sides]
        gone = [
            a
            for side, found in zip(judgement.sides, sides, strict=True)
            for a, ref in zip(side.events, found, strict=True)
            if ref is None
        ]
        if gone:
            lost[judgement.id] = tuple(gone)
        found = [sorted({ref for ref in side if ref is not None}) for side in sides]
        if judgement.kind is JudgementKind.MERGE:
            bonds.tie([ref for side in found for ref in side])
            continue
        bonds.part(found[0], found[1])
        if judgement.kind is JudgementKind.SPLIT:
            bonds.tie(found[0])
            founding.update(found[0])
    return Judged(bonds.groups(), frozenset(bonds.apart), frozenset(founding), lost)


def anchor(coded: CodedReport, event_id: str) -> Anchor:
    """How to find an event again after its report was coded anew.

    Raises:
        StopIteration: the report has no such event.
    """
    event = next(e for e in coded.events if e.id == event_id)
    spans = event.mentions or tuple(s for c in coded.claims if c.event == event_id for s in c.content)
    return Anchor(coded.report.id, coded.report.sha256, spans, event_id)


class Places:
    """Where in some reports the events stand that people judged."""

    def __init__(self, reports: Iterable[CodedReport]) -> None:
        self._by_text: dict[str, list[CodedReport]] = {}
        for coded in reports:
            self._by_text.setdefault(coded.report.sha256, []).append(coded)

    def event_at(self, anchor: Anchor) -> ClaimRef | None:
        """The event at an anchor: in its report, or in another one of the same text; None when it is gone."""
        same = self._by_text.get(anchor.sha256, ())
        for coded in sorted(same, key=lambda c: (c.report.id != anchor.report, c.report.id)):
            event = _event_at(coded, anchor)
            if event is not None:
                return (coded.report.id, event)
        return None


def _event_at(coded: CodedReport, anchor: Anchor) -> str | None:
    """The event named by most of the anchor's words; where no event is, the one whose claims hold most of them."""
    contents: dict[str, list[Span]] = {}
    for claim in coded.claims:
        contents.setdefault(claim.event, []).extend(claim.content)
    named = [(_common(e.mentions, anchor.spans), e.id == anchor.event, e.id) for e in coded.events if e.id in contents]
    told = [(_common(spans, anchor.spans), event == anchor.event, event) for event, spans in contents.items()]
    for found in (named, told):
        best = max(found, key=lambda f: (f[0], f[1]), default=(0, False, ""))
        if best[0]:
            return best[2]
    return None


def _common(a: Iterable[Span], b: Spans) -> int:
    """How many characters two sets of spans share."""
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)


class _Bonds:
    """Groups of events that grow while nothing said before (that is: later) forbids it."""

    def __init__(self) -> None:
        self.apart: set[tuple[ClaimRef, ClaimRef]] = set()
        self._group: dict[ClaimRef, list[ClaimRef]] = {}

    def tie(self, events: Sequence[ClaimRef]) -> None:
        """Make these one group, as far as may be."""
        for number, event in enumerate(events):
            group = self._group.setdefault(event, [event])
            for earlier in events[:number]:
                other = self._group[earlier]
                if other is group:
                    break
                if not any(self._forbidden(a, b) for a in group for b in other):
                    other.extend(group)
                    for member in group:
                        self._group[member] = other
                    break

    def part(self, first: Iterable[ClaimRef], second: Sequence[ClaimRef]) -> None:
        """Keep all of the first from all of the second, except what is one group already."""
        for a in first:
            for b in second:
                if a != b and b not in self._group.get(a, ()):
                    self.apart.add((a, b) if a < b else (b, a))

    def groups(self) -> tuple[tuple[ClaimRef, ...], ...]:
        """The groups of more than one."""
        distinct = {id(group): tuple(sorted(group)) for group in self._group.values() if len(group) > 1}
        return tuple(sorted(distinct.values()))

    def _forbidden(self, a: ClaimRef, b: ClaimRef) -> bool:
        return ((a, b) if a < b else (b, a)) in self.apart
