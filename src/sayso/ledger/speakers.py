"""Everything that goes by one name: its parties, its claims, and how these fare, as quick as a page needs it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import msgspec
from sqlalchemy import Connection, select

from ..model import ClaimRef, Finding, FindingStatus, Source
from ..model.codec import facet_value
from . import schema
from .browse import Standing, standing
from .overlay import judged_texts
from .reader import coded_report, decoded_sources
from .rows import fold
from .view import CHUNK, ShownSource


class _Told(msgspec.Struct):
    """What is read of a stored incident; the decoder skips the rest."""

    findings: tuple[Finding, ...]


_FINDINGS = msgspec.json.Decoder(tuple[_Told, ...])


def by_name(
    connection: Connection, wanted: str, most: int | None = None, among: slice | None = None
) -> ShownSource | None:
    """All parties of that name: the same name in two reports is shown together, and is not said to be one party.

    Args:
        most: of how many parties the reports are opened; the claims are always all.
        among: parties and claims of a part of the reports only, in order of arrival; these are counted still.
    """
    heads, sources = schema.heads, schema.sources
    named = (
        select(heads.c.report_id, heads.c.coding_id, sources.c.source_id, sources.c.name)
        .join_from(heads, sources, sources.c.coding_id == heads.c.coding_id)
        .where(sources.c.folded == fold(wanted))
        .order_by(heads.c.first_seq, sources.c.source_id)
    )
    rows = connection.execute(named).all()
    if not rows:
        return None
    codings = list(dict.fromkeys(row.coding_id for row in rows))
    within = None if among is None else codings[among]
    shown = [row for row in rows if within is None or row.coding_id in within][:most]
    opened = _opened(connection, [row.coding_id for row in shown])
    parties = tuple((row.report_id, opened[row.coding_id][row.source_id]) for row in shown)
    return ShownSource(rows[0].name, parties, _claims(connection, wanted, within), len(codings))


def _opened(connection: Connection, codings: Sequence[int]) -> dict[int, dict[str, Source]]:
    """The sources of some codings by id, as people put them right."""
    table, reports = schema.codings, schema.reports
    found: dict[int, dict[str, Source]] = {}
    for start in range(0, len(codings), CHUNK):
        query = (
            select(table.c.id, table.c.coded, reports.c.report_id, reports.c.sha256)
            .join_from(table, reports, reports.c.seq == table.c.report_seq)
            .where(table.c.id.in_(codings[start : start + CHUNK]))
        )
        rows = connection.execute(query).all()
        judged = judged_texts(connection, {row.sha256 for row in rows})
        for row in rows:
            right = row.sha256 in judged
            sources = (
                coded_report(connection, row.report_id).sources if right else decoded_sources(row.coded, row.report_id)
            )
            found[row.id] = {source.id: source for source in sources}
    return found


def _claims(connection: Connection, wanted: str, codings: Sequence[int] | None = None) -> tuple[ClaimRef, ...]:
    """The claims that rest on a name, of all codings in force or of some, in the order of arrival and of the text."""
    heads, sources, chain, claims = schema.heads, schema.sources, schema.claim_sources, schema.claims
    held = (
        select(heads.c.report_id, chain.c.claim_id, claims.c.position, heads.c.first_seq)
        .distinct()
        .join_from(heads, chain, chain.c.coding_id == heads.c.coding_id)
        .join(sources, (sources.c.coding_id == chain.c.coding_id) & (sources.c.source_id == chain.c.source_id))
        .join(claims, (claims.c.coding_id == chain.c.coding_id) & (claims.c.claim_id == chain.c.claim_id))
        .where(sources.c.folded == fold(wanted), *(() if codings is None else (chain.c.coding_id.in_(codings),)))
        .order_by(heads.c.first_seq, claims.c.position)
    )
    return tuple((row.report_id, row.claim_id) for row in connection.execute(held))


def standing_of(connection: Connection, claims: Sequence[ClaimRef]) -> Standing:
    """How some claims fare in the incidents that their reports tell of."""
    return standing(claims, _findings(connection, list(dict.fromkeys(report_id for report_id, _ in claims))))


def _findings(connection: Connection, reports: Sequence[str]) -> Iterator[Finding]:
    """The findings of the incidents that some reports tell of; values are typed where somebody looks at them."""
    events, bodies = schema.incident_events, schema.incident_bodies
    ids: dict[str, None] = {}
    for start in range(0, len(reports), CHUNK):
        told = select(events.c.incident_id).where(events.c.report_id.in_(reports[start : start + CHUNK]))
        ids |= dict.fromkeys(connection.execute(told).scalars())
    wanted = list(ids)
    for start in range(0, len(wanted), CHUNK):
        query = select(bodies.c.incident).where(bodies.c.incident_id.in_(wanted[start : start + CHUNK]))
        raws = connection.execute(query.order_by(bodies.c.incident_id)).scalars()
        for incident in _FINDINGS.decode(f"[{','.join(raws)}]"):
            yield from map(_typed, incident.findings)


def _typed(finding: Finding) -> Finding:
    if finding.status is not FindingStatus.SUPERSEDED:
        return finding
    values = tuple(replace(value, value=facet_value(finding.slot, value.value)) for value in finding.values)
    return replace(finding, values=values)
