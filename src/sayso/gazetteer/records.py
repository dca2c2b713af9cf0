"""What the gazetteer hands out: places, how well their name fits, and what a point lies in."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from ..model import Place
from ..model.values import PlacePrecision

OVERLAY = "overlay"  # the source of places that the project wrote down itself
BASE = "geonames"  # the source of the places that come with the package
_PRECISION: dict[str, PlacePrecision] = {
    "country": "country",
    "region": "region",
    "county": "district",
    "area": "area",
    "water": "area",
    "island": "area",
    "city": "town",
    "locality": "town",
    "neighbourhood": "town",
    "abandoned": "town",
}
POPULATED = ("city", "locality", "neighbourhood")
ADMINISTRATIVE = ("country", "region", "county")
KINDS = frozenset(
    {*_PRECISION, "base", "airport", "port", "crossing", "camp", "prison", "dam", "plant", "field", "bridge"}
    | {"hospital", "building", "landmark"}
)


class Match(StrEnum):
    """How a name fits that of a place, best first."""

    EXACT = "exact"  # the place's main name, or a spelling set down for it by hand
    ALIAS = "alias"  # another name of the place
    SKELETON = "skeleton"  # the same consonants: another transliteration
    FUZZY = "fuzzy"  # a misspelling

    @property
    def rank(self) -> int:
        """0 for the best, 3 for the worst."""
        return list(Match).index(self)


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A place of the gazetteer, as found under a name.

    `lat` and `lon` are WGS 84 degrees; `radius_km` says how far the place reaches around them. `country` is an ISO
    3166-1 alpha-2 code (`""` = none), `countries` the same with every state that claims the place or shares it.
    `region` and `county` are names, `""` where unknown; `population` 0 = unknown. `id` stays the same over rebuilds:
    `gn:98182` by GeoNames, `wof:85672447` by Who's On First, `own:…` for places of the project. `source` is `geonames`,
    `overlay` or the name of an added pack. `score` between 0 and 1 weighs the name alone; which place is likely meant
    is for the caller to judge.
    """

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    country: str = ""
    countries: tuple[str, ...] = ()
    region: str = ""
    county: str = ""
    population: int = 0
    geonameid: int | None = None
    wikidata: str | None = None
    radius_km: float = 5.0
    source: str = BASE
    match: Match = Match.EXACT
    score: float = 1.0

    @property
    def precision(self) -> PlacePrecision:
        """How exact a place of this kind is: a site, a town, a region …"""
        return _PRECISION.get(self.kind, "site")

    @property
    def curated(self) -> bool:
        """True for places that the project wrote down itself: the sites that reports of armed incidents name."""
        return self.source == OVERLAY

    def place(self, name: str | None = None) -> Place:
        """The record as a facet value, under the name that the text uses if given."""
        return Place(name or self.name, self.lat, self.lon, self.geonameid, self.radius_km, self.precision)


@dataclass(frozen=True, slots=True)
class Containment:
    """What a point lies in: read off outlines, or off the nearest town; `areas` are seas and disputed areas."""

    country: PlaceRecord | None = None
    region: PlaceRecord | None = None
    county: PlaceRecord | None = None
    areas: tuple[PlaceRecord, ...] = ()
    how: Literal["polygon", "nearest", "none"] = "none"


def town_radius(population: int) -> float:
    """Rough radius in km of a built-up area, growing with the square root of its people; at least 3 km."""
    return round(max(3.0, 1.0 + math.sqrt(population) / 120), 1)
