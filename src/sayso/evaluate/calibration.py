"""Measure whether scores mean what they say: of what is given 0.8, eight in ten should be right.

Expected calibration error: scores go into bins of equal width, and the gap between mean score and share right of each
bin is weighed by its size (Guo, Pleiss, Sun & Weinberger 2017, "On Calibration of Modern Neural Networks"). The Brier
score, mean squared error of the scores, also falls when they tell right from wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from ..model import CodedReport
from .facts import same_sources
from .gold import GoldCluster
from .spans import align

BINS = 15


@dataclass(frozen=True, slots=True)
class Judged:
    """A score between 0 and 1, and whether what it was given to is right."""

    score: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The scores above `low` up to `high` (the first bin holds 0 too): how many, their mean, and the share right."""

    low: float
    high: float
    count: int
    score: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """Calibration of any number of scores; `bins` leaves empty ones out."""

    count: int
    ece: float
    brier: float
    bins: tuple[Bin, ...]

    def as_dict(self) -> dict[str, Any]:
        """Figures under their published names; ECE and Brier as shares with four decimals."""
        return {
            "claims": self.count,
            "ece": round(self.ece, 4),
            "brier": round(self.brier, 4),
            "bins": [
                {
                    "from": round(b.low, 3),
                    "to": round(b.high, 3),
                    "claims": b.count,
                    "mean_score": round(b.score, 3),
                    "share_right": round(b.right, 3),
                }
                for b in self.bins
            ],
        }


def reliability(judged: Sequence[Judged], *, bins: int = BINS) -> Reliability:
    """ECE and Brier score of these scores; both 0 when there are none.

    Raises:
        ValueError: a score is not between 0 and 1.
    """
    rows: list[list[Judged]] = [[] for _ in range(bins)]
    for one in judged:
        if not 0 <= one.score <= 1:
            raise ValueError(f"a score of {one.score} is not between 0 and 1")
        rows[max(0, ceil(one.score * bins) - 1)].append(one)
    filled = tuple(_bin(k / bins, (k + 1) / bins, row) for k, row in enumerate(rows) if row)
    count = max(len(judged), 1)
    ece = sum(b.count * abs(b.score - b.right) for b in filled) / count
    return Reliability(len(judged), ece, sum((j.score - j.right) ** 2 for j in judged) / count, filled)


def judged_claims(clusters: Iterable[GoldCluster], coded: Mapping[str, CodedReport]) -> Iterator[Judged]:
    """Every predicted claim: right when a gold claim is aligned with it and the innermost sources are the same."""
    for gold in (report for cluster in clusters for report in cluster.reports):
        if gold.report_id in coded:
            predicted = coded[gold.report_id].claims
            right = {
                j
                for i, j in align(gold.claims, predicted)
                if same_sources(gold.claims[i].source_spans, predicted[j].chain_spans[-1] if predicted[j].chain else ())
            }
            yield from (Judged(claim.score, j in right) for j, claim in enumerate(predicted))


def _bin(low: float, high: float, row: Sequence[Judged]) -> Bin:
    return Bin(low, high, len(row), sum(j.score for j in row) / len(row), sum(j.right for j in row) / len(row))
