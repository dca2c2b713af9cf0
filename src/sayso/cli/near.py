"""Keep the incidents near a place that is given by its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..errors import UsageError
from ..gazetteer import PlaceRecord, distance_km, gazetteer
from ..model import Incident


def place_named(name: str) -> PlaceRecord:
    """The likeliest place of this name.

    Raises:
        UsageError: the gazetteer knows none.
    """
    found = gazetteer().lookup(name, limit=1)
    if not found:
        raise UsageError(f"{name!r}: no place of this name in the gazetteer; give --bbox WEST,SOUTH,EAST,NORTH instead")
    return found[0]


def near(incidents: Iterable[Incident], entry: PlaceRecord, km: float) -> Iterator[Incident]:
    """Those with a place within `km` of the place, or within the place itself when that is larger."""
    reach = max(km, entry.radius_km)
    for incident in incidents:
        if any(
            place.lat is not None
            and place.lon is not None
            and distance_km(entry.lat, entry.lon, place.lat, place.lon) <= reach
            for place in incident.places
        ):
            yield incident
