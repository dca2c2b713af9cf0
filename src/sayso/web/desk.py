"""What the pages work on: a ledger for every thread, incidents that are up to date, and a coder for pasted reports."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from ..ledger import Ledger, LedgerPool
from ..pipeline.code import Coder
from ..pipeline.paste import Pasted, Taken, paste
from ..pipeline.rebuild import rebuild


class Desk:
    """One ledger, looked at by many threads, written by one at a time."""

    def __init__(self, pool: LedgerPool, make_coder: Callable[[], Coder] = Coder) -> None:
        """Work on `pool`; the coder is made when the first report is pasted, which takes some seconds."""
        self._pool = pool
        self._make_coder = make_coder
        self._coder: Coder | None = None
        self._writing = Lock()

    @property
    def ledger(self) -> Ledger:
        """The ledger of this thread, as it is."""
        return self._pool.ledger

    @property
    def current(self) -> Ledger:
        """The ledger of this thread, its incidents built anew when reports came since they were built."""
        ledger = self._pool.ledger
        if ledger.is_stale():
            with self._writing:
                if ledger.is_stale():
                    rebuild(ledger)
        return ledger

    def add(self, pasted: Pasted) -> Taken:
        """Code a pasted report, store it, and merge it into the incidents."""
        with self._writing:
            if self._coder is None:
                self._coder = self._make_coder()
            return paste(self._pool.ledger, pasted, self._coder)
