"""Lend a ledger to the threads of a server: one object each, as a ledger may be used by one thread at a time.

Threads of a server come and go; what one had is closed when it is gone, or a day's work would use up all connections.
"""

from __future__ import annotations

import os
from threading import Lock, Thread, current_thread, local
from types import TracebackType
from typing import Self

from ..errors import UsageError
from .connect import in_memory, ledger_url
from .ledger import Ledger


class LedgerPool:
    """Ledgers on one database, opened when a thread first asks, closed together."""

    def __init__(self, url_or_path: str | os.PathLike[str]) -> None:
        """Open the ledger for the thread at hand, so that a wrong path is told at once.

        Raises:
            UsageError: a ledger in memory, which two threads cannot share.
            LedgerError: it cannot be opened.
        """
        self.url = os.fspath(url_or_path)
        if self.url.startswith("sqlite") and in_memory(ledger_url(self.url)):
            raise UsageError(f"{self.url}: a ledger in memory cannot be served; give a file, such as sayso.db")
        self._mine = local()
        self._opened: list[tuple[Thread, Ledger]] = []
        self._lock = Lock()
        self.where = self.ledger.where

    @property
    def ledger(self) -> Ledger:
        """The ledger of this thread."""
        mine: Ledger | None = getattr(self._mine, "ledger", None)
        if mine is None:
            mine = self._mine.ledger = Ledger.open(self.url)
            with self._lock:
                gone = [ledger for thread, ledger in self._opened if not thread.is_alive()]
                self._opened = [(thread, ledger) for thread, ledger in self._opened if thread.is_alive()]
                self._opened.append((current_thread(), mine))
            for ledger in gone:
                ledger.close()
        return mine

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give every ledger back."""
        with self._lock:
            for _, ledger in self._opened:
                ledger.close()
            self._opened.clear()
