"""Place lengths of time on the calendar: "a nearly three-month hiatus" that ended on the day of the attack."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..model import Document, TimeMention, TimeSpan
from .time_spans import moved

_LENGTH = re.compile(r"^P(\d+)([DWMY])$")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_DAYS_OF = {"D": 1, "W": 7, "M": 30.4, "Y": 365.25}
_PAUSE = re.compile(
    r"^[\s-]*(?:\w+\s+){0,2}(?:hiatus|pause|lull|truce|break|gap|calm|suspension|silence|ceasefire|respite|standstill)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"^\W*(?:\w+\W+){0,4}since\b[^.;]{0,12}$", re.IGNORECASE)
_DAYS = frozenset({"day", "part_of_day", "minute", "hour"})
NEAREST, FARTHEST = 0.7, 1.15  # a beginning that the text names fits when it lies this many lengths before the end


def placed(doc: Document, mentions: Sequence[TimeMention]) -> tuple[TimeMention, ...]:
    """The mentions, with lengths of pauses as intervals that end on the day in focus.

    A pause begins where the text says so: with a month or day named after "since", or one that lies about its length
    before its end; failing these, its length before the end.
    """
    return tuple(
        mention if mention.type != "DURATION" or mention.value.start else _place(doc, mentions, i)
        for i, mention in enumerate(mentions)
    )


def _place(doc: Document, mentions: Sequence[TimeMention], i: int) -> TimeMention:
    mention = mentions[i]
    length = _LENGTH.match(mention.timex)
    if length is None or not _PAUSE.match(doc.text[mention.span.end : mention.span.end + 60]):
        return mention
    end, anchor = _end(doc, mentions, i)
    if end is None:
        return mention
    n, code = int(length[1]), length[2]
    try:
        start, days = moved(end, -n, _UNITS[code]), round(n * _DAYS_OF[code])
    except (OverflowError, ValueError):  # before the year 1
        return mention
    k = _beginning(doc, mentions, i, end, days)
    if k is not None:
        start, anchor = _day(mentions[k].value.start) or start, f"time:t{k + 1}"
    value = TimeSpan(start.isoformat(), end.isoformat(), "range")
    return replace(mention, value=value, anchor=anchor, rule="pause-up-to-the-time-in-focus")


def _end(doc: Document, mentions: Sequence[TimeMention], i: int) -> tuple[date | None, str]:
    published = _day(doc.report.published)
    for k, mention in enumerate(mentions):  # the first day of the text is that of its news
        day = _day(mention.value.start) if k != i and mention.value.precision in _DAYS else None
        if day is not None and (published is None or timedelta(0) <= published - day <= timedelta(days=7)):
            return day, f"time:t{k + 1}"
    return published, "publication" if published else "none"


def _beginning(doc: Document, mentions: Sequence[TimeMention], i: int, end: date, days: int) -> int | None:
    after = i + 1
    if after < len(mentions) and _SINCE.match(doc.text[mentions[i].span.end : mentions[after].span.start]):
        return after if mentions[after].value.start else None
    for k, mention in enumerate(mentions):
        start = _day(mention.value.start) if k != i and mention.type == "DATE" else None
        near = start is not None and NEAREST * days <= (end - start).days <= FARTHEST * days
        if near and mention.value.precision != "range":
            return k
    return None


def _day(stamp: str | None) -> date | None:
    try:
        return None if stamp is None else date.fromisoformat(stamp[:10])
    except ValueError:
        return None
