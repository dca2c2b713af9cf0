"""The list of incidents as a page shows it: one filter state in the URL, counts on every filter, pages of a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any
from urllib.parse import urlencode

from ..ledger import FacetCounts, IncidentQuery, Ledger, Order, Unknown, moment_of, params_of, query_of, whole_number
from ..model import FindingStatus, Incident, Slot
from ..wording import ARROW, STATUS, plural, range_words, words

PAGE = 50  # incidents
MOST_PAGES = 100_000
ROLES = {"origin": "from", "site": "at", "target": "target"}
TOLL = (Slot.KILLED, Slot.INJURED, Slot.CAPTURED, Slot.MISSING)
SORTED = {
    Order.LATEST: "latest incident first",
    Order.EARLIEST: "earliest incident first",
    Order.MOST_REPORTS: "most reports first",
    Order.MOST_CONTESTED: "most contested facts first",
}
LACKING = {Unknown.TIME: "undated", Unknown.PLACE: "not on the map"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which incidents a list is asked for, and as known by when; None = now."""

    query: IncidentQuery
    as_of: str | None = None

    @property
    def params(self) -> dict[str, str]:
        """The same as parameters of a URL."""
        return params_of(self.query) | self.moment

    @property
    def moment(self) -> dict[str, str]:
        """The moment alone as a parameter."""
        return {"as_of": self.as_of} if self.as_of else {}

    def url(self, changed: Mapping[str, Any] | None = None, *, page: int = 1) -> str:
        """Where the list with these filters is; `changed` fields of the query replace its own."""
        params = Asked(replace(self.query, **(changed or {})), self.as_of).params
        return _at("/", params | ({"page": str(page)} if page > 1 else {}))


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: what it is called, how many incidents it would leave, and where it leads."""

    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """An incident of the list with what is said of it at a glance."""

    incident: Incident
    places: str
    toll: str
    contested: str
    agreed: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the list, with every filter."""

    asked: Asked
    entries: tuple[Entry, ...]
    counts: FacetCounts
    number: int
    pages: int
    facets: tuple[tuple[str, tuple[Choice, ...]], ...]
    active: tuple[Choice, ...]
    earlier: str | None
    later: str | None

    @property
    def query(self) -> IncidentQuery:
        """What is asked for."""
        return self.asked.query

    @property
    def params(self) -> Mapping[str, str]:
        """The same as parameters of a URL."""
        return self.asked.params

    @property
    def now(self) -> str:
        """Where the same list is as of now."""
        return Asked(self.query).url()

    @property
    def unfiltered(self) -> str:
        """Where the list without filters is, at the same moment."""
        return _at("/", self.asked.moment)

    @property
    def sorted_by(self) -> str:
        """What the list is sorted by, in words."""
        return SORTED[self.query.order]

    @property
    def lacking(self) -> type[Unknown]:
        """What an incident may lack."""
        return Unknown

    @property
    def without_time(self) -> str:
        """Where those without a time are listed."""
        return self.asked.url({"unknown": Unknown.TIME})

    @property
    def without_place(self) -> str:
        """Where those are listed that are not on the map."""
        return self.asked.url({"unknown": Unknown.PLACE})

    @property
    def points(self) -> str:
        """Where the map finds the points of the whole list."""
        return self._of_all("/points")

    @property
    def divisions(self) -> str:
        """Where the map finds the outlines of the divisions that hold them."""
        return self._of_all("/divisions")

    def _of_all(self, path: str) -> str:
        return _at(path, Asked(replace(self.query, order=Order.LATEST), self.asked.as_of).params)

    @property
    def total(self) -> str:
        """How many there are, in words."""
        return plural(self.counts.total, "incident")


def listing(ledger: Ledger, params: Mapping[str, str]) -> Listing:
    """The page of the list that some parameters ask for.

    Raises:
        UsageError: a parameter cannot be understood.
    """
    asked = Asked(query_of(params), moment_of(params))
    query = asked.query
    number = whole_number(params, "page", 1, most=MOST_PAGES)
    found = ledger.incidents(replace(query, limit=PAGE, offset=(number - 1) * PAGE))
    counts = ledger.facet_counts(query)
    pages = max(1, -(-counts.total // PAGE))
    return Listing(
        asked=asked,
        entries=tuple(entry(incident) for incident in found),
        counts=counts,
        number=number,
        pages=pages,
        facets=tuple(facets(asked, counts)),
        active=tuple(active(asked, counts.total)),
        earlier=asked.url(page=number - 1) if number > 1 else None,
        later=asked.url(page=number + 1) if number < pages else None,
    )


def _at(path: str, params: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(params)}" if params else path


def facets(asked: Asked, counts: FacetCounts) -> Iterator[tuple[str, tuple[Choice, ...]]]:
    """Every filter that is chosen by a click; a chosen one is let go by the same click."""
    filters: tuple[tuple[str, str, Mapping[Any, int]], ...] = (
        ("Standing", "status", {s: counts.statuses[s] for s in STATUS if s in counts.statuses}),
        ("Type", "type", counts.types),
        ("Not known", "unknown", {lacking: n for lacking, n in counts.unknown.items() if n}),
        ("Placed to the", "precision", counts.precisions),
        ("Actor", "actor", counts.actors),
        ("Published by", "source", counts.publishers),
    )
    for title, field, values in filters:
        chosen = getattr(asked.query, field)
        choices = tuple(
            Choice(label(value), n, asked.url({field: None if value == chosen else value}), value == chosen)
            for value, n in values.items()
        )
        if choices:
            yield title, choices


def active(asked: Asked, total: int) -> Iterator[Choice]:
    """The filters in force, each with the way out of it."""
    query = asked.query
    for field, value in params_of(replace(query, order=Order.LATEST)).items():
        told = "within a part of the map" if field == "bbox" else f"{field}: {label(getattr(query, field)) or value}"
        yield Choice(told, total, asked.url({field: None}), True)


def label(value: object) -> str:
    """What a value of a filter is called."""
    if value is FindingStatus.SINGLE_SOURCE:
        return "one source only"
    if isinstance(value, FindingStatus):
        return " ".join(STATUS[value])
    if isinstance(value, Unknown):
        return LACKING[value]
    if isinstance(value, Enum):
        return words(str(value.value))
    return value if isinstance(value, str) else ""


def entry(incident: Incident) -> Entry:
    """An incident at a glance."""
    toll = (f"{words(f.slot.value)} {range_words(f.best)}" for f in incident.findings if f.best and f.slot in TOLL)
    contested, agreed = (slots(incident, s) for s in (FindingStatus.CONTESTED, FindingStatus.CORROBORATED))
    return Entry(incident, places_line(incident), " · ".join(toll), contested, agreed)


def slots(incident: Incident, status: FindingStatus) -> str:
    """The facts that stand like this."""
    return ", ".join(words(f.slot.value) for f in incident.findings if f.status is status)


def places_line(incident: Incident) -> str:
    """`from Zummar → at Rumaylan → target the base`: origins, sites, targets; a place that is both is told once."""
    sites = {p.name for p in incident.places if p.role == "site"}
    by_role = (
        (word, [p.name for p in incident.places if p.role == role and (role != "target" or p.name not in sites)])
        for role, word in ROLES.items()
    )
    return ARROW.join(f"{word} {', '.join(dict.fromkeys(names))}" for word, names in by_role if names)
