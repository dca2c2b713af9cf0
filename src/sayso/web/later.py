"""Find beside a page what takes too long for it: once for each state of the ledger, the one of before being kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
PATIENCE = 0.7  # seconds that a page waits; in a small ledger a tenth is enough
MOMENT = 0.1  # the same where finding took longer than QUICK before
QUICK = 1.0


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What was found, None while nothing was; `current` when it is of the state that was asked for."""

    found: T | None
    current: bool


@dataclass(frozen=True, slots=True)
class _Asked(Generic[T]):
    state: str
    at: float
    found: Future[tuple[T, float]]


class Later(Generic[K, T]):
    """What is found by a key, one after the other in a thread of its own."""

    def __init__(self, find: Callable[[K], T], *, kept: int = 1, patience: float | None = None) -> None:
        """Find by `find`, and keep what was found of so many keys.

        Args:
            patience: how long to wait, in seconds; None = long where it was quick the last time, else a moment.
        """
        self._find = find
        self._kept = kept
        self._patience = patience
        self._asking = Lock()
        self._thread = ThreadPoolExecutor(1, "later")
        self._asked: OrderedDict[K, _Asked[T]] = OrderedDict()
        self._last: dict[K, tuple[T, float]] = {}

    def __call__(self, key: K, state: str, patience: float | None = None) -> Answer[T]:
        """What is found by a key in this state; after waiting in vain, what was found in a state before.

        Raises:
            Exception: what finding raised; whoever asks next has it tried again.
        """
        with self._asking:
            asked = self._asked.get(key)
            if asked is None or asked.state != state or _failed(asked.found):
                asked = self._asked[key] = _Asked(state, monotonic(), self._thread.submit(self._timed, key))
            self._asked.move_to_end(key)
            while len(self._asked) > self._kept:
                self._last.pop(self._asked.popitem(last=False)[0], None)
        wait_for([asked.found], timeout=self._waiting(key, asked) if patience is None else patience)
        if asked.found.done():
            found = self._last[key] = asked.found.result()
            return Answer(found[0], current=True)
        known = self._last.get(key)
        return Answer(known[0] if known else None, current=False)

    def _waiting(self, key: K, asked: _Asked[T]) -> float:
        if self._patience is not None:
            return self._patience
        if key in self._last and self._last[key][1] > QUICK:
            return MOMENT
        return max(MOMENT, asked.at + PATIENCE - monotonic())

    def _timed(self, key: K) -> tuple[T, float]:
        started = monotonic()
        return self._find(key), monotonic() - started


def _failed(found: Future[tuple[T, float]]) -> bool:
    return found.done() and found.exception() is not None
