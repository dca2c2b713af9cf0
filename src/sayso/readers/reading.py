"""Read reports from sources, one after the other, and set aside what cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from ..errors import UsageError
from .dates import iso_date
from .drafts import finish
from .facts import Facts
from .files import read_input
from .limits import Limits
from .lines import CHUNK
from .results import Reading, ReadResult, Unread, unread
from .sniff import Kind
from .sources import inputs


def read(
    sources: Iterable[str],
    *,
    published: str | None = None,
    publisher: str | None = None,
    stdin: BinaryIO | None = None,
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> Iterator[ReadResult]:
    """Every report of the sources in order, or the reason why there is none; lazily, one report in memory at a time.

    Args:
        sources: files (.txt .html .jsonl .json), folders, addresses of pages, `-` for standard input.
        published: ISO 8601 date or time of reports that carry none.
        publisher: publisher of reports that name none.
        stdin: what `-` reads; None = standard input of the process.
        limits: how much is read at most.

    Raises:
        UsageError: `published` is no date.
    """
    day = None if published is None else iso_date(published)
    if published is not None and day is None:
        raise UsageError(f"published: {published!r} is no date; give it as 2024-04-22 or 2024-04-22T06:30:00+03:00")
    return _read(sources, Facts(published=day, publisher=publisher), stdin, limits)


def count(sources: Iterable[str], *, limits: Limits = Limits()) -> int | None:  # noqa: B008 - frozen
    """About how many results `read` will yield: a file counts one, a .jsonl its lines. None = not to be known."""
    total = 0
    for given in inputs(sources, limits):
        if isinstance(given, Unread):
            total += 1
        elif given.kind is Kind.UNKNOWN:
            return None
        elif given.kind is Kind.JSONL and given.path is not None:
            total += _lines(given.path)
        else:
            total += 1
    return total


def _read(sources: Iterable[str], defaults: Facts, stdin: BinaryIO | None, limits: Limits) -> Iterator[ReadResult]:
    seen: dict[str, str] = {}
    for given in inputs(sources, limits):
        drafts = (given,) if isinstance(given, Unread) else read_input(given, stdin, limits)
        for draft in drafts:
            result = draft if isinstance(draft, Unread) else finish(draft, defaults)
            if isinstance(result, Unread):
                yield result
            else:
                yield _once(result, seen)


def _once(result: Reading, seen: dict[str, str]) -> ReadResult:
    """The result, unless a report of the same id was read before."""
    first = seen.get(result.report.id)
    if first is not None:
        message = f"has the id {result.report.id!r} of {first}, which was read; give every report an id of its own"
        return unread(result.origin, "duplicate-id", message)
    seen[result.report.id] = result.origin
    return result


def _lines(path: Path) -> int:
    """Newline bytes, and one for a last line without; an unreadable file yields one result."""
    total, last = 0, b""
    try:
        with path.open("rb") as stream:
            while piece := stream.read(CHUNK):
                total += piece.count(b"\n")
                last = piece[-1:]
    except OSError:
        return 1
    return total + (last not in (b"", b"\n"))
