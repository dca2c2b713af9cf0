"""Resolve phrases to the calendar: each kind of rule has its reader.

Values follow TIMEX3 (ISO-TimeML, ISO 24617-1:2012; Pustejovsky et al. 2003), those before the common era TIMEX2.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from .time_calendar import UNKNOWN, Context, Resolved, Tense, of_point
from .time_days import DayReader
from .time_grammar import Phrase
from .time_locals import LocalCalendars
from .time_numbers import NumberReader
from .time_periods import PeriodReader
from .time_spans import SpanReader

Reader = Callable[[Phrase, Context], Resolved | None]
_PAST_WORDS = frozenset({"past", "ago", "once"})


class TimeRules:
    """What phrases stand for; made from the `times` lexicon."""

    def __init__(self, lexicon: Mapping[str, Any]) -> None:
        numbers = NumberReader(lexicon)
        self.days = DayReader(lexicon, numbers)
        self.periods = PeriodReader(lexicon, self.days)
        spans = SpanReader(lexicon, self.days, self.periods)
        calendars = LocalCalendars(lexicon, numbers)
        classes = lexicon["classes"]
        self.references: Mapping[str, str] = {**classes["NOWREF"], **classes["PASTREF"], **classes["FUTREF"]}
        self.readers: Mapping[str, Reader] = {
            "day": self._day,
            "holiday": self.days.holiday,
            "hijri": calendars.hijri,
            "jalali": calendars.jalali,
            "ethiopian": calendars.ethiopian,
            "month": self.periods.month,
            "season": self.periods.season,
            "quarter": self.periods.quarter,
            "half": self.periods.half,
            "year": self.periods.year,
            "oldyear": self.periods.old_year,
            "decade": self.periods.decade,
            "century": self.periods.century,
            "period": self.periods.period,
            "offset": spans.offset,
            "ahead": spans.ahead,
            "lastunits": spans.last_units,
            "portion": spans.portion,
            "duration": spans.duration,
            "set": spans.set,
            "rate": _no_time,
            "reference": self._reference,
            "narrative": self._at_that_time,
        }

    def resolve(self, phrase: Phrase, context: Context) -> Resolved | None:
        """What `phrase` stands for in `context`; None where it is no time after all."""
        try:
            return self.readers[phrase.rule.kind](phrase, context)
        except (OverflowError, ValueError):  # years before 1 or after 9999
            return Resolved("DATE", "XXXX", UNKNOWN, "none", "off-the-calendar")

    def _day(self, phrase: Phrase, context: Context) -> Resolved | None:
        resolved = self.days.day(phrase, context)
        if resolved is None:
            return None
        mod = self.periods.mod(phrase)
        if mod is None and resolved.type == "TIME" and context.lead in {"before", "after"}:
            mod = context.lead.upper()
        return replace(resolved, mod=mod) if mod else resolved

    def _reference(self, phrase: Phrase, context: Context) -> Resolved | None:
        words = phrase.words("ref").split()
        if words == ["soon"] and context.tense is Tense.PAST:
            return None  # "they soon fled" tells of no future
        known = next((self.references[w] for w in words if w in self.references), None)
        if known is None:
            past, future = _PAST_WORDS & set(words), {"future", "term", "soon", "day", "someday"} & set(words)
            known = "PAST_REF" if past else "FUTURE_REF" if future and words != ["present", "day"] else "PRESENT_REF"
        return Resolved("DATE", known, UNKNOWN, "none", "reference")

    def _at_that_time(self, phrase: Phrase, context: Context) -> Resolved:
        base, anchor = context.base
        if base is None or context.focus is None:
            return Resolved("DATE", "PAST_REF", UNKNOWN, "none", "time-without-a-focus")
        return of_point(base, anchor, "time-in-focus")


def _no_time(phrase: Phrase, context: Context) -> None:
    """ "2 million a year" tells no time."""
