"""What the pages work on: a ledger for every thread, incidents as far as they are built, a queue of doubts, a coder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Lock
from time import monotonic

from ..errors import BusyError, LedgerError
from ..ledger import Decided, Ledger, LedgerPool, built
from ..ledger.cache import state_numbers
from ..ledger.rows import fold
from ..pipeline.building import Builder, Look
from ..pipeline.code import Coder
from ..pipeline.review import Doubt, Reviewer, unsettled
from ..pipeline.update import update
from ..readers import Limits
from .coding import Coding
from .jobs import Jobs
from .later import Answer, Later
from .pasts import Pasts

COUNTED = 200  # sources of which it is kept how they fare
AGAIN = "3"  # seconds after which a page looks again for what was not found yet
A_GLANCE = 0.15  # seconds that a page waits for how a source fares


@dataclass(frozen=True, slots=True)
class Queue:
    """What needs a decision; `ready` is False while it is being found, `current` when something came since."""

    doubts: tuple[Doubt, ...] = ()
    ready: bool = True
    current: bool = True


@dataclass(frozen=True, slots=True)
class Fares:
    """How much is said under a name, and how it fares: claims, and facts by what became of them."""

    claims: int
    alone: int
    corroborated: int
    contradicted: int
    revised: int


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
        self._builder = Builder(pool, self._writing)
        self._reviewer = Reviewer()
        self._queue = Later[None, tuple[tuple[Doubt, ...], int]](lambda _: self._find())
        self._fares = Later[tuple[str, str | None], Fares](self._count, kept=COUNTED, patience=A_GLANCE)
        self._past = Pasts(pool)

    def close(self) -> None:
        """Put away what was kept of earlier moments; the ledger itself is left to who lent it."""
        self._past.close()

    @property
    def ledger(self) -> Ledger:
        """The ledger of this thread, as it is."""
        return self._pool.ledger

    def look(self, patience: float | None = None, as_of: str | None = None) -> Look:
        """The ledger of this thread; what came since its incidents were built is taken into them beside the page.

        While a job adds reports, the incidents are those of before: the job builds them at its end.

        Args:
            patience: seconds to wait for that; None = as long as a page may take.
            as_of: a moment; the ledger is one of what was known by then.

        Raises:
            BusyError: the ledger of that moment is being made.
            LedgerError: the ledger cannot be read.
            UsageError: `as_of` is no moment.
        """
        pending = self._builder(patience, adding=self.jobs.busy)
        if as_of is None or (pending is not None and pending.first):
            return Look(self._pool.ledger, pending)
        past = self._past(as_of, patience)
        return replace(past, pending=pending) if past.ledger is self._pool.ledger else past

    @contextmanager
    def deciding(self, patience: float) -> Iterator[Ledger]:
        """The ledger of this thread with its incidents up to date, for as long as nobody else of this server writes.

        Raises:
            BusyError: others wrote, or incidents were built, for longer than `patience` seconds.
        """
        until = monotonic() + patience
        pending = self._builder(patience)
        if pending is not None and pending.fault is not None:
            raise LedgerError(f"{pending.what} could not be merged: {pending.fault}")
        building = pending is not None and pending.seconds is not None
        if building or not self._writing.acquire(timeout=max(0.0, until - monotonic())):
            what = pending.what if pending else "what came"
            raise BusyError(f"not kept yet: {what} must be merged first, which is under way; send it again in a while")
        try:
            ledger = self._pool.ledger
            if ledger.is_stale():
                update(ledger)
            yield ledger
        finally:
            self._writing.release()

    def queue(self, patience: float | None = None) -> Queue:
        """What needs a decision; found once for each state of the incidents, beside what else goes on.

        Args:
            patience: how long to wait for it, in seconds; then the queue of before is given, if there is one, without
                what was decided since. None = as long as a page may take.
        """
        ledger, state = self._pool.ledger, built(self._pool.ledger)
        if state is None:
            return Queue(ready=not ledger.is_stale())
        answer = self._queue(None, state, patience)
        if answer.found is None:
            return Queue(ready=False)
        doubts, newest = answer.found
        if answer.current and not ledger.is_stale():
            return Queue(doubts)
        return Queue(unsettled(doubts, Decided(ledger).since(newest)), current=False)

    def fares(self, name: str, as_of: str | None = None) -> Answer[Fares]:
        """How fares what is said under a name; nothing while it is being counted, as it is where much is said.

        Raises:
            NotFoundError: nobody goes by this name.
        """
        ledger = self._pool.ledger
        key = (fold(name), as_of)
        return self._fares(key, f"{built(ledger)}, {ledger.state()}")  # claims are there before incidents

    def _find(self) -> tuple[tuple[Doubt, ...], int]:
        """The queue, and the newest judgement that it knows of."""
        ledger = self._pool.ledger
        state = built(ledger)
        return self._reviewer(ledger), state_numbers(state)[-1] if state else 0

    def _count(self, asked: tuple[str, str | None]) -> Fares:
        name, as_of = asked
        ledger = self._pool.ledger if as_of is None else self._past(as_of).ledger
        claims = ledger.source(name, most=0).claims
        fate = ledger.standing(claims)
        told = (fate.alone, fate.corroborated, fate.contradicted, fate.revised)
        return Fares(len(claims), *map(len, told))
