"""What the pages work on: a ledger for every thread, incidents that are up to date, a queue of doubts, a coder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from ..ledger import Ledger, LedgerPool
from ..pipeline.code import Coder
from ..pipeline.rebuild import rebuild
from ..pipeline.review import Doubt, Reviewer, unsettled
from ..readers import Limits
from .coding import Coding
from .jobs import Jobs

PATIENCE = 3.0  # seconds that a page waits for the queue; in a small ledger it takes a tenth
MOMENT = 0.1  # the same where the queue of before took longer than QUICK
QUICK = 1.0


@dataclass(frozen=True, slots=True)
class Queue:
    """What needs a decision; `ready` is False while it is being found, `current` when something came since."""

    doubts: tuple[Doubt, ...] = ()
    ready: bool = True
    current: bool = True


@dataclass(frozen=True, slots=True)
class _Asked:
    """The queue of one state of the ledger: when it was asked for, and what becomes of it."""

    state: str
    at: float
    found: Future[_Found]


@dataclass(frozen=True, slots=True)
class _Found:
    """A queue, the newest judgement that it knows of, and how many seconds it took."""

    doubts: tuple[Doubt, ...]
    newest: int
    seconds: float


class Desk:
    """One ledger, looked at by many threads, written by one at a time."""

    def __init__(
        self,
        pool: LedgerPool,
        make_coder: Callable[[], Coder] = Coder,
        limits: Limits = Limits(),  # noqa: B008 - frozen
    ) -> None:
        """Work on `pool`; the coder is made when the first report is added, which takes some seconds."""
        self._pool = pool
        self._writing = Lock()
        self.jobs = Jobs(pool, Coding(make_coder), self._writing, limits)
        self._asking = Lock()
        self._looking = ThreadPoolExecutor(1, "queue")
        self._reviewer = Reviewer()
        self._queue: _Asked | None = None
        self._last: _Found | None = None

    @property
    def ledger(self) -> Ledger:
        """The ledger of this thread, as it is."""
        return self._pool.ledger

    @property
    def current(self) -> Ledger:
        """The ledger of this thread, its incidents built anew when reports came since they were built.

        While reports are being added, the incidents are those of before: the job builds them at its end.
        """
        ledger = self._pool.ledger
        if not self.jobs.busy and ledger.is_stale():
            with self._writing:
                if ledger.is_stale():
                    rebuild(ledger)
        return ledger

    @contextmanager
    def deciding(self) -> Iterator[Ledger]:
        """The ledger of this thread with its incidents up to date, for as long as nobody else of this server writes."""
        with self._writing:
            ledger = self._pool.ledger
            if ledger.is_stale():
                rebuild(ledger)
            yield ledger

    def queue(self, patience: float | None = None) -> Queue:
        """What needs a decision; found once for each state of the ledger, beside what else goes on.

        Args:
            patience: how long to wait for it, in seconds; then the queue of before is given, if there is one, without
                what was decided since. None = as long as a page may take.
        """
        ledger = self.current
        state = ledger.state()
        with self._asking:
            if self._queue is None or self._queue.state != state:
                self._queue = _Asked(state, monotonic(), self._looking.submit(self._find))
            asked = self._queue
        wait_for([asked.found], timeout=self._patience(asked) if patience is None else patience)
        if asked.found.done():
            self._last = asked.found.result()
            return Queue(self._last.doubts)
        if self._last is None:
            return Queue(ready=False)
        since = [j for j in ledger.judgements() if j.id > self._last.newest]
        return Queue(unsettled(self._last.doubts, since), current=False)

    def _patience(self, asked: _Asked) -> float:
        """Long where it is quick, so that nobody is shown an old queue; a moment where the page would be late."""
        if self._last is not None and self._last.seconds > QUICK:
            return MOMENT
        return max(MOMENT, asked.at + PATIENCE - monotonic())

    def _find(self) -> _Found:
        started, ledger = monotonic(), self._pool.ledger
        newest = max((j.id for j in ledger.judgements()), default=0)
        return _Found(self._reviewer(ledger), newest, monotonic() - started)
