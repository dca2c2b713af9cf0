"""Keep the names by which incidents are found and sources counted, so that no look has to join all claims.

Written with the incidents, by the database itself: from the claims of the codings in force and their chains.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, except_, func, insert, literal, select, update

from . import schema

SOURCE, PUBLISHER = "source", "publisher"


def keep_names(connection: Connection) -> None:
    """Fill the tables of names; the incidents with their events are there, the names are not."""
    names = schema.incident_names
    columns = [names.c.role, names.c.folded, names.c.incident_id, names.c.name]
    for found in (_source_names(), _publisher_names()):
        connection.execute(insert(names).from_select(columns, found))
    count_names(connection)


def add_names(connection: Connection, incidents: Sequence[str]) -> None:
    """Fill in the names of a few incidents, which have none."""
    names, events = schema.incident_names, schema.incident_events
    columns = [names.c.role, names.c.folded, names.c.incident_id, names.c.name]
    for found in (_source_names(), _publisher_names()):
        connection.execute(insert(names).from_select(columns, found.where(events.c.incident_id.in_(incidents))))


def count_names(connection: Connection) -> None:
    """Count anew how much is said under each name."""
    counted = schema.source_names
    connection.execute(delete(counted))
    every = [counted.c.folded, counted.c.name, counted.c.claims, counted.c.reports]
    connection.execute(insert(counted).from_select(every, _source_counts()))


def count_more(connection: Connection, reports: Sequence[str]) -> None:
    """Add what is said in reports that were not counted before."""
    counted = schema.source_names
    more = {row[0]: row for row in connection.execute(_source_counts(reports))}
    known = {row.folded: row for row in connection.execute(select(counted).where(counted.c.folded.in_(sorted(more))))}
    new, grown = [], []
    for folded, name, claims, told in more.values():
        before = known.get(folded)
        if before is None:
            new.append({"folded": folded, "name": name, "claims": claims, "reports": told})
            continue
        now = {"claims": before.claims + claims, "reports": before.reports + told, "name": min(before.name, name)}
        grown.append({"known": folded, **now})
    if grown:
        connection.execute(update(counted).where(counted.c.folded == bindparam("known")), grown)
    if new:
        connection.execute(insert(counted), new)


def misnamed(connection: Connection) -> Iterator[tuple[str, str]]:
    """Names by which incidents are found, and counts of sources, that are not what the claims give: where, and what."""
    names, counted = schema.incident_names, schema.source_names
    kept = select(names.c.role, names.c.folded, names.c.incident_id, names.c.name)
    for role, found in ((SOURCE, _source_names()), (PUBLISHER, _publisher_names())):
        own = kept.where(names.c.role == role)
        for row in _rows(connection, except_(found, own)):
            yield row[2], f"is not found by the {row[0]} {row[1]!r}, which its reports name"
        for row in _rows(connection, except_(own, found)):
            yield row[2], f"is found by the {row[0]} {row[1]!r}, which its reports do not name"
    told = select(counted.c.folded, counted.c.name, counted.c.claims, counted.c.reports)
    for row in _rows(connection, except_(_source_counts(), told)):
        yield f"source {row[0]!r}", f"its {row[2]} claims in {row[3]} reports are counted otherwise"
    gone = except_(told.with_only_columns(counted.c.folded), select(_source_counts().subquery().c[0]))
    for row in _rows(connection, gone):
        yield f"source {row[0]!r}", "is counted, and nobody goes by this"


def _rows(connection: Connection, query: Any) -> Iterator[Any]:
    yield from connection.execute(query)


def _source_names() -> Select[Any]:
    """Who holds the claims of an incident, at any level of a chain."""
    events, heads, claims, chain, sources = (
        schema.incident_events, schema.heads, schema.claims, schema.claim_sources, schema.sources,
    )  # fmt: skip
    return (
        select(literal(SOURCE), sources.c.folded, events.c.incident_id, func.min(sources.c.name))
        .join_from(events, heads, heads.c.report_id == events.c.report_id)
        .join(claims, (claims.c.coding_id == heads.c.coding_id) & (claims.c.event_id == events.c.event_id))
        .join(chain, (chain.c.coding_id == claims.c.coding_id) & (chain.c.claim_id == claims.c.claim_id))
        .join(sources, (sources.c.coding_id == chain.c.coding_id) & (sources.c.source_id == chain.c.source_id))
        .group_by(sources.c.folded, events.c.incident_id)
    )


def _publisher_names() -> Select[Any]:
    """Who published the reports of an incident."""
    events, heads, codings, reports = schema.incident_events, schema.heads, schema.codings, schema.reports
    return (
        select(literal(PUBLISHER), reports.c.folded_publisher, events.c.incident_id, func.min(reports.c.publisher))
        .join_from(events, heads, heads.c.report_id == events.c.report_id)
        .join(codings, codings.c.id == heads.c.coding_id)
        .join(reports, reports.c.seq == codings.c.report_seq)
        .where(reports.c.publisher.is_not(None))
        .group_by(reports.c.folded_publisher, events.c.incident_id)
    )


def _source_counts(reports: Sequence[str] | None = None) -> Select[Any]:
    """How many claims and reports stand under each name; a claim that two of one name hold jointly counts once."""
    heads, sources, chain = schema.heads, schema.sources, schema.claim_sources
    held = (
        select(sources.c.folded, sources.c.name, heads.c.coding_id, chain.c.claim_id)
        .join_from(heads, sources, sources.c.coding_id == heads.c.coding_id)
        .join(
            chain,
            (chain.c.coding_id == sources.c.coding_id) & (chain.c.source_id == sources.c.source_id),
            isouter=True,
        )
        .where(*(() if reports is None else (heads.c.report_id.in_(reports),)))
        .subquery()
    )
    by_report = (
        select(
            held.c.folded,
            func.min(held.c.name).label("name"),
            func.count(held.c.claim_id.distinct()).label("claims"),
        )
        .group_by(held.c.folded, held.c.coding_id)
        .subquery()
    )
    return select(by_report.c.folded, func.min(by_report.c.name), func.sum(by_report.c.claims), func.count()).group_by(
        by_report.c.folded
    )
