"""Write incidents, their findings and the claims behind them as CSV for spreadsheets (RFC 4180, UTF-8).

Words that a spreadsheet would take for a formula (`= + - @` first, also in full width, or a control character)
get an apostrophe before them, as OWASP advises against CSV injection: reports are written by strangers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from ..model import (
    Claim,
    ClaimRef,
    CodedReport,
    Count,
    CountRange,
    Facet,
    FacetValue,
    Finding,
    FindingStatus,
    FindingValue,
    Incident,
    IncidentPlace,
    Place,
    Responsibility,
    Slot,
    TimeSpan,
)
from ..wording import JOINT, value_words

Cell = str | int | float | None
Cells = Mapping[str, Cell]
FindReport = Callable[[str], CodedReport | None]
"""A coded report by its id; None when it is not there."""

BOM = "\ufeff"  # tells Excel that what follows is UTF-8
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
MAIN_PLACE = ("site", "target", "origin")  # the first of these that is on the map stands for the incident
LEVELS, LIST = " > ", "; "
TOLLS = (Slot.KILLED, Slot.INJURED)

INCIDENTS = (
    "incident", "type", "title", "start", "end", "time_precision", "place", "place_role", "lat", "lon", "radius_km",
    "place_precision", "all_places", "killed_low", "killed_best", "killed_high", "injured_low", "injured_best",
    "injured_high", "reports", "contested", "corroborated", "credibility", "credibility_rule", "related",
)  # fmt: skip
VALUE = (
    "value", "op", "n", "who", "start", "end", "place", "lat", "lon", "radius_km", "place_precision", "stance", "party",
)  # fmt: skip
FINDINGS = (
    "incident", "slot", "status", *VALUE, "independent_sources", "claims", "denied_by", "low", "best", "high",
)  # fmt: skip
CLAIMS = (
    "incident", "report", "publisher", "published", "url", "event", "claim", "source", "source_kind", "cue", "cue_kind",
    "quote", "certainty", "report_certainty", "irrealis", "words", "words_start", "words_end", "slot", "slot_words",
    "slot_start", "slot_end", *VALUE, "score", "origin",
)  # fmt: skip


def incidents_csv(incidents: Iterable[Incident], _coded: FindReport, *, bom: bool = False) -> Iterator[str]:
    """One row an incident, with the place that stands for it; lines of CSV, the header first."""
    return _lines(INCIDENTS, map(incident_row, incidents), bom=bom)


def findings_csv(incidents: Iterable[Incident], _coded: FindReport, *, bom: bool = False) -> Iterator[str]:
    """One row a value of a finding."""
    rows = (
        finding_row(incident, finding, value)
        for incident in incidents
        for finding in incident.findings
        for value in finding.values
    )
    return _lines(FINDINGS, rows, bom=bom)


def claims_csv(incidents: Iterable[Incident], coded: FindReport, *, bom: bool = False) -> Iterator[str]:
    """One row an answer (facet) of a claim, or a claim without any; offsets count code points of the report's text.

    Args:
        coded: finds the reports of the incidents; claims of one that is not there are left out.
    """
    return _lines(CLAIMS, chain.from_iterable(claim_rows(incident, coded) for incident in incidents), bom=bom)


TABLES: Mapping[str, Callable[..., Iterator[str]]] = {
    "incidents": incidents_csv,
    "findings": findings_csv,
    "claims": claims_csv,
}


def guarded(cell: Cell) -> Cell:
    """Words that no spreadsheet takes for a formula; numbers as they are.

    >>> guarded("=1+1"), guarded("-3 dead"), guarded(-3.5), guarded("a = b")
    ("'=1+1", "'-3 dead", -3.5, 'a = b')
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def main_place(places: Sequence[IncidentPlace]) -> IncidentPlace | None:
    """The place that stands for an incident: where it was, else what it hit, else where it came from."""
    order = sorted(places, key=lambda p: (p.lat is None, MAIN_PLACE.index(p.role) if p.role in MAIN_PLACE else 9))
    return order[0] if order else None


def incident_row(incident: Incident) -> Cells:
    """An incident in one row."""
    time, place = incident.time, main_place(incident.places)
    row: dict[str, Cell] = {
        "incident": incident.id,
        "type": incident.type.value,
        "title": incident.title,
        "start": time.start if time else None,
        "end": time.end if time else None,
        "time_precision": time.precision if time else None,
        "all_places": LIST.join(f"{p.role}: {p.name}" for p in incident.places),
        "reports": LIST.join(incident.reports),
        "contested": _slots(incident, FindingStatus.CONTESTED),
        "corroborated": _slots(incident, FindingStatus.CORROBORATED),
        "credibility": incident.credibility.admiralty,
        "credibility_rule": incident.credibility.rule,
        "related": LIST.join(f"{r.type} {r.incident}" for r in incident.related),
    }
    if place is not None:
        row |= {"place": place.name, "place_role": place.role, "lat": place.lat, "lon": place.lon}
        row |= {"radius_km": place.radius_km, "place_precision": place.precision}
    for finding in incident.findings:
        if finding.slot in TOLLS:
            row |= {f"{finding.slot.value}_{name}": n for name, n in _range(finding.best).items()}
    return row


def finding_row(incident: Incident, finding: Finding, value: FindingValue) -> Cells:
    """One value of a finding in one row."""
    return {
        "incident": incident.id,
        "slot": finding.slot.value,
        "status": finding.status.value,
        **value_cells(value.value),
        "independent_sources": value.independent_sources,
        "claims": _refs(value.claims),
        "denied_by": _refs(value.denied_by),
        **_range(finding.best),
    }


def claim_rows(incident: Incident, coded: FindReport) -> Iterator[Cells]:
    """The claims about an incident, each answer in a row of its own."""
    for report_id, event in incident.events:
        report = coded(report_id)
        for claim in report.claims if report is not None else ():
            if report is not None and claim.event == event:
                about = claim_cells(claim, report) | {"incident": incident.id, "event": event}
                yield from (about | facet_cells(facet, report.report.text) for facet in claim.facets)
                if not claim.facets:
                    yield about


def claim_cells(claim: Claim, coded: CodedReport) -> dict[str, Cell]:
    """What a claim says of itself, whatever it answers."""
    report, sources = coded.report, {s.id: s for s in coded.sources}
    inner = [sources[s] for s in claim.chain[-1] if s in sources] if claim.chain else []
    levels = [JOINT.join(sources[s].name if s in sources else s for s in level) for level in claim.chain]
    return {
        "report": report.id,
        "publisher": report.publisher,
        "published": report.published,
        "url": report.url,
        "claim": claim.id,
        "source": LEVELS.join(levels),  # empty: the report's own voice
        "source_kind": LIST.join(dict.fromkeys(s.kind.value for s in inner)) or "author",
        "cue": " … ".join(span.text(report.text) for span in claim.cue),
        "cue_kind": claim.cue_kind.value,
        "quote": claim.quote.value,
        "certainty": claim.value.value,
        "report_certainty": claim.author_value.value,
        "irrealis": claim.irrealis and claim.irrealis.value,
        "words": " … ".join(span.text(report.text) for span in claim.content),
        "words_start": min(span.start for span in claim.content),
        "words_end": max(span.end for span in claim.content),
        "score": claim.score,
        "origin": claim.origin,
    }


def facet_cells(facet: Facet, text: str) -> dict[str, Cell]:
    """One answer of a claim with its words."""
    return {
        "slot": facet.slot.value,
        "slot_words": facet.span.text(text),
        "slot_start": facet.span.start,
        "slot_end": facet.span.end,
        **value_cells(facet.value),
    }


def value_cells(value: FacetValue) -> dict[str, Cell]:
    """A value in words, and taken apart for sorting and counting."""
    cells: dict[str, Cell] = {"value": value if isinstance(value, str) else value_words(value)}
    match value:
        case Count(op, n, who):
            return cells | {"op": op, "n": n, "who": who}
        case TimeSpan(start, end):
            return cells | {"start": start, "end": end}
        case Place():
            cells |= {"place": value.name, "lat": value.lat, "lon": value.lon, "radius_km": value.radius_km}
            return cells | {"place_precision": value.precision}
        case Responsibility(stance, party):
            return cells | {"stance": stance, "party": party}
    return cells


def _lines(columns: Sequence[str], rows: Iterable[Cells], *, bom: bool) -> Iterator[str]:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for number, row in enumerate(chain([dict(zip(columns, columns, strict=True))], rows)):
        writer.writerow([guarded(row.get(column)) for column in columns])
        yield (BOM if bom and not number else "") + out.getvalue()
        out.seek(0)
        out.truncate()


def _slots(incident: Incident, status: FindingStatus) -> str:
    return LIST.join(finding.slot.value for finding in incident.findings if finding.status is status)


def _refs(refs: Iterable[ClaimRef]) -> str:
    return LIST.join("/".join(ref) for ref in refs)


def _range(best: CountRange | None) -> dict[str, Cell]:
    return {"low": best.low, "best": best.best, "high": best.high} if best else {}
