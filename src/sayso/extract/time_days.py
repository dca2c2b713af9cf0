"""Resolve single days: dates, weekdays, "yesterday", "the next morning", the 18th, holidays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from ..model import TimeSpan
from .time_calendar import (
    EVENT,
    IN_APPOSITION,
    Context,
    Point,
    Resolved,
    Tense,
    add_months,
    add_years,
    day_or_none,
    of_point,
)
from .time_clock import ClockReader, with_part
from .time_grammar import Phrase
from .time_numbers import NumberReader

AHEAD_DAYS = 31  # a date without a year that lies further ahead is last year's, unless a verb says that it is to come
NEAR_DAYS = 190  # ... where no verb tells, the nearer of the two
LAST_SHORT = 49  # in an undated report, '49 is 2049 and '50 is 1950
FAR_MONTHS = 6  # months apart in a narrative that lie in another year than the one in focus
_AFTER = frozenset({"next", "the next", "the following", "following", "this coming", "coming"})
_FOCUSED = frozenset({"that", "the same", "the following", "the previous"})
_BEFORE = frozenset({"last", "past", "the previous", "previous", "this past"})


class DayReader:
    """Single days; made from the `times` lexicon."""

    def __init__(self, lexicon: Mapping[str, Any], numbers: NumberReader) -> None:
        classes = lexicon["classes"]
        self.months: Mapping[str, int] = {**classes["MONTH"], **classes["MABBR"]}
        self.weekdays: Mapping[str, int] = classes["WDAY"]
        self.holidays: Mapping[str, str] = classes["HOLIDAY"]
        self.deictic = {entry["phrase"]: entry for entry in lexicon["deictic"]}
        self.numbers = numbers
        self.clock = ClockReader(lexicon)

    def day(self, phrase: Phrase, context: Context) -> Resolved | None:
        """A day, with its clock time or part; a clock time alone is of the day in focus."""
        if phrase.has("hm") and self.clock.clock(phrase, None) is None:
            return None
        resolved = self._day(phrase, context)
        return None if resolved is None else self.clock.within_day(resolved, phrase)

    def _day(self, phrase: Phrase, context: Context) -> Resolved | None:
        if phrase.has("iso"):
            return _iso(phrase.words("iso"))
        if phrase.has("slash"):
            return _slash(phrase.words("slash"))
        if phrase.has("month"):
            return self._date(phrase, context)
        if phrase.has("nextday"):
            return self._next_day_of_span(phrase, context)
        if phrase.has("dom") and not phrase.has("wd"):
            return self._of_month(phrase, context)
        if phrase.has("wd"):
            return self._weekday(phrase, context)
        if phrase.has("deictic"):
            return self._deictic(phrase, context)
        if phrase.has("nrel", "nafter"):
            return self._narrative(phrase, context)
        base, anchor = context.base
        if base is None or base.date is None:
            return Resolved("TIME", "XXXX-XX-XX", anchor="none", rule="no-day-known")
        return of_point(base, anchor, "time-of-the-day-in-focus")

    # --- dates ------------------------------------------------------------------------------------------------------

    def month_number(self, phrase: Phrase) -> int:
        """The month that a phrase names."""
        return self.months[phrase.words("month").split()[0]]

    def year_of(self, phrase: Phrase, context: Context) -> tuple[int | None, str]:
        """The year that a phrase names ("1914", "480 BC", "of that year"), and what it was reckoned from."""
        if phrase.has("yearw"):
            return self.numbers.spelled_year(phrase.lexemes("yearw")), "none"
        if phrase.has("year"):
            year = int(phrase.words("year").replace(",", ""))
            return (-year if phrase.has("era") else year), "none"
        if phrase.has("yy"):
            return _short_year(phrase.words("yy"), context), "none"
        words = phrase.words("yref").partition(" year")[0]
        if words:
            base, anchor = context.recent if words in _FOCUSED else context.now
            if base is None:
                return None, "none"
            step = -1 if words in {"last", "the previous"} else 0
            return add_years(base.year, 1 if words in {"next", "the following"} else step), anchor
        return None, ""

    def _date(self, phrase: Phrase, context: Context) -> Resolved:
        month, day = self.month_number(phrase), self.numbers.ordinal(phrase.lexemes("day"))
        year, anchor = self.year_of(phrase, context)
        if year is not None:
            return of_point(Point(year, month, day), anchor, "date")
        return self.without_year(month, day, context)

    def without_year(self, month: int, day: int, context: Context) -> Resolved:
        """A date whose year is told by the time in focus (narratives, undated reports) or the day of publication."""
        if context.published is None or (context.narrative and context.focus is not None):
            if context.focus is None:
                return Resolved("DATE", f"XXXX-{month:02}-{day:02}", rule="date-without-year")
            year = year_beside(month, context.focus) if context.narrative else context.focus.year
            return of_point(Point(year, month, day), context.focus_anchor, "date-in-the-year-in-focus")
        near = year_near(month, day, context.published, context.tense)
        if near is None:
            return Resolved("DATE", f"XXXX-{month:02}-{day:02}", rule="impossible-date")
        return of_point(Point(near, month, day), "publication", "date-nearest-publication")

    def _next_day_of_span(self, phrase: Phrase, context: Context) -> Resolved | None:
        focus = context.focus
        if focus is None or focus.month is None:
            return None
        year, _ = self.year_of(phrase, context)
        point = Point(year or focus.year, focus.month, int(phrase.words("nextday")))
        return of_point(point, context.focus_anchor, "end-of-a-span-of-days")

    def _of_month(self, phrase: Phrase, context: Context) -> Resolved | None:
        day = self.numbers.ordinal(phrase.lexemes("dom"))
        base, anchor = context.now
        if not 1 <= day <= 31:
            return None
        if base is None or base.month is None:
            return Resolved("DATE", f"XXXX-XX-{day:02}", rule="day-without-month")
        if anchor != "publication" or context.published is None:
            return of_point(Point(base.year, base.month, day), anchor, "day-of-the-month-in-focus")
        first = context.published.replace(day=1)
        if day > context.published.day and context.tense is not Tense.FUTURE:
            first = add_months(first, -1)
        found = of_point(Point(first.year, first.month, day), anchor, "day-of-month-before-publication")
        return replace(found, timex=f"XXXX-XX-{day:02}") if found.point is None else found

    # --- days by name -----------------------------------------------------------------------------------------------

    def _weekday(self, phrase: Phrase, context: Context) -> Resolved:
        number = self.weekdays[phrase.words("wd")]
        relation = phrase.words("wrel")
        if phrase.has("dom"):
            return self._of_month(phrase, context) or Resolved("DATE", "XXXX-XX-XX", rule="impossible-date")
        base, anchor = context.now
        focused = context.focus is not None and context.focus.date is not None
        if relation in {"the following", "the previous", "the next", "the same"} and focused:
            base, anchor = context.focus, context.focus_anchor
        day = None if base is None else base.date
        if day is None:
            return Resolved("DATE", f"XXXX-WXX-{number + 1}", rule="weekday-without-a-day-to-reckon-from")
        back = (day.weekday() - number) % 7
        kind = anchor.split(":")[0]
        ahead = context.tense is Tense.FUTURE and back and relation not in _BEFORE and not phrase.has("poss")
        if relation in _AFTER or ahead or (anchor != "publication" and relation not in _BEFORE and back):
            return of_point(Point.of(day + timedelta(days=(7 - back) or 7)), anchor, f"weekday-after-{kind}")
        if relation in _BEFORE and back == 0:
            back = 7
        return of_point(Point.of(day - timedelta(days=back)), anchor, f"weekday-before-{kind}")

    def _deictic(self, phrase: Phrase, context: Context) -> Resolved:
        words = phrase.words("deictic").removeprefix("later ").removeprefix("earlier ")
        entry = self.deictic[words]
        days, part = int(entry["days"]), entry.get("part")
        if context.published is None or context.narrative:
            timex = f"XXXX-XX-XXT{part}" if part else "PRESENT_REF" if days == 0 else "XXXX-XX-XX"
            return Resolved("TIME" if part else "DATE", timex, rule="deictic-without-publication-date")
        clock = self.clock.clock(phrase, None)
        if days == -1 and part == "NI" and clock is not None and clock.hour < 9:
            days = 0  # "last night, at 02:35" is this morning
        resolved = of_point(Point.of(context.published + timedelta(days=days)), "publication", "deictic-day")
        if words == "overnight" and clock is None:
            return self._overnight(resolved, context)
        return resolved if part is None else with_part(resolved, part)

    def _overnight(self, today: Resolved, context: Context) -> Resolved:
        """The night that ends on the day of publication, or that begins on the evening named beside it."""
        published, beside = context.published, context.beside
        assert published is not None
        day, first = today, published - timedelta(days=1)
        if beside is not None and beside.date is not None and context.beside_part:
            day, first = of_point(beside, context.beside_anchor, "deictic-day"), beside.date
        value = TimeSpan(first.isoformat(), (first + timedelta(days=1)).isoformat(), "days")
        return replace(with_part(day, "NI"), value=value)

    def _narrative(self, phrase: Phrase, context: Context) -> Resolved:
        base, anchor = context.base
        step = _step(phrase.words("nrel"), phrase.words("ndir"))
        if context.event_follows and phrase.has("nafter"):
            if context.apposed is not None:
                return of_point(context.apposed, context.last_anchor, IN_APPOSITION)
            return Resolved("DATE", "XXXX-XX-XX", anchor=EVENT, rule="day-beside-another-event")
        if base is None or base.date is None:
            return Resolved("DATE", "XXXX-XX-XX", rule="narrative-without-a-day-to-reckon-from")
        return of_point(Point.of(base.date + timedelta(days=step)), anchor, "narrative-day")

    def holiday(self, phrase: Phrase, context: Context) -> Resolved | None:
        """A feast of the civil calendar, in the year named or nearest."""
        rule = self.holidays[phrase.words("holiday")]
        year, anchor = self.year_of(phrase, context)
        base, near = context.now
        if year is None:
            if base is None:
                return Resolved("DATE", "XXXX", rule="holiday-without-year")
            year, anchor = base.year, near
            if context.tense is not Tense.FUTURE and near == "publication" and context.published is not None:
                day = holiday_of(rule, year)
                year -= 1 if (day - context.published).days > AHEAD_DAYS else 0
        if not 1583 <= year <= 9998:
            return None
        return of_point(Point.of(holiday_of(rule, year)), anchor, "holiday")


def _short_year(words: str, context: Context) -> int:
    """ "'98": the latest year of these digits up to publication; the 18 of "1914-18": one of the hundred just named."""
    short = int(words.lstrip("'"))
    if not words.startswith("'") and context.last is not None and context.last.year > 0:
        return context.last.year // 100 * 100 + short
    now = context.published.year if context.published else 2000 + LAST_SHORT
    return now // 100 * 100 + short - (100 if short > now % 100 else 0)


def _step(relation: str, direction: str) -> int:
    if relation:
        words = set(relation.split())
        return 1 if words & {"next", "following"} else -1 if words & {"previous", "preceding"} else 0
    return -1 if direction == "before" else 1


def _iso(words: str) -> Resolved:
    day = day_or_none(int(words[:4]), int(words[5:7]), int(words[8:10]))
    if day is None:
        return Resolved("DATE", "XXXX-XX-XX", rule="impossible-date")
    resolved = of_point(Point.of(day), "none", "date")
    if "t" not in words:
        return resolved
    timex = f"{day.isoformat()}T{words[11:16]}"
    zone = "Z" if words.endswith("z") else ""
    value = replace(resolved.value, start=timex + zone, end=timex + zone, precision="minute")
    return replace(resolved, type="TIME", timex=timex, value=value)


def _slash(words: str) -> Resolved | None:
    """Month and day with strokes, day and month with full stops; a number above 12 is the day in either."""
    mark = next(c for c in words if not c.isdigit())
    a, b, year = (int(piece) for piece in words.split(mark))
    year += 0 if year > 99 else 1900 if year > 49 else 2000
    month, day = (b, a) if (mark == "." and b <= 12) or a > 12 else (a, b)
    found = day_or_none(year, month, day)
    return None if found is None else of_point(Point.of(found), "none", "date")


def year_near(month: int, day: int, published: date, tense: Tense) -> int | None:
    """The year of a month and day that suits the tense of the verb and lies nearest to publication."""
    found = [d for k in (1, 0, -1, -2, -3, -4) if (d := day_or_none(published.year + k, month, day)) is not None]
    if not found:
        return None
    ahead = {Tense.FUTURE: 366, Tense.PAST: AHEAD_DAYS}.get(tense, NEAR_DAYS)
    fits = [d for d in found if (d - published).days <= ahead]
    if tense is Tense.FUTURE:
        later = [d for d in fits if (d - published).days >= -AHEAD_DAYS]
        return min(later).year if later else max(fits).year
    return max(fits).year if fits else None


def year_beside(month: int, focus: Point) -> int:
    """The year in focus, or its neighbour where the month is much nearer to the month in focus there."""
    apart = 0 if focus.month is None else month - focus.month
    return add_years(focus.year, 1 if apart < -FAR_MONTHS else -1 if apart > FAR_MONTHS else 0)


def holiday_of(rule: str, year: int) -> date:
    """The day of a feast: "12-25", "easter+1", "4 thursday 11" (the fourth Thursday of November)."""
    if rule.startswith("easter"):
        return _easter(year) + timedelta(days=int(rule.partition("+")[2] or 0))
    if "-" in rule:
        month, day = rule.split("-")
        return date(year, int(month), int(day))
    nth, weekday, month = rule.split()
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    first = date(year, int(month), 1)
    return first + timedelta(days=(names.index(weekday) - first.weekday()) % 7 + 7 * (int(nth) - 1))


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus 1991, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
