"""Keep the rows of claims in step with what people said of them: SQL finds what is shown, not what was misread.

`codings.coded` stays as the coder gave it; the rows beside it are a projection of it with the judgements in force laid
over it, and are written anew when such a judgement is made or taken back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import Connection, Engine, delete, insert, select

from ..model import ClaimAnchor, CodedReport, Judgement
from . import corrections, judgements, reader, schema
from .reader import decoded
from .rows import coding_rows

FEW = 20  # reports that are held together; of more, the judgements about all claims are read once
_ROWS = (schema.facets, schema.claim_sources, schema.claims, schema.events, schema.sources)  # children first


def project(connection: Connection, judgement: Judgement) -> None:
    """Write the rows of the texts anew that a judgement, or the one that it takes back, is about."""
    about = judgement
    if judgement.takes_back is not None:
        about = judgements.some(connection, schema.judgements.c.id == judgement.takes_back)[0]
    project_texts(connection, {anchor.sha256 for anchor in about.claims})


def project_texts(connection: Connection, texts: Collection[str]) -> None:
    """Write the rows of the codings in force anew whose texts have these checksums, as far as people judged them."""
    judged = judgements.about_claims(connection, texts) if texts else ()
    for coding, coded in _as_coded(connection, texts):
        for table in _ROWS:
            connection.execute(delete(table).where(table.c.coding_id == coding))
        for table, rows in coding_rows(corrections.corrected(coded, judged), coding):
            if rows:
                connection.execute(insert(table), rows)


def judged_texts(connection: Connection, among: Collection[str] | None = None) -> frozenset[str]:
    """The checksums of the texts, of some or of all, of whose claims people judged."""
    judged = judgements.about_claims(connection, among)
    found = frozenset(a.sha256 for judgement in judged for a in judgement.claims)
    return found if among is None else found.intersection(among)


def coded_reports(engine: Engine, until: str | None, only: Collection[str] | None) -> Iterator[CodedReport]:
    """Coded reports as `reader.coded_reports` gives them, with what people said of their claims laid over them."""
    if only is not None and len(only) <= FEW:
        few = list(reader.coded_reports(engine, until, only))
        with engine.begin() as connection:
            judged = judgements.about_claims(connection, {coded.report.sha256 for coded in few})
        yield from (corrections.corrected(coded, judged) for coded in few)
        return
    with engine.begin() as connection:
        judged = judgements.about_claims(connection)
    for coded in reader.coded_reports(engine, until, only):
        yield corrections.corrected(coded, judged)


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
