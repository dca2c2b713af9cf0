"""Check a ledger row by row: texts against their checksums, claims against their texts, judgements against both.

What a database, a disk or a hand could have changed is told with what is wrong, where, and what to do. Nothing is
written. Whether the incidents follow from all this is for `pipeline.verify`, which can build them anew.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Engine, Row, Table, select

from ..errors import CodecError, LedgerError
from ..model import CodedReport, Judgement, Report
from ..model.codec import decode_incidents
from . import judgements as judged
from . import reader, schema
from .corrections import corrected, lost
from .evidence import ungrounded
from .names import misnamed
from .rows import coding_rows, digest_of, fold, incident_rows

CHUNK = 200  # codings a query
RESTORE = "restore a backup, or ingest the reports again into a new ledger"
REBUILD = "run `sayso verify --rebuild`: incidents are built anew from reports, claims and judgements"
JUDGE = "see `sayso review`, and judge again or take it back"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the ledger that is not as it must be: what, where, and what to do about it."""

    part: str  # report | claim | judgement | incident | finding
    where: str
    what: str
    todo: str


def codings(engine: Engine) -> Iterator[tuple[Fault, ...]]:
    """The faults of each coding, with those of its text, its rows and its place as the one in force."""
    with engine.begin() as connection:
        about_claims = _about_claims(connection)
        heads = {row.report_id: row.coding_id for row in connection.execute(select(schema.heads))}
        newest = _newest(connection)
    seen, last = set(), 0
    while True:
        with engine.begin() as connection:
            rows = connection.execute(_with_text().where(schema.codings.c.id > last).limit(CHUNK)).all()
            stored = _stored_rows(connection, [row.id for row in rows])
        for row in rows:
            in_force = heads.get(row.report_id) == row.id
            faults = list(_of_text(row)) if row.seq not in seen else []
            seen.add(row.seq)
            faults += _of_coding(row, stored[row.id], about_claims if in_force else ())
            if newest[row.report_id] == row.id and not in_force:
                what = "its newest coding is not the one in force"
                faults.append(Fault("report", row.report_id, what, RESTORE))
            yield tuple(faults)
        if len(rows) < CHUNK:
            return
        last = rows[-1].id


def judgements(connection: Connection) -> Iterator[tuple[Fault, ...]]:
    """The faults of each judgement: that cannot be read, or that is about what the ledger has not."""
    ids = set(connection.execute(select(schema.incident_ids.c.incident_id)).scalars())
    texts = set(connection.execute(select(schema.reports.c.sha256)).scalars())
    names = set(connection.execute(select(schema.sources.c.folded)).scalars())
    names |= set(connection.execute(select(schema.reports.c.folded_publisher)).scalars())
    numbers = set(connection.execute(select(schema.judgements.c.id)).scalars())
    try:
        every = judged.every(connection)
    except LedgerError as error:
        yield (Fault("judgement", "judgements", str(error), "restore a backup"),)
        return
    about: dict[int, set[str]] = {}
    for row in connection.execute(select(schema.judgement_texts)):
        about.setdefault(row.judgement_id, set()).add(row.sha256)
    gone = lost([j for j in every if j.in_force and j.claims], _in_force(connection))
    for judgement in every:
        told = list(_of_judgement(judgement, ids, texts, names, numbers))
        told += [f"claim {a.report}/{a.claim} is not in the coding in force" for a in gone.get(judgement.id, ())]
        faults = [Fault("judgement", f"judgement {judgement.id}", what, JUDGE) for what in told]
        if about.pop(judgement.id, set()) != judged.texts_of(judgement):
            what = "the rows in `judgement_texts` are not those of the judgement; it may not be found, and not hold"
            faults.append(Fault("judgement", f"judgement {judgement.id}", what, "restore a backup"))
        yield tuple(faults)
    for number in about:
        what = "has rows in `judgement_texts`, and is not there"
        yield (Fault("judgement", f"judgement {number}", what, "restore a backup"),)


def incidents(engine: Engine) -> Iterator[tuple[Fault, ...]]:
    """The faults of the rows of each incident, and of the ids and names that lead to them."""
    with engine.begin() as connection:
        order = select(schema.incidents.c.incident_id).order_by(schema.incidents.c.position)
        listed = list(connection.execute(order).scalars())
        yield from _of_ids(connection, set(listed))
    apart = (schema.incident_names, schema.incident_marks)  # drawn from more than the incident
    tables = [t for t in schema.CACHE if "incident_id" in t.c and t not in apart]
    for start in range(0, len(listed), CHUNK):
        some = listed[start : start + CHUNK]
        with engine.begin() as connection:
            rows = {table.name: _by(connection, table, some) for table in tables}
        for name in some:
            stored = {table: rows[table].get(name, Counter()) for table in rows}
            (position,) = (dict(key)["position"] for key in stored[schema.incidents.name])
            yield tuple(Fault("incident", name, what, REBUILD) for what in _of_incident(name, position, stored))


def names(connection: Connection) -> Iterator[tuple[Fault, ...]]:
    """The faults of the names by which incidents and sources are found; the incidents are not stale."""
    yield from ((Fault("incident", where, what, REBUILD),) for where, what in misnamed(connection))


def _of_ids(connection: Connection, listed: set[str]) -> Iterator[tuple[Fault, ...]]:
    """Ids that lead nowhere, and rows of incidents that are not listed."""
    ids = {row.incident_id: row.redirect for row in connection.execute(select(schema.incident_ids))}
    for name, redirect in sorted(ids.items(), key=str):
        if redirect is not None and redirect not in ids:
            yield (Fault("incident", name, f"leads to {redirect}, which is no incident", REBUILD),)
        elif redirect is not None and name in listed:
            yield (Fault("incident", name, f"leads to {redirect}, and is an incident itself", REBUILD),)
    for name in sorted(listed - ids.keys(), key=str):
        yield (Fault("incident", str(name), "is listed, and its id was never given", REBUILD),)
    for table in (t for t in schema.CACHE if "incident_id" in t.c and t is not schema.incidents):
        for name in connection.execute(select(table.c.incident_id).distinct()).scalars():
            if name not in listed:
                yield (Fault("incident", str(name), f"has rows in `{table.name}`, and is not listed", REBUILD),)


def _of_text(row: Row[Any]) -> Iterator[Fault]:
    if not isinstance(row.text, str):
        yield Fault("report", row.report_id, "what is stored as its text is no text", RESTORE)
        return
    if hashlib.sha256(row.text.encode("utf-8", "surrogatepass")).hexdigest() != row.sha256:
        yield Fault("report", row.report_id, "its text is not the one that was stored: the checksum differs", RESTORE)
    provenance = {name: getattr(row, name) for name in ("publisher", "author", "title", "url", "language", "published")}
    report = Report(id=row.report_id, text=row.text, sha256=row.sha256, **provenance)
    if digest_of(report) != row.report_digest:
        yield Fault("report", row.report_id, "text or provenance is not what was stored: the checksum differs", RESTORE)


def _of_coding(row: Row[Any], stored: Mapping[str, Counter[Any]], about_claims: Iterable[Judgement]) -> Iterator[Fault]:
    if not isinstance(row.coded, str):
        yield Fault("claim", row.report_id, f"what is stored as coding {row.id} is no text", RESTORE)
        return
    if hashlib.sha256(row.coded.encode()).hexdigest() != row.digest:
        what = f"coding {row.id} is not the one that was stored: the checksum differs"
        yield Fault("claim", row.report_id, what, RESTORE)
    try:
        coded = reader.decoded(row.coded, row.report_id)
    except LedgerError as error:
        yield Fault("claim", row.report_id, str(error), RESTORE)
        return
    if (coded.report.id, coded.report.text) != (row.report_id, row.text):
        yield Fault("claim", row.report_id, f"coding {row.id} is of another text", RESTORE)
    broken = list(ungrounded(replace(coded, report=replace(coded.report, text=row.text))))
    yield from (Fault("claim", f"{row.report_id}/{part}", what, RESTORE) for part, what in broken)
    if broken:  # of which no rows can be made
        return
    for table, rows in coding_rows(corrected(coded, tuple(about_claims)), row.id):
        if Counter(_key(r) for r in rows) != stored.get(table.name, Counter()):
            what = f"the rows in `{table.name}` are not those of the coding; what is searched is not what is shown"
            yield Fault("claim", row.report_id, what, RESTORE)


def _of_judgement(
    judgement: Judgement, ids: set[str], texts: set[str], names: set[str], numbers: set[int]
) -> Iterator[str]:
    for side in judgement.sides:
        if side.incident not in ids:
            yield f"incident {side.incident} was never given"
        yield from (
            f"report {a.report} is not in the ledger with that text" for a in side.events if a.sha256 not in texts
        )
    for anchor in judgement.claims:
        if anchor.sha256 not in texts:
            yield f"report {anchor.report} is not in the ledger with that text"
    if judgement.source is not None and fold(judgement.source) not in names:
        yield f"source {judgement.source!r}: nobody goes by this"
    if judgement.takes_back is not None and judgement.takes_back not in numbers:
        yield f"judgement {judgement.takes_back}, which it takes back, is not there"


def _of_incident(name: str, position: int, stored: Mapping[str, Counter[Any]]) -> Iterator[str]:
    bodies = [dict(key)["incident"] for key in stored[schema.incident_bodies.name]]
    if not bodies:
        yield "has no body"
        return
    try:
        (incident,) = decode_incidents(f"[{bodies[0]}]")
    except CodecError as error:
        yield f"its body cannot be read ({error})"
        return
    for table, rows in incident_rows(incident, position):
        if Counter(_key(r) for r in rows) != stored[table.name]:
            yield f"the rows in `{table.name}` are not those of the incident"


def _with_text() -> Any:
    codings, reports = schema.codings, schema.reports
    return (
        select(codings.c.id, codings.c.digest, codings.c.coded, reports, reports.c.digest.label("report_digest"))
        .join_from(codings, reports, reports.c.seq == codings.c.report_seq)
        .order_by(codings.c.id)
    )


def _newest(connection: Connection) -> dict[str, int]:
    """The coding of each report that should be in force: the newest of the newest revision."""
    codings, reports = schema.codings, schema.reports
    query = select(reports.c.report_id, codings.c.id).join_from(codings, reports)
    rows = connection.execute(query.order_by(reports.c.revision, codings.c.id))
    return {row.report_id: row.id for row in rows}


def _stored_rows(connection: Connection, ids: list[int]) -> dict[int, dict[str, Counter[Any]]]:
    found: dict[int, dict[str, Counter[Any]]] = {number: {} for number in ids}
    for table in (schema.sources, schema.events, schema.claims, schema.claim_sources, schema.facets):
        for row in connection.execute(select(table).where(table.c.coding_id.in_(ids))).mappings():
            found[row["coding_id"]].setdefault(table.name, Counter())[_key(row)] += 1
    return found


def _by(connection: Connection, table: Table, ids: Sequence[str]) -> dict[str, Counter[Any]]:
    found: dict[str, Counter[Any]] = {}
    for row in connection.execute(select(table).where(table.c.incident_id.in_(ids))).mappings():
        found.setdefault(row["incident_id"], Counter())[_key(row)] += 1
    return found


def _key(row: Mapping[Any, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted((str(name), value) for name, value in row.items()))


def _about_claims(connection: Connection) -> tuple[Judgement, ...]:
    try:
        return judged.about_claims(connection)
    except LedgerError:  # told of by `judgements`
        return ()


def _in_force(connection: Connection) -> Iterator[CodedReport]:
    for row in connection.execute(reader.in_force()):
        try:
            yield reader.decoded(row.coded, row.report_id)
        except LedgerError:  # told of by `codings`
            continue
