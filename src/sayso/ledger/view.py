"""Look into a ledger: incidents by when, where, what, who and words; and anything that has an id."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from ..errors import NotFoundError
from ..model import Claim, ClaimRef, CodedReport, EventType, FindingStatus, Incident, Slot, Source
from ..model.codec import decode_incidents
from . import schema
from .cache import redirect_of
from .reader import coded_report, near_ids
from .rows import fold

CHUNK = 500  # ids of one query: SQLite takes no more than some thousands


class Order(StrEnum):
    """How incidents are sorted; those without a time come last when time decides."""

    LATEST = "latest"
    EARLIEST = "earliest"
    MOST_REPORTS = "reports"
    MOST_CONTESTED = "contested"


class Unknown(StrEnum):
    """What an incident may lack: a time on the calendar, or any place with degrees."""

    TIME = "time"
    PLACE = "place"


class Precision(StrEnum):
    """How finely an incident is placed: by the finest of its places that have degrees, finest first."""

    SITE = "site"
    TOWN = "town"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"
    AREA = "area"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class IncidentQuery:
    """Which incidents are asked for; every condition given must hold.

    Args:
        since, until: ISO 8601 dates or times, inclusive; incidents without a time match neither.
        bbox: west, south, east, north in WGS 84 degrees; west > east crosses the date line. Any place of the incident.
        type: the event type.
        actor: words of a name in what is said of the actor or of responsibility.
        source: words of the name of a source, at any level of a chain, or of a publisher.
        status: any slot with this status; `single-source`: no slot that is contested or corroborated.
        text: words that all occur in the title, or all in one report of the incident.
        area: words of the name of any of its places.
        unknown: only incidents that lack this.
        precision: only incidents that are placed just so finely.
        limit: no more than so many, the latest first.
        among: only those of these ids.
        offset: leave out so many before these.
        order: how they are sorted.
    """

    since: str | None = None
    until: str | None = None
    bbox: tuple[float, float, float, float] | None = None
    type: EventType | None = None
    actor: str | None = None
    source: str | None = None
    status: FindingStatus | None = None
    text: str | None = None
    limit: int | None = None
    area: str | None = None
    unknown: Unknown | None = None
    among: tuple[str, ...] | None = None
    offset: int = 0
    order: Order = Order.LATEST
    precision: Precision | None = None


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim with the report it stands in."""

    coded: CodedReport
    claim: Claim


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A source: the party of one report, or everything that goes by one name, with the claims that rest on it."""

    name: str
    parties: tuple[tuple[str, Source], ...]  # report id and source
    claims: tuple[ClaimRef, ...]
    reports: int = 1  # in how many reports it speaks


Shown = Incident | CodedReport | ShownClaim | ShownSource


def incidents(connection: Connection, query: IncidentQuery) -> tuple[Incident, ...]:
    """The incidents that match, in the order asked for."""
    return bodies(connection, incident_ids(connection, query))


def incident_ids(connection: Connection, query: IncidentQuery) -> list[str]:
    """The ids of the incidents that match, in the order asked for."""
    wanted = select(schema.incidents.c.incident_id).where(*conditions(query)).order_by(*_ordered(query.order))
    if query.limit is not None:
        wanted = wanted.limit(query.limit)
    ids = connection.execute(wanted.offset(query.offset) if query.limit is not None else wanted).scalars()
    return list(ids) if query.limit is not None else list(ids)[query.offset :]


def bodies(connection: Connection, ids: Sequence[str]) -> tuple[Incident, ...]:
    """Incidents by their ids, in the order of these; an id without an incident is left out."""
    table = schema.incident_bodies
    raw: dict[str, str] = {}
    for start in range(0, len(ids), CHUNK):
        query = select(table).where(table.c.incident_id.in_(ids[start : start + CHUNK]))
        raw |= {row.incident_id: row.incident for row in connection.execute(query)}
    return decode_incidents(f"[{','.join(raw[i] for i in ids if i in raw)}]")


def show(connection: Connection, wanted: str) -> Shown | None:
    """What goes by this id: an incident, a report, a claim `report id/c3`, a source `report id/s1`."""
    return incident(connection, wanted) or _report(connection, wanted) or _part(connection, wanted)


def incident(connection: Connection, wanted: str) -> Incident | None:
    """The incident with this id, or the one that it was merged into."""
    current = redirect_of(connection, wanted.strip().upper())
    found = bodies(connection, [current]) if current else ()
    return found[0] if found else None


def _report(connection: Connection, wanted: str) -> CodedReport | None:
    known = connection.execute(select(schema.heads.c.report_id).where(schema.heads.c.report_id == wanted)).first()
    return coded_report(connection, wanted) if known else None


def _part(connection: Connection, wanted: str) -> ShownClaim | ShownSource | None:
    report_id, slash, part = wanted.rpartition("/")
    coded = _report(connection, report_id) if slash else None
    if coded is None:
        return None
    claim = next((c for c in coded.claims if c.id == part), None)
    if claim is not None:
        return ShownClaim(coded, claim)
    source = next((s for s in coded.sources if s.id == part), None)
    if source is None:
        return None
    refs = tuple((report_id, c.id) for c in coded.claims if any(part in level for level in c.chain))
    return ShownSource(source.name, ((report_id, source),), refs)


def nothing(connection: Connection, wanted: str) -> NotFoundError:
    """That nothing goes by this, and what nearly does."""
    return NotFoundError(
        f"{wanted!r}: no incident, report, claim or source goes by this{near_ids(connection, wanted)}"
        " (incidents: INC-…, claims: report id/c3, sources: report id/s1 or a name)"
    )


def conditions(query: IncidentQuery) -> list[ColumnElement[bool]]:
    """What a row of `incidents` must meet."""
    table = schema.incidents
    found: list[ColumnElement[bool]] = []
    if query.since:
        found.append(_compare(table.c.until, query.since, operator.ge))
    if query.until:
        found.append(_compare(table.c.since, query.until, operator.le))
    if query.bbox:
        found.append(_in_box(query.bbox))
    if query.type:
        found.append(table.c.type == query.type.value)
    if query.actor:
        found.append(_said(query.actor, (Slot.ACTOR, Slot.RESPONSIBILITY)))
    if query.source:
        names = schema.incident_names
        found.append(_among(select(names.c.incident_id).where(*all_in(names.c.folded, query.source))))
    if query.status:
        found.append(has_status(query.status))
    if query.text and query.text.strip():
        found.append(has_words(query.text))
    if query.among is not None:
        found.append(table.c.incident_id.in_(query.among))
    if query.area:
        found.append(_said(query.area, (Slot.PLACE, Slot.ORIGIN, Slot.DESTINATION)))
    if query.precision:
        found.append(table.c.precision == query.precision.value)
    if query.unknown is Unknown.TIME:
        found.append(table.c.since.is_(None))
    if query.unknown is Unknown.PLACE:
        found.append(table.c.placed == 0)
    return found


def _ordered(order: Order) -> tuple[ColumnElement[Any], ...]:
    """What to sort by; ties go by time, and what time leaves open by the order in which the incidents were built."""
    table = schema.incidents
    late = (table.c.since.is_(None), table.c.since.desc(), table.c.position)
    if order is Order.EARLIEST:
        return (table.c.since.is_(None), table.c.since.asc(), table.c.position)
    if order is Order.MOST_REPORTS:
        return (table.c.reports.desc(), *late)
    if order is Order.MOST_CONTESTED:
        return (table.c.contested.desc(), *late)
    return late


_DAY = len("2024-04-22")
Comparison = Callable[[Any, Any], ColumnElement[bool]]


def _compare(column: ColumnElement[str], moment: str, comparison: Comparison) -> ColumnElement[bool]:
    """Compare two moments to the precision that both have: a date takes in all of its times."""
    if len(moment) <= _DAY:
        return comparison(func.substr(column, 1, len(moment)), moment)
    by_day = and_(func.length(column) <= _DAY, comparison(column, moment[:_DAY]))
    return or_(by_day, and_(func.length(column) > _DAY, comparison(func.substr(column, 1, len(moment)), moment)))


def _in_box(box: tuple[float, float, float, float]) -> ColumnElement[bool]:
    west, south, east, north = box
    places = schema.incident_places
    across = places.c.lon.between(west, east) if west <= east else or_(places.c.lon >= west, places.c.lon <= east)
    return _among(select(places.c.incident_id).where(places.c.lat.between(south, north), across))


def _among(ids: Select[Any]) -> ColumnElement[bool]:
    return schema.incidents.c.incident_id.in_(ids)


def _said(words: str, slots: tuple[Slot, ...]) -> ColumnElement[bool]:
    values = schema.finding_values
    said = values.c.slot.in_(s.value for s in slots)
    return _among(select(values.c.incident_id).where(said, *all_in(values.c.folded, words)))


def all_in(column: ColumnElement[str], words: str) -> list[ColumnElement[bool]]:
    """Every word stands somewhere in a folded column."""
    return [column.contains(word, autoescape=True) for word in fold(words).split()]


def has_status(status: FindingStatus) -> ColumnElement[bool]:
    """True of a row of `incidents` with a finding of this status; `single-source`: with none that is agreed or not."""
    table = schema.incidents
    if status is FindingStatus.SINGLE_SOURCE:
        return and_(table.c.contested == 0, table.c.corroborated == 0)
    return table.c[status.value] > 0


def has_words(text: str) -> ColumnElement[bool]:
    """True of a row of `incidents` whose title, or one of whose reports, holds all of these words."""
    events, heads, codings, reports = schema.incident_events, schema.heads, schema.codings, schema.reports
    in_report = (
        select(events.c.incident_id)
        .join_from(reports, codings, codings.c.report_seq == reports.c.seq)
        .join(heads, heads.c.coding_id == codings.c.id)
        .join(events, events.c.report_id == heads.c.report_id)
        .where(*all_in(reports.c.folded, text))
    )
    return or_(and_(*all_in(schema.incidents.c.folded, text)), _among(in_report))
