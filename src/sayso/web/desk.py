"""What the pages work on: a ledger for every thread, incidents that are up to date, a queue of doubts, a coder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from ..ledger import Ledger, LedgerPool
from ..pipeline.code import Coder
from ..pipeline.rebuild import rebuild
from ..pipeline.review import Doubt, review
from ..readers import Limits
from .coding import Coding
from .jobs import Jobs

PATIENCE = 3.0  # seconds that a page waits for the queue; in a small ledger it takes a tenth


@dataclass(frozen=True, slots=True)
class Queue:
    """What needs a decision; `ready` is False while it is being found, `current` when something came since."""

    doubts: tuple[Doubt, ...] = ()
    ready: bool = True
    current: bool = True


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
        self._queue: tuple[str, Future[tuple[Doubt, ...]]] | None = None
        self._last: tuple[Doubt, ...] | None = None

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

    def queue(self, patience: float = PATIENCE) -> Queue:
        """What needs a decision; found once for each state of the ledger, beside what else goes on.

        Args:
            patience: how long to wait for it, in seconds; then the queue of before is given, if there is one.
        """
        state = self.current.state()
        with self._asking:
            if self._queue is None or self._queue[0] != state:
                self._queue = (state, self._looking.submit(self._find))
            found = self._queue[1]
        wait_for([found], timeout=patience)
        if found.done():
            self._last = found.result()
            return Queue(self._last)
        return Queue(ready=False) if self._last is None else Queue(self._last, current=False)

    def _find(self) -> tuple[Doubt, ...]:
        return review(self._pool.ledger)
