"""Score chains of sources: of those two or more deep, how many are found with every level right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model import CodedReport, Spans
from .facts import same_sources
from .gold import GoldCluster
from .ratios import f1, percent
from .spans import align

NESTED = 2  # levels


@dataclass(frozen=True, slots=True)
class ChainTally:
    """Claims with a nested chain: how many gold has, how many were given, and how many are right at every level."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    depth: int = 0  # those of gold that were found with as many levels

    def as_dict(self) -> dict[str, Any]:
        """Counts, and in percent the share of gold found exactly and the F1."""
        return {
            "gold": self.gold,
            "predicted": self.predicted,
            "found_depth": self.depth,
            "found_exact": self.found,
            "recall": percent(self.found, self.gold),
            "f1": f1(self.found, self.gold, self.predicted),
        }


def nested_chains(clusters: Iterable[GoldCluster], coded: Mapping[str, CodedReport]) -> ChainTally:
    """The nested chains of gold claims against those of the claims aligned with them; a missing report finds none."""
    gold_count = predicted_count = found = depth = 0
    for gold in (report for cluster in clusters for report in cluster.reports):
        predicted = coded[gold.report_id].claims if gold.report_id in coded else ()
        gold_count += sum(len(c.chain_spans) >= NESTED for c in gold.claims)
        predicted_count += sum(len(c.chain_spans) >= NESTED for c in predicted)
        for i, j in align(gold.claims, predicted):
            wanted, given = gold.claims[i].chain_spans, predicted[j].chain_spans
            if len(wanted) >= NESTED and len(given) == len(wanted):
                depth += 1
                found += _same_levels(wanted, given)
    return ChainTally(gold_count, predicted_count, found, depth)


def _same_levels(wanted: Sequence[Spans], given: Sequence[Spans]) -> bool:
    return all(same_sources(w, g) for w, g in zip(wanted, given, strict=True))
