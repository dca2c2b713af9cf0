"""Read clock times and parts of the day, and set them into the day that an expression names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from ..model import TimeSpan
from ..model.values import TimePrecision
from .time_calendar import UNKNOWN, Point, Resolved
from .time_grammar import Phrase

_MINUTES = {"half": 30, "quarter": 15}
_PART = re.compile(r"T(MO|AF|EV|NI)$")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day on the 24-hour clock; `minute` None where only the hour is told; `day` 1 for 24:00."""

    hour: int
    minute: int | None
    day: int = 0


class ClockReader:
    """Clock times and parts of the day; made from the `times` lexicon."""

    def __init__(self, lexicon: Mapping[str, Any]) -> None:
        self.parts: Mapping[str, str] = lexicon["classes"]["PART"]
        self.words: Mapping[str, int] = lexicon["classes"]["NUMW"]

    def within_day(self, resolved: Resolved, phrase: Phrase) -> Resolved:
        """The day of a phrase with its clock time and part of the day, if it has them."""
        part = self.part(phrase, "part") or self.part(phrase, "npart") or timex_part(resolved.timex)
        clock = self.clock(phrase, part)
        if clock is not None:
            return _at(resolved, clock, _zone(phrase))
        return resolved if part is None else with_part(resolved, part)

    def part(self, phrase: Phrase, name: str) -> str | None:
        """The TIMEX3 code of a part of the day: MO, AF, EV, NI."""
        words = phrase.words(name)
        if not words:
            return None
        known = next((self.parts[w] for w in words.split() if w in self.parts), None)
        return known or "MO"  # first light, small hours: the night's end

    def clock(self, phrase: Phrase, part: str | None) -> Clock | None:
        """The clock time of a phrase; `part` of the day decides "at 9:20 on Thursday evening"."""
        if phrase.has("fixed"):
            return Clock(0 if phrase.words("fixed") == "midnight" else 12, 0)
        if phrase.has("hhmm"):
            digits = phrase.words("hhmm")
            return Clock(int(digits[:2]), int(digits[2:])) if int(digits[:2]) < 24 else Clock(0, int(digits[2:]), 1)
        if not phrase.has("hm"):
            return None
        words = phrase.words("hm")
        pieces = re.split(r"[:h.]", words)
        hour = self.words[words] if words in self.words else int(pieces[0])
        minute = int(pieces[1]) if len(pieces) > 1 and pieces[1].isdigit() else None
        if phrase.has("min"):
            minute = int(phrase.words("min"))
        if phrase.has("past"):
            minute = _MINUTES[phrase.words("past")] * (-1 if phrase.words("pdir") == "to" else 1)
        if hour > 24 or (minute or 0) > 59:
            return None
        half = self.part(phrase, "half") or part
        hour = _of_24(hour, re.sub(r"[^ap]", "", phrase.words("ampm"))[:1], half)
        if minute is not None and minute < 0:
            hour, minute = hour - 1, minute + 60
        return Clock(0, minute, 1) if hour == 24 else Clock(hour % 24, minute)


def _of_24(hour: int, ampm: str, part: str | None) -> int:
    if ampm == "a" or (not ampm and part == "MO"):
        return 0 if hour == 12 and ampm else hour
    if ampm == "p" or part in {"AF", "EV"} or (part == "NI" and hour >= 6):
        return hour + 12 if 0 < hour < 12 else hour
    return hour


def _zone(phrase: Phrase) -> str:
    """ "Z" where the time is told in UTC or GMT alone; local times carry no mark."""
    words = phrase.words("zone").strip("() ")
    return "Z" if words in {"gmt", "utc", "z"} else ""


def _at(resolved: Resolved, clock: Clock, zone: str) -> Resolved:
    point = resolved.point
    day = None if point is None else point.date
    time = f"{clock.hour:02}" if clock.minute is None else f"{clock.hour:02}:{clock.minute:02}"
    timex = f"{time}:00" if clock.minute is None else time
    if day is None:
        stem = resolved.timex.split("T")[0]
        stem = stem if re.match(r"^(?:XXXX|\d{4}|BC\d{4})-", stem) else "XXXX-XX-XX"
        return replace(resolved, type="TIME", timex=f"{stem}T{timex}", value=UNKNOWN)
    day += timedelta(days=clock.day)
    stamp = f"{day.isoformat()}T{timex}"
    precision: TimePrecision = "hour" if clock.minute is None else "minute"
    value = TimeSpan(stamp + zone, stamp + zone, precision)
    return replace(resolved, type="TIME", timex=stamp, value=value, point=Point.of(day))


def with_part(resolved: Resolved, part: str) -> Resolved:
    """The day with a part of it, as TIMEX3 code (MO, AF, EV, NI)."""
    stem = resolved.timex.split("T")[0]
    known = resolved.value.start is not None
    value = TimeSpan(resolved.value.start, resolved.value.end, "part_of_day") if known else UNKNOWN
    return replace(resolved, type="TIME", timex=f"{stem}T{part}", value=value)


def timex_part(timex: str) -> str | None:
    """The part of the day of a TIMEX3 value, if it has one."""
    found = _PART.search(timex)
    return found.group(1) if found else None
