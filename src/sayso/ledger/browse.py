"""Count and list for whoever leafs through a ledger: how many incidents match, and by what; who said how much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, func, select

from ..model import ClaimRef, EventType, FindingStatus, Incident, Slot
from ..model.codec import decode_incidents
from . import schema
from .view import IncidentQuery, Unknown, all_in, conditions

MOST_SPOTS = 2000  # places on one map
TOP = 12  # actors and publishers offered as filters; the rest is found by typing


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """How many incidents each further filter would leave, the other filters of the query staying as they are."""

    total: int
    types: Mapping[EventType, int]
    statuses: Mapping[FindingStatus, int]
    unknown: Mapping[Unknown, int]
    actors: Mapping[str, int]
    publishers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Everything that goes by one name: as the reports first write it, its kinds, in how many claims and reports."""

    name: str
    kinds: tuple[str, ...]
    claims: int
    reports: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map with how many incidents happened there, and one of them."""

    lat: float
    lon: float
    name: str
    incidents: int
    one: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How the claims of a source fare in the findings: claim by slot, told alone, with others, or against others."""

    alone: tuple[tuple[ClaimRef, Slot], ...] = ()
    corroborated: tuple[tuple[ClaimRef, Slot], ...] = ()
    contradicted: tuple[tuple[ClaimRef, Slot], ...] = ()


def facet_counts(connection: Connection, query: IncidentQuery) -> FacetCounts:
    """How many incidents match a query, and how many would with one more filter."""
    by_status = {s: _number(connection, replace(query, status=s)) for s in FindingStatus}
    return FacetCounts(
        total=_number(connection, query),
        types=_types(connection, replace(query, type=None)),
        statuses={s: n for s, n in by_status.items() if n},
        unknown={u: _number(connection, replace(query, unknown=u)) for u in Unknown},
        actors=_actors(connection, replace(query, actor=None)),
        publishers=_publishers(connection, replace(query, source=None)),
    )


def source_rows(
    connection: Connection, words: str | None, *, limit: int | None = None, offset: int = 0
) -> tuple[tuple[SourceRow, ...], int]:
    """Sources by name, those with most claims first, and how many there are in all."""
    heads, sources, chain = schema.heads, schema.sources, schema.claim_sources
    named = (
        select(
            sources.c.folded,
            func.min(sources.c.name).label("name"),
            func.count((chain.c.claim_id + "/" + heads.c.report_id).distinct()).label("claims"),
            func.count(heads.c.report_id.distinct()).label("reports"),
        )
        .join_from(heads, sources, sources.c.coding_id == heads.c.coding_id)
        .join(
            chain,
            (chain.c.coding_id == sources.c.coding_id) & (chain.c.source_id == sources.c.source_id),
            isouter=True,
        )
        .where(*(all_in(sources.c.folded, words) if words else ()))
        .group_by(sources.c.folded)
    )
    total = int(connection.execute(select(func.count()).select_from(named.subquery())).scalar_one())
    named = named.order_by(named.selected_columns.claims.desc(), sources.c.folded)
    rows = connection.execute(named.limit(limit).offset(offset) if limit is not None else named).all()
    kinds = _kinds(connection, [row.folded for row in rows])
    return tuple(SourceRow(r.name, kinds.get(r.folded, ()), r.claims, r.reports) for r in rows), total


def incidents_telling(connection: Connection, reports: Iterable[str]) -> tuple[Incident, ...]:
    """The incidents that any of these reports tells of, latest first."""
    table, events = schema.incidents, schema.incident_events
    ids = list(dict.fromkeys(reports))
    found: dict[str, tuple[str | None, str]] = {}
    for start in range(0, len(ids), 500):
        members = select(events.c.incident_id).where(events.c.report_id.in_(ids[start : start + 500]))
        query = select(table.c.incident_id, table.c.since, table.c.incident).where(table.c.incident_id.in_(members))
        found |= {row.incident_id: (row.since, row.incident) for row in connection.execute(query)}
    latest = sorted(found.values(), key=lambda f: f[0] or "", reverse=True)
    return decode_incidents(f"[{','.join(raw for _, raw in latest)}]")


def beginnings(connection: Connection, query: IncidentQuery) -> dict[str, int]:
    """How many of the incidents that match begin on each day, or month or year where no more is known."""
    day = func.substr(schema.incidents.c.since, 1, len("2024-04-22")).label("day")
    rows = select(day, func.count().label("n")).where(day.is_not(None), *conditions(query)).group_by(day).order_by(day)
    return {row.day: row.n for row in connection.execute(rows)}


def spots(connection: Connection, query: IncidentQuery) -> tuple[Spot, ...]:
    """Where the incidents that match happened, those with most incidents first."""
    table, places = schema.incidents, schema.incident_places.alias()  # conditions look into the table by its name
    number = func.count(table.c.incident_id.distinct()).label("n")
    name, one = func.min(places.c.name).label("name"), func.min(table.c.incident_id).label("one")
    rows = (
        select(places.c.lat, places.c.lon, name, one, number)
        .join_from(table, places, places.c.incident_id == table.c.incident_id)
        .where(places.c.lat.is_not(None), places.c.lon.is_not(None), *conditions(query))
        .group_by(places.c.lat, places.c.lon)
        .order_by(number.desc(), places.c.lat, places.c.lon)
        .limit(MOST_SPOTS)
    )
    return tuple(Spot(r.lat, r.lon, r.name, r.n, r.one) for r in connection.execute(rows))


def standing(claims: Iterable[ClaimRef], incidents: Iterable[Incident]) -> Standing:
    """How some claims fare: denied or in a contested slot, held by others too, or told by them alone."""
    mine = frozenset(claims)
    alone, corroborated, contradicted = [], [], []
    for incident in incidents:
        for finding in incident.findings:
            for value in finding.values:
                for ref in (r for r in (*value.claims, *value.denied_by) if r in mine):
                    denied = bool(value.denied_by) if ref in value.claims else bool(value.claims)
                    rivals = finding.status is FindingStatus.CONTESTED and len(finding.values) > 1
                    if denied or (rivals and value.independent_sources < 2):
                        contradicted.append((ref, finding.slot))
                    elif value.independent_sources > 1:
                        corroborated.append((ref, finding.slot))
                    else:
                        alone.append((ref, finding.slot))
    return Standing(*(tuple(dict.fromkeys(told)) for told in (alone, corroborated, contradicted)))


def _number(connection: Connection, query: IncidentQuery) -> int:
    counted = select(func.count()).select_from(schema.incidents).where(*conditions(query))
    return int(connection.execute(counted).scalar_one())


def _types(connection: Connection, query: IncidentQuery) -> dict[EventType, int]:
    table = schema.incidents
    rows = connection.execute(
        select(table.c.type, func.count().label("n")).where(*conditions(query)).group_by(table.c.type)
    )
    return {EventType(row.type): row.n for row in sorted(rows, key=lambda row: (-row.n, row.type))}


def _actors(connection: Connection, query: IncidentQuery) -> dict[str, int]:
    table, values = schema.incidents, schema.finding_values.alias()  # conditions look into the tables by their names
    rows = (
        select(values.c.folded, func.count(table.c.incident_id.distinct()).label("n"))
        .join_from(table, values, values.c.incident_id == table.c.incident_id)
        .where(values.c.slot == Slot.ACTOR.value, values.c.folded != "", *conditions(query))
        .group_by(values.c.folded)
    )
    return _top(connection, rows, values.c.folded)


def _publishers(connection: Connection, query: IncidentQuery) -> dict[str, int]:
    table = schema.incidents
    events, heads, codings, reports = (
        t.alias() for t in (schema.incident_events, schema.heads, schema.codings, schema.reports)
    )
    rows = (
        select(reports.c.publisher, func.count(table.c.incident_id.distinct()).label("n"))
        .join_from(table, events, events.c.incident_id == table.c.incident_id)
        .join(heads, heads.c.report_id == events.c.report_id)
        .join(codings, codings.c.id == heads.c.coding_id)
        .join(reports, reports.c.seq == codings.c.report_seq)
        .where(reports.c.publisher.is_not(None), *conditions(query))
        .group_by(reports.c.publisher)
    )
    return _top(connection, rows, reports.c.publisher)


def _top(connection: Connection, rows: Select[Any], name: Any) -> dict[str, int]:
    ordered = rows.order_by(rows.selected_columns.n.desc(), name).limit(TOP)
    return {row[0]: row[1] for row in connection.execute(ordered)}


def _kinds(connection: Connection, names: list[str]) -> dict[str, tuple[str, ...]]:
    heads, sources = schema.heads, schema.sources
    found: dict[str, tuple[str, ...]] = {}
    for start in range(0, len(names), 500):
        query = (
            select(sources.c.folded, sources.c.kind)
            .distinct()
            .join_from(heads, sources, sources.c.coding_id == heads.c.coding_id)
            .where(sources.c.folded.in_(names[start : start + 500]))
            .order_by(sources.c.folded, sources.c.kind)
        )
        for row in connection.execute(query):
            found[row.folded] = (*found.get(row.folded, ()), row.kind)
    return found
