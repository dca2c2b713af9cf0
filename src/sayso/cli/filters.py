"""Which incidents a command is asked for: the same filters for listing and for exporting, now or as of a moment."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeVar

import click

from ..ledger import IncidentQuery, Ledger, Order, Precision, Unknown
from ..model import EventType, FindingStatus, Incident
from ..pipeline.rebuild import rebuild
from ..pipeline.update import update
from ..resolve import changes
from .near import near, place_named
from .options import box, day, member_option
from .phrases import plural
from .terminal import say

F = TypeVar("F", bound=Callable[..., Any])
as_of_option = click.option(
    "--as-of", type=day, metavar="DATE", help="As known by then; a date ends with its day in UTC, +02:00 counts."
)
_OPTIONS = (
    click.option("--since", type=day, metavar="DATE", help="Happened on this day or later."),
    click.option("--until", type=day, metavar="DATE", help="Happened on this day or earlier."),
    as_of_option,
    click.option("--bbox", type=box, metavar="W,S,E,N", help="A place within this box, in degrees."),
    click.option("--near", "place", metavar="PLACE", help="A place near PLACE, by its name in the gazetteer."),
    click.option("--within", "km", type=click.FloatRange(min=0), default=50.0, metavar="KM", help="How near [50]."),
    member_option("--type", EventType, show=False, help="Event type, as shelling."),
    click.option("--actor", metavar="NAME", help="Somebody names NAME as actor or as responsible."),
    click.option("--source", metavar="NAME", help="A claim goes back to NAME, or NAME published it."),
    member_option("--status", FindingStatus, help="A finding stands like this."),
    click.option("--text", metavar="WORDS", help="All of these words in the title, or in one of the reports."),
    click.option("--area", metavar="NAME", help="A place of it goes by NAME."),
    member_option("--precision", Precision, help="Its finest place is known just so finely."),
    member_option("--unknown", Unknown, help="It lacks this: a time on the calendar, or any place with degrees."),
    member_option("--sort", Order, help="What comes first [latest]; reports, contested: those with most of them."),
    click.option("--limit", type=click.IntRange(min=1), metavar="N", help="No more than N, the first as sorted."),
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What was asked for; `place` and `km` go by the gazetteer, the rest by the ledger."""

    query: IncidentQuery
    as_of: str | None = None
    place: str | None = None
    km: float = 50.0
    limit: int | None = None


def incident_filters(function: F) -> Callable[..., Any]:
    """The options by which incidents are chosen, handed to the command as one argument `filters`."""

    @functools.wraps(function)
    def command(*args: Any, as_of: str | None, place: str | None, km: float, limit: int | None, **given: Any) -> Any:
        conditions = {name: given.pop(name) for name in CONDITIONS}
        query = IncidentQuery(**conditions, order=given.pop("sort") or Order.LATEST)
        filters = Filters(query, as_of, place, km, limit)
        return function(*args, filters=filters, **given)

    for option in reversed(_OPTIONS):
        command = option(command)
    return command


CONDITIONS = ("since", "until", "bbox", "type", "actor", "source", "status", "text", "area", "precision", "unknown")


@contextmanager
def ledger_at(ledger: Ledger, moment: str | None) -> Iterator[Ledger]:
    """The ledger with its incidents up to date, or one in memory of what was known at a moment."""
    if ledger.is_stale():
        say("reports or judgements came since the incidents were built; building them anew")
        update(ledger)
    if moment is None:
        yield ledger
        return
    with ledger.as_of(moment) as past:
        rebuild(past)
        yield past


def matching(ledger: Ledger, filters: Filters) -> tuple[Incident, ...]:
    """The incidents that a ledger holds and that were asked for.

    Raises:
        UsageError: the place is not in the gazetteer.
    """
    if filters.place is None:
        return ledger.incidents(replace(filters.query, limit=filters.limit))
    around = place_named(filters.place)
    return tuple(near(ledger.incidents(filters.query), around, filters.km))[: filters.limit]


class Matching:
    """The same, read from the ledger each time one goes through them: a long list is not held."""

    def __init__(self, ledger: Ledger, filters: Filters) -> None:
        """Look at once for the place, so that a wrong one is told before anything is written.

        Raises:
            UsageError: the place is not in the gazetteer.
        """
        self._ledger = ledger
        self._filters = filters
        self._around = place_named(filters.place) if filters.place is not None else None

    def __iter__(self) -> Iterator[Incident]:
        if self._around is None:
            return self._ledger.each_incident(replace(self._filters.query, limit=self._filters.limit))
        found = near(self._ledger.each_incident(self._filters.query), self._around, self._filters.km)
        return islice(found, self._filters.limit)

    def __len__(self) -> int:
        if self._around is not None:
            return sum(1 for _ in self)
        total = self._ledger.total(self._filters.query)
        return total if self._filters.limit is None else min(total, self._filters.limit)


def tell_where(filters: Filters) -> None:
    """Say on stderr which place of the gazetteer was meant.

    Raises:
        UsageError: the place is not in the gazetteer.
    """
    if filters.place is not None:
        around = place_named(filters.place)
        say(f"near {around.name} ({around.lat:.2f}, {around.lon:.2f})")


def since_then(then: tuple[Incident, ...], past: Ledger, now: tuple[Incident, ...]) -> str:
    """How the picture changed after a moment: `since then: 2 reports, 5 findings changed, 1 incident new`."""
    change = changes(then, now, {report.id for report in past.reports()})
    told = [plural(change.reports, "report"), f"{plural(change.findings, 'finding')} changed"]
    if change.incidents:
        told.append(f"{plural(change.incidents, 'incident')} new")
    return f"since then: {', '.join(told)}"


def heirs(ledger: Ledger, then: tuple[Incident, ...]) -> tuple[Incident, ...]:
    """The incidents of now that hold any event of those of then."""
    events = {event for incident in then for event in incident.events}
    wanted = [known for known, members in ledger.registry() if events.intersection(members)]
    return tuple(ledger.incident(known) for known in wanted)
