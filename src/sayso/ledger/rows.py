"""The rows that a coded report and an incident are spread over, so that SQL can look into them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any

from sqlalchemy import Table

from ..model import (
    CodedReport,
    Count,
    Facet,
    FacetValue,
    FindingStatus,
    Incident,
    Place,
    Report,
    Responsibility,
    TimeSpan,
)
from ..model.codec import encode
from . import schema

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # the letters of incident ids, in order
_LAST_DAY = date.max.toordinal()
_HOUR = re.compile(r"T(\d\d):(\d\d)")
FINEST_FIRST = ("site", "town", "district", "region", "country", "area", "unknown")  # how finely a place is known
COUNTED = (FindingStatus.CONTESTED, FindingStatus.CORROBORATED, FindingStatus.SUPERSEDED)
Row = dict[str, Any]
Rows = Iterator[tuple[Table, list[Row]]]


def fold(words: str) -> str:
    """Words as they are searched for: without case and accents.

    >>> fold("Šid — RMÊLAN")
    'sid — rmelan'
    """
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def digest_of(report: Report) -> str:
    """SHA-256 over text and provenance: what makes a revision; boilerplate is the coder's finding and stays out."""
    return hashlib.sha256(encode(replace(report, boilerplate=()))).hexdigest()


def report_row(report: Report) -> Row:
    """The columns of `reports` that come from the report itself."""
    row = {f.name: getattr(report, f.name) for f in fields(report) if f.name not in {"id", "boilerplate"}}
    return row | {
        "report_id": report.id,
        "digest": digest_of(report),
        "folded": fold(f"{report.title or ''}\n{report.text}"),
        "folded_publisher": fold(report.publisher or ""),
    }


def coding_rows(coded: CodedReport, coding: int) -> Rows:
    """Sources, events, claims and facets of one coding, parents before children."""
    key = {"coding_id": coding}
    yield (
        schema.sources,
        [
            key
            | {"source_id": s.id, "name": s.name, "folded": fold(s.name), "kind": s.kind.value, "named": s.named}
            | {"number": s.number, "affiliation": s.affiliation, "channel": s.channel}
            for s in coded.sources
        ],
    )
    yield schema.events, [key | {"event_id": e.id, "type": e.type.value} for e in coded.events]
    yield (
        schema.claims,
        [
            key
            | {"claim_id": c.id, "event_id": c.event, "position": i, "basis": c.basis, "channel": c.channel}
            | {"start": min(s.start for s in c.content), "end": max(s.end for s in c.content)}
            | {"value": c.value.value, "author_value": c.author_value.value, "cue_kind": c.cue_kind.value}
            | {
                "irrealis": c.irrealis and c.irrealis.value,
                "quote": c.quote.value,
                "score": c.score,
                "origin": c.origin,
            }
            for i, c in enumerate(coded.claims)
        ],
    )
    yield (
        schema.claim_sources,
        [
            key | {"claim_id": c.id, "level": level, "party": party, "source_id": source}
            for c in coded.claims
            for level, parties in enumerate(c.chain)
            for party, source in enumerate(parties)
        ],
    )
    yield (
        schema.facets,
        [key | {"claim_id": c.id, "position": i} | facet_row(f) for c in coded.claims for i, f in enumerate(c.facets)],
    )


def facet_row(facet: Facet) -> Row:
    """The columns of `facets` that come from the facet itself."""
    value = facet.value
    row = {"slot": facet.slot.value, "start": facet.span.start, "end": facet.span.end, "value": encode(value).decode()}
    empty = dict.fromkeys(("op", "n", "since", "until", "lat", "lon"))
    return row | {"words": words_of(value)} | empty | _typed(value)


def words_of(value: FacetValue) -> str | None:
    """The value where it is words; None for numbers without a noun and for times."""
    match value:
        case str():
            return value
        case Count():
            return value.who
        case Place():
            return value.name
        case Responsibility():
            return value.party
    return None


def _typed(value: FacetValue) -> Row:
    match value:
        case Count():
            return {"op": value.op, "n": value.n}
        case TimeSpan():
            return {"since": value.start, "until": value.end}
        case Place():
            return {"lat": value.lat, "lon": value.lon}
    return {}


def position_of(incident: Incident) -> int:
    """Where an incident stands among others, by itself: the latest minute first, undated ones last, then by id.

    Under 2**63: the minutes of 9,999 years and a mark whether the hour is told (33 bits), and the id's 30 bits.
    """
    start = (incident.time.start if incident.time else None) or ""
    try:
        day = date.fromisoformat(start[:10]).toordinal()
    except ValueError:
        day = 0
    hour = _HOUR.match(start[10:])
    minute = 1 + 60 * int(hour[1]) + int(hour[2]) if hour else 0
    name = 0
    for letter in incident.id.rpartition("-")[2][:6]:
        name = 32 * name + max(0, CROCKFORD.find(letter))
    return (_LAST_DAY - day) * 2048 * 2**30 + (2047 - minute) * 2**30 + name


def incident_rows(incident: Incident, position: int) -> Rows:
    """The cached rows of one incident, parents before children."""
    key = {"incident_id": incident.id}
    time = incident.time
    yield (
        schema.incidents,
        [
            key
            | {"position": position, "type": incident.type.value, "admiralty": incident.credibility.admiralty}
            | {"since": time and (time.start or time.end), "until": time and (time.end or time.start)}
            | {
                "reports": len({report for report, _ in incident.events}),
                "placed": sum(p.lat is not None for p in incident.places),
                "precision": min(
                    (p.precision for p in incident.places if p.lat is not None), key=FINEST_FIRST.index, default=None
                ),
            }
            | {s.value: sum(f.status is s for f in incident.findings) for s in COUNTED}
            | {"folded": fold(incident.title)}
        ],
    )
    yield schema.incident_bodies, [key | {"incident": encode(incident).decode()}]
    yield schema.incident_events, [key | {"report_id": r, "event_id": e} for r, e in incident.events]
    yield (
        schema.incident_places,
        [
            key | {"position": i, "role": p.role, "name": p.name, "lat": p.lat, "lon": p.lon}
            for i, p in enumerate(incident.places)
        ],
    )
    yield schema.findings, [key | {"slot": f.slot.value, "status": f.status.value} for f in incident.findings]
    yield (
        schema.finding_values,
        [
            key | {"slot": f.slot.value, "position": i, "folded": fold(words_of(v.value) or "")}
            for f in incident.findings
            for i, v in enumerate(f.values)
        ],
    )
