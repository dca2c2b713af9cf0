"""Days, weeks, months and years of the calendar, and what a time expression resolves to."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..model import TimeSpan
from ..model.values import TimePrecision

DAY_UNITS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
UNKNOWN = TimeSpan(None, None, "unknown")


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a time expression stands for; `day` is the day it puts into focus, for words that count from it."""

    type: str
    timex: str
    value: TimeSpan
    anchor: str
    rule: str
    mod: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression may be reckoned from: the day of publication, the day last spoken of, and the words before."""

    published: date | None
    focus: date | None
    focus_anchor: str
    future: bool = False
    event_follows: bool = False  # "a day after" is followed by what it counts from


UNIT_CODES = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "night": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "decade": "Y",
}


def base_day(context: Context) -> tuple[date | None, str]:
    """The day in focus; failing that, the day of publication, and the anchor says so."""
    if context.focus is not None:
        return context.focus, context.focus_anchor
    return context.published, "publication" if context.published else "none"


def of_day(day: date, anchor: str, rule: str) -> Resolved:
    """A single day."""
    stamp = day.isoformat()
    return Resolved("DATE", stamp, TimeSpan(stamp, stamp, "day"), anchor, rule, day=day)


def with_part(resolved: Resolved, part: str) -> Resolved:
    """The day with a part of it, as TIMEX3 code (MO, AF, EV, NI)."""
    stamp = resolved.timex[:10]
    return replace(resolved, type="TIME", timex=f"{stamp}T{part}", value=TimeSpan(stamp, stamp, "part_of_day"))


def timex_part(timex: str) -> str | None:
    """The part of the day of a TIMEX3 value, if it has one."""
    found = re.search(r"T(MO|AF|EV|NI)$", timex)
    return found.group(1) if found else None


def interval(
    start: date, end: date, timex: str, precision: TimePrecision, rule: str, anchor: str = "publication"
) -> Resolved:
    """A stretch of days, both ends inclusive."""
    return Resolved("DATE", timex, TimeSpan(start.isoformat(), end.isoformat(), precision), anchor, rule)


def last_of_month(year: int, month: int) -> str:
    """The last day of a month, ISO."""
    return f"{year}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def iso_week(day: date) -> str:
    """The ISO 8601 week of a day: `2024-W17`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    if not 1 <= year <= 9999 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def add_months(first: date, n: int) -> date:
    """The first of the month `n` months away."""
    index = first.year * 12 + first.month - 1 + n
    return date(index // 12, index % 12 + 1, 1)


def back_from(base: date, n: int, unit: str) -> date:
    """The day `n` units before `base`; months and years lead to the first of their month."""
    if unit in {"second", "minute", "hour"}:
        return base - timedelta(days=n // 24) if unit == "hour" else base
    if unit in DAY_UNITS:
        return base - timedelta(days=n * DAY_UNITS[unit])
    return add_months(base.replace(day=1), -n * {"month": 1, "year": 12, "decade": 120}[unit])


def plain(phrase: str) -> str:
    """The phrase in lower case with single spaces, as the lexicon has it."""
    return re.sub(r"\s+", " ", phrase).lower()
