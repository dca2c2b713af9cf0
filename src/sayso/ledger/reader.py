"""Read back what a ledger holds: reports, coded reports, claims, and how many of each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Row, Select, Table, func, select

from ..errors import CodecError, LedgerError, NotFoundError
from ..model import Claim, CodedReport, Diagnostic, Report, Source
from ..model.codec import decode_coded, decode_sources
from .corrections import corrected
from .judgements import about_claims
from .moments import end_of, start_of
from .rows import fold
from .schema import claims, codings, events, heads, incidents, judgements, reports, set_aside, sources

T = TypeVar("T")
CHUNK = 200  # reports a query; a long read holds no transaction open, so that the write-ahead log stays short


@dataclass(frozen=True, slots=True)
class LedgerCounts:
    """How many of each the ledger holds; `events`, `claims` and `sources` are those of the codings in force."""

    reports: int
    revisions: int
    codings: int
    sources: int
    events: int
    claims: int
    incidents: int
    judgements: int
    set_aside: int


@dataclass(frozen=True, slots=True)
class Revision:
    """One text that a report id stood for: the report as it came, when it was stored, how often it was coded."""

    number: int
    report: Report
    stored_at: str
    codings: int


@dataclass(frozen=True, slots=True)
class SetAside:
    """An input that could not be read or coded."""

    origin: str
    diagnostic: Diagnostic
    noted_at: str


def coded_report(connection: Connection, report_id: str, revision: int | None = None) -> CodedReport:
    """The coding in force of a report, or the newest of one of its revisions, with what people said of its claims.

    Raises:
        NotFoundError: no such report or revision.
    """
    query = select(codings.c.coded).join_from(codings, reports).where(reports.c.report_id == report_id)
    if revision is not None:
        query = query.where(reports.c.revision == revision)
    raw = connection.execute(query.order_by(reports.c.revision.desc(), codings.c.id.desc()).limit(1)).scalar()
    if raw is None:
        what = f"report {report_id!r}" if revision is None else f"report {report_id!r} in revision {revision}"
        raise NotFoundError(f"{what}: not in the ledger{near_ids(connection, report_id)}")
    coded = decoded(raw, report_id)
    return corrected(coded, about_claims(connection, {coded.report.sha256}))


def coded_reports(
    engine: Engine, until: str | None = None, only: Collection[str] | None = None
) -> Iterator[CodedReport]:
    """Coded reports in order of arrival, as their coder gave them.

    Args:
        until: only what was published by this moment (see `moments`), as it stood then. Reports without a time of
            publication count from the moment in which they were stored.
        only: of the reports with these ids.

    Raises:
        UsageError: `until` is no moment.
    """
    if until is None and only is None:
        yield from _all_coded(engine)
        return
    with engine.begin() as connection:
        ids = codings_at(connection, until, only)
    for start in range(0, len(ids), CHUNK):
        wanted = in_order().where(codings.c.id.in_(ids[start : start + CHUNK]))
        with engine.begin() as connection:
            rows = connection.execute(wanted).all()
        yield from (decoded(row.coded, row.report_id) for row in rows)


def _all_coded(engine: Engine) -> Iterator[CodedReport]:
    query, last = in_force(), 0
    while True:
        with engine.begin() as connection:
            rows = connection.execute(query.where(query.selected_columns.first_seq > last).limit(CHUNK)).all()
        yield from (decoded(row.coded, row.report_id) for row in rows)
        if len(rows) < CHUNK:
            return
        last = rows[-1].first_seq


def all_reports(engine: Engine) -> Iterator[Report]:
    """The newest revision of every report in order of arrival, without what was coded."""
    query = in_force().with_only_columns(heads.c.first_seq, reports)
    last = 0
    while True:
        with engine.begin() as connection:
            rows = connection.execute(query.where(heads.c.first_seq > last).limit(CHUNK)).all()
        yield from (_report(row) for row in rows)
        if len(rows) < CHUNK:
            return
        last = rows[-1].first_seq


def revisions(connection: Connection, report_id: str) -> tuple[Revision, ...]:
    """Every text that came under this id, oldest first.

    Raises:
        NotFoundError: no such report.
    """
    times = func.count(codings.c.id).label("times")
    rows = connection.execute(
        select(reports, times)
        .join_from(reports, codings)
        .where(reports.c.report_id == report_id)
        .group_by(*reports.c)
        .order_by(reports.c.revision)
    ).all()
    if not rows:
        raise NotFoundError(f"report {report_id!r}: not in the ledger{near_ids(connection, report_id)}")
    return tuple(Revision(row.revision, _report(row), row.stored_at, row.times) for row in rows)


def claims_of(connection: Connection, report_id: str) -> tuple[Claim, ...]:
    """The claims of a report in text order.

    Raises:
        NotFoundError: no such report.
    """
    return coded_report(connection, report_id).claims


def counts(connection: Connection) -> LedgerCounts:
    """How many of each there are."""

    def number(query: Select[Any]) -> int:
        return int(connection.execute(query).scalar_one())

    def held(table: Table) -> int:
        return number(select(func.count()).select_from(table))

    def in_heads(table: Table) -> int:
        return number(select(func.count()).select_from(heads.join(table, table.c.coding_id == heads.c.coding_id)))

    return LedgerCounts(
        reports=held(heads),
        revisions=held(reports),
        codings=held(codings),
        sources=in_heads(sources),
        events=in_heads(events),
        claims=in_heads(claims),
        incidents=held(incidents),
        judgements=held(judgements),
        set_aside=held(set_aside),
    )


def set_aside_inputs(connection: Connection) -> tuple[SetAside, ...]:
    """Inputs that were set aside, oldest first."""
    rows = connection.execute(select(set_aside).order_by(set_aside.c.id)).all()
    return tuple(SetAside(r.origin, Diagnostic(r.stage, r.code, r.message), r.noted_at) for r in rows)


def in_force() -> Select[Any]:
    """`first_seq, report_id, coding_id, coded` of the codings in force, in order of arrival."""
    return (
        select(heads.c.first_seq, heads.c.report_id, heads.c.coding_id, codings.c.coded)
        .join_from(heads, codings, codings.c.id == heads.c.coding_id)
        .join(reports, reports.c.seq == codings.c.report_seq)
        .order_by(heads.c.first_seq)
    )


def in_order() -> Select[Any]:
    """`report_id, coded` of codings, in the order in which their reports first came."""
    return (
        select(heads.c.report_id, codings.c.coded)
        .join_from(codings, reports, reports.c.seq == codings.c.report_seq)
        .join(heads, heads.c.report_id == reports.c.report_id)
        .order_by(heads.c.first_seq)
    )


def codings_at(connection: Connection, until: str | None, only: Collection[str] | None) -> list[int]:
    """The newest coding of each report in the revision that stood at a moment, in order of arrival.

    Times of publication are compared as moments, not as text: their offsets count.
    """
    end = end_of(until) if until is not None else None
    rows = [
        row
        for part in ([None] if only is None else _parts(sorted(only)))
        for row in connection.execute(_revisions_of(part))
    ]
    standing: dict[str, tuple[int, int, int]] = {}  # by report: revision, coding, arrival
    for row in rows:
        since = start_of(row.published) or start_of(row.stored_at)
        if end is None or (since is not None and since <= end):
            entry = (row.revision, row.coding_id, row.first_seq)
            standing[row.report_id] = max(standing.get(row.report_id, entry), entry)
    return [coding for _, coding, _ in sorted(standing.values(), key=lambda entry: entry[2])]


def _revisions_of(ids: Sequence[str] | None) -> Select[Any]:
    newest = func.max(codings.c.id).label("coding_id")
    columns = (reports.c.report_id, reports.c.revision, reports.c.published, reports.c.stored_at, heads.c.first_seq)
    return (
        select(*columns, newest)
        .join_from(reports, codings, codings.c.report_seq == reports.c.seq)
        .join(heads, heads.c.report_id == reports.c.report_id)
        .where(*([reports.c.report_id.in_(ids)] if ids is not None else ()))
        .group_by(*columns)
    )


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def decoded(raw: str, report_id: str) -> CodedReport:
    """A coded report from its stored JSON.

    Raises:
        LedgerError: this version of Sayso cannot read it.
    """
    return _read(decode_coded, raw, report_id)


def decoded_sources(raw: str, report_id: str) -> tuple[Source, ...]:
    """The sources of a coded report from its stored JSON.

    Raises:
        LedgerError: this version of Sayso cannot read it.
    """
    return _read(decode_sources, raw, report_id)


def _read(decode: Callable[[str], T], raw: str, report_id: str) -> T:
    try:
        return decode(raw)
    except CodecError as error:
        raise LedgerError(
            f"report {report_id!r}: its coding cannot be read ({error}); ingest the report again"
        ) from error


def near_ids(connection: Connection, wanted: str) -> str:
    """`; did you mean …?` when a report id differs in case, or goes on after what was given."""
    start = fold(wanted)
    ids = connection.execute(
        select(heads.c.report_id)
        .where(func.lower(heads.c.report_id).startswith(start, autoescape=True))
        .order_by(heads.c.report_id)
        .limit(1)
    ).scalars()
    near = next(iter(ids), None)
    return f"; did you mean {near!r}?" if near else ""


def _report(row: Row[Any]) -> Report:
    return Report(
        id=row.report_id,
        text=row.text,
        title=row.title,
        url=row.url,
        publisher=row.publisher,
        author=row.author,
        published=row.published,
        language=row.language,
        sha256=row.sha256,
    )
