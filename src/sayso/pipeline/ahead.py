"""Code readings one after another while the neural reader, in threads of its own, already reads the next ones.

What the rules do takes Python, and Python runs one thread at a time; the model runs outside of it. So on two cores the
two halves of coding take together little longer than one of them alone (`bench/reader_speed.py`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from ..model import CodedReport, Document, Report
from ..readers import Reading, ReadResult, Unread
from .code import Coder

MOST = 4  # threads; the rules, in one, keep up with two or three
WAITING = 1  # readings that are begun beyond those that the threads have in hand


@dataclass(frozen=True, slots=True)
class Begun:
    """A reading whose coding may have begun; `code()` ends it, and raises what went wrong, also in the beginning."""

    reading: Reading
    code: Callable[[], CodedReport]


def ahead(
    coder: Coder,
    readings: Iterable[ReadResult],
    *,
    wanted: Callable[[Report], bool] = lambda _: True,
    live: bool = False,
) -> Iterator[Begun | Unread]:
    """The readings in order, begun a few ahead; what could not be read comes as it is.

    As many readings as the coder has threads (of these at most `MOST`), and one more, are held besides the one given
    out. With one thread nothing is begun ahead.

    Args:
        wanted: whether a report is likely to be coded; of others nothing is begun, though `code()` codes them too.
        live: the readings come as they happen: none is asked for before the one before it is done.
    """
    if live or coder.threads == 1:
        yield from (r if isinstance(r, Unread) else Begun(r, partial(coder.code, r.report)) for r in readings)
        return
    threads = min(coder.threads, MOST)
    pool = ThreadPoolExecutor(threads, thread_name_prefix="sayso-ahead")
    queue: deque[Begun | Unread] = deque()
    try:
        for reading in readings:
            queue.append(reading if isinstance(reading, Unread) else _begin(coder, reading, pool, wanted))
            if len(queue) > threads + WAITING:
                yield queue.popleft()
        yield from _emptied(queue)
        pool.shutdown()  # when all that was given out is read
    except Exception:  # of the readings themselves: what came before goes first
        yield from _emptied(queue)
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(coder: Coder, reading: Reading, pool: ThreadPoolExecutor, wanted: Callable[[Report], bool]) -> Begun:
    if not wanted(reading.report):
        return Begun(reading, partial(coder.code, reading.report))
    return Begun(reading, partial(_end, coder, pool.submit(coder.begin, reading.report)))


def _end(coder: Coder, begun: Future[Document]) -> CodedReport:
    return coder.end(begun.result())


def _emptied(queue: deque[Begun | Unread]) -> Iterator[Begun | Unread]:
    while queue:
        yield queue.popleft()
