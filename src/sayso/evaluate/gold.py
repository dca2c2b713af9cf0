"""Gold clusters: several reports of one incident, with every claim annotated, as evals/gold keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from ..errors import UsageError
from ..model import COUNT_SLOTS, Count, EventType, Report, Responsibility, Slot, Span, Spans, Value


@dataclass(frozen=True, slots=True)
class GoldFacet:
    """One annotated answer: its words, their span, and the value.

    Counts are `Count`, responsibility is `Responsibility`; times are ISO 8601 strings (date, month, interval "a/b") or
    None when the report does not let them be resolved; all others are plain words.
    """

    slot: Slot
    span: Span
    value: Any
    quote: str = ""


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One annotated claim; `event` is an incident of the cluster or "other", spans are code points of the report."""

    id: str
    event: str
    value: Value
    chain_spans: tuple[Spans, ...]
    cue_spans: Spans
    content_spans: Spans
    facets: tuple[GoldFacet, ...] = ()
    irrealis: str | None = None
    resolved: Any = None
    note: str | None = None

    @property
    def source_spans(self) -> Spans:
        """The parties that hold the claim: the innermost level of the chain; empty = the report's own voice."""
        return self.chain_spans[-1] if self.chain_spans else ()


@dataclass(frozen=True, slots=True)
class GoldReport:
    """One annotated report."""

    report_id: str
    text: str
    claims: tuple[GoldClaim, ...]
    url: str | None = None
    publisher: str | None = None
    published: str | None = None

    def report(self) -> Report:
        """What a reader would hand to the coder: text and provenance, no labels."""
        return Report.of(self.text, id=self.report_id, url=self.url, publisher=self.publisher, published=self.published)


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """A place of an incident; an answer within `km` of it counts as right. Degrees are WGS 84."""

    role: str
    name: str
    lat: float | None = None
    lon: float | None = None
    km: float = 25


@dataclass(frozen=True, slots=True)
class GoldIncident:
    """One happening that the reports of a cluster tell of; `date` is an ISO date or interval."""

    id: str
    type: EventType
    label: str = ""
    date: str | None = None
    date_precision: str | None = None
    places: tuple[GoldPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A link between claims of two reports, each written "report id/claim id"."""

    a: str
    b: str
    type: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class GoldCluster:
    """The reports of one incident, what happened, and how their claims bear on each other."""

    cluster_id: str
    incidents: tuple[GoldIncident, ...]
    reports: tuple[GoldReport, ...]
    relations: tuple[GoldRelation, ...] = ()


def load_gold(path: Path) -> tuple[GoldCluster, ...]:
    """The clusters of a folder of .json files (or of its folder `clusters`), in order of their names, or of one file.

    Raises:
        UsageError: nothing there, or a file that is no cluster or whose spans do not lie in its texts.
    """
    files = [path] if path.is_file() else _cluster_files(path) or _cluster_files(path / "clusters")
    if not files:
        raise UsageError(f"{path}: no gold found; give a folder of .json clusters or one such file")
    return tuple(_load(file) for file in files)


def _cluster_files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob("*.json") if not file.name.startswith("."))


def _load(file: Path) -> GoldCluster:
    try:
        cluster = msgspec.json.decode(file.read_bytes(), type=GoldCluster)
    except (OSError, msgspec.DecodeError) as error:
        raise UsageError(f"{file}: not a gold cluster: {error}") from error
    for report in cluster.reports:
        for claim, span in _all_spans(report):
            if not 0 <= span.start < span.end <= len(report.text):
                raise UsageError(
                    f"{file}: {report.report_id}/{claim.id}: span {list(span)} is not in the text; rebuild it"
                )
    return replace(cluster, reports=tuple(_typed_report(report, file) for report in cluster.reports))


def _all_spans(report: GoldReport) -> Iterator[tuple[GoldClaim, Span]]:
    for claim in report.claims:
        for spans in (*claim.chain_spans, claim.cue_spans, claim.content_spans):
            yield from ((claim, span) for span in spans)
        yield from ((claim, facet.span) for facet in claim.facets)


def _typed_report(report: GoldReport, file: Path) -> GoldReport:
    claims = []
    for claim in report.claims:
        try:
            facets = tuple(replace(f, value=_typed_value(f)) for f in claim.facets)
        except msgspec.ValidationError as error:
            raise UsageError(f"{file}: {report.report_id}/{claim.id}: facet value: {error}") from error
        claims.append(replace(claim, facets=facets))
    return replace(report, claims=tuple(claims))


def _typed_value(facet: GoldFacet) -> Any:
    if facet.slot in COUNT_SLOTS:
        return msgspec.convert(facet.value, Count)
    if facet.slot is Slot.RESPONSIBILITY:
        return msgspec.convert(facet.value, Responsibility)
    return msgspec.convert(facet.value, str | None)
