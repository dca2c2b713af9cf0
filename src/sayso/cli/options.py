"""Options that several commands share, and the values they take: dates, boxes on the map, formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("text", "json", "jsonl")


class Day(click.ParamType[str]):
    """An ISO 8601 date, or date and time; handed on as given."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The date unchanged when it is one."""
        try:
            datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date; give it as 2024-04-22 or 2024-04-22T06:30", param, ctx)
        return str(value)


@dataclass(frozen=True, slots=True)
class Box:
    """A box on the map in WGS 84 degrees; `west` > `east` crosses the date line."""

    west: float
    south: float
    east: float
    north: float


class BoxType(click.ParamType[Box]):
    """`WEST,SOUTH,EAST,NORTH` in degrees, the order of GeoJSON."""

    name = "bbox"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Box:
        """The box when its four numbers are degrees."""
        if isinstance(value, Box):
            return value
        try:
            west, south, east, north = (float(n) for n in value.split(","))
        except ValueError:
            self.fail(f"{value!r} is no box; give WEST,SOUTH,EAST,NORTH in degrees, as 40,35,45,38", param, ctx)
        if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
            self.fail(f"{value!r}: longitudes run from -180 to 180, latitudes from -90 to 90, south first", param, ctx)
        return Box(west, south, east, north)


def last_moment(day: str) -> str:
    """The last second of a day given without a time, so that `--until 2024-04-22` takes in all of that day."""
    try:
        date.fromisoformat(day)
    except ValueError:
        return day
    return f"{day}T23:59:59" if "T" not in day else day


def format_option(function: F) -> F:
    """`--format`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="text",
        show_default=True,
        help="text for people, json = one list, jsonl = one object a line.",
    )(function)


def ledger_option(function: F) -> F:
    """`--ledger`."""
    return click.option(
        "--ledger", metavar="URL", help="Database URL or SQLite file [default: sayso.db here, or as set in sayso.toml]."
    )(function)


def source_options(function: F) -> F:
    """SOURCE… with `--published` and `--publisher`, for commands that read reports."""
    for option in (
        click.option("--publisher", metavar="NAME", help="Publisher of reports that do not name theirs."),
        click.option(
            "--published",
            type=Day(),
            metavar="DATE",
            help='Publication date of reports that carry none; "on Sunday" is reckoned from it.',
        ),
        click.argument("sources", nargs=-1, required=True, metavar="SOURCE..."),
    ):
        function = option(function)
    return function


def ledger_url(given: str | None, default: str) -> str:
    """A database URL from a URL or the path of an SQLite file."""
    where = given or default
    return where if "://" in where else f"sqlite:///{Path(where).expanduser()}"
