"""Count and list for whoever leafs through a ledger: how many incidents match, and by what; who said how much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import CTE, Column, Connection, case, func, literal, select, union_all

from ..model import ClaimRef, Count, EventType, Finding, FindingStatus, FindingValue, Incident, Slot
from . import schema
from .names import PUBLISHER, SOURCE
from .rows import fold
from .view import CHUNK, IncidentQuery, Precision, Unknown, all_in, bodies, conditions, has_status

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
    precisions: Mapping[Precision, int]


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
    """How the claims of a source fare in the findings: claim by slot, told alone, with others, or against others.

    `revised` are figures that those who gave them replaced by later ones.
    """

    alone: tuple[tuple[ClaimRef, Slot], ...] = ()
    corroborated: tuple[tuple[ClaimRef, Slot], ...] = ()
    contradicted: tuple[tuple[ClaimRef, Slot], ...] = ()
    revised: tuple[tuple[ClaimRef, Slot], ...] = ()


def facet_counts(connection: Connection, query: IncidentQuery) -> FacetCounts:
    """How many incidents match a query, and how many would with one more filter.

    The incidents that match are found once for all filters that are not set; a filter that is set is counted over what
    the others leave.
    """
    found = _Counted(connection, query)
    return FacetCounts(
        total=found.without().total,
        types=found.without("type").types,
        statuses={s: n for s, n in found.without("status").statuses.items() if n},
        unknown=found.without("unknown").unknown,
        actors=found.without("actor").actors,
        publishers=found.without("source").publishers,
        precisions=found.without("precision").precisions,
    )


def total(connection: Connection, query: IncidentQuery) -> int:
    """How many incidents match a query."""
    counted = select(func.count()).select_from(schema.incidents).where(*conditions(query))
    return int(connection.execute(counted).scalar_one())


def source_rows(
    connection: Connection, words: str | None, *, limit: int | None = None, offset: int = 0
) -> tuple[tuple[SourceRow, ...], int]:
    """Sources by name, those with most claims first, and how many there are in all, as of the last build."""
    table = schema.source_names
    wanted = select(table).where(*(all_in(table.c.folded, words) if words else ()))
    total = int(connection.execute(select(func.count()).select_from(wanted.subquery())).scalar_one())
    wanted = wanted.order_by(table.c.claims.desc(), table.c.folded)
    rows = connection.execute(wanted.limit(limit).offset(offset) if limit is not None else wanted).all()
    kinds = _kinds(connection, [row.folded for row in rows])
    return tuple(SourceRow(r.name, kinds.get(r.folded, ()), r.claims, r.reports) for r in rows), total


def incidents_telling(connection: Connection, reports: Iterable[str]) -> tuple[Incident, ...]:
    """The incidents that any of these reports tells of, latest first."""
    table, events = schema.incidents, schema.incident_events
    ids = list(dict.fromkeys(reports))
    found: dict[str, str] = {}
    for start in range(0, len(ids), CHUNK):
        members = select(events.c.incident_id).where(events.c.report_id.in_(ids[start : start + CHUNK]))
        query = select(table.c.incident_id, table.c.since).where(table.c.incident_id.in_(members))
        found |= {row.incident_id: row.since or "" for row in connection.execute(query.order_by(table.c.position))}
    return bodies(connection, sorted(found, key=found.__getitem__, reverse=True))


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


def standing(claims: Iterable[ClaimRef], findings: Iterable[Finding]) -> Standing:
    """How some claims fare: denied or in a contested slot, held by others too, told by them alone, or replaced."""
    mine = frozenset(claims)
    alone, corroborated, contradicted, revised = [], [], [], []
    for finding in findings:
        for value in finding.values:
            for ref in (r for r in (*value.claims, *value.denied_by) if r in mine):
                denied = bool(value.denied_by) if ref in value.claims else bool(value.claims)
                rivals = finding.status is FindingStatus.CONTESTED and len(finding.values) > 1
                if _is_replaced(finding, value):
                    revised.append((ref, finding.slot))
                elif denied or (rivals and value.independent_sources < 2):
                    contradicted.append((ref, finding.slot))
                elif value.independent_sources > 1:
                    corroborated.append((ref, finding.slot))
                else:
                    alone.append((ref, finding.slot))
    return Standing(*(tuple(dict.fromkeys(told)) for told in (alone, corroborated, contradicted, revised)))


def _is_replaced(finding: Finding, value: FindingValue) -> bool:
    """True for a figure outside of what the later figures of a finding allow, where those replaced it."""
    best, count = finding.best, value.value
    if finding.status is not FindingStatus.SUPERSEDED or best is None or not isinstance(count, Count):
        return False
    return count.n < best.low or (best.high is not None and count.n > best.high)


class _Counted:
    """The counts of a query by which of its filters are left out; the same set of incidents is counted once."""

    def __init__(self, connection: Connection, query: IncidentQuery) -> None:
        self._connection = connection
        self._query = query
        self._found: dict[IncidentQuery, FacetCounts] = {}
        self._named = _Named(connection)

    def without(self, field: str | None = None) -> FacetCounts:
        """Every count over the incidents that match when one filter is left out."""
        left_out: dict[str, Any] = {field: None} if field else {}
        query = replace(self._query, **left_out)
        if query not in self._found:
            self._found[query] = _counts(self._connection, query, self._named)
        return self._found[query]


def _counts(connection: Connection, query: IncidentQuery, named: _Named) -> FacetCounts:
    """All counts over the incidents that match, in one statement: these are found once."""
    table, values, names = schema.incidents, schema.finding_values, schema.incident_names
    hits = (
        select(
            table.c.incident_id,
            table.c.type,
            table.c.precision,
            case((table.c.since.is_(None), 1), else_=0).label("undated"),
            case((table.c.placed == 0, 1), else_=0).label("unplaced"),
            *(case((has_status(s), 1), else_=0).label(s.name.lower()) for s in FindingStatus),
        )
        .where(*conditions(query))
        .cte("hits")
    )
    flags = [c for c in hits.c if c.name not in {"incident_id", "type", "precision"}]
    parts = [
        select(literal("total").label("facet"), literal("").label("name"), func.count().label("n")).select_from(hits),
        *(select(literal("flag"), literal(flag.name), func.coalesce(func.sum(flag), 0)) for flag in flags),
        select(literal("type"), hits.c.type, func.count()).group_by(hits.c.type),
        select(literal("precision"), hits.c.precision, func.count())
        .where(hits.c.precision.is_not(None))
        .group_by(hits.c.precision),
        select(literal("actor"), values.c.folded, func.count(hits.c.incident_id.distinct()))
        .join_from(hits, values, values.c.incident_id == hits.c.incident_id)
        .where(values.c.slot == Slot.ACTOR.value, values.c.folded != "")
        .group_by(values.c.folded),
        select(literal("publisher"), func.min(names.c.name), func.count())
        .join_from(hits, names, names.c.incident_id == hits.c.incident_id)
        .where(names.c.role == PUBLISHER)
        .group_by(names.c.folded),
    ]
    found: dict[str, dict[str, int]] = {}
    for row in connection.execute(union_all(*parts)):
        found.setdefault(row.facet, {})[row.name] = int(row.n)
    flag = found["flag"]
    actors = dict(_most(found.get("actor", {}))[:TOP])
    publishers = dict(_most(found.get("publisher", {}))[:TOP])
    return FacetCounts(
        total=found["total"][""],
        types={EventType(name): n for name, n in _most(found.get("type", {}))},
        statuses={s: flag[s.name.lower()] for s in FindingStatus},
        unknown={Unknown.TIME: flag["undated"], Unknown.PLACE: flag["unplaced"]},
        actors=named.found_by(hits, values.c.slot, (Slot.ACTOR.value, Slot.RESPONSIBILITY.value), actors),
        publishers=named.found_by(hits, names.c.role, (SOURCE, PUBLISHER), publishers),
        precisions={p: n for p in Precision if (n := found.get("precision", {}).get(p.value))},
    )


class _Named:
    """The names by which filters find incidents, of every kind; read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, list[str]] = {}

    def found_by(
        self, hits: CTE, column: Column[str], kinds: Sequence[str], counted: Mapping[str, int]
    ) -> dict[str, int]:
        """How many of some incidents a filter by each name finds: longer names, and those of other kinds, too.

        Args:
            column: the slot, or the role, that tells of which kind a row of a table of names is.
            kinds: those that the filter looks into.
            counted: incidents by name, of one kind and just this name; most names need no more.
        """
        folded, incident, of_kinds = column.table.c.folded, column.table.c.incident_id, column.in_(kinds)
        if column.name not in self._known:
            rows = self._connection.execute(select(column, folded).distinct().where(of_kinds))
            self._known[column.name] = [name for _, name in rows]  # as often as there are kinds of it
        found, parts = dict(counted), []
        for name in counted:
            words = fold(name).split()
            meant = [other for other in self._known[column.name] if all(word in other for word in words)]
            if len(meant) > 1:
                bears = [folded.in_(sorted(set(meant)))] if len(meant) < CHUNK else all_in(folded, name)
                number = func.count(hits.c.incident_id.distinct()).label("n")
                joined = select(literal(name).label("name"), number).select_from(hits)
                parts.append(joined.join(column.table, incident == hits.c.incident_id).where(of_kinds, *bears))
        if parts:
            found |= {row.name: int(row.n) for row in self._connection.execute(union_all(*parts))}
        return dict(_most(found))


def _most(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda c: (-c[1], c[0]))


def _kinds(connection: Connection, names: list[str]) -> dict[str, tuple[str, ...]]:
    heads, sources = schema.heads, schema.sources
    found: dict[str, tuple[str, ...]] = {}
    for start in range(0, len(names), CHUNK):
        query = (
            select(sources.c.folded, sources.c.kind)
            .distinct()
            .join_from(heads, sources, sources.c.coding_id == heads.c.coding_id)
            .where(sources.c.folded.in_(names[start : start + CHUNK]))
            .order_by(sources.c.folded, sources.c.kind)
        )
        for row in connection.execute(query):
            found[row.folded] = (*found.get(row.folded, ()), row.kind)
    return found
