"""Add to a ledger: coded reports, each whole or not at all, and inputs that were set aside."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, func, insert, select

from ..model import CodedReport, Diagnostic, Report
from ..model.codec import decode_coded, encode
from .rows import Row, coding_rows, digest_of, report_row
from .schema import codings, heads, reports, set_aside


class StoreOutcome(StrEnum):
    """What storing a coded report did: a new report, a new revision or coding of a known one, or nothing."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


def store(connection: Connection, coded: CodedReport, coder: str) -> StoreOutcome:
    """Store a coded report within the transaction of `connection`; what is there already is left as it is.

    Raises:
        CodecError: it could not be read back.
    """
    coded = decode_coded(encode(coded))  # what is kept can be read, and 8 km and 8.0 km make one checksum
    raw = encode(coded)
    digest = hashlib.sha256(raw).hexdigest()
    known = connection.execute(
        select(reports.c.seq, reports.c.digest, reports.c.revision).where(reports.c.report_id == coded.report.id)
    ).all()
    wanted = digest_of(coded.report)
    seq = next((row.seq for row in known if row.digest == wanted), None)
    if seq is None:
        revision = 1 + max((row.revision for row in known), default=0)
        seq = _add(connection, report_row(coded.report) | {"revision": revision, "stored_at": now()})
    elif connection.execute(select(codings.c.id).filter_by(report_seq=seq, digest=digest)).first():
        return StoreOutcome.UNCHANGED
    row = {"report_seq": seq, "digest": digest, "coder": coder, "coded": raw.decode(), "stored_at": now()}
    coding = connection.execute(insert(codings).values(row)).inserted_primary_key
    assert coding is not None
    for table, rows in coding_rows(coded, coding[0]):
        if rows:
            connection.execute(insert(table), rows)
    _point_head(connection, coded.report.id)
    return StoreOutcome.UPDATED if known else StoreOutcome.NEW


def knows(connection: Connection, report: Report, coder: str) -> bool:
    """True when `coder` has coded this revision of the report."""
    query = select(codings.c.id).join_from(codings, reports).where(codings.c.coder == coder)
    wanted = (reports.c.report_id == report.id) & (reports.c.digest == digest_of(report))
    return connection.execute(query.where(wanted)).first() is not None


def note(connection: Connection, diagnostic: Diagnostic, origin: str) -> bool:
    """Remember that an input was set aside and why; False when the same was noted before."""
    told = {"origin": origin, "stage": diagnostic.stage, "code": diagnostic.code, "message": diagnostic.message}
    digest = hashlib.sha256(encode(told)).hexdigest()
    if connection.execute(select(set_aside.c.id).filter_by(digest=digest)).first():
        return False
    connection.execute(insert(set_aside).values(told | {"digest": digest, "noted_at": now()}))
    return True


def now() -> str:
    """This moment in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _add(connection: Connection, row: Row) -> int:
    added = connection.execute(insert(reports).values(row)).inserted_primary_key
    assert added is not None
    return int(added[0])


def _point_head(connection: Connection, report_id: str) -> None:
    """The coding in force is the newest one of the newest revision, in whatever order they came."""
    of_report = select(codings.c.id, reports.c.seq).join_from(codings, reports).where(reports.c.report_id == report_id)
    newest = connection.execute(of_report.order_by(reports.c.revision.desc(), codings.c.id.desc()).limit(1)).one()
    first = connection.execute(select(func.min(reports.c.seq)).where(reports.c.report_id == report_id)).scalar_one()
    connection.execute(delete(heads).where(heads.c.report_id == report_id))
    connection.execute(insert(heads).values(report_id=report_id, coding_id=newest.id, first_seq=first))
