"""Add reports beside the pages: one job at a time in a thread of its own, no more waiting than there is room for."""

from __future__ import annotations

import logging
import secrets
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from queue import Full, Queue
from threading import Event, Lock, Thread

from ..errors import SaysoError, UsageError
from ..ledger import LedgerPool
from ..pipeline.ingest import IngestSummary, ingest
from ..pipeline.paste import Pasted, pasted_reading
from ..readers import Limits, Reading, ReadResult, Unread, count, read
from .coding import Coding

WAITING = 16  # jobs that may wait; more are refused, so that nobody fills the memory
KEPT = 200  # jobs that are remembered after they ended

log = logging.getLogger(__name__)


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Batch:
    """What is to be added.

    Args:
        pasted: one text.
        addresses: pages to fetch.
        folder: where uploaded files lie, each in a folder of its own; it is removed when the job ends.
        files: their names as they were sent.
        published, publisher: what holds for files and pages that say nothing of it.
    """

    pasted: Pasted | None = None
    addresses: tuple[str, ...] = ()
    folder: Path | None = None
    files: tuple[str, ...] = ()
    published: str | None = None
    publisher: str | None = None

    @property
    def label(self) -> str:
        """What it is, in few words."""
        given = [*self.files, *self.addresses]
        if self.pasted is not None:
            given.insert(0, self.pasted.title or "pasted text")
        return ", ".join(given[:2]) + (f" and {len(given) - 2} more" if len(given) > 2 else "")


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it is at a moment.

    Args:
        read: how many inputs were read so far; `total` of how many, where that is known.
        reading: what is being read.
        fault: why it failed as a whole.
    """

    id: str
    label: str
    asked_at: str
    state: JobState = JobState.WAITING
    read: int = 0
    total: int | None = None
    reading: str = ""
    summary: IngestSummary | None = None
    fault: str | None = None

    @property
    def ended(self) -> bool:
        """True when nothing more will change."""
        return self.state in {JobState.DONE, JobState.FAILED}


@dataclass(slots=True)
class _Entry:
    job: Job
    batch: Batch
    over: Event = field(default_factory=Event)


class Jobs:
    """Takes batches in, works on them one after the other, and tells how far each is."""

    def __init__(
        self, pool: LedgerPool, coding: Coding, building: AbstractContextManager[object], limits: Limits
    ) -> None:
        """The thread that works starts with the first batch. `building` is held while incidents are built."""
        self._pool, self._coding, self._building, self._limits = pool, coding, building, limits
        self._waiting: Queue[_Entry] = Queue(WAITING)
        self._entries: dict[str, _Entry] = {}
        self._lock = Lock()
        self._thread: Thread | None = None
        self.busy = False

    def submit(self, batch: Batch) -> Job:
        """Take a batch in.

        Raises:
            UsageError: too many wait already.
        """
        now = datetime.now(UTC).isoformat(timespec="seconds")
        entry = _Entry(Job(secrets.token_hex(6), batch.label, now), batch)
        with self._lock:
            try:
                self._waiting.put_nowait(entry)
            except Full:
                raise UsageError(f"{WAITING} jobs wait already; try again when one of them is done") from None
            self._entries[entry.job.id] = entry
            self._forget()
            if self._thread is None:
                self._thread = Thread(target=self._work, name="jobs", daemon=True)
                self._thread.start()
        return entry.job

    def job(self, job_id: str) -> Job | None:
        """A job as it is now; None when there is none of this id, or it was forgotten."""
        entry = self._entries.get(job_id)
        return entry.job if entry else None

    def lately(self, most: int) -> tuple[Job, ...]:
        """The newest jobs, the newest first."""
        with self._lock:
            return tuple(entry.job for entry in reversed(list(self._entries.values())))[:most]

    def wait(self, job_id: str, seconds: float) -> None:
        """Wait until a job ends, but no longer than so many seconds."""
        entry = self._entries.get(job_id)
        if entry is not None:
            entry.over.wait(seconds)

    def _forget(self) -> None:
        ended = [job_id for job_id, entry in self._entries.items() if entry.job.ended]
        for job_id in ended[: max(0, len(self._entries) - KEPT)]:
            del self._entries[job_id]

    def _work(self) -> None:
        while True:
            entry = self._waiting.get()
            self.busy = True
            try:
                self._run(entry)
            finally:
                self.busy = False
                if entry.batch.folder is not None:
                    shutil.rmtree(entry.batch.folder, ignore_errors=True)
                entry.over.set()

    def _run(self, entry: _Entry) -> None:
        """Work on one batch; whatever goes wrong ends this job and not the thread."""
        batch = entry.batch
        entry.job = replace(entry.job, state=JobState.RUNNING, total=self._count(batch))

        def on_progress(result: ReadResult) -> None:
            entry.job = replace(entry.job, read=entry.job.read + 1, reading=result.origin)

        try:
            coder = self._coding.coder
            summary = ingest(
                self._pool.ledger, self._readings(batch), coder, on_progress=on_progress, building=self._building
            )
        except Exception as error:
            if not isinstance(error, SaysoError):
                log.exception("job %s", entry.job.id)
            told = str(error) if isinstance(error, SaysoError) else f"{type(error).__name__}: {error}"
            entry.job = replace(entry.job, state=JobState.FAILED, fault=told)
        else:
            entry.job = replace(entry.job, state=JobState.DONE, summary=summary)

    def _count(self, batch: Batch) -> int | None:
        files = count(_paths(batch), limits=self._limits) if batch.folder else 0
        return None if files is None else files + len(batch.addresses) + (batch.pasted is not None)

    def _readings(self, batch: Batch) -> Iterator[ReadResult]:
        if batch.pasted is not None:
            yield pasted_reading(batch.pasted)
        sources = (*_paths(batch), *batch.addresses)
        if sources:
            given = read(sources, published=batch.published, publisher=batch.publisher, limits=self._limits)
            yield from (_as_sent(result, batch.folder) for result in given)


def _paths(batch: Batch) -> tuple[str, ...]:
    """The uploaded files, in the order in which they were sent."""
    if batch.folder is None:
        return ()
    return tuple(str(path) for folder in sorted(batch.folder.iterdir()) for path in folder.iterdir())


def _as_sent(result: ReadResult, folder: Path | None) -> ReadResult:
    """A result under the name that its file was sent by; nobody wants to know where it lay in between."""
    if folder is None or not result.origin.startswith(str(folder)):
        return result
    origin = result.origin.removeprefix(str(folder)).lstrip("/").partition("/")[2]
    if isinstance(result, Reading):
        return replace(result, origin=origin)
    message = result.diagnostic.message.replace(result.origin, origin).replace(f"{folder}/", "")
    return Unread(origin, replace(result.diagnostic, message=message))
