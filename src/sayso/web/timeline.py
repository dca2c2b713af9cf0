"""Incidents over time, as bars that lead to the days, months or years that they stand for."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor

from .listing import Asked

WIDTH, BASE = 480.0, 132.0  # of the picture, 152 high; bars stand on the base
MOST_DAYS, MOST_MONTHS = 92, 120  # bars of one picture; what is longer is counted by the next larger unit
DAY, MONTH, YEAR = len("2024-04-22"), len("2024-04"), len("2024")
UNITS = {DAY: "day", MONTH: "month", YEAR: "year"}
TICKS = 5
LETTER = 7.4  # units across, in the names below the bars


@dataclass(frozen=True, slots=True)
class Bar:
    """A day, month or year with its number of incidents, its first and last day, and where its list is."""

    x: float
    y: float
    width: float
    height: float
    name: str
    count: int
    since: str
    until: str
    url: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """All bars; `coarse` incidents are known to a larger unit only and have none."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    unit: str
    coarse: int


def timeline(beginnings: Mapping[str, int], asked: Asked) -> Timeline | None:
    """The bars of some days, months and years in which incidents begin; None when there is no day among them."""
    unit = unit_of([b for b in beginnings if len(b) >= MONTH] or list(beginnings))
    counts: Counter[str] = Counter()
    coarse = 0
    for beginning, number in beginnings.items():
        if len(beginning) < unit:
            coarse += number
        else:
            counts[beginning[:unit]] += number
    if not counts:
        return None
    names = list(between(min(counts), max(counts), unit))
    step, most = WIDTH / len(names), max(counts.values())
    bars = tuple(
        Bar(
            x=floor(10 * i * step) / 10,  # never rounded up to the far edge
            y=round(BASE - (height := max(3.0, (BASE - 12) * counts[name] / most)), 1),
            width=round(max(1.5, min(40.0, step - 1)), 1),
            height=round(height, 1),
            name=name,
            count=counts[name],
            since=ends(name)[0],
            until=ends(name)[1],
            url=asked.url(dict(zip(("since", "until"), ends(name), strict=True))),
        )
        for i, name in enumerate(names)
        if counts[name]
    )
    every = max(1, -(-len(names) // TICKS))
    fit = [i for i in range(0, len(names), every) if i * step + LETTER * unit <= WIDTH]
    ticks = tuple((round(i * step, 1), names[i]) for i in fit)
    return Timeline(bars, ticks, UNITS[unit], coarse)


def unit_of(beginnings: list[str]) -> int:
    """Days when they are few, else months, else years; told as the length of their ISO 8601 name."""
    days = sorted(b for b in beginnings if len(b) == DAY)
    if not days or len(days) < len(beginnings) / 2:
        days = sorted(ends(b)[0] for b in beginnings)
    if not days:
        return DAY
    length = (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days
    known = min(map(len, beginnings)) if all(len(b) < DAY for b in beginnings) else DAY
    return min(known, DAY if length < MOST_DAYS else MONTH if length < MOST_MONTHS * 30 else YEAR)


def between(first: str, last: str, unit: int) -> Iterator[str]:
    """The names of all days, months or years from the first to the last."""
    at, end = (date.fromisoformat(ends(name)[0]) for name in (first, last))
    while at <= end:
        yield at.isoformat()[:unit]
        at = date.fromisoformat(ends(at.isoformat()[:unit])[1])
        if at == date.max:
            return
        at += timedelta(days=1)


def ends(name: str) -> tuple[str, str]:
    """First and last day of a day, month or year.

    >>> ends("2024-02")
    ('2024-02-01', '2024-02-29')
    """
    if len(name) == DAY:
        return name, name
    if len(name) == YEAR:
        return f"{name}-01-01", f"{name}-12-31"
    year, month = int(name[:YEAR]), int(name[-2:])
    return f"{name}-01", f"{name}-{calendar.monthrange(year, month)[1]:02}"
