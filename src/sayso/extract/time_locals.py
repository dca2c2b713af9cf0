"""Turn days of the Islamic, the Iranian and the Ethiopian calendar into days of the common one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from ..model import TimeSpan
from .time_calendar import Context, Point, Resolved, Tense, of_point
from .time_grammar import Phrase
from .time_numbers import NumberReader

_HIJRA = date(622, 7, 19)  # 1 Muharram of the year 1 in the proleptic Gregorian calendar
_DHU = {"hijjah": 12, "qadah": 11, "qa'dah": 11}


class LocalCalendars:
    """Hijri, Iranian and Ethiopian dates; made from the `times` lexicon."""

    def __init__(self, lexicon: Mapping[str, Any], numbers: NumberReader) -> None:
        self.hijri_months: Mapping[str, int] = lexicon["classes"]["HIJRI"]
        self.jalali_months: Mapping[str, int] = lexicon["classes"]["JALALI"]
        self.ethiopian_months: Mapping[str, int] = lexicon["classes"]["ETHIOPIAN"]
        self.also_ethiopian: Mapping[str, int] = lexicon["also_ethiopian"]
        self.numbers = numbers

    def hijri(self, phrase: Phrase, context: Context) -> Resolved | None:
        """A day of the tabular Islamic calendar, give or take a day: the month begins when the moon is seen."""
        words = phrase.words("hijri").split()
        month = self.hijri_months[words[0]] or _DHU.get(words[-1], 0)
        day = self.numbers.ordinal(phrase.lexemes("day")) if phrase.has("day") else None
        if not month or not 1 <= (day or 1) <= 30:
            return None
        if phrase.has("year"):
            year, anchor = int(phrase.words("year")), "none"
        elif context.published is None:
            return Resolved("DATE", "XXXX-XX-XX" if day else "XXXX-XX", rule="hijri-date-without-year")
        else:
            published = context.published
            near = int((published - _HIJRA).days / 354.367) + 1
            year = _nearest([near - 1, near, near + 1], lambda y: hijri_day(y, month, day or 15), context)
            anchor = "publication"
        if not 1 <= year < 2000:
            return None
        if day is None:
            return _hijri_month(year, month, anchor)
        found = hijri_day(year, month, day)
        resolved = of_point(Point.of(found), anchor, "hijri-date")
        low, high = found - timedelta(days=1), found + timedelta(days=1)
        return Resolved(
            "DATE", resolved.timex, TimeSpan(low.isoformat(), high.isoformat(), "days"), anchor, "hijri-date",
            "APPROX", resolved.point,
        )  # fmt: skip

    def jalali(self, phrase: Phrase, context: Context) -> Resolved | None:
        """A day of the Iranian solar calendar; without a year, of the Ethiopian one where that has a month so called
        and the day lies nearer.
        """
        name, day = phrase.words("jalali"), self.numbers.ordinal(phrase.lexemes("day"))
        month = self.jalali_months[name]
        if not 1 <= day <= (31 if month <= 6 else 30):
            return None
        found = _in_year(phrase, context, "iranian", 621, lambda year: jalali_day(year, month, day))
        if phrase.has("year") or context.published is None or name not in self.also_ethiopian:
            return found
        other = _in_year(phrase, context, "ethiopian", 7, lambda y: ethiopian_day(y, self.also_ethiopian[name], day))
        return min(found, other, key=lambda each: _away(each, context.published))

    def ethiopian(self, phrase: Phrase, context: Context) -> Resolved | None:
        """A day of the Ethiopian calendar: twelve months of thirty days, and a short one of what is left."""
        month, day = self.ethiopian_months[phrase.words("ethiopian")], self.numbers.ordinal(phrase.lexemes("day"))
        if not 1 <= day <= (30 if month <= 12 else 6):
            return None
        return _in_year(phrase, context, "ethiopian", 7, lambda year: ethiopian_day(year, month, day))


def _in_year(phrase: Phrase, context: Context, name: str, behind: int, day_in: Callable[[int], date]) -> Resolved:
    """A day in the year that is named, or in the one nearest to publication; `behind` = years behind the common era."""
    if phrase.has("year"):
        return of_point(Point.of(day_in(int(phrase.words("year")))), "none", f"{name}-date")
    published = context.published
    if published is None:
        return Resolved("DATE", "XXXX-XX-XX", rule=f"{name}-date-without-year")
    near = published.year - behind
    year = _nearest([near - 1, near, near + 1], day_in, context)
    return of_point(Point.of(day_in(year)), "publication", f"{name}-date")


def _away(resolved: Resolved, published: date | None) -> int:
    day = None if resolved.point is None else resolved.point.date
    return 0 if day is None or published is None else abs((day - published).days)


def _hijri_month(year: int, month: int, anchor: str) -> Resolved:
    """A month of the Islamic calendar as the common days that it covers; either end may be a day off.

    TIMEX3 has no value for such a stretch, so the value is the common month that holds its middle.
    """
    first = hijri_day(year, month, 1)
    last = hijri_day(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    span = TimeSpan(first.isoformat(), last.isoformat(), "month")
    middle = first + (last - first) / 2
    return Resolved("DATE", middle.isoformat()[:7], span, anchor, "hijri-month", "APPROX")


def _nearest(years: list[int], day_in: Callable[[int], date], context: Context) -> int:
    """The year whose day lies nearest to publication; no later than that where the verb tells of the past."""
    published = context.published
    assert published is not None
    past = [y for y in years if context.tense is not Tense.PAST or day_in(y) <= published]
    return min(past or years, key=lambda y: abs(day_in(y) - published))


def hijri_day(year: int, month: int, day: int) -> date:
    """The day of the tabular Islamic calendar (civil epoch, leap years 2, 5, 7, 10 …; Reingold & Dershowitz 2018).

    >>> hijri_day(1445, 8, 15)
    datetime.date(2024, 2, 25)
    """
    days = 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return _HIJRA + timedelta(days=days)


def jalali_day(year: int, month: int, day: int) -> date:
    """The day of the Iranian calendar, by the 33-year cycle that agrees with the observed one from 1178 to 1633.

    >>> jalali_day(1402, 11, 12)
    datetime.date(2024, 2, 1)
    """
    epoch = year + 1595
    days = -355668 + 365 * epoch + epoch // 33 * 8 + (epoch % 33 + 3) // 4 + day
    days += (month - 1) * 31 if month < 7 else (month - 7) * 30 + 186
    return date(1, 1, 1) + timedelta(days=days - 366)


def ethiopian_day(year: int, month: int, day: int) -> date:
    """The day of the Ethiopian calendar, which counts from 27 August of the year 8 (Reingold & Dershowitz 2018).

    >>> ethiopian_day(2017, 5, 22)
    datetime.date(2025, 1, 30)
    """
    return date.fromordinal(2795 + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day)
