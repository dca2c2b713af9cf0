"""Options that several commands share, and the values they take: dates, boxes on the map, formats."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar

import click

from ..settings import READERS

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("text", "json", "jsonl")

Box = tuple[float, float, float, float]
"""West, south, east, north in WGS 84 degrees; west > east crosses the date line."""


def day(value: str) -> str:
    """An ISO 8601 date, or date and time; handed on as given.

    Raises:
        click.BadParameter: it is none.
    """
    try:
        datetime.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no date; give it as 2024-04-22 or 2024-04-22T06:30") from error
    return value


def box(value: str) -> Box:
    """A box on the map from `WEST,SOUTH,EAST,NORTH` in degrees, the order of GeoJSON.

    Raises:
        click.BadParameter: it is none, or lies off the globe.
    """
    try:
        west, south, east, north = (float(n) for n in value.split(","))
    except ValueError as error:
        message = f"{value!r} is no box; give WEST,SOUTH,EAST,NORTH in degrees, as 40,35,45,38"
        raise click.BadParameter(message) from error
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        message = f"{value!r}: longitudes run from -180 to 180, latitudes from -90 to 90, south first"
        raise click.BadParameter(message)
    return (west, south, east, north)


def member_option(name: str, members: type[Enum], *, show: bool = True, **rest: Any) -> Callable[[F], F]:
    """An option whose value is a member of an enum, given by its value; `show` lists the values in the help."""

    def as_member(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Enum | None:
        return None if value is None else members(value)

    if not show:
        rest["metavar"] = name.removeprefix("--").upper()
    return click.option(name, type=click.Choice([m.value for m in members]), callback=as_member, **rest)


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


def reader_option(function: F) -> F:
    """`--reader`: who reads; None = as the settings say."""
    return click.option(
        "--reader",
        type=click.Choice(READERS),
        help="Who reads: rules alone, neural (rules and model), auto (neural where a model is installed).",
    )(function)


def source_options(function: F) -> F:
    """SOURCE… with `--published` and `--publisher`, for commands that read reports."""
    for option in (
        click.option("--publisher", metavar="NAME", help="Publisher of reports that do not name theirs."),
        click.option(
            "--published",
            type=day,
            metavar="DATE",
            help='Publication date of reports that carry none; "on Sunday" is reckoned from it.',
        ),
        click.argument("sources", nargs=-1, required=True, metavar="SOURCE..."),
    ):
        function = option(function)
    return function
