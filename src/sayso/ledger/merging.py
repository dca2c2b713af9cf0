"""Look up the neighbours of what changed, and write the incidents of a neighbourhood, in one transaction.

Beside the incidents a ledger keeps what merging knows of each report: its facts, the keys under which reports find each
other, and the links between events. All of it is derived, filled by a full build and kept up by each smaller one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, delete, func, insert, or_, select, update

from ..model import ClaimRef, CodedReport, Incident, Judgement, JudgementKind
from ..model.codec import encode
from . import cache, judgements, reader, schema
from .connect import plain_errors
from .corrections import corrected
from .ledger import Ledger
from .merge_keys import Question, file, parts, sharing
from .merge_tables import merge_groups, merge_keys, merge_links, merge_reports
from .names import add_names, count_more, count_names
from .schema import (
    CACHE,
    cache_state,
    codings,
    heads,
    incident_bodies,
    incident_events,
    incident_ids,
    incident_marks,
    reports,
)
from .view import bodies

EventLink = tuple[ClaimRef, ClaimRef]


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What came since the incidents were built.

    Args:
        reports: ids of reports that came or were coded anew, and of those about whose claims somebody judged.
        judged: judgements since then that are not about claims; of one that takes back, the one taken back.
    """

    reports: frozenset[str]
    judged: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class FactsRow:
    """What is kept of a report for merging, as JSON, and the keys that it is filed under, with their days.

    Args:
        glance: what tells that two reports cannot be linked before `facts` are read.
    """

    report: str
    sha256: str
    glance: str
    facts: str
    keys: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class MarkRow:
    """What links between incidents look at in one that is dated, as JSON."""

    incident: str
    since: int
    mark: str


class Merging:
    """A ledger while incidents are built of it; everything within one transaction that writes."""

    def __init__(self, connection: Connection) -> None:
        """Use `merging`."""
        self._connection = connection
        self._judged = judgements.last(connection) > 0
        self._state = cache.heads_state(connection)

    def state(self) -> str:
        """Up to which codings and judgements the ledger had come when this began."""
        return self._state

    def arrivals(self, rules: str) -> Arrivals | None:
        """What came since the incidents were built by these rules; None when all must be built anew."""
        built = self._connection.execute(select(cache_state)).first()
        if built is None or built.rules != rules:
            return None
        before, now = cache.state_numbers(built.heads), cache.state_numbers(self.state())
        coded = self._column(
            select(reports.c.report_id)
            .join_from(codings, reports, codings.c.report_seq == reports.c.seq)
            .where(codings.c.id > before[1])
        )
        rows = schema.judgements
        later = (rows.c.id > before[3], rows.c.kind != JudgementKind.GRADE.value)
        new = judgements.some(self._connection, *later) if self._judged else ()
        if before[0] + len(coded) != now[0] or before[2] + len(new) != now[2]:
            return None  # another process finished an earlier row late
        taken_back = rows.c.id.in_([j.takes_back for j in new if j.takes_back is not None])
        meant = [j for j in new if j.takes_back is None]
        meant += judgements.some(self._connection, taken_back) if new else ()
        texts = {a.sha256 for j in meant for a in j.claims}
        about = tuple(j for j in meant if j.kind not in judgements.ABOUT_CLAIMS and j.kind is not JudgementKind.GRADE)
        return Arrivals(frozenset(coded) | self.with_texts(texts), about)

    def reports(self) -> int:
        """How many reports are merged."""
        return int(self._connection.execute(select(func.count()).select_from(merge_reports)).scalar_one())

    def judgements(self, texts: Collection[str]) -> tuple[Judgement, ...]:
        """What people judged of some texts, by SHA-256; there may be more among it."""
        return judgements.some(self._connection, judgements.names(texts)) if texts and self._judged else ()

    def with_texts(self, texts: Collection[str]) -> frozenset[str]:
        """The ids of the reports that have these texts now, by SHA-256."""
        found = set[str]()
        for part in parts(texts):
            query = select(heads.c.report_id).join_from(heads, codings, codings.c.id == heads.c.coding_id)
            query = query.join(reports, reports.c.seq == codings.c.report_seq)
            found.update(self._column(query.where(reports.c.sha256.in_(part))))
        return frozenset(found)

    def coded(self, wanted: Collection[str]) -> Iterator[CodedReport]:
        """Codings in force, with what people said of their claims."""
        for part in parts(wanted):
            rows = self._connection.execute(reader.in_force().where(heads.c.report_id.in_(part))).all()
            found = [reader.decoded(row.coded, row.report_id) for row in rows]
            texts = {coded.report.sha256 for coded in found}
            judged = judgements.about_claims(self._connection, texts) if self._judged else ()
            yield from (corrected(coded, judged) for coded in found)

    def facts(self, wanted: Collection[str]) -> dict[str, str]:
        """The facts of reports, as JSON by id; those that were never merged are left out."""
        table, found = merge_reports, dict[str, str]()
        for part in parts(wanted):
            query = select(table.c.report_id, table.c.facts).where(table.c.report_id.in_(part))
            found |= {row.report_id: row.facts for row in self._connection.execute(query)}
        return found

    def neighbours(self, questions: Iterable[Question]) -> dict[str, str]:
        """The reports that one of some questions finds, each with what is seen of it at a glance."""
        table, found = merge_reports, dict[str, str]()
        for part in parts({number for question in questions for number in sharing(self._connection, question)}):
            rows = self._connection.execute(select(table.c.report_id, table.c.glance).where(table.c.number.in_(part)))
            found |= {row.report_id: row.glance for row in rows}
        return found

    def links(self, wanted: Collection[str]) -> Iterator[EventLink]:
        """The links of the events of some reports, from them to others."""
        for part in parts(wanted):
            for row in self._connection.execute(select(merge_links).where(merge_links.c.report_id.in_(part))):
                yield (row.report_id, row.event_id), (row.other_report, row.other_event)

    def put_facts(self, rows: Sequence[FactsRow]) -> None:
        """Put what merging knows of some reports in the place of what it knew; their links are gone then."""
        numbers: dict[str, int] = {}
        for part in parts([row.report for row in rows]):
            query = select(heads.c.report_id, heads.c.first_seq).where(heads.c.report_id.in_(part))
            numbers |= {row.report_id: row.first_seq for row in self._connection.execute(query)}
        for part in parts(self.facts(numbers)):
            self._delete(merge_links, or_(merge_links.c.report_id.in_(part), merge_links.c.other_report.in_(part)))
            own = [numbers[name] for name in part]
            self._delete(merge_keys, merge_keys.c.number.in_(own))
            self._delete(merge_reports, merge_reports.c.number.in_(own))
        self._insert(
            merge_reports,
            [
                {"number": numbers[row.report], "report_id": row.report}
                | {"sha256": row.sha256, "glance": row.glance, "facts": row.facts}
                for row in rows
            ],
        )
        file(self._connection, {numbers[row.report]: row.keys for row in rows})

    def put_links(self, links: Iterable[EventLink]) -> None:
        """Add links that are not there, each to be found from both ends."""
        both = {pair for a, b in links for pair in ((a, b), (b, a))}
        names = ("report_id", "event_id", "other_report", "other_event")
        self._insert(merge_links, [dict(zip(names, (*a, *b), strict=True)) for a, b in sorted(both)])

    def groups(self, wanted: Collection[ClaimRef]) -> list[frozenset[ClaimRef]]:
        """The groups, as last built, that hold some events."""
        own, found = merge_groups.alias(), dict[ClaimRef, set[ClaimRef]]()
        one = (own.c.first_report == merge_groups.c.first_report) & (own.c.first_event == merge_groups.c.first_event)
        query = select(own.c.event_id.label("of"), own.c.report_id.label("by"), merge_groups).join(own, one)
        firsts = set[ClaimRef]()
        for part in parts({report for report, _ in wanted}):
            for row in self._connection.execute(query.where(own.c.report_id.in_(part))):
                first = (row.first_report, row.first_event)
                found.setdefault(first, set()).add((row.report_id, row.event_id))
                if (row.by, row.of) in wanted:
                    firsts.add(first)
        return [frozenset(found[first]) for first in sorted(firsts)]

    def put_groups(self, former: Iterable[Iterable[ClaimRef]], now: Iterable[Sequence[ClaimRef]]) -> None:
        """Put groups, first event first, in the place of former ones."""
        own = [{"report": report, "event": event} for group in former for report, event in group]
        if own:
            one = (merge_groups.c.report_id == bindparam("report")) & (merge_groups.c.event_id == bindparam("event"))
            self._connection.execute(delete(merge_groups).where(one), own)
        self._insert(
            merge_groups,
            [
                {"report_id": report, "event_id": event, "first_report": group[0][0], "first_event": group[0][1]}
                for group in now
                for report, event in group
            ],
        )

    def bearing(self, wanted: Collection[str]) -> dict[ClaimRef, str]:
        """The events of some reports with the incident that holds each."""
        found: dict[ClaimRef, str] = {}
        for part in parts(wanted):
            query = select(incident_events).where(incident_events.c.report_id.in_(part))
            found |= {(r.report_id, r.event_id): r.incident_id for r in self._connection.execute(query)}
        return found

    def registry(self, ids: Collection[str]) -> cache.Registry:
        """Some ids in the order in which they were given, each with the events that it holds."""
        members: dict[str, list[ClaimRef]] = {}
        ages: list[tuple[int, str]] = []
        for part in parts(ids):
            events = select(incident_events).where(incident_events.c.incident_id.in_(part))
            for row in self._connection.execute(events.order_by(*incident_events.primary_key)):
                members.setdefault(row.incident_id, []).append((row.report_id, row.event_id))
            given = select(incident_ids.c.position, incident_ids.c.incident_id)
            rows = self._connection.execute(given.where(incident_ids.c.incident_id.in_(part)))
            ages += [(row.position, row.incident_id) for row in rows]
        return tuple((name, tuple(members.get(name, ()))) for _, name in sorted(ages))

    def marks(self, windows: Iterable[tuple[int, int]]) -> dict[str, str]:
        """The marks, as JSON by incident id, of the incidents that begin in some windows of days."""
        table, found = incident_marks, dict[str, str]()
        for since, until in windows:
            query = select(table.c.incident_id, table.c.mark).where(table.c.since.between(since, until))
            found |= {row.incident_id: row.mark for row in self._connection.execute(query)}
        return found

    def beginnings(self, ids: Collection[str]) -> dict[str, int]:
        """The first day of incidents that have marks."""
        found: dict[str, int] = {}
        for part in parts(ids):
            query = select(incident_marks.c.incident_id, incident_marks.c.since)
            rows = self._connection.execute(query.where(incident_marks.c.incident_id.in_(part)))
            found |= {row.incident_id: row.since for row in rows}
        return found

    def incidents(self, ids: Collection[str]) -> tuple[Incident, ...]:
        """Incidents as last built."""
        return bodies(self._connection, sorted(ids))

    def remove(self, ids: Collection[str]) -> None:
        """Take out the rows of incidents; their ids stay known."""
        for part in parts(ids):
            for table in CACHE:
                if "incident_id" in table.c:
                    self._delete(table, table.c.incident_id.in_(part))

    def register(self, ids: Sequence[str], redirects: Mapping[str, str]) -> None:
        """Remember the ids that incidents bear, in their order, and where ids lead that none bears any more."""
        cache.register(self._connection, ids, redirects)

    def add(self, found: Sequence[Incident], marks: Sequence[MarkRow]) -> None:
        """Write incidents that are not there; their ids are."""
        names = [incident.id for incident in found]
        cache.add_incidents(self._connection, found)
        for part in parts(names):
            add_names(self._connection, part)
        self._insert(incident_marks, [{"incident_id": m.incident, "since": m.since, "mark": m.mark} for m in marks])

    def rewrite(self, found: Iterable[Incident]) -> None:
        """Write incidents anew of which only what no row shows is another."""
        for incident in found:
            body = {"incident": encode(incident).decode()}
            self._connection.execute(
                update(incident_bodies).where(incident_bodies.c.incident_id == incident.id).values(body)
            )

    def count_sources(self, new: Sequence[str], *, anew: bool) -> None:
        """Count what is said under each name: in reports that are new, or in all of them."""
        if anew:
            count_names(self._connection)
            return
        for part in parts(new):
            count_more(self._connection, part)

    def clear(self, state: str) -> None:
        """Forget all incidents and all that merging knows; what is written next is built of `state`."""
        cache.clear(self._connection, state)

    def built(self, state: str, rules: str) -> None:
        """Say up to where, and by which rules, the incidents are built now."""
        self._connection.execute(update(cache_state).values(heads=state, rules=rules))

    def _column(self, query: Select[Any]) -> list[str]:
        return list(self._connection.execute(query).scalars())

    def _delete(self, table: Table, condition: Any) -> None:
        self._connection.execute(delete(table).where(condition))

    def _insert(self, table: Table, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)


@contextmanager
def merging(ledger: Ledger) -> Iterator[Merging]:
    """A ledger to build incidents of; what is written is kept when the block ends without an error.

    Raises:
        LedgerError: the ledger cannot be read or written.
    """
    with plain_errors(ledger.where), ledger._writes.begin() as connection:
        yield Merging(connection)
