"""Score within reports: are claims about one happening kept together, and those about several kept apart?"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from ..model import CodedReport
from .gold import GoldCluster
from .incidents import OTHER, b_cubed
from .ratios import f1, percent
from .spans import align


@dataclass(frozen=True, slots=True)
class HappeningFigures:
    """Pairs of claims of a report that belong apart, that were parted, and both; B-cubed F1 of claims on incidents."""

    apart: int
    parted: int
    right: int
    b3_f1: float | None

    def as_dict(self) -> dict[str, Any]:
        """Counts, and shares in percent."""
        return {
            "b3_f1": self.b3_f1,
            "apart": self.apart,
            "parted": self.parted,
            "parted_rightly": self.right,
            "recall": percent(self.right, self.apart),
            "precision": percent(self.right, self.parted),
            "f1": f1(self.right, self.apart, self.parted),
        }


def happenings(clusters: Iterable[GoldCluster], coded: Mapping[str, CodedReport]) -> HappeningFigures:
    """Events of gold claims against those of the claims aligned with them, report by report.

    Of two claims whose happening gold does not name (`other`) nothing is known, so such a pair is left out.
    """
    apart = parted = right = 0
    items: list[tuple[Hashable, Hashable]] = []
    for report in (report for cluster in clusters for report in cluster.reports if report.report_id in coded):
        claims = coded[report.report_id].claims
        told = [(report.claims[i].event, claims[j].event) for i, j in align(report.claims, claims)]
        items += [((report.report_id, g), (report.report_id, p)) for g, p in told if g != OTHER]
        for (gold, given), (other_gold, other_given) in combinations(told, 2):
            if gold == other_gold == OTHER:
                continue
            apart += gold != other_gold
            parted += given != other_given
            right += gold != other_gold and given != other_given
    return HappeningFigures(apart, parted, right, b_cubed(items))
