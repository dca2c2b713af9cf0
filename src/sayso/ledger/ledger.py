"""The ledger: what was reported and claimed, kept for good, and the incidents that follow from it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from .. import __version__
from ..errors import NotFoundError
from ..model import Claim, ClaimAnchor, ClaimRef, CodedReport, Diagnostic, Incident, Judgement, Report
from . import audit, browse, cache, copying, judgements, lookup, overlay, points, reader, speakers, view, writer
from .audit import Fault
from .browse import FacetCounts, SourceRow, Spot, Standing
from .cache import Registry
from .connect import BUSY_SECONDS, connect, plain_errors, use_write_ahead_log, writing
from .found import WordsFound
from .migrate import is_current, migrate
from .points import Point
from .reader import LedgerCounts, Revision, SetAside
from .view import IncidentQuery, Shown, ShownSource
from .writer import StoreOutcome

CODER = f"sayso {__version__}"
AT_ONCE = 200  # incidents that are read together when one goes through many


class Ledger:
    """A ledger in one database. Reports, claims and judgements are only ever added; incidents can be built anew.

    Every method raises `LedgerError` when the database cannot be read or written. One object may be used by one thread
    at a time; several processes may use one database, which writes one report at a time.
    """

    def __init__(self, engine: Engine, where: str, *, known_ids: Registry = ()) -> None:
        """Use `Ledger.open`. `known_ids` are incident ids given elsewhere, for a view of another ledger."""
        self.where = where
        self._engine = engine
        self._writes = writing(engine)
        self._known_ids = known_ids
        self._words = WordsFound()

    @classmethod
    def open(cls, url_or_path: str | os.PathLike[str], *, busy_seconds: float = BUSY_SECONDS) -> Self:
        """Open a ledger, and make or migrate its tables when needed.

        Args:
            url_or_path: `sqlite:///path`, a bare path, `sqlite://` for one in memory, or another SQLAlchemy URL.
            busy_seconds: how long to wait for another process that writes.

        Raises:
            LedgerError: the path or URL is wrong, the file is no ledger, is locked, or was written by a newer Sayso.
        """
        engine = connect(os.fspath(url_or_path), busy_seconds=busy_seconds)
        where = engine.url.database or engine.url.render_as_string()
        try:
            with plain_errors(where):
                with engine.begin() as connection:
                    current = is_current(connection, where)
                if not current:
                    use_write_ahead_log(engine)
                    with writing(engine).begin() as connection:
                        migrate(connection, where)  # asks again: another process may have been first
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, where)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the database back; a ledger in memory is gone then."""
        self._engine.dispose()

    def store(self, coded: CodedReport, *, coder: str = CODER) -> StoreOutcome:
        """Store a coded report, whole or not at all; storing the same again changes nothing.

        The same id with another text or provenance becomes a new revision; the same text coded otherwise, a new coding.
        Older ones are kept.
        """
        with plain_errors(self.where), self._writes.begin() as connection:
            outcome = writer.store(connection, coded, coder)
            overlay.project_texts(connection, overlay.judged_texts(connection, {coded.report.sha256}))
            return outcome

    def knows(self, report: Report, coder: str) -> bool:
        """True when this coder has coded just this report, text and provenance."""
        with plain_errors(self.where), self._engine.begin() as connection:
            return writer.knows(connection, report, coder)

    def note(self, diagnostic: Diagnostic, origin: str) -> bool:
        """Remember that the input `origin` was set aside, and why; False when that was known."""
        with plain_errors(self.where), self._writes.begin() as connection:
            return writer.note(connection, diagnostic, origin)

    def coded(self, report_id: str, *, revision: int | None = None) -> CodedReport:
        """The coding in force of a report, or the newest one of a given revision.

        Raises:
            NotFoundError: no such report or revision.
        """
        with plain_errors(self.where), self._engine.begin() as connection:
            return reader.coded_report(connection, report_id, revision)

    def coded_reports(self, *, until: str | None = None, only: Collection[str] | None = None) -> Iterator[CodedReport]:
        """The codings in force in order of arrival; with `until` of what was out by then, of the reports `only`.

        What people said of claims is laid over them, as everywhere.

        Args:
            until: ISO 8601, inclusive: a date ends with its day in UTC; an offset is honoured, none means UTC.

        Raises:
            UsageError: `until` is no moment.
        """
        with plain_errors(self.where):
            yield from overlay.coded_reports(self._engine, until, only)

    def reports(self) -> Iterator[Report]:
        """The newest revision of every report in order of arrival."""
        with plain_errors(self.where):
            yield from reader.all_reports(self._engine)

    def revisions(self, report_id: str) -> tuple[Revision, ...]:
        """Every text that came under this id, oldest first.

        Raises:
            NotFoundError: no such report.
        """
        with plain_errors(self.where), self._engine.begin() as connection:
            return reader.revisions(connection, report_id)

    def claims(self, report_id: str) -> tuple[Claim, ...]:
        """The claims of a report in text order.

        Raises:
            NotFoundError: no such report.
        """
        return self.coded(report_id).claims

    def set_aside(self) -> tuple[SetAside, ...]:
        """Inputs that could not be read or coded, oldest first."""
        with plain_errors(self.where), self._engine.begin() as connection:
            return reader.set_aside_inputs(connection)

    def counts(self) -> LedgerCounts:
        """How much the ledger holds."""
        with plain_errors(self.where), self._engine.begin() as connection:
            return reader.counts(connection)

    def incidents(self, query: IncidentQuery | None = None) -> tuple[Incident, ...]:
        """The incidents as last built that match, latest first."""
        with plain_errors(self.where), self._engine.begin() as connection:
            return view.incidents(connection, self._words(connection, query))

    def each_incident(self, query: IncidentQuery | None = None) -> Iterator[Incident]:
        """The same one by one, so that a long list need not be held; one that goes meanwhile is left out."""
        with plain_errors(self.where):
            with self._engine.begin() as connection:
                ids = view.incident_ids(connection, self._words(connection, query))
            for start in range(0, len(ids), AT_ONCE):
                with self._engine.begin() as connection:
                    found = view.bodies(connection, ids[start : start + AT_ONCE])
                yield from found

    def total(self, query: IncidentQuery) -> int:
        """How many incidents match."""
        with plain_errors(self.where), self._engine.begin() as connection:
            return browse.total(connection, self._words(connection, query))

    def facet_counts(self, query: IncidentQuery | None = None) -> FacetCounts:
        """How many incidents match, and how many would with one more filter."""
        with plain_errors(self.where), self._engine.begin() as connection:
            return browse.facet_counts(connection, self._words(connection, query))

    def beginnings(self, query: IncidentQuery) -> dict[str, int]:
        """How many of the incidents that match begin on each day, or month or year where no more is known."""
        with plain_errors(self.where), self._engine.begin() as connection:
            return browse.beginnings(connection, self._words(connection, query))

    def spots(self, query: IncidentQuery) -> tuple[Spot, ...]:
        """Where the incidents that match happened, those with most incidents first."""
        with plain_errors(self.where), self._engine.begin() as connection:
            return browse.spots(connection, self._words(connection, query))

    def placed(self, query: IncidentQuery) -> tuple[str, ...]:
        """The ids of the incidents that match and lie somewhere on the map."""
        with plain_errors(self.where), self._engine.begin() as connection:
            return points.placed(connection, self._words(connection, query))

    def points(self) -> tuple[Point, ...]:
        """All incidents that lie somewhere on the map, as little of each as a map needs."""
        with plain_errors(self.where), self._engine.begin() as connection:
            return points.points(connection)

    def sources(
        self, words: str | None = None, *, limit: int | None = None, offset: int = 0
    ) -> tuple[tuple[SourceRow, ...], int]:
        """Sources by name as last counted, those with most claims first, and how many there are; `words` of names."""
        with plain_errors(self.where), self._engine.begin() as connection:
            return browse.source_rows(connection, words, limit=limit, offset=offset)

    def source(self, name: str, *, most: int | None = None, among: slice | None = None) -> ShownSource:
        """All parties that go by one name, or the first `most`, with the claims that rest on them; of reports `among`.

        Raises:
            NotFoundError: nobody does.
        """
        with plain_errors(self.where), self._engine.begin() as connection:
            found = speakers.by_name(connection, name, most, among)
        if found is None:
            raise NotFoundError(f"source {name!r}: nobody of this name speaks in the reports of this ledger")
        return found

    def standing(self, claims: Sequence[ClaimRef]) -> Standing:
        """How some claims fare in the findings of the incidents."""
        with plain_errors(self.where), self._engine.begin() as connection:
            return speakers.standing_of(connection, claims)

    def incidents_telling(self, reports: Iterable[str]) -> tuple[Incident, ...]:
        """The incidents that any of these reports tells of, latest first."""
        with plain_errors(self.where), self._engine.begin() as connection:
            return browse.incidents_telling(connection, reports)

    def incident(self, incident_id: str) -> Incident:
        """One incident by its id or the beginning of it, or by an id that was merged into it.

        Raises:
            NotFoundError: no such incident.
            UsageError: the beginning of an id, and several begin so.
        """
        with plain_errors(self.where), self._engine.begin() as connection:
            found = view.incident(connection, lookup.full_id(connection, incident_id))
        if found is None:
            raise NotFoundError(f"incident {incident_id!r}: not in the ledger; `sayso incidents` lists those that are")
        return found

    def show(self, wanted: str) -> Shown:
        """What has this id: an incident, a report, a claim (`report id/c3`), a source (`report id/s1`, or its name).

        Raises:
            NotFoundError: nothing has.
        """
        with plain_errors(self.where), self._engine.begin() as connection:
            full = lookup.full_id(connection, wanted)
            found = view.show(connection, full) or speakers.by_name(connection, full)
            if found is None:
                raise view.nothing(connection, full)
            return found

    def judge(self, judgement: Judgement, *, after: int | None = None) -> Judgement:
        """Add what a person decided; returned with its number. `after`: the newest that the person knew of.

        Raises:
            ConflictError: somebody judged since `after`.
            NotFoundError: `takes_back` is no judgement.
            UsageError: `takes_back` was taken back before.
        """
        with plain_errors(self.where), self._writes.begin() as connection:
            added = judgements.add(connection, judgement, after=after)
            overlay.project(connection, added)
            return added

    def judgements(self) -> tuple[Judgement, ...]:
        """Everything that people judged, oldest first; what was taken back says so."""
        with plain_errors(self.where), self._engine.begin() as connection:
            return judgements.every(connection)

    def lost_corrections(self) -> Mapping[int, tuple[ClaimAnchor, ...]]:
        """For each judgement in force about claims the anchors whose text or claim is not there any more."""
        with plain_errors(self.where), self._engine.begin() as connection:
            return overlay.lost(connection)

    def grades(self) -> Mapping[str, Judgement]:
        """The judgement that grades a source now, by the source's name as `fold` makes it; others have an F."""
        with plain_errors(self.where), self._engine.begin() as connection:
            return judgements.grades(judgements.graded(connection))

    def source_named(self, wanted: str) -> str:
        """The name of the source or publisher that goes by this, in whatever case, or by `report id/s1`.

        Raises:
            NotFoundError: nobody does.
        """
        with plain_errors(self.where), self._engine.begin() as connection:
            return judgements.known_source(connection, wanted)

    def audit(self) -> Iterator[tuple[Fault, ...]]:
        """The faults of every coding, judgement and incident, one after the other; () for what is as it must be."""
        with plain_errors(self.where):
            yield from audit.codings(self._engine)
            with self._engine.begin() as connection:
                yield from audit.judgements(connection)
            yield from audit.incidents(self._engine)
            with self._engine.begin() as connection:
                if not cache.is_stale(connection):
                    yield from audit.names(connection)

    def is_stale(self) -> bool:
        """True when the incidents were built of other codings or judgements than are in force now."""
        with plain_errors(self.where), self._engine.begin() as connection:
            return cache.is_stale(connection)

    def state(self) -> str:
        """Up to which codings and judgements the ledger has come."""
        with plain_errors(self.where), self._engine.begin() as connection:
            return cache.heads_state(connection)

    def registry(self) -> Registry:
        """The incident ids given so far, each with the events that it holds."""
        with plain_errors(self.where), self._engine.begin() as connection:
            return cache.registry(connection) or self._known_ids

    def keep(self, incidents: Iterable[Incident], *, redirects: Mapping[str, str], state: str) -> None:
        """Replace the derived incidents.

        Args:
            redirects: from ids that were merged away to those that stand for them now.
            state: `state()` as it was before the reports were read.
        """
        with plain_errors(self.where), self._writes.begin() as connection:
            cache.keep(connection, incidents, redirects, state)

    def as_of(self, moment: str, *, at: str | os.PathLike[str] = "sqlite://") -> Self:
        """A ledger of what had been published by a moment, in memory or `at` a new file; incidents keep their ids.

        The moment is ISO 8601 and inclusive: a date ends with its day in UTC; an offset is honoured, none means UTC.
        A report without a date was known from when it was stored. Judgements are about what texts mean and hold for
        every moment. Incidents are not built yet.
        """
        then = Ledger.open(at)
        past = type(self)(then._engine, f"{self.where} as of {moment}", known_ids=self.registry())
        with plain_errors(self.where), past._writes.begin() as connection:
            copying.copy_known(self._engine, connection, moment)
        return past
