"""Keep what people judged: rows that are only added, and taken back by a later row."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, func, insert, select

from ..errors import CodecError, ConflictError, LedgerError, NotFoundError, UsageError
from ..model import ClaimAnchor, Correction, Judgement, JudgementKind, Reliability, Side
from ..model.codec import encode, facet_value
from .rows import fold
from .schema import heads, judgement_texts, judgements, reports, sources
from .writer import now

F = Reliability.F
MOST_TEXTS = 10_000  # that are looked for: a statement takes no more than some 30,000 values
ABOUT_CLAIMS = frozenset({JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.CORRECT})


class Subject(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a judgement is about, as its row keeps it."""

    sides: tuple[Side, ...] = ()
    source: str | None = None
    grade: Reliability | None = None
    claims: tuple[ClaimAnchor, ...] = ()
    correction: Correction | None = None


def add(connection: Connection, judgement: Judgement, *, after: int | None = None) -> Judgement:
    """Add a judgement within the transaction of `connection`; returned as it is kept, with its number and moment.

    Args:
        judgement: `id` and `made_at` are given here.
        after: `last` as it was when the person looked; None when that does not matter.

    Raises:
        ConflictError: somebody judged in the meantime.
        NotFoundError: `takes_back` is no judgement.
        UsageError: `takes_back` was taken back before, or takes back itself.
    """
    if after is not None and last(connection) != after:
        newest = some(connection, judgements.c.id == last(connection))[0]
        raise ConflictError(
            f"judgement {newest.id} ({newest.kind.value.replace('_', ' ')}, by {newest.made_by}) was made in the"
            " meantime; look again, and repeat yours if it still holds"
        )
    if judgement.takes_back is not None:
        _check_standing(connection, judgement.takes_back)
    row = _row(replace(judgement, made_at=now()))
    added = connection.execute(insert(judgements).values(row)).inserted_primary_key
    assert added is not None
    texts = texts_of(judgement)
    if texts:
        rows = [{"sha256": text, "judgement_id": added[0]} for text in sorted(texts)]
        connection.execute(insert(judgement_texts), rows)
    return some(connection, judgements.c.id == added[0])[0]


def every(connection: Connection) -> tuple[Judgement, ...]:
    """All judgements, oldest first, those that were taken back as well.

    Raises:
        LedgerError: this version of Sayso cannot read one.
    """
    return some(connection)


def some(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[Judgement, ...]:
    """The judgements that meet conditions on their row, oldest first; only these are decoded.

    Raises:
        LedgerError: this version of Sayso cannot read one.
    """
    rows = connection.execute(select(judgements).where(*conditions).order_by(judgements.c.id)).all()
    back = select(judgements.c.takes_back, judgements.c.id).where(judgements.c.takes_back.is_not(None))
    undone = {row.takes_back: row.id for row in connection.execute(back)} if rows else {}
    return tuple(_judgement(row, undone.get(row.id)) for row in rows)


def about_claims(connection: Connection, texts: Collection[str] | None = None) -> tuple[Judgement, ...]:
    """The judgements in force about claims, oldest first; nothing else is read when there are none.

    Args:
        texts: of these texts only, by SHA-256.

    Raises:
        LedgerError: this version of Sayso cannot read one.
    """
    kinds = [kind.value for kind in ABOUT_CLAIMS]
    undone = select(judgements.c.takes_back).where(judgements.c.takes_back.is_not(None))
    wanted = select(judgements).where(judgements.c.kind.in_(kinds), judgements.c.id.not_in(undone))
    if texts is not None:
        wanted = wanted.where(names(texts))
    return tuple(_judgement(row, None) for row in connection.execute(wanted.order_by(judgements.c.id)).all())


def graded(connection: Connection) -> tuple[Judgement, ...]:
    """The judgements that grade a source, oldest first, those that were taken back as well.

    Raises:
        LedgerError: this version of Sayso cannot read one.
    """
    return some(connection, judgements.c.kind == JudgementKind.GRADE.value)


def names(texts: Collection[str]) -> ColumnElement[bool]:
    """That a judgement is about one of some texts, by SHA-256; of very many texts, that it is about any at all."""
    about = select(judgement_texts.c.judgement_id)
    if len(texts) <= MOST_TEXTS:
        about = about.where(judgement_texts.c.sha256.in_(sorted(texts)))
    return judgements.c.id.in_(about)


def texts_of(judgement: Judgement) -> frozenset[str]:
    """The texts that a judgement is about, by SHA-256: those of its events and claims."""
    events = {anchor.sha256 for side in judgement.sides for anchor in side.events}
    return frozenset(events | {anchor.sha256 for anchor in judgement.claims})


def last(connection: Connection) -> int:
    """The number of the newest judgement; 0 when there is none."""
    return int(connection.execute(select(func.max(judgements.c.id))).scalar() or 0)


def grades(judged: Iterable[Judgement]) -> dict[str, Judgement]:
    """The judgement that grades a source now, by the source's folded name; who is not in it has an F."""
    return {fold(j.source): j for j in judged if j.in_force and j.kind is JudgementKind.GRADE and j.source}


def known_source(connection: Connection, wanted: str) -> str:
    """The name of a source or publisher as the ledger first met it.

    Raises:
        NotFoundError: nobody goes by that name.
    """
    name, folded = wanted.strip(), fold(wanted.strip())
    report_id, slash, part = name.rpartition("/")
    by_name = select(sources.c.name).join_from(heads, sources, sources.c.coding_id == heads.c.coding_id)
    tries = [by_name.where(sources.c.folded == folded), _publishers().where(reports.c.folded_publisher == folded)]
    if slash:
        tries.insert(0, by_name.where(heads.c.report_id == report_id, sources.c.source_id == part))
    for query in tries:
        found = connection.execute(query.order_by(heads.c.first_seq).limit(1)).scalar()
        if found is not None:
            return str(found)
    raise NotFoundError(f"{name!r}: no source or publisher of the ledger goes by this{_like(connection, folded)}")


def _publishers() -> Any:
    return select(reports.c.publisher).join_from(heads, reports, reports.c.report_id == heads.c.report_id)


def _like(connection: Connection, folded: str) -> str:
    if not folded:
        return ""
    by_name = select(sources.c.name).join_from(heads, sources, sources.c.coding_id == heads.c.coding_id)
    for query, column in ((_publishers(), reports.c.folded_publisher), (by_name, sources.c.folded)):
        found = connection.execute(query.where(column.contains(folded, autoescape=True)).limit(1)).scalar()
        if found:
            return f"; did you mean {found!r}?"
    return ""


def _check_standing(connection: Connection, number: int) -> None:
    found = next(iter(some(connection, judgements.c.id == number)), None)
    if found is None:
        raise NotFoundError(f"judgement {number}: not in the ledger; `sayso review --judgements` lists those that are")
    if found.kind is JudgementKind.TAKE_BACK:
        raise UsageError(f"judgement {number} takes back another; judge anew instead of taking it back")
    if found.taken_back_by is not None:
        raise UsageError(f"judgement {number} was taken back already, by judgement {found.taken_back_by}")


def _row(judgement: Judgement) -> dict[str, Any]:
    """The columns of `judgements` that come from the judgement itself."""
    subject = Subject(judgement.sides, judgement.source, judgement.grade, judgement.claims, judgement.correction)
    return {
        "made_at": judgement.made_at,
        "made_by": judgement.made_by,
        "kind": judgement.kind.value,
        "subject": encode(subject).decode(),
        "reason": judgement.reason,
        "takes_back": judgement.takes_back,
    }


def _judgement(row: Row[Any], taken_back_by: int | None) -> Judgement:
    try:
        subject = msgspec.json.decode(row.subject, type=Subject)
        kind, correction = JudgementKind(row.kind), _typed(subject.correction)
    except (msgspec.DecodeError, CodecError, ValueError) as error:
        raise LedgerError(f"judgement {row.id}: cannot be read ({error}); was it made by a newer Sayso?") from error
    return Judgement(
        kind=kind,
        made_by=row.made_by,
        reason=row.reason,
        sides=subject.sides,
        source=subject.source,
        grade=subject.grade,
        claims=subject.claims,
        correction=correction,
        takes_back=row.takes_back,
        id=row.id,
        made_at=row.made_at,
        taken_back_by=taken_back_by,
    )


def _typed(correction: Correction | None) -> Correction | None:
    if correction is None or correction.slot is None or correction.value is None:
        return correction
    return replace(correction, value=facet_value(correction.slot, correction.value))
