"""Compare moments to the precision in which they are given, whatever their time zones: what was known by when.

A moment without an offset is UTC. Asked about, it takes in all that it names: a date ends with its day in UTC, `06:30`
with its minute. A report counts from the beginning of what its publication time names: a date from its first moment.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from ..errors import UsageError

_TIME = re.compile(r"[T ](\d\d)(:?\d\d)?(:?\d\d)?")
_COARSE = re.compile(r"\d{4}(?:-\d\d)?")  # a year or a month, as feeds may give it
_INSTANT = timedelta(microseconds=1)


def end_of(moment: str) -> datetime:
    """The last instant that a moment takes in, in UTC.

    >>> end_of("2024-04-22").isoformat()
    '2024-04-22T23:59:59.999999+00:00'
    >>> end_of("2024-04-22T06:30+03:00").isoformat()
    '2024-04-22T03:30:59.999999+00:00'

    Raises:
        UsageError: it is no ISO 8601 date or time.
    """
    try:
        return _end(_utc(moment), moment) - _INSTANT
    except (ValueError, OverflowError) as error:
        raise UsageError(
            f"{moment[:40]!r} is no date; give it as 2024-04-22, or 2024-04-22T06:30+02:00 (without an offset: UTC)"
        ) from error


def start_of(published: str | None) -> datetime | None:
    """The first instant that a publication time may mean, in UTC; None when it tells none.

    >>> start_of("2024-04-22T01:00+03:00").isoformat()
    '2024-04-21T22:00:00+00:00'
    """
    if not published:
        return None
    try:
        return _utc(published)
    except (ValueError, OverflowError):
        return None


def _utc(moment: str) -> datetime:
    if _COARSE.fullmatch(moment):
        moment = f"{moment}-01-01"[: len("2024-04-22")]
    parsed = datetime.fromisoformat(moment)
    return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)


def _end(start: datetime, moment: str) -> datetime:
    """Where the part of time ends that a moment names, and that begins at `start`."""
    if _COARSE.fullmatch(moment):
        later = start + (timedelta(days=31) if "-" in moment else timedelta(days=366))
        return later.replace(day=1) if "-" in moment else later.replace(month=1, day=1)
    told = _TIME.search(moment)
    if told is None:
        return start + timedelta(days=1)
    return start + (timedelta(seconds=1) if told[3] else timedelta(minutes=1) if told[2] else timedelta(hours=1))
