"""Score incidents: do claims about one happening end in one incident, at the right place and on the right day.

Grouping is measured by B-cubed over the aligned claims. Source: Bagga & Baldwin 1998, "Algorithms for Scoring
Coreference Chains".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model import CodedReport, Incident, distance_km
from .facts import day_range
from .gold import GoldCluster, GoldIncident
from .ratios import percent
from .spans import align

OTHER = "other"  # the event of gold claims that belong to no incident of their cluster


@dataclass(frozen=True, slots=True)
class IncidentFigures:
    """How well incidents were put together; shares are counts so that they can be checked."""

    b3_f1: float | None
    places: tuple[int, int]  # right, asked
    dates: tuple[int, int]
    gold: int
    predicted: int

    def as_dict(self) -> dict[str, Any]:
        """All figures under their published names, shares in percent with one decimal."""
        return {
            "incident_b3_f1": self.b3_f1,
            "incident_place_accuracy": percent(*self.places),
            "incident_date_accuracy": percent(*self.dates),
            "incidents_gold": self.gold,
            "incidents_predicted": self.predicted,
        }


@dataclass(frozen=True, slots=True)
class _Item:
    """An aligned claim about an incident: which incident it is in gold, and where it was put."""

    gold: tuple[str, str]
    predicted: Hashable


def score(
    clusters: Sequence[GoldCluster], coded: Mapping[str, CodedReport], incidents: Sequence[Incident]
) -> IncidentFigures:
    """Score incidents made of the coded reports (by report id) against the incidents of the clusters."""
    where = {event: incident.id for incident in incidents for event in incident.events}
    items = [item for cluster in clusters for item in _items(cluster, coded, where)]
    by_id: dict[Hashable, Incident] = {incident.id: incident for incident in incidents}
    votes: dict[tuple[str, str], Counter[Hashable]] = defaultdict(Counter)
    for item in items:
        votes[item.gold][item.predicted] += 1
    places, dates = [], []
    for cluster in clusters:
        for wanted in cluster.incidents:
            vote = votes.get((cluster.cluster_id, wanted.id))
            found = by_id.get(vote.most_common(1)[0][0]) if vote else None
            places += list(_places_met(wanted, found))
            dates += [_date_met(wanted.date, found)] if wanted.date else []
    return IncidentFigures(
        b3_f1=b_cubed([(item.gold, item.predicted) for item in items]),
        places=(sum(places), len(places)),
        dates=(sum(dates), len(dates)),
        gold=sum(len(cluster.incidents) for cluster in clusters),
        predicted=len(incidents),
    )


def b_cubed(items: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """B-cubed F1 in percent of (gold group, predicted group) pairs, one an item; None without items.

    >>> b_cubed([("a", 1), ("a", 1), ("b", 1)])
    71.4
    """
    if not items:
        return None
    gold, predicted, both = Counter(g for g, _ in items), Counter(p for _, p in items), Counter(items)
    precision = sum(both[item] / predicted[item[1]] for item in items) / len(items)
    recall = sum(both[item] / gold[item[0]] for item in items) / len(items)
    return round(200 * precision * recall / (precision + recall), 1)


def _items(
    cluster: GoldCluster, coded: Mapping[str, CodedReport], where: Mapping[tuple[str, str], str]
) -> Iterator[_Item]:
    for report in cluster.reports:
        if report.report_id not in coded:
            continue
        predicted = coded[report.report_id].claims
        for i, j in align(report.claims, predicted):
            gold = report.claims[i]
            if gold.event != OTHER:
                event = (report.report_id, predicted[j].event)
                # An event outside every incident stands alone.
                yield _Item((cluster.cluster_id, gold.event), where.get(event, event))


def _places_met(wanted: GoldIncident, found: Incident | None) -> Iterable[bool]:
    """For each gold place with degrees: does the incident have a place within its tolerance?"""
    for place in wanted.places:
        if place.lat is None or place.lon is None:
            continue
        yield found is not None and any(
            p.lat is not None and p.lon is not None and distance_km(place.lat, place.lon, p.lat, p.lon) <= place.km
            for p in found.places
        )


def _date_met(date: str, found: Incident | None) -> bool:
    return found is not None and found.time is not None and day_range(found.time) == day_range(date)
