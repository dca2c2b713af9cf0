"""Score toponyms: are the names of places found, and are they put on the map within a hundred miles.

Accuracy at 161 km after Cheng, Caverlee and Lee 2010; the area under the curve of log errors after Jurgens et al. 2015.
Every accuracy says what it is a share of: of all located toponyms, or only of those found and resolved, which flatters
a reader that leaves hard ones out (Gritta, Pilehvar and Collier 2020, "A pragmatic guide to geoparsing evaluation").
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..model import Report, Span, distance_km
from .jsonl import read_rows, write_rows
from .ratios import percent

RIGHT_KM = 161.0
FARTHEST_KM = 20_039.0  # half the way around the Earth


@dataclass(frozen=True, slots=True)
class PlacedSpan:
    """A toponym: its span, WGS 84 degrees (None = not on the map), GeoNames id where one is known, radius in km."""

    span: Span
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    radius_km: float | None = None


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A gold document with its toponyms."""

    doc_id: str
    text: str
    toponyms: tuple[PlacedSpan, ...] = ()
    title: str | None = None
    url: str | None = None
    publisher: str | None = None

    def report(self) -> Report:
        """What a reader would hand to the coder: text and provenance, no labels."""
        return Report.of(self.text, id=self.doc_id, title=self.title, url=self.url, publisher=self.publisher)


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """What was found in a document, as dumps have it."""

    doc_id: str
    toponyms: tuple[PlacedSpan, ...]


@dataclass(frozen=True, slots=True)
class PlaceTally:
    """Counts of one or more documents; add them up with `+`.

    `errors` are km of found toponyms that gold locates; `inside` counts those within 161 km or within the radius stated
    for the place, which tells a country whose point the corpus sets elsewhere from a place that was mistaken.
    """

    gold: int = 0
    predicted: int = 0
    located: int = 0
    strict: int = 0
    overlap: int = 0
    inside: int = 0
    errors: tuple[float, ...] = ()

    def __add__(self, other: PlaceTally) -> PlaceTally:
        return PlaceTally(
            self.gold + other.gold,
            self.predicted + other.predicted,
            self.located + other.located,
            self.strict + other.strict,
            self.overlap + other.overlap,
            self.inside + other.inside,
            self.errors + other.errors,
        )

    def as_dict(self) -> dict[str, Any]:
        """All figures under their published names, in percent with one decimal; distances in km."""
        right = sum(error <= RIGHT_KM for error in self.errors)
        ordered = sorted(self.errors)
        return {
            "gold": self.gold,
            "pred": self.predicted,
            "gold_located": self.located,
            "strict": self._found(self.strict),
            "overlap": self._found(self.overlap),
            "resolved": len(ordered),
            "accuracy161_of_all": percent(right, self.located),
            "accuracy161_of_resolved": percent(right, len(ordered)),
            "within_radius_of_all": percent(self.inside, self.located),
            "median_km": round(ordered[len(ordered) // 2], 1) if ordered else None,
            "mean_km": round(sum(ordered) / len(ordered), 1) if ordered else None,
            "auc_log_error": round(_auc(self.errors), 3) if ordered else None,
        }

    def _found(self, hits: int) -> dict[str, float]:
        p, r = hits / self.predicted if self.predicted else 0.0, hits / self.gold if self.gold else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        return {"p": round(100 * p, 1), "r": round(100 * r, 1), "f1": round(100 * f, 1)}


Find = Callable[[Sequence[tuple[Report, tuple[Span, ...] | None]]], Sequence[Sequence[PlacedSpan]]]


def evaluate(gold: Path, find: Find, *, given_spans: bool = False, predictions: Path | None = None) -> PlaceTally:
    """Find the toponyms of every document of a gold file and score them.

    Args:
        gold: JSONL (also gzipped) of `{"doc_id", "text", "title", "url", "toponyms": [{"span", "lat", "lon"}]}`.
        find: the toponyms of each report, in order; it is given spans only where they are asked for, never places.
        given_spans: hand out the gold spans, so that only the placing is scored.
        predictions: where to write what was found, `{"doc_id", "toponyms"}` a line.

    Raises:
        UsageError: a file cannot be read or written.
    """
    documents = tuple(read_rows(gold, PlacedText))
    spans = [tuple(t.span for t in d.toponyms) if given_spans else None for d in documents]
    found = find([(d.report(), given) for d, given in zip(documents, spans, strict=True)])
    if predictions is not None:
        write_rows((PlacedRow(d.doc_id, tuple(p)) for d, p in zip(documents, found, strict=True)), predictions)
    tallies = (score(d.toponyms, p) for d, p in zip(documents, found, strict=True))
    return sum(tallies, PlaceTally())


def score(gold: Sequence[PlacedSpan], predicted: Sequence[PlacedSpan]) -> PlaceTally:
    """The counts of one document."""
    pairs = [(gold[i], predicted[j]) for i, j in align([g.span for g in gold], [p.span for p in predicted])]
    apart = [(p, km) for g, p in pairs if (km := _apart(g, p)) is not None]
    return PlaceTally(
        len(gold),
        len(predicted),
        sum(g.lat is not None for g in gold),
        sum(g.span == p.span for g, p in pairs),
        len(pairs),
        sum(km <= max(RIGHT_KM, p.radius_km or 0.0) for p, km in apart),
        tuple(km for _, km in apart),
    )


def align(gold: Sequence[Span], predicted: Sequence[Span]) -> list[tuple[int, int]]:
    """Pair spans that overlap one to one, the same ones first, then by characters shared, then in text order."""
    meeting = sorted(
        (wanted != given, -shared, i, j)
        for i, wanted in enumerate(gold)
        for j, given in enumerate(predicted)
        if (shared := min(wanted.end, given.end) - max(wanted.start, given.start)) > 0
    )
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    chosen = []
    for _, _, i, j in meeting:
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            chosen.append((i, j))
    return chosen


def _apart(a: PlacedSpan, b: PlacedSpan) -> float | None:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return distance_km(a.lat, a.lon, b.lat, b.lon)


def _auc(errors: Sequence[float]) -> float:
    """Area under the curve of log errors, scaled to 1: 0 is perfect."""
    return sum(math.log(min(error, FARTHEST_KM) + 1) for error in errors) / (len(errors) * math.log(FARTHEST_KM + 1))
