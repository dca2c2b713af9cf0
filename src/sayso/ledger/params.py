"""Ask for incidents by the parameters of a URL, the same for pages and API; and back from a query to its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import TypeVar

from ..errors import UsageError
from ..model import EventType, FindingStatus
from .moments import end_of
from .view import IncidentQuery, Order, Precision, Unknown

E = TypeVar("E", bound=Enum)
FILTERS = ("text", "type", "actor", "source", "status", "area", "since", "until", "bbox", "unknown", "precision")
MOST_WORDS = 500  # characters of a filter


def query_of(params: Mapping[str, str]) -> IncidentQuery:
    """The query that some parameters stand for; empty ones ask for nothing, unknown ones are not looked at.

    Raises:
        UsageError: a value cannot be understood.
    """
    given = {name: value.strip() for name, value in params.items() if value.strip()}
    for name in FILTERS:
        if len(given.get(name, "")) > MOST_WORDS:
            raise UsageError(f"{name}: longer than {MOST_WORDS} characters; give a few words")
    return IncidentQuery(
        since=_moment(given, "since"),
        until=_moment(given, "until"),
        bbox=_box(given.get("bbox")),
        type=_member(given, "type", EventType),
        actor=given.get("actor"),
        source=given.get("source"),
        status=_member(given, "status", FindingStatus),
        text=given.get("text"),
        area=given.get("area"),
        unknown=_member(given, "unknown", Unknown),
        precision=_member(given, "precision", Precision),
        order=_member(given, "sort", Order) or Order.LATEST,
    )


def params_of(query: IncidentQuery) -> dict[str, str]:
    """The parameters of a query, those that ask for something; `query_of` brings it back."""
    raw = {name: getattr(query, name) for name in FILTERS}
    if query.bbox:
        raw["bbox"] = ",".join(f"{n:.10g}" for n in query.bbox)
    if query.order is not Order.LATEST:
        raw["sort"] = query.order
    return {name: value.value if isinstance(value, Enum) else str(value) for name, value in raw.items() if value}


def whole_number(params: Mapping[str, str], name: str, default: int, *, most: int) -> int:
    """A whole number of at least 1 and no more than `most`.

    Raises:
        UsageError: it is none.
    """
    raw = params.get(name, "").strip()
    if not raw:
        return default
    if not (raw.isascii() and raw.isdecimal() and len(raw) <= len(str(most)) and 1 <= int(raw) <= most):
        raise UsageError(f"{name}: {raw[:40]!r} is no whole number from 1 to {most}")
    return int(raw)


def moment_of(params: Mapping[str, str]) -> str | None:
    """The moment `as_of` which somebody asks; None = now.

    Raises:
        UsageError: it is none.
    """
    asked = params.get("as_of", "").strip()
    if not asked:
        return None
    try:
        end_of(asked)
    except UsageError as error:
        raise UsageError(f"as_of: {error}") from error
    return asked


def timeless(params: Mapping[str, str], what: str) -> None:
    """Refuse a moment where there is one answer for all of them.

    Args:
        what: the answer, in the plural.

    Raises:
        UsageError: one was given.
    """
    if params.get("as_of", "").strip():
        raise UsageError(
            f"as_of: {what} are the same for every moment, as judgements are about what texts mean; leave as_of out"
            " here and give it to the list of incidents, to sources or to exports"
        )


def _moment(given: Mapping[str, str], name: str) -> str | None:
    raw = given.get(name)
    if raw is not None:
        try:
            datetime.fromisoformat(raw)
        except ValueError as error:
            raise UsageError(f"{name}: {raw[:40]!r} is no date; give it as 2024-04-22") from error
    return raw


def _box(raw: str | None) -> tuple[float, float, float, float] | None:
    if raw is None:
        return None
    try:
        west, south, east, north = (float(n) for n in raw.split(","))
    except ValueError as error:
        raise UsageError(f"bbox: {raw[:40]!r} is no box; give west,south,east,north in degrees") from error
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise UsageError("bbox: longitudes run from -180 to 180, latitudes from -90 to 90, south before north")
    return (west, south, east, north)


def _member(given: Mapping[str, str], name: str, members: type[E]) -> E | None:
    raw = given.get(name)
    if raw is None:
        return None
    try:
        return members(raw)
    except ValueError as error:
        known = ", ".join(str(m.value) for m in members)
        raise UsageError(f"{name}: {raw[:40]!r} is not known; known are {known}") from error
