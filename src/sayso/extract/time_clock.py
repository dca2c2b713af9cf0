"""Read clock times and parts of the day, and set them into the day that an expression names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from ..model import TimeSpan
from ..model.values import TimePrecision
from .time_atoms import Atom, Expression
from .time_calendar import Resolved, plain, timex_part, with_part

_MINUTES = {"half past": 30, "quarter past": 15, "quarter to": -15}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day on the 24-hour clock; `day` = 1 for 24:00, which is the next day's start."""

    hour: int
    minute: int
    day: int = 0


class ClockReader:
    """Clock times; made from the `times` lexicon."""

    def __init__(self, lexicon: Mapping[str, Any]) -> None:
        self.parts = {word: entry["code"] for entry in lexicon["parts"] for word in entry["words"]}
        self.numbers: Mapping[str, int] = lexicon["numbers"]

    def within_day(self, resolved: Resolved, expression: Expression) -> Resolved:
        """The day of an expression with its clock time, part of the day and modifier."""
        part_atom = expression.get("part")
        part = self.parts[plain(part_atom.fields["part"])] if part_atom else None
        clock = expression.get("clock")
        if expression.edge in {"early", "late"}:
            resolved = replace(resolved, mod="START" if expression.edge == "early" else "END")
        elif expression.approximate:
            resolved = replace(resolved, mod="APPROX")
        elif expression.edge in {"before", "after"} and (clock or part):
            resolved = replace(resolved, mod=expression.edge.upper())
        if resolved.day is None:
            return self._of_no_day(resolved, clock, part)
        if clock is not None:
            return self._at(resolved, clock, part or timex_part(resolved.timex))
        return resolved if part is None else with_part(resolved, part)

    def _at(self, resolved: Resolved, atom: Atom, part: str | None) -> Resolved:
        assert resolved.day is not None
        clock = self.read(atom, part)
        day = resolved.day + timedelta(days=clock.day)
        stamp = f"{day.isoformat()}T{clock.hour:02}:{clock.minute:02}"
        precision: TimePrecision = "minute" if "min" in atom.fields else "hour"
        return replace(resolved, type="TIME", timex=stamp, value=TimeSpan(stamp, stamp, precision))

    def _of_no_day(self, resolved: Resolved, atom: Atom | None, part: str | None) -> Resolved:
        """A clock time of an unknown day keeps its hour in the TIMEX3 value; the interval stays unknown."""
        stem = resolved.timex.split("T")[0] if resolved.timex.startswith("XXXX") else "XXXX-XX-XX"
        if atom is not None:
            clock = self.read(atom, part)
            return replace(resolved, type="TIME", timex=f"{stem}T{clock.hour:02}:{clock.minute:02}")
        return resolved if part is None else replace(resolved, type="TIME", timex=f"{stem}T{part}")

    def read(self, atom: Atom, part: str | None) -> Clock:
        """The time of a clock atom; `part` = TIMEX3 code of the part of the day named beside it ("9:20 … evening")."""
        fixed = atom.fields.get("fixed", "").lower()
        if fixed:
            return Clock(0 if fixed == "midnight" else 12, 0)
        if "hw" in atom.fields:
            word = atom.fields["hw"].lower()
            hour, minute = (int(word) if word.isdigit() else self.numbers[word]), 0
            minute = _MINUTES.get(plain(atom.fields.get("rel", "")), 0)
        else:
            hour, minute = int(atom.fields["h"]), int(atom.fields.get("min", 0))
        hour = _of_24(hour % 25, atom.fields.get("ampm", "").lower(), atom.fields.get("half", "").lower(), part)
        hour, minute = (hour - 1, minute + 60) if minute < 0 else (hour, minute)
        return Clock(0, minute, 1) if hour == 24 else Clock(hour % 24, minute)


def _of_24(hour: int, ampm: str, half: str, part: str | None) -> int:
    afternoon = ampm.startswith("p") or half in {"afternoon", "evening"}
    morning = ampm.startswith("a") or half == "morning"
    if morning:
        return 0 if hour == 12 else hour
    if afternoon or (part in {"AF", "EV"}) or (part == "NI" and hour >= 6):
        return hour + 12 if 0 < hour < 12 else hour
    return hour
