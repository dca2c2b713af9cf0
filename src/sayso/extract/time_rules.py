"""Resolve time expressions to the calendar: TIMEX3 value, interval, precision, and what they were reckoned from.

Values follow TIMEX3 (ISO-TimeML, ISO 24617-1:2012; Pustejovsky et al. 2003).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from ..model import TimeSpan
from .time_atoms import Atom, Expression
from .time_calendar import (
    DAY_UNITS,
    UNIT_CODES,
    UNKNOWN,
    Context,
    Resolved,
    add_months,
    back_from,
    base_day,
    day_or_none,
    interval,
    iso_week,
    last_of_month,
    of_day,
    plain,
    with_part,
)
from .time_clock import ClockReader

FUTURE_DAYS = 21  # a date without a year that lies further ahead of publication than this is last year's


class TimeRules:
    """The rules, made from the `times` lexicon."""

    def __init__(self, lexicon: Mapping[str, Any]) -> None:
        self.weekdays = {name: i for i, name in enumerate(lexicon["weekdays"])}
        self.months = {name[:3].lower(): i for i, name in enumerate(lexicon["months"], start=1)}
        self.clock = ClockReader(lexicon)
        self.deictic = {entry["phrase"]: entry for entry in lexicon["deictic"]}
        self.narrative = {entry["phrase"]: entry for entry in lexicon["narrative"]}
        self.stretches = {word: entry for entry in lexicon["stretches"] for word in entry["words"]}
        self.seasons = {word: tuple(entry["months"]) for entry in lexicon["seasons"] for word in entry["words"]}
        self.numbers: Mapping[str, int] = lexicon["numbers"]

    def resolve(self, expression: Expression, context: Context) -> Resolved:
        """What `expression` stands for in `context`; unresolved where it leads off the calendar (years 1 to 9999)."""
        try:
            return self._resolve(expression, context)
        except (OverflowError, ValueError):
            return Resolved("DATE", "XXXX", UNKNOWN, "none", "off-the-calendar")

    def _resolve(self, expression: Expression, context: Context) -> Resolved:
        first = expression.get("dates") or expression.atoms[0]
        if first.kind in {"dates", "stretch", "period", "duration", "season", "month", "year"}:
            stretch: Resolved = getattr(self, f"_{first.kind}")(first, context)
            return stretch
        resolved = self._ago(first, context) if first.kind == "ago" else self._day(expression, context)
        return self.clock.within_day(resolved, expression)

    # --- single days --------------------------------------------------------------------------------------------

    def _day(self, expression: Expression, context: Context) -> Resolved:
        date_atom = expression.get("isodate", "date")
        if date_atom is not None:
            return self._date(date_atom, context)
        deictic = expression.get("deictic")
        weekday = expression.get("weekday")
        if deictic is not None:
            return self._shift(
                self.deictic[plain(deictic.fields["phrase"])], context.published, "publication", "deictic", expression
            )
        nth = expression.get("nth")
        if nth is not None:
            return self._nth(nth, context)
        if weekday is not None:
            return self._weekday(weekday, context)
        narrative = expression.get("narrative")
        if narrative is not None:
            entry = self.narrative[plain(narrative.fields["phrase"])]
            base, anchor = base_day(context)
            return self._shift(entry, base, anchor, "narrative", expression)
        base, anchor = base_day(context)
        if base is None:
            return Resolved("TIME", "T", UNKNOWN, "none", "no-day-known")
        return of_day(base, anchor, "time-of-the-day-in-focus")

    def _date(self, atom: Atom, context: Context) -> Resolved:
        month = int(atom.fields["m"]) if "m" in atom.fields else self._month_number(atom.fields["mon"])
        day = int(re.sub(r"\D", "", atom.fields["d"]))
        if "y" in atom.fields:
            found = day_or_none(int(atom.fields["y"]), month, day)
            if found is None:
                return Resolved("DATE", "XXXX-XX-XX", UNKNOWN, "none", "impossible-date")
            return of_day(found, "none", "date")
        if context.published is None:
            same = None if context.focus is None else day_or_none(context.focus.year, month, day)
            if same is not None:  # an undated report that has named the year before
                return of_day(same, context.focus_anchor, "date-in-the-year-in-focus")
            return Resolved("DATE", f"XXXX-{month:02}-{day:02}", UNKNOWN, "none", "date-without-year")
        found = self._year_for(month, day, context.published)
        if found is None:
            return Resolved("DATE", f"XXXX-{month:02}-{day:02}", UNKNOWN, "none", "impossible-date")
        return of_day(found, "publication", "date-nearest-publication")

    def _year_for(self, month: int, day: int, published: date) -> date | None:
        for year in (published.year + 1, published.year, published.year - 1, published.year - 4):
            found = day_or_none(year, month, day)
            if found is not None and (found - published).days <= FUTURE_DAYS:
                return found
        return None

    def _nth(self, atom: Atom, context: Context) -> Resolved:
        day = int(re.sub(r"\D", "", atom.fields["d"]))
        if context.published is None:
            return Resolved("DATE", f"XXXX-XX-{day:02}", UNKNOWN, "none", "day-without-month")
        base = context.published
        found = day_or_none(base.year, base.month, day)
        if found is None or (found > base and not context.future):
            earlier = base.replace(day=1) - timedelta(days=1)
            found = day_or_none(earlier.year, earlier.month, day)
        if found is None:
            return Resolved("DATE", f"XXXX-XX-{day:02}", UNKNOWN, "none", "impossible-date")
        return of_day(found, "publication", "day-of-month-before-publication")

    def _weekday(self, atom: Atom, context: Context) -> Resolved:
        number = self.weekdays[atom.fields["wd"].lower()]
        relation = plain(atom.fields.get("rel", ""))
        base, anchor = context.published, "publication"
        if relation in {"the following", "the previous"} and context.focus is not None:
            base, anchor = context.focus, context.focus_anchor
        if base is None:
            return Resolved("DATE", f"XXXX-WXX-{number + 1}", UNKNOWN, "none", "weekday-without-publication-date")
        back = (base.weekday() - number) % 7
        if relation in {"next", "the following", "this coming", "coming"} or (
            context.future and back and relation != "last"
        ):
            return of_day(base + timedelta(days=(7 - back) or 7), anchor, f"weekday-after-{anchor.split(':')[0]}")
        if relation in {"last", "the previous"} and back == 0:
            back = 7
        return of_day(base - timedelta(days=back), anchor, f"weekday-before-{anchor.split(':')[0]}")

    def _shift(
        self, entry: Mapping[str, Any], base: date | None, anchor: str, rule: str, expression: Expression
    ) -> Resolved:
        part = entry.get("part")
        if base is None:
            return Resolved(
                "TIME" if part else "DATE",
                f"XXXX-XX-XXT{part}" if part else "XXXX-XX-XX",
                UNKNOWN,
                "none",
                f"{rule}-without-publication-date",
            )
        days = int(entry["days"])
        clock = expression.get("clock")
        if days == -1 and part == "NI" and clock is not None and self.clock.read(clock, None).hour < 9:
            days = 0  # "last night, at 02:35" is this morning
        resolved = of_day(base + timedelta(days=days), anchor, f"{rule}-day")
        return resolved if part is None else with_part(resolved, part)

    # --- stretches ------------------------------------------------------------------------------------------------

    def _dates(self, atom: Atom, context: Context) -> Resolved:
        first = self._date(atom, context)
        last = self._date(Atom("date", atom.span, {**atom.fields, "d": atom.fields["d2"]}), context)
        if first.day is None or last.day is None:
            return first
        return replace(
            first,
            timex=f"{first.timex}/{last.timex}",
            value=TimeSpan(first.timex, last.timex, "days"),
            rule="days-of-a-month",
        )

    def _month(self, atom: Atom, context: Context) -> Resolved:
        month = self._month_number(atom.fields["mon"])
        year, anchor = self._year_of_month(atom, month, context)
        if year is None:
            return Resolved("DATE", f"XXXX-{month:02}", UNKNOWN, "none", "month-without-year")
        stem = f"{year}-{month:02}"
        return Resolved("DATE", stem, TimeSpan(f"{stem}-01", last_of_month(year, month), "month"), anchor, "month")

    def _year_of_month(self, atom: Atom, month: int, context: Context) -> tuple[int | None, str]:
        if "y" in atom.fields:
            return int(atom.fields["y"]), "none"
        if context.published is None:
            return None, "none"
        first = date(context.published.year, month, 1)
        ahead = (first - context.published).days > (300 if context.future else FUTURE_DAYS)
        return context.published.year - (1 if ahead else 0), "publication"

    def _stretch(self, atom: Atom, context: Context) -> Resolved:
        entry = self.stretches[plain(atom.fields["stretch"]).rstrip()]
        low, high = entry["days"]
        if "mon" in atom.fields:
            month = self._month_number(atom.fields["mon"])
            year, anchor = self._year_of_month(atom, month, context)
            if year is None:
                return Resolved("DATE", f"XXXX-{month:02}", UNKNOWN, "none", "month-without-year", entry["mod"])
        elif "y" in atom.fields:
            year = int(atom.fields["y"])
            lo, hi = {1: (1, 4), 11: (5, 8), 21: (9, 12)}[low]
            return Resolved(
                "DATE",
                str(year),
                TimeSpan(f"{year}-{lo:02}-01", last_of_month(year, hi), "season"),
                "none",
                "stretch-of-a-year",
                entry["mod"],
            )
        else:
            return replace(
                self._period(Atom("period", atom.span, {"rel": atom.fields["this"], "u": atom.fields["u"]}), context),
                mod=entry["mod"],
            )
        end = last_of_month(year, month) if high == 0 else f"{year}-{month:02}-{high:02}"
        return Resolved(
            "DATE",
            f"{year}-{month:02}",
            TimeSpan(f"{year}-{month:02}-{low:02}", end, "days"),
            anchor,
            "stretch-of-a-month",
            entry["mod"],
        )

    def _year(self, atom: Atom, context: Context) -> Resolved:
        year = atom.fields["y"]
        return Resolved("DATE", year, TimeSpan(f"{year}-01-01", f"{year}-12-31", "year"), "none", "year")

    def _season(self, atom: Atom, context: Context) -> Resolved:
        low, high = self.seasons[atom.fields["season"].lower()]
        code = {3: "SP", 6: "SU", 9: "FA"}[low]
        if "y" in atom.fields:
            year, anchor = int(atom.fields["y"]), "none"
        elif context.published is None:
            return Resolved("DATE", f"XXXX-{code}", UNKNOWN, "none", "season-without-year")
        else:
            year, anchor = context.published.year, "publication"
            year -= 1 if date(year, low, 1) > context.published and plain(atom.fields.get("rel", "")) != "next" else 0
        return Resolved(
            "DATE",
            f"{year}-{code}",
            TimeSpan(f"{year}-{low:02}-01", last_of_month(year, high), "season"),
            anchor,
            "season",
        )

    def _period(self, atom: Atom, context: Context) -> Resolved:
        base = context.published
        unit = atom.fields.get("u", "weekend").lower().rstrip("s")
        relation = plain(atom.fields.get("rel", "this"))
        if base is None:
            shape = {"week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "year": "XXXX"}.get(
                unit, "PAST_REF"
            )
            return Resolved("DATE", shape, UNKNOWN, "none", f"{unit}-without-publication-date")
        if "n" in atom.fields:
            return self._past_units(atom, base)
        step = (
            -1
            if relation.startswith(("last", "previous", "past")) or relation == "this past"
            else 1
            if relation in {"next", "coming", "the following"}
            else 0
        )
        if unit == "weekend":
            back = (base.weekday() - 5) % 7
            saturday = base - timedelta(days=back) + timedelta(days=7 if step == 1 else 0)
            if step == -1 and back <= 1:
                saturday -= timedelta(days=7)
            return interval(saturday, saturday + timedelta(days=1), f"{iso_week(saturday)}-WE", "days", "weekend")
        if unit == "week":
            monday = base - timedelta(days=base.weekday()) + timedelta(days=7 * step)
            return interval(monday, monday + timedelta(days=6), iso_week(monday), "week", "calendar-week")
        if unit == "year":
            year = base.year + step
            return interval(date(year, 1, 1), date(year, 12, 31), str(year), "year", "calendar-year")
        month = add_months(base.replace(day=1), step)
        return interval(
            month,
            date.fromisoformat(last_of_month(month.year, month.month)),
            month.isoformat()[:7],
            "month",
            "calendar-month",
        )

    def _past_units(self, atom: Atom, base: date) -> Resolved:
        n, unit = self._number(atom.fields["n"]), atom.fields["u"].lower().rstrip("s")
        start = back_from(base, n, unit)
        return interval(start, base, f"P{n}{UNIT_CODES.get(unit, 'D')}", "range", "time-up-to-publication")

    def _duration(self, atom: Atom, context: Context) -> Resolved:
        unit = atom.fields["u"].lower().rstrip("s")
        code = UNIT_CODES.get(unit, "D")
        amount = "X" if atom.fields["n"].lower() in {"several", "a few"} else str(self._number(atom.fields["n"]))
        prefix = "PT" if unit in {"second", "minute", "hour"} else "P"
        amount = str(int(amount) * 10) if unit == "decade" and amount != "X" else amount
        return Resolved("DURATION", f"{prefix}{amount}{code}", UNKNOWN, "none", "duration")

    def _ago(self, atom: Atom, context: Context) -> Resolved:
        direction = atom.fields["dir"].lower()
        back = direction in {"ago", "earlier", "before", "prior", "previously"}
        base, anchor = (context.published, "publication") if direction == "ago" else base_day(context)
        if base is None:
            return Resolved("DATE", "XXXX-XX-XX", UNKNOWN, "none", "nothing-to-reckon-from")
        if "half" in atom.fields:
            return of_day(base, anchor, "hours-from-the-day-in-focus")
        unit = atom.fields["u"].lower().rstrip("s")
        if unit in {"second", "minute", "hour"}:
            return of_day(base, anchor, "hours-from-the-day-in-focus")
        if direction == "after" and context.event_follows:
            # "It came a day after the vote": the day in focus is that of what came, not of the vote
            return of_day(base, anchor, "day-in-focus-after-another-event")
        if atom.fields["n"].lower() in {"several", "a few"}:
            return Resolved("DATE", "PAST_REF" if back else "FUTURE_REF", UNKNOWN, anchor, "vague-distance")
        n = self._number(atom.fields["n"])
        if unit in DAY_UNITS:
            step = timedelta(days=n * DAY_UNITS[unit])
            return of_day(base - step if back else base + step, anchor, f"days-{'before' if back else 'after'}")
        if unit == "month":
            month = add_months(base.replace(day=1), -n if back else n)
            return interval(
                month,
                date.fromisoformat(last_of_month(month.year, month.month)),
                month.isoformat()[:7],
                "month",
                "months-away",
                anchor,
            )
        year = base.year + (-n if back else n) * (10 if unit == "decade" else 1)
        if not 1 <= year <= 9999:
            return Resolved("DATE", "PAST_REF", UNKNOWN, anchor, "vague-distance")
        return interval(date(year, 1, 1), date(year, 12, 31), str(year), "year", "years-away", anchor)

    def _month_number(self, name: str) -> int:
        return self.months[name[:3].lower()]

    def _number(self, word: str) -> int:
        return int(word) if word.isdigit() else self.numbers[word.lower()]
