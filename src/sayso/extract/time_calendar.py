"""Points and stretches of the calendar, and what a time expression resolves to."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from ..model import TimeSpan
from ..model.values import TimePrecision

Date = date  # for the class that has a property of that name
EVENT = "event"  # the anchor of a time that another event tells, until `time_anchors` names that event
AFTER_EVENT, BEFORE_EVENT = "day-in-focus-after-another-event", "before-the-event-in-focus"
BESIDE_EVENT = frozenset({AFTER_EVENT, BEFORE_EVENT})  # rules that reckon from the day in focus for want of the event's
IN_APPOSITION = "in-apposition-to-a-day"  # the rule of a time that says again which day the one before it is
UNKNOWN = TimeSpan(None, None, "unknown")
LAST_YEAR = 9999  # of the calendar as ISO 8601 and datetime have it
UNIT_CODES = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "fortnight": "W", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "millennium": "ML",
}  # fmt: skip
DAY_UNITS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
MONTH_UNITS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
CLOCK_UNITS = frozenset({"second", "minute", "hour"})
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
STRETCHES: dict[str, tuple[int, int]] = {"START": (0, 1), "MID": (1, 2), "END": (2, 3)}  # thirds of a stretch


class Tense(StrEnum):
    """What the verb beside an expression says about its direction."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Point:
    """A day, month, quarter, season or year of the calendar, by what is known of it; years before the era are negative.

    `year` -480 is 480 BC (there is no year 0).
    """

    year: int
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    season: str | None = None

    @staticmethod
    def of(day: Date) -> Point:
        """A single day."""
        return Point(day.year, day.month, day.day)

    @property
    def date(self) -> Date | None:
        """The day, where the point is one that the calendar knows."""
        if self.month is None or self.day is None:
            return None
        return day_or_none(self.year, self.month, self.day)

    @property
    def first(self) -> Date:
        """Its first day.

        Raises:
            ValueError: before the common era.
        """
        if self.quarter is not None:
            return date(self.year, 3 * self.quarter - 2, 1)
        if self.season is not None:
            return date(self.year, SEASONS[self.season][0], 1)
        return date(self.year, self.month or 1, self.day or 1)


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression may be reckoned from.

    `focus` is the time last spoken of, `quarter` the last quarter named; `narrative` is true in texts that tell of
    another time than that of their publication, as histories do.
    """

    published: date | None
    focus: Point | None = None
    focus_anchor: str = "none"
    narrative: bool = False
    tense: Tense = Tense.NONE
    event_follows: bool = False  # "a day after" is followed by what it counts from
    quarter: Point | None = None
    last: Point | None = None  # the time last named, of whatever width; `focus` is the day that clock times count from
    last_anchor: str = "none"
    lead: str = ""  # the word before the expression, in lower case
    apposed: Point | None = None  # the day that stands right before it: "on 3 May, the day before the vote"
    beside: Point | None = None  # the day last named in its sentence, also where it dates a statement
    beside_anchor: str = "none"
    beside_part: bool = False  # that day was told with a part of it: "on Monday evening"

    @property
    def recent(self) -> tuple[Point | None, str]:
        """The time last named; failing that, the day of publication."""
        return (self.last, self.last_anchor) if self.last is not None else self.now

    @property
    def base(self) -> tuple[Point | None, str]:
        """The time in focus; failing that, the day of publication, and the anchor says so."""
        if self.focus is not None:
            return self.focus, self.focus_anchor
        return self.now

    @property
    def now(self) -> tuple[Point | None, str]:
        """The day of publication; in a narrative, the time in focus."""
        if self.narrative and self.focus is not None:
            return self.focus, self.focus_anchor
        if self.published is None:
            return None, "none"
        return Point.of(self.published), "publication"


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a time expression stands for; `point` is what it puts into focus, for words that count from it."""

    type: str
    timex: str
    value: TimeSpan = field(default=UNKNOWN)
    anchor: str = "none"
    rule: str = ""
    mod: str | None = None
    point: Point | None = None


def of_point(point: Point, anchor: str, rule: str, *, mod: str | None = None) -> Resolved:
    """A date of whatever precision, with its interval; `mod` START, MID, END takes a third of the stretch.

    The interval stays unknown before the common era, which ISO 8601 dates as used here do not reach.

    Raises:
        ValueError: there is no such year.
    """
    if not 0 != point.year <= LAST_YEAR:
        raise ValueError(f"{point.year}: no year of the calendar")
    if point.day is not None and point.date is None and point.year > 0:
        return Resolved("DATE", stamp(point), UNKNOWN, "none", "impossible-date")
    return Resolved("DATE", stamp(point), interval_of(point, mod), anchor, rule, mod, point)


def stamp(point: Point) -> str:
    """The TIMEX3 value: `2024-04-21`, `2024-04`, `2024-Q2`, `2024-SP`, `2024`, `BC0480-08`."""
    year = f"{point.year:04}" if point.year > 0 else f"BC{-point.year:04}"
    if point.quarter is not None:
        return f"{year}-Q{point.quarter}"
    if point.season is not None:
        return f"{year}-{point.season}"
    month = "" if point.month is None else f"-{point.month:02}"
    return year + month + ("" if point.day is None else f"-{point.day:02}")


def interval_of(point: Point, mod: str | None = None) -> TimeSpan:
    """The days of a point, both ends inclusive."""
    if point.year <= 0:
        return UNKNOWN
    if point.day is not None:
        day = point.first.isoformat()
        return TimeSpan(day, day, "day")
    start, end, precision = point.first, _last(point), _precision(point)
    if mod not in STRETCHES:
        return TimeSpan(start.isoformat(), end.isoformat(), precision)
    if point.month is not None:  # the first ten days, the next ten, and what is left
        low, high = {"START": (1, 10), "MID": (11, 20), "END": (21, end.day)}[mod]
        return TimeSpan(start.replace(day=low).isoformat(), start.replace(day=high).isoformat(), "days")
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    low, high = (months * k // 3 for k in STRETCHES[mod])
    last = add_months(start, high) - timedelta(days=1)
    return TimeSpan(add_months(start, low).isoformat(), last.isoformat(), "season" if months > 5 else "month")


def _precision(point: Point) -> TimePrecision:
    return "season" if point.quarter or point.season else "year" if point.month is None else "month"


def _last(point: Point) -> date:
    if point.quarter is not None:
        return add_months(point.first, 3) - timedelta(days=1)
    if point.season is not None:
        return add_months(point.first, 3) - timedelta(days=1)
    return add_months(point.first, 1 if point.month is not None else 12) - timedelta(days=1)


def stretch(start: date, end: date, timex: str, precision: TimePrecision, anchor: str, rule: str) -> Resolved:
    """A stretch of days, both ends inclusive."""
    return Resolved("DATE", timex, TimeSpan(start.isoformat(), end.isoformat(), precision), anchor, rule)


def week(day: date, anchor: str, rule: str) -> Resolved:
    """The ISO week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return stretch(monday, monday + timedelta(days=6), iso_week(day), "week", anchor, rule)


def weekend(day: date, anchor: str, rule: str) -> Resolved:
    """Saturday and Sunday of the ISO week of a day."""
    saturday = day + timedelta(days=5 - day.weekday())
    return stretch(saturday, saturday + timedelta(days=1), f"{iso_week(day)}-WE", "days", anchor, rule)


def decade(number: int, anchor: str, rule: str, mod: str | None = None) -> Resolved:
    """Ten years by their first three digits: 199 is the 1990s; negative before the era."""
    timex = f"{number:03}" if number >= 0 else f"BC{-number:03}"
    if number <= 0:
        return Resolved("DATE", timex, UNKNOWN, anchor, rule, mod)
    if number > LAST_YEAR // 10:
        raise ValueError(f"{timex}: no decade of the calendar")
    low, high = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}.get(mod or "", (0, 9))
    span = TimeSpan(f"{number:03}{low}-01-01", f"{number:03}{high}-12-31", "range")
    return Resolved("DATE", timex, span, anchor, rule, mod)


def century(number: int, anchor: str, rule: str, mod: str | None = None) -> Resolved:
    """A hundred years by their first two digits: 18 is the 19th century; negative before the era."""
    if number < 0:
        return Resolved("DATE", f"BC{-number:02}", UNKNOWN, anchor, rule, mod)
    if number > LAST_YEAR // 100:
        raise ValueError(f"{number}: no century of the calendar")
    low, high = {"START": (0, 33), "MID": (34, 66), "END": (67, 99)}.get(mod or "", (0, 99))
    first = max(1, number * 100 + low)
    span = TimeSpan(f"{first:04}-01-01", f"{number * 100 + high:04}-12-31", "range")
    return Resolved("DATE", f"{number:02}", span, anchor, rule, mod)


def iso_week(day: date) -> str:
    """The ISO 8601 week of a day: `2024-W17`."""
    year, number, _ = day.isocalendar()
    return f"{year:04}-W{number:02}"


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    if not 1 <= year <= 9999 or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def add_months(first: date, n: int) -> date:
    """The first of the month `n` months away."""
    index = first.year * 12 + first.month - 1 + n
    return date(index // 12, index % 12 + 1, 1)


def add_years(year: int, n: int) -> int:
    """The year `n` years away; there is none between 1 BC (-1) and 1."""
    moved = (year + 1 if year < 0 else year) + n
    return moved if moved > 0 else moved - 1
