"""Resolve durations, sets, and times told by their distance: "three weeks", "every Monday", "two days later"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from ..model import TimeSpan
from .time_calendar import (
    AFTER_EVENT,
    BEFORE_EVENT,
    CLOCK_UNITS,
    DAY_UNITS,
    EVENT,
    IN_APPOSITION,
    MONTH_UNITS,
    UNIT_CODES,
    UNKNOWN,
    Context,
    Point,
    Resolved,
    add_months,
    add_years,
    decade,
    of_point,
    week,
)
from .time_days import DayReader
from .time_grammar import Phrase
from .time_periods import PeriodReader

_BACK = frozenset({"ago", "earlier", "before", "prior", "previously", "beforehand"})
_FROM_NOW = frozenset({"ago", "hence", "from now", "from today"})
_BOUNDS = (
    (("more than", "at least", "over", "no less", "no fewer", "minimum"), "MORE_THAN"),
    (("less than", "fewer than", "up to", "under", "no more", "not more", "at most", "maximum"), "LESS_THAN"),
    (("or so", "close to", "little over"), "APPROX"),
)


class SpanReader:
    """Durations, sets and offsets; made from the `times` lexicon, with the readers of days and periods."""

    def __init__(self, lexicon: Mapping[str, Any], days: DayReader, periods: PeriodReader) -> None:
        classes = lexicon["classes"]
        self.units: Mapping[str, str] = {**classes["UNIT1"], **classes["UNITN"]}
        self.sets: Mapping[str, str] = classes["SET"]
        self.days, self.periods, self.numbers = days, periods, days.numbers

    def unit(self, phrase: Phrase) -> str:
        """The unit that a phrase counts in."""
        return next((self.units[w] for w in phrase.words("unit").split() if w in self.units), "minute")

    # --- durations -------------------------------------------------------------------------------------------

    def duration(self, phrase: Phrase, context: Context) -> Resolved | None:
        """ "three months" is P3M, "weeks" PXW; it lies nowhere on the calendar of its own."""
        unit = self.unit(phrase)
        n = self.numbers.number(phrase.lexemes("n")) if phrase.has("n") else self._one_or_vague(phrase)
        if n == 0 or (phrase.words("unit") in {"second", "night"} and phrase.words("n") in {"a", "one", "some"}):
            return None  # "a second attack", "a night raid"
        timex = duration_value(n, unit)
        if phrase.has("half"):
            timex = _and_a_half(n, unit)
        return Resolved("DURATION", timex, UNKNOWN, "none", "duration", self.bound(phrase))

    def _one_or_vague(self, phrase: Phrase) -> float | None:
        words = phrase.words("unit").split()
        return 1 if words and words[0] == self.units.get(words[0]) else None

    def bound(self, phrase: Phrase) -> str | None:
        """The TIMEX3 modifier of a number: LESS_THAN, MORE_THAN, APPROX."""
        words = phrase.words("edge")
        for heads, mod in _BOUNDS:
            if any(head in words for head in heads):
                return mod
        return self.periods.mod(phrase)

    def portion(self, phrase: Phrase, context: Context) -> Resolved | None:
        """ "the first nine months": a duration."""
        resolved = self.duration(phrase, context)
        return None if resolved is None else replace(resolved, rule="portion-of-a-year")

    def last_units(self, phrase: Phrase, context: Context) -> Resolved | None:
        """ "the past three days": a duration that ends, or with "next" begins, on the day it is reckoned from."""
        resolved = self.duration(phrase, context)
        base, anchor = context.now
        n = self.numbers.number(phrase.lexemes("n")) if phrase.has("n") else None
        day = None if base is None else base.date
        if resolved is None or day is None or n is None:
            return resolved
        words, unit = phrase.words("urel"), self.unit(phrase)
        if words in {"last", "past", "previous", "preceding", "recent"}:
            start, end, rule = moved(day, -n, unit), day, "time-up-to-now"
        elif words in {"next", "coming", "following", "ensuing"}:
            start, end, rule = day, moved(day, n, unit), "time-from-now"
        else:
            return resolved
        value = TimeSpan(start.isoformat(), end.isoformat(), "range")
        return replace(resolved, value=value, anchor=anchor, rule=rule)

    # --- sets ------------------------------------------------------------------------------------------------

    def set(self, phrase: Phrase, context: Context) -> Resolved | None:
        """ "every Monday" is XXXX-WXX-1, "daily" P1D, "each July" XXXX-07."""
        if phrase.has("set"):
            return _set(self.sets[phrase.words("set")])
        if phrase.has("wd"):
            return _set(f"XXXX-WXX-{self.days.weekdays[phrase.words('wd').removesuffix('s')] + 1}")
        if phrase.has("month"):
            return _set(f"XXXX-{self.days.month_number(phrase):02}")
        if phrase.has("season"):
            return _set(f"XXXX-{self.periods.seasons[phrase.words('season')]}")
        if phrase.has("part"):
            return _set(f"XXXX-XX-XXT{self.days.clock.part(phrase, 'part')}")
        n = self.numbers.number(phrase.lexemes("n")) if phrase.has("n") else 1
        return _set(duration_value(n, self.unit(phrase)))

    # --- distances -------------------------------------------------------------------------------------------

    def offset(self, phrase: Phrase, context: Context) -> Resolved | None:
        """ "two days ago", "a year earlier", "an hour later", "one day after the vote"."""
        direction = phrase.words("dir")
        back = direction in _BACK
        base, anchor = context.now if direction in _FROM_NOW else context.base
        if phrase.words("n") == "year":
            return self._year_ago(phrase, context)
        unit = self.unit(phrase)
        n = self.numbers.number(phrase.lexemes("n")) if phrase.has("n") else None
        mod = self.bound(phrase)
        if n is None:
            return Resolved("DATE", "PAST_REF" if back else "FUTURE_REF", UNKNOWN, anchor, "vague-distance", mod)
        if base is None:
            return Resolved("DATE", "XXXX-XX-XX", UNKNOWN, "none", "nothing-to-reckon-from", mod)
        if direction in {"after", "before"} and context.event_follows:
            if context.apposed is not None and unit in DAY_UNITS:
                return of_point(context.apposed, context.last_anchor, IN_APPOSITION, mod=mod)
            return self._beside_an_event(n, unit, base, anchor, back=back, mod=mod)
        if direction in {"earlier", "later"} and context.beside is not None and unit in DAY_UNITS:
            base, anchor = context.beside, context.beside_anchor
        if unit == "year" and n == 1 and back and _speaks_of_quarters(context):
            return _quarter_before(context)
        return self._moved(-n if back else n, unit, base, anchor, mod)

    def _year_ago(self, phrase: Phrase, context: Context) -> Resolved | None:
        if _speaks_of_quarters(context) or (context.quarter is not None and phrase.has("period")):
            return _quarter_before(context)
        base, anchor = context.now
        return None if base is None else of_point(Point(add_years(base.year, -1)), anchor, "years-away")

    def _beside_an_event(
        self, n: float, unit: str, base: Point, anchor: str, *, back: bool, mod: str | None
    ) -> Resolved:
        """The day in focus is that of what came after; what came before is reckoned back from it.

        "It came a day after the vote": the phrase tells the day of what came, which is the day in focus.
        """
        if back:
            return replace(self._moved(-n, unit, base, anchor, mod), rule=BEFORE_EVENT)
        if base.date is None or unit not in DAY_UNITS:
            return Resolved("DURATION", duration_value(n, unit), UNKNOWN, EVENT, "distance-from-another-event", mod)
        return of_point(base, anchor, AFTER_EVENT, mod=mod)

    def _moved(self, n: float, unit: str, base: Point, anchor: str, mod: str | None) -> Resolved:
        rule = f"{unit}s-{'before' if n < 0 else 'after'}"
        day = base.date
        if unit in CLOCK_UNITS or (unit in DAY_UNITS and day is None):
            if day is None:
                return Resolved("DATE", "XXXX-XX-XX", UNKNOWN, anchor, rule, mod)
            return of_point(Point.of(day + timedelta(days=int(n / 24) if unit == "hour" else 0)), anchor, rule, mod=mod)
        if unit in DAY_UNITS:
            assert day is not None
            there = day + timedelta(days=round(n * DAY_UNITS[unit]))
            if unit in {"day", "night"}:
                return of_point(Point.of(there), anchor, rule, mod=mod)
            return replace(week(there, anchor, rule), mod=mod, point=Point.of(there))
        if unit == "decade" and abs(n) > 1:
            return decade(add_years(base.year, int(10 * n)) // 10, anchor, rule, mod)
        months = round(n * MONTH_UNITS[unit])
        if unit in {"month", "quarter"} or months % 12:
            if base.month is None or base.year < 1:
                return Resolved("DATE", "XXXX-XX", UNKNOWN, anchor, rule, mod)
            first = add_months(date(base.year, base.month, 1), months)
            return of_point(Point(first.year, first.month), anchor, rule, mod=mod)
        return of_point(Point(add_years(base.year, months // 12)), anchor, rule, mod=mod)

    def ahead(self, phrase: Phrase, context: Context) -> Resolved | None:
        """ "in two weeks": a length of time; which day it leads to depends on what the verb says."""
        return self.duration(phrase, context)


def _speaks_of_quarters(context: Context) -> bool:
    """True where the time last named is a quarter: then "a year ago" is the same quarter of the year before."""
    return context.quarter is not None and context.last is not None and context.last.quarter is not None


def _quarter_before(context: Context) -> Resolved:
    quarter = context.quarter
    assert quarter is not None
    return of_point(replace(quarter, year=quarter.year - 1), context.last_anchor, "quarter-a-year-before")


def _set(timex: str) -> Resolved:
    return Resolved("SET", timex, UNKNOWN, "none", "set")


def duration_value(n: float | None, unit: str) -> str:
    """The TIMEX3 value of a length of time: P3M, PT40M, P2Y6M, PXW where the number is vague."""
    prefix = "PT" if unit in CLOCK_UNITS else "P"
    scale = {"decade": 10, "century": 100, "millennium": 1000, "fortnight": 2, "quarter": 3}.get(unit, 1)
    code = {"decade": "Y", "century": "Y", "millennium": "Y", "quarter": "M"}.get(unit, UNIT_CODES[unit])
    if n is None:
        return f"{prefix}X{UNIT_CODES[unit] if unit != 'quarter' else 'M'}"
    n *= scale
    whole, rest = int(n), n - int(n)
    if not rest:
        return f"{prefix}{whole}{code}"
    finer = {"Y": ("M", 12), "H": ("M", 60), "M": ("S", 60) if unit == "minute" else ("D", 30), "D": ("TH", 24)}
    if code not in finer:
        return f"{prefix}{n:g}{code}"
    small, times = finer[code]
    head = f"{whole}{code}" if whole else ""
    return f"{prefix}{head}{'T' if small == 'TH' else ''}{round(rest * times)}{small[-1]}"


def _and_a_half(n: float | None, unit: str) -> str:
    return duration_value((n or 1) + 0.5, unit)


def moved(day: date, n: float, unit: str) -> date:
    """The day `n` units away; months and years lead to the first of their month when they go back."""
    if unit in CLOCK_UNITS:
        return day + timedelta(days=int(n / 24) if unit == "hour" else 0)
    if unit in DAY_UNITS:
        return day + timedelta(days=round(n * DAY_UNITS[unit]))
    return add_months(day.replace(day=1), round(n * MONTH_UNITS[unit]))
