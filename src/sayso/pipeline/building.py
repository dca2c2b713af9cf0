"""Build incidents beside whoever looks at them: one waits a moment, then sees those of before and how far they are.

A few reports are merged in a thread. Many are in a process of their own: beside a thread that computes, every row that
a page reads waits for its turn (a list of 2,000 incidents took 0.7 s alone and 2 to 3.5 s beside a full build).
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Event, Lock, Thread
from time import monotonic

from ..errors import LedgerError, SaysoError
from ..ledger import Behind, Ledger, LedgerPool, behind, end_of, reports_held
from ..wording import plural
from .rebuild import rebuild, rules
from .update import update

PATIENCE = 0.7  # seconds from the start of a build that a page waits for it; one report takes 0.05
APART = 50  # reports; more are merged in a process of their own, which takes a second to start
NICE = 5  # by how much it stands back behind the pages
AGAIN_AFTER = 30.0  # seconds after which a build that failed is tried again

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pending:
    """What the incidents that are shown do not hold yet, and how far building is.

    Args:
        behind: what came since they were built.
        read: reports that were read so far, where all is built anew; all of them, and it is being merged.
        total: how many there are to read; None where only the neighbourhood of what came is looked at.
        seconds: how long it has taken so far; None = no build is under way.
        fault: why the last attempt failed; it is tried again.
        adding: True when it waits for a job that adds reports, which builds at its end.
    """

    behind: Behind
    read: int = 0
    total: int | None = None
    seconds: float | None = None
    fault: str | None = None
    adding: bool = False

    @property
    def first(self) -> bool:
        """True when there are no incidents of before to show."""
        return self.behind.state is None

    @property
    def what(self) -> str:
        """What is to be merged, in words: `3 reports and 1 decision`."""
        told = ((self.behind.reports, "report"), (self.behind.judgements, "decision"))
        return " and ".join(plural(number, noun) for number, noun in told if number) or "what came"

    @property
    def header(self) -> dict[str, str]:
        """The same for programs, as a structured field (RFC 8941): `x-stale: reports=3, judgements=1, of="2024-…"`."""
        told = [f"reports={self.behind.reports}", f"judgements={self.behind.judgements}"]
        told += [f'of="{self.behind.moment}"'] if self.behind.moment else []
        return {"x-stale": ", ".join([*told, "failed"] if self.fault else told)}


@dataclass(frozen=True, slots=True)
class Look:
    """A ledger to look at; `pending` is what its incidents do not hold yet, None when that is nothing.

    Args:
        as_of: the moment of which the ledger is; None = now.
        known, held: how many reports were out by then, of how many that there are now.
    """

    ledger: Ledger
    pending: Pending | None = None
    as_of: str | None = None
    known: int = 0
    held: int = 0


@dataclass(slots=True)
class _Run:
    state: str
    started: float = field(default_factory=monotonic)
    ended: float | None = None
    read: int = 0
    total: int | None = None
    fault: str | None = None
    over: Event = field(default_factory=Event)

    def count(self) -> None:
        """One report more was read."""
        self.read += 1


class Builder:
    """Builds the incidents of one ledger in a thread that ends with the build; never two at a time."""

    def __init__(self, pool: LedgerPool, writing: Lock) -> None:
        """Build what `pool` lends; `writing` is held meanwhile, by which others of this server are kept from it."""
        self._pool, self._writing = pool, writing
        self._starting = Lock()
        self._run: _Run | None = None

    def __call__(self, patience: float | None = None, *, adding: bool = False) -> Pending | None:
        """What the incidents lack; when that is something, a build is begun unless one runs.

        Args:
            patience: how many seconds to wait for it; None = until it has taken `PATIENCE`, so that of many pages only
                the first one waits.
            adding: a job adds reports and builds at its end, so that no build is begun here.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        ledger = self._pool.ledger
        if not ledger.is_stale():
            return None
        run = self._run if adding else self._going(ledger)
        if run is not None:
            run.over.wait(max(0.0, run.started + PATIENCE - monotonic()) if patience is None else patience)
        left = behind(ledger)
        if left is None:
            return None
        if run is None or run.ended is not None:
            return Pending(left, fault=run.fault if run else None, adding=adding)
        return Pending(left, run.read, run.total, monotonic() - run.started, adding=adding)

    def _going(self, ledger: Ledger) -> _Run:
        """The build that runs, or that failed in this state a short while ago, or else a new one."""
        with self._starting:
            run = self._run
            if run is not None and (run.ended is None or _rests(run, ledger)):
                return run
            self._run = run = _Run(ledger.state())
            Thread(target=self._build, args=(run,), name="incidents", daemon=True).start()
            return run

    def _build(self, run: _Run) -> None:
        """Bring the incidents up to date; whatever goes wrong is told to who looks."""

        try:
            with self._writing, Ledger.open(self._pool.url) as ledger:
                left = behind(ledger)
                if left is not None:
                    run.total = reports_held(ledger)
                    anew = left.state is None or left.rules != rules()
                    many = (run.total if anew else left.reports) > APART
                    build_apart(self._pool.url, run.count) if many else update(ledger, on_read=run.count)
        except Exception as error:
            log.exception("the incidents of %s could not be built", self._pool.where)
            run.fault = str(error) if isinstance(error, SaysoError) else f"{type(error).__name__}: {error}"
        finally:
            run.ended = monotonic()
            run.over.set()


def _rests(run: _Run, ledger: Ledger) -> bool:
    """True for a build that failed, as long as nothing else came and it is not time to try again."""
    ended = run.ended or monotonic()
    return run.fault is not None and monotonic() - ended < AGAIN_AFTER and run.state == ledger.state()


def build_apart(url: str, on_read: Callable[[], None]) -> None:
    """Bring the incidents of a ledger up to date in a process of its own; it ends with this one.

    Raises:
        LedgerError: it failed there, or the process was ended.
    """
    _apart(_build_here, (url,), on_read)


def build_past(url: str, moment: str, at: str, on_read: Callable[[], None]) -> None:
    """Make a ledger in a new file of what was known by a moment, with its incidents; beside whoever looks, as above.

    Args:
        url: the ledger of now.
        at: the path of the new file.
        on_read: called for each report that was read.

    Raises:
        LedgerError: it failed, or the process was ended.
        UsageError: the moment is none.
    """
    with Ledger.open(url) as ledger:
        few = reports_held(ledger) <= APART
    if few:
        _past(url, moment, at, on_read)
    else:
        end_of(moment)  # what is wrong with it is told here as what it is
        _apart(_past, (url, moment, at), on_read)


def _build_here(url: str, on_read: Callable[[], None]) -> None:
    with Ledger.open(url) as ledger:
        update(ledger, on_read=on_read)


def _past(url: str, moment: str, at: str, on_read: Callable[[], None]) -> None:
    with Ledger.open(url) as ledger, ledger.as_of(moment, at=at) as past:
        rebuild(past, on_read=on_read)


def _apart(work: Callable[..., None], told: tuple[str, ...], on_read: Callable[[], None]) -> None:
    context = get_context("spawn")  # a copy of a process with threads might wait forever for a lock of theirs
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_there, args=(work, told, there), name="incidents", daemon=True)
    process.start()
    there.close()
    fault: str | None = "it ended before it was done"
    try:
        while (told_back := here.recv()) is True:
            on_read()
        fault = told_back
    except EOFError:
        process.join()
        fault = f"it was ended before it was done (exit code {process.exitcode}); is there enough memory?"
    finally:
        here.close()
        process.join()
    if fault is not None:
        raise LedgerError(fault)


def _there(work: Callable[..., None], told: tuple[str, ...], there: Connection) -> None:
    """What the other process does: it sends True for each report read, and at the end what went wrong, or None."""
    if hasattr(os, "nice"):
        os.nice(NICE)
    try:
        work(*told, lambda: there.send(True))
    except Exception as error:
        there.send(str(error) if isinstance(error, SaysoError) else f"{type(error).__name__}: {error}")
    else:
        there.send(None)
