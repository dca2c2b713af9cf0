"""Copy what was known by a moment: the codings of what was out by then, as rows, into a ledger of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Engine, Table, insert, select

from . import overlay, reader, schema
from .rows import Row

CODINGS = 200  # that are copied together
_OF_CODING = (schema.sources, schema.events, schema.claims, schema.claim_sources, schema.facets)


def copy_known(engine: Engine, past: Connection, moment: str) -> None:
    """Put what was known by a moment into an empty ledger: reports and claims under the numbers of now, judgements all.

    Args:
        past: the empty ledger, in a transaction that writes.

    Raises:
        UsageError: the moment is none.
    """
    with _still(engine).begin() as now:
        known = reader.codings_at(now, moment, None)
        for start in range(0, len(known), CODINGS):
            for table, rows in _rows_of(now, known[start : start + CODINGS]):
                if rows:
                    past.execute(insert(table), rows)
        for table in (schema.judgements, schema.judgement_texts):
            judged = now.execute(select(table).order_by(*table.primary_key)).mappings().all()
            if judged:
                past.execute(insert(table), [dict(row) for row in judged])
    overlay.project_texts(past, overlay.judged_texts(past))  # a revision of before bears no projection yet


def _rows_of(now: Connection, known: Sequence[int]) -> Iterator[tuple[Table, list[Row]]]:
    """The rows of some codings, table by table, those first that others point at."""
    codings, heads, reports = schema.codings, schema.heads, schema.reports
    of_these = codings.c.id.in_(known)
    told = select(reports).join_from(codings, reports, codings.c.report_seq == reports.c.seq)
    head = select(heads.c.report_id, codings.c.id.label("coding_id"), heads.c.first_seq).join_from(
        codings, reports, codings.c.report_seq == reports.c.seq
    )
    head = head.join(heads, heads.c.report_id == reports.c.report_id)
    for table, query in ((reports, told), (codings, select(codings)), (heads, head)):
        yield table, [dict(row) for row in now.execute(query.where(of_these)).mappings()]
    for table in _OF_CODING:
        rows = now.execute(select(table).where(table.c.coding_id.in_(known))).mappings()
        yield table, [dict(row) for row in rows]


def _still(engine: Engine) -> Engine:
    """The same engine for a transaction that sees one state throughout; SQLite's always do."""
    return engine if engine.dialect.name == "sqlite" else engine.execution_options(isolation_level="REPEATABLE READ")
