"""Keep the rows of claims in step with what people said of them: SQL finds what is shown, not what was misread.

`codings.coded` stays as the coder gave it; the rows beside it are a projection of it with the judgements in force laid
over it, and are written anew when such a judgement is made or taken back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, delete, insert, select

from ..model import ClaimAnchor, CodedReport, Judgement
from . import corrections, judgements, schema
from .reader import decoded
from .rows import coding_rows

_ROWS = (schema.facets, schema.claim_sources, schema.claims, schema.events, schema.sources)  # children first


def project(connection: Connection, judgement: Judgement) -> None:
    """Write the rows of the texts anew that a judgement, or the one that it takes back, is about."""
    about = judgement
    if judgement.takes_back is not None:
        about = next(j for j in judgements.every(connection) if j.id == judgement.takes_back)
    project_texts(connection, {anchor.sha256 for anchor in about.claims})


def project_texts(connection: Connection, texts: Collection[str]) -> None:
    """Write the rows of the codings in force anew whose texts have these checksums, as far as people judged them."""
    judged = judgements.about_claims(connection) if texts else ()
    for coding, coded in _as_coded(connection, texts):
        for table in _ROWS:
            connection.execute(delete(table).where(table.c.coding_id == coding))
        for table, rows in coding_rows(corrections.corrected(coded, judged), coding):
            if rows:
                connection.execute(insert(table), rows)


def judged_texts(connection: Connection) -> frozenset[str]:
    """The checksums of the texts of whose claims people judged."""
    return frozenset(a.sha256 for judgement in judgements.about_claims(connection) for a in judgement.claims)


def lost(connection: Connection) -> dict[int, tuple[ClaimAnchor, ...]]:
    """For each judgement in force about claims the anchors whose text or claim is not there any more."""
    judged = judgements.about_claims(connection)
    texts = {anchor.sha256 for judgement in judged for anchor in judgement.claims}
    return corrections.lost(judged, (coded for _, coded in _as_coded(connection, texts)))


def _as_coded(connection: Connection, texts: Collection[str]) -> Iterable[tuple[int, CodedReport]]:
    """The codings in force of some texts, as their coder gave them."""
    heads, codings, reports = schema.heads, schema.codings, schema.reports
    rows = connection.execute(
        select(codings.c.id, reports.c.report_id, codings.c.coded)
        .join_from(heads, codings, codings.c.id == heads.c.coding_id)
        .join(reports, reports.c.seq == codings.c.report_seq)
        .where(reports.c.sha256.in_(sorted(texts)))
        .order_by(codings.c.id)
    ).all()
    return [(row.id, decoded(row.coded, row.report_id)) for row in rows]
