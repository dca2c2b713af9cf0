"""Find the names of places in reports and put them on the map, without coding claims; also with the spans given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..evaluate.places import PlacedSpan
from ..extract.place_evidence import EvidenceReader
from ..extract.place_home import home_clues
from ..extract.place_resolver import Resolved
from ..extract.places import PlaceFinder
from ..model import Document, Report, Span
from .stages import Stage, default_stages

Progress = Callable[[], None]


def find_toponyms(
    reports: Sequence[tuple[Report, tuple[Span, ...] | None]], *, on_report: Progress | None = None
) -> list[tuple[PlacedSpan, ...]]:
    """The toponyms of every report in text order; where spans (code points) are given, those and no others.

    Args:
        on_report: called after each report.
    """
    *before, finder = _stages()
    assert isinstance(finder, PlaceFinder)
    found = []
    for report, spans in reports:
        found.append(tuple(_found(report, before, finder) if spans is None else _given(report, spans, finder)))
        if on_report is not None:
            on_report()
    return found


def _stages() -> tuple[Stage, ...]:
    """The stages of the reading up to the one that finds places."""
    stages = default_stages()
    last = next(k for k, stage in enumerate(stages) if isinstance(stage, PlaceFinder))
    return stages[: last + 1]


def _found(report: Report, before: Sequence[Stage], finder: PlaceFinder) -> Iterator[PlacedSpan]:
    doc = Document(report)
    for stage in before:
        doc = stage(doc)
    for span, resolved in sorted(finder.resolve(doc, finder.find(doc)).items()):
        yield _placed(span, resolved)


def _given(report: Report, spans: Sequence[Span], finder: PlaceFinder) -> Iterator[PlacedSpan]:
    evidence = EvidenceReader()
    toponyms = [evidence.read(report.text, span) for span in spans]
    places = finder.resolver.resolve(report.text, toponyms, home_clues(report.url, report.publisher))
    for span, resolved in zip(spans, places, strict=True):
        yield _placed(span, resolved)


def _placed(span: Span, resolved: Resolved) -> PlacedSpan:
    record = resolved.record
    if record is None:
        return PlacedSpan(span)
    return PlacedSpan(span, record.lat, record.lon, record.geonameid, record.radius_km)
