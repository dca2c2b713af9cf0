"""Resolve stretches of the calendar: months, seasons, quarters, halves, years, decades, centuries, "last week"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from ..model import TimeSpan
from .time_calendar import (
    SEASONS,
    Context,
    Point,
    Resolved,
    Tense,
    add_months,
    add_years,
    century,
    decade,
    of_point,
    week,
    weekend,
)
from .time_days import AHEAD_DAYS, DayReader, year_beside
from .time_grammar import Phrase

JUST_ENDED = 3  # months after its end in which a quarter is the one just over, whatever the verb
NEAR_MONTHS = 5  # a month without a year that lies further ahead is last year's, where no verb tells
_FORWARD = frozenset({"next", "following", "coming", "upcoming", "subsequent", "succeeding", "ensuing"})
_BACK = frozenset({"last", "past", "previous", "preceding", "prior"})
_FOCUSED = frozenset({"that", "same", "following", "previous", "preceding", "subsequent", "succeeding", "ensuing"})


class PeriodReader:
    """Stretches of the calendar; made from the `times` lexicon, with the reader of days."""

    def __init__(self, lexicon: Mapping[str, Any], days: DayReader) -> None:
        classes = lexicon["classes"]
        self.edges: Mapping[str, str] = {**classes["EDGE"], **classes["STRETCH"], "latter": "END", "middle": "MID"}
        self.hedges: Mapping[str, str] = classes["APPROX"]
        self.seasons: Mapping[str, str] = classes["SEASON"]
        self.decades: Mapping[str, int] = classes["DECW"]
        self.days = days
        self.numbers = days.numbers

    def mod(self, phrase: Phrase) -> str | None:
        """The TIMEX3 modifier that the words around the time give it: START, MID, END, APPROX, LESS_THAN …"""
        for name in ("stretch", "edge", "edge2", "mrel", "srel"):
            for word in phrase.words(name).split():
                if word in self.edges:
                    return self.edges[word]
                if self.hedges.get(word):
                    return self.hedges[word]
        return None

    # --- months, seasons, quarters ------------------------------------------------------------------------------------

    def month(self, phrase: Phrase, context: Context) -> Resolved:
        """A month, by its year or by the nearest that suits the verb."""
        month = self.days.month_number(phrase)
        year, anchor = self.days.year_of(phrase, context)
        mod = self.mod(phrase)
        if year is None:
            year, anchor = self._year_of_month(month, phrase.words("mrel"), context)
        if year is None:
            return Resolved("DATE", f"XXXX-{month:02}", rule="month-without-year", mod=mod)
        rule = "stretch-of-a-month" if phrase.has("stretch") else "month"
        return of_point(Point(year, month), anchor, rule, mod=mod)

    def _year_of_month(self, month: int, relation: str, context: Context) -> tuple[int | None, str]:
        base, anchor = context.recent if relation in {"the following", "the previous"} else context.now
        if base is None:
            return None, "none"
        ahead = month - (base.month or 1)
        if set(relation.split()) & _BACK:
            return base.year - (ahead >= 0), anchor
        if set(relation.split()) & _FORWARD:
            return base.year + (ahead <= 0), anchor
        if anchor != "publication" or relation == "this":
            return (year_beside(month, base) if context.narrative else base.year), anchor
        # "a cut in September", told in August: who means that of last year says so
        limit = {Tense.FUTURE: 12, Tense.PAST: 1}.get(context.tense, NEAR_MONTHS)
        if context.tense is Tense.FUTURE and ahead < 0:
            return base.year + 1, anchor
        return base.year - (ahead > limit), anchor

    def season(self, phrase: Phrase, context: Context) -> Resolved:
        """A season of the northern year; winter is told by the year in which it begins."""
        code = self.seasons[phrase.words("season")]
        year, anchor = self.days.year_of(phrase, context)
        mod = self.mod(phrase)
        if year is None:
            words = set(phrase.words("srel").split())
            base, anchor = context.recent if words & _FOCUSED else context.now
            if base is None:
                return Resolved("DATE", f"XXXX-{code}", rule="season-without-year", mod=mod)
            year = base.year
            if anchor == "publication" and context.published is not None:
                year = _season_year(code, words, context)
        return of_point(Point(year, season=code), anchor, "season", mod=mod)

    def quarter(self, phrase: Phrase, context: Context) -> Resolved | None:
        """A quarter by its number, or "the quarter": the last one named, failing that the last one that has ended."""
        number = self.numbers.ordinal(phrase.lexemes("nth")[:1])
        earlier = bool({"ago", "earlier"} & set((phrase.words("yref") + " " + phrase.words("qrel")).split()))
        year, anchor = (None, "") if earlier else self.days.year_of(phrase, context)
        base, near = context.now
        if base is None and (year is None or not number):
            return Resolved("DATE", f"XXXX-Q{number or 'X'}", rule="quarter-without-year")
        if not number:
            return self._running_quarter(phrase, context, earlier=earlier)
        if number > 4:
            return None
        if year is None and base is not None:
            year, anchor = base.year, near
            year -= 3 * number - 2 > (base.month or 12) and context.tense is not Tense.FUTURE
            year += context.tense is Tense.FUTURE and 3 * number < (base.month or 1) - JUST_ENDED
            year -= earlier
        assert year is not None
        return of_point(Point(year, quarter=number), anchor, "quarter")

    def _running_quarter(self, phrase: Phrase, context: Context, *, earlier: bool) -> Resolved:
        words = set(phrase.words("qrel").split())
        base, anchor = context.now
        assert base is not None
        now = add_months(date(base.year, (base.month or 1), 1), 0)
        if "current" in words:
            at, rule = now, "current-quarter"
        elif context.quarter is not None:
            at, anchor, rule = context.quarter.first, context.last_anchor, "quarter-in-focus"
            if "latest" in words and at < add_months(now, -3 - (now.month - 1) % 3):
                at, rule = add_months(now, -3), "latest-quarter-ended"
        else:
            at, rule = add_months(now, -3), "latest-quarter-ended"
        # "the 1988 quarter": that of the same months
        year, _ = (None, "") if earlier else self.days.year_of(phrase, context)
        point = Point(at.year - earlier if year is None else year, quarter=(at.month + 2) // 3)
        return of_point(point, anchor, rule)

    def half(self, phrase: Phrase, context: Context) -> Resolved:
        """Half a year."""
        base, near = context.now
        year, anchor = self.days.year_of(phrase, context)
        number = 1 if phrase.words("half") == "first" else 2
        if year is None and base is not None:
            year, anchor = base.year, near
        if year is None or year < 1:
            return Resolved("DATE", f"XXXX-H{number}", rule="half-without-year")
        first, last = ("01-01", "06-30") if number == 1 else ("07-01", "12-31")
        span = TimeSpan(f"{year:04}-{first}", f"{year:04}-{last}", "season")
        return Resolved("DATE", f"{year:04}-H{number}", span, anchor, "half-year", point=Point(year))

    # --- years and more ----------------------------------------------------------------------------------------------

    def year(self, phrase: Phrase, context: Context) -> Resolved | None:
        """A year by its digits or words; a short one takes the century of the year before it."""
        year, anchor = self.days.year_of(phrase, context)
        if year is None:
            return None
        return of_point(
            Point(year), anchor, "stretch-of-a-year" if phrase.has("stretch") else "year", mod=self.mod(phrase)
        )

    def old_year(self, phrase: Phrase, context: Context) -> Resolved | None:
        """A year of three digits, in a text that has just named one before the era."""
        base, anchor = context.recent
        if base is None or base.year > 0:
            return None
        return of_point(Point(-int(phrase.words("year"))), anchor, "year-before-the-era-in-focus")

    def decade(self, phrase: Phrase, context: Context) -> Resolved | None:
        """The 1990s, the '80s, the nineties; before the era, the 470s BC."""
        if phrase.has("decw"):
            number = 190 + self.decades[phrase.words("decw")]
        else:
            digits = "".join(c for c in phrase.words("decade") if c.isdigit())
            if len(digits) < 3 and not phrase.has("art"):
                return None  # "in his 30s"
            if len(digits) == 3 and not phrase.has("era"):
                return None  # "100s of men"
            number = int(digits) // 10 if len(digits) > 2 else 190 + int(digits) // 10
        return decade(-number if phrase.has("era") else number, "none", "decade", self.mod(phrase))

    def century(self, phrase: Phrase, context: Context) -> Resolved | None:
        """The 19th century is 18, as ISO 8601 has it."""
        number = self.numbers.ordinal(phrase.lexemes("nth")) - 1
        if not 0 <= number <= 99:
            return None
        return century(-number if phrase.has("era") else number, "none", "century", self.mod(phrase))

    # --- weeks, months, years counted from a day ---------------------------------------------------------------------

    def period(self, phrase: Phrase, context: Context) -> Resolved | None:
        """ "last week", "this year", "the following month", "the end of the year", "that same month"."""
        words = set(phrase.words("prel").split())
        unit = phrase.words("unit").split()[0]
        base, anchor = context.recent if words & _FOCUSED else context.now
        mod = self.mod(phrase)
        step = 1 if words & _FORWARD else -1 if words & _BACK else 0
        if words & {"same", "that"}:
            step = 0
        side = set((phrase.words("stretch") + " " + phrase.words("edge")).split()) & {"earlier", "later"}
        if side and base is not None and unit in {"week", "month", "year"}:
            whole = replace(phrase, fields={k: v for k, v in phrase.fields.items() if k not in {"stretch", "edge"}})
            resolved = self.period(whole, context)
            return None if resolved is None else _on_one_side(replace(resolved, mod=mod), side, context)
        if base is None:
            return Resolved("DATE", _SHAPES.get(unit, "PAST_REF"), rule=f"{unit}-without-a-day-to-reckon-from", mod=mod)
        if unit == "quarter":
            return self._shifted_quarter(words, step, base, anchor, context.quarter)
        if unit in {"week", "weekend"}:
            return self._week(unit, base, step, anchor, context, mod)
        if unit == "month":
            if base.month is None or base.year < 1:
                return Resolved(
                    "DATE", f"{base.year:04}-XX", anchor=anchor, rule="month-without-month-in-focus", mod=mod
                )
            month = add_months(date(base.year, base.month, 1), step)
            return of_point(Point(month.year, month.month), anchor, "calendar-month", mod=mod)
        if unit == "year":
            return of_point(Point(add_years(base.year, step)), anchor, "calendar-year", mod=mod)
        if unit in {"decade", "century"} and words & {"past", "last"}:
            years = 10 if unit == "decade" else 100
            return Resolved("DURATION", f"P{years}Y", anchor=anchor, rule="time-up-to-now", mod=mod)
        if unit == "decade":
            return decade(base.year // 10 + step, anchor, "calendar-decade", mod)
        return century(base.year // 100 + step, anchor, "calendar-century", mod) if unit == "century" else None

    def _week(self, unit: str, base: Point, step: int, anchor: str, context: Context, mod: str | None) -> Resolved:
        day = base.date
        if day is None:
            return Resolved("DATE", _SHAPES[unit], anchor=anchor, rule=f"{unit}-without-a-day-to-reckon-from", mod=mod)
        if unit == "week":
            return replace(week(day + timedelta(weeks=step), anchor, "calendar-week"), mod=mod)
        if step == 0 and context.tense is not Tense.FUTURE and day.weekday() < 5:
            step = -1  # on a weekday, the weekend spoken of is the one that is over
        elif step == -1 and day.weekday() < 5:
            step = -1
        return replace(weekend(day + timedelta(weeks=step), anchor, "weekend"), mod=mod)

    def _shifted_quarter(self, words: set[str], step: int, base: Point, anchor: str, named: Point | None) -> Resolved:
        this = Point(base.year, quarter=((base.month or 1) + 2) // 3).first
        if "latest" in words or (not step and not words & {"this", "current"} and named is not None):
            start = named.first if named is not None else add_months(this, -3)
        else:
            start = add_months(this, 3 * step)
        return of_point(Point(start.year, quarter=(start.month + 2) // 3), anchor, "calendar-quarter")


def _on_one_side(resolved: Resolved, side: set[str], context: Context) -> Resolved:
    """ "earlier this week" ends, and "later this week" begins, with the day of publication; of months and years no such
    end is meant: "earlier this month" is told as that month.
    """
    day = None if context.published is None else context.published.isoformat()
    start, end = resolved.value.start, resolved.value.end
    if resolved.value.precision != "week" or day is None or start is None or end is None or not start <= day <= end:
        return resolved
    value = TimeSpan(start, day, "days") if "earlier" in side else TimeSpan(day, end, "days")
    return replace(resolved, value=value)


_SHAPES = {"week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "year": "XXXX", "quarter": "XXXX-QX"}


def _season_year(code: str, words: set[str], context: Context) -> int:
    published = context.published
    assert published is not None
    start = date(published.year, SEASONS[code][0], 1)
    if words & _FORWARD:
        return published.year + (start <= published)
    if "this" in words:
        return published.year
    if context.tense is Tense.FUTURE:
        return published.year + (add_months(start, 3) <= published)
    begun = (start - published).days <= (0 if words & _BACK else AHEAD_DAYS)
    current = begun and published < add_months(start, 3)
    return published.year - (not begun or (bool(words & _BACK) and current))
