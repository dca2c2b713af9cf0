"""A coded report: what `sayso code` prints, field by field as the public contract `sayso/coded-report@1` names it."""

from __future__ import annotations

from dataclasses import dataclass

from .claim import Claim, Event, Relation
from .document import CountMention, Document, Mention
from .report import Diagnostic, Report
from .source import Source
from .span import Span, Spans
from .values import Place

SCHEMA_ID = "sayso/coded-report@1"


@dataclass(frozen=True, slots=True)
class TimeLayer:
    """A time expression as printed: TIMEX3 value and the interval on the calendar."""

    span: Span
    type: str
    timex: str
    mod: str | None
    start: str | None
    end: str | None
    precision: str
    anchor: str
    rule: str


@dataclass(frozen=True, slots=True)
class CandidateLayer:
    """One reading of a place name as printed, best first, with its score between 0 and 1."""

    name: str
    lat: float | None
    lon: float | None
    geonameid: int | None
    score: float


@dataclass(frozen=True, slots=True)
class PlaceLayer:
    """A place expression as printed."""

    span: Span
    name: str
    lat: float | None
    lon: float | None
    geonameid: int | None
    kind: str
    radius_km: float | None
    precision: str
    candidates: tuple[CandidateLayer, ...] = ()


@dataclass(frozen=True, slots=True)
class AttributionLayer:
    """An attribution as printed: spans of source, cue and content; `parent` indexes this list."""

    source: Spans
    cue: Spans
    content: Spans
    quote: str
    parent: int | None


@dataclass(frozen=True, slots=True)
class Layers:
    """The stand-off layers under the claims."""

    sentences: Spans = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeLayer, ...] = ()
    attributions: tuple[AttributionLayer, ...] = ()
    places: tuple[PlaceLayer, ...] = ()
    counts: tuple[CountMention, ...] = ()  # numbers that count people or weapons


@dataclass(frozen=True, slots=True)
class CodedReport:
    """Everything that the reading of one report yields; `schema` names the contract and its version."""

    report: Report
    layers: Layers = Layers()
    sources: tuple[Source, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    schema: str = SCHEMA_ID

    @staticmethod
    def of(doc: Document) -> CodedReport:
        """The printed form of a fully read document."""
        return CodedReport(
            report=doc.report,
            layers=Layers(
                sentences=tuple(s.span for s in doc.sentences),
                mentions=doc.mentions,
                times=tuple(
                    TimeLayer(
                        t.span, t.type, t.timex, t.mod, t.value.start, t.value.end, t.value.precision, t.anchor, t.rule
                    )
                    for t in doc.times
                ),
                attributions=tuple(
                    AttributionLayer(a.source, a.cue, a.content, a.quote.value, a.parent) for a in doc.attributions
                ),
                places=tuple(
                    PlaceLayer(
                        p.span,
                        p.place.name,
                        p.place.lat,
                        p.place.lon,
                        p.place.geonameid,
                        p.kind,
                        p.place.radius_km,
                        p.place.precision,
                        tuple(candidate_layer(c.place, c.score) for c in p.candidates),
                    )
                    for p in doc.places
                ),
                counts=tuple(c for c in doc.counts if c.slot is not None or c.hit),
            ),
            sources=doc.sources,
            events=doc.coded_events,
            claims=doc.claims,
            relations=doc.relations,
            diagnostics=doc.diagnostics,
        )


def candidate_layer(place: Place, score: float) -> CandidateLayer:
    """A ranked candidate in its printed form."""
    return CandidateLayer(place.name, place.lat, place.lon, place.geonameid, round(score, 3))
