"""Read a compiled gazetteer: places by name, however it is spelled; by point; by what they lie in."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, Self

from ..model import distance_km
from ..settings import Settings
from . import fuzzy
from .areas import Areas
from .files import ready_file
from .filter import NameFilter
from .geometry import bearing, box, turn
from .keys import fold, fold_bare, skeleton
from .records import ADMINISTRATIVE, POPULATED, Containment, Match, PlaceRecord
from .rows import COLUMNS, merged, record, scored, unique
from .schema import opened

REMEMBERED = 4096  # names; a report asks for the same few dozen again and again
KEPT = 200  # places under one name; more are borne by San José and its like only
SPELLINGS = 400  # of one consonant key looked at; common short keys have more
PART_TOWNS, PART_PEOPLE = 3, 15_000  # towns that make a part of a country, and the people of such a town
NAMED = (
    f"SELECT {COLUMNS}, n.rank, s.key FROM spelling s JOIN named n ON n.spelling = s.id JOIN place p ON p.id = n.place"
    " JOIN pack ON pack.id = p.pack"
)


class Gazetteer:
    """Places of a compiled file. Make it with `open`, or with `gazetteer()`, which keeps one a process."""

    def __init__(self, path: Path) -> None:
        """Open the compiled file at `path`.

        Raises:
            GazetteerError: it is missing, or no gazetteer of this version.
        """
        self.path = path
        self.db: sqlite3.Connection = opened(path)
        self.version: str = self._meta("version")
        self._filter = NameFilter(self._meta("filter"))
        self.areas = Areas(self.db)
        self._found = lru_cache(maxsize=REMEMBERED)(self._find)
        self._named = lru_cache(maxsize=REMEMBERED)(self._is_name)
        self._countries: dict[str, PlaceRecord] = {}

    @classmethod
    def open(cls, settings: Settings | None = None) -> Self:
        """The gazetteer in force, compiled first where that has not been done.

        Raises:
            GazetteerError: it can neither be opened nor compiled.
            VocabError: the data it is compiled from is broken.
        """
        return cls(ready_file(settings or Settings()))

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    # --- by name ----------------------------------------------------------------------------------------------------

    def is_name(self, text: str) -> bool:
        """True when some place bears this name, whatever its case, accents, hyphens, spaces and Arabic article."""
        return self._named(text)

    def _is_name(self, text: str) -> bool:
        key, bare = fold(text), fold_bare(text)
        return self._is_key(key) or (bare != key and self._is_key(bare))

    def _is_key(self, key: str) -> bool:
        if not key or not self._filter.may_hold(key):
            return False
        return self.db.execute("SELECT 1 FROM spelling WHERE key = ?", (key,)).fetchone() is not None

    def lookup(
        self,
        name: str,
        *,
        country: str | Collection[str] | None = None,
        upto: Match = Match.SKELETON,
        limit: int = 50,
    ) -> tuple[PlaceRecord, ...]:
        """Places under a name, best first: by fit of the name, then countries and regions, then population.

        Exact names and aliases are tried first, then other transliterations, then misspellings; the first of these that
        finds something ends it. `upto` says how far to go; `country` = ISO codes of the only countries looked at.
        """
        return self._found(name, upto, _wanted(country))[:limit]

    def variants(
        self, name: str, *, country: str | Collection[str] | None = None, limit: int = 50
    ) -> tuple[PlaceRecord, ...]:
        """Places under a name and under every other transliteration of it: Zummar, and Zammar behind it."""
        wanted = _wanted(country)
        return merged(_of((*self._same_key(name), *self._same_consonants(name)), wanted))[:limit]

    def _find(self, name: str, upto: Match, countries: frozenset[str] | None) -> tuple[PlaceRecord, ...]:
        found = merged(_of(self._same_key(name), countries))
        if not found and upto.rank >= Match.SKELETON.rank:
            found = merged(_of(self._same_consonants(name), countries))
        if not found and upto is Match.FUZZY:
            found = merged(_of(self._misspelled(name), countries))
        return found[:KEPT]

    def _same_key(self, name: str) -> Iterator[PlaceRecord]:
        key, bare = fold(name), fold_bare(name)
        wanted = [each for each in {key, bare} if each and self._filter.may_hold(each)]
        if not wanted:
            return
        for *row, rank, found in self._rows(f"{NAMED} WHERE s.key IN ({_marks(wanted)})", wanted):
            yield scored(record(row), rank, whole=found == key)

    def _same_consonants(self, name: str) -> Iterator[PlaceRecord]:
        bones = skeleton(name)
        if bones:
            keys = [
                key for (key,) in self._rows("SELECT key FROM spelling WHERE skeleton = ? LIMIT ?", (bones, SPELLINGS))
            ]
            yield from self._spelled(Match.SKELETON, fuzzy.alike(name, keys))

    def _misspelled(self, name: str) -> Iterator[PlaceRecord]:
        yield from self._spelled(Match.FUZZY, fuzzy.misspellings(self.db, fold_bare(name)))

    def _spelled(self, match: Match, scores: dict[str, float]) -> Iterator[PlaceRecord]:
        keys = list(scores)
        for *row, _, key in self._rows(f"{NAMED} WHERE s.key IN ({_marks(keys)})", keys):
            yield replace(record(row), match=match, score=scores[key])

    # --- by place ---------------------------------------------------------------------------------------------------

    def near(
        self,
        lat: float,
        lon: float,
        km: float,
        *,
        kinds: Collection[str] | None = None,
        min_population: int = 0,
        limit: int = 50,
    ) -> tuple[PlaceRecord, ...]:
        """Places within `km` of a point, nearest first."""
        south, north, west, east = box(lat, lon, km)
        found: list[tuple[float, PlaceRecord]] = []
        for left, right in _lons(west, east):
            rows = self._rows(
                f"SELECT {COLUMNS} FROM spot JOIN place p ON p.id = spot.id JOIN pack ON pack.id = p.pack"
                " WHERE spot.north >= ? AND spot.south <= ? AND spot.east >= ? AND spot.west <= ?"
                " AND p.population >= ?",
                (south, north, left, right, min_population),
            )
            for row in rows:
                place = record(row)
                away = distance_km(lat, lon, place.lat, place.lon)
                if away <= km and (kinds is None or place.kind in kinds):
                    found.append((away, place))
        found.sort(key=lambda pair: (pair[0], -pair[1].population, pair[1].id))
        return tuple(islice(unique(place for _, place in found), limit))

    def towns(self, container: PlaceRecord, *, min_population: int = 0, limit: int = 2000) -> tuple[PlaceRecord, ...]:
        """Populated places of a country or region, largest first; those of unknown population are left out."""
        rows = self._rows(
            f"SELECT {COLUMNS} FROM place p JOIN pack ON pack.id = p.pack WHERE p.country = ? AND p.population > 0"
            " AND p.population >= ? ORDER BY p.population DESC",
            (container.country, min_population),
        )
        there = (place for row in rows if (place := record(row)).kind in POPULATED)
        if container.kind != "country":
            there = (place for place in there if self.inside(place.lat, place.lon, container))
        return tuple(islice(unique(there), limit))

    def containing(self, lat: float, lon: float) -> Containment:
        """What a point lies in: read off outlines where an added pack has them, else off the nearest town."""
        by_outline = self.areas.containing(lat, lon)
        if by_outline.country is not None:
            return by_outline
        town = self._nearest_town(lat, lon)
        if town is None:
            return by_outline
        region = self.region(town.region, country=town.country) if town.region else None
        return Containment(self.country(town.country), region, None, by_outline.areas, "nearest")

    def inside(self, lat: float, lon: float, container: PlaceRecord) -> bool:
        """True when a point lies in an area: by its outline, else by the nearest town's names, else by its radius."""
        outline = self.areas.outline(container)
        if outline is not None:
            return outline.holds(lat, lon)
        if container.kind in ADMINISTRATIVE:
            town = self._nearest_town(lat, lon)
            if town is not None and container.kind == "country":
                return container.country == town.country
            if town is not None and container.kind == "region" and town.region:
                region = self.region(town.region, country=town.country)
                return region is not None and region.id == container.id
        return distance_km(lat, lon, container.lat, container.lon) <= container.radius_km

    def _nearest_town(self, lat: float, lon: float) -> PlaceRecord | None:
        for km in (10.0, 50.0, 200.0):
            found = self.near(lat, lon, km, kinds=POPULATED, limit=1)
            if found:
                return found[0]
        return None

    # --- countries and regions --------------------------------------------------------------------------------------

    def country(self, name: str) -> PlaceRecord | None:
        """The country with this ISO 3166-1 alpha-2 code or name."""
        if not self._countries:
            rows = self._rows(f"SELECT {COLUMNS} FROM place p JOIN pack ON pack.id = p.pack WHERE p.kind = 'country'")
            for place in map(record, rows):
                self._countries.setdefault(place.country, place)
        if name in self._countries:
            return self._countries[name]
        found = next((place for place in self.lookup(name, upto=Match.ALIAS) if place.kind == "country"), None)
        return self._countries.get(found.country) if found else None

    def region(self, name: str, *, country: str | Collection[str] | None = None) -> PlaceRecord | None:
        """The likeliest first-level division of this name."""
        return next((place for place in self.lookup(name, country=country) if place.kind == "region"), None)

    def part(self, iso: str, direction: int) -> tuple[float, float, float] | None:
        """Centre (WGS 84 degrees) and radius in km of the part of a country that lies to `direction` from its middle.

        It is the middle of the towns there; None where fewer than three are known. `direction` = compass degrees.
        """
        whole = self.country(iso)
        if whole is None:
            return None
        reach = 46 if direction % 90 == 0 else 34
        far = [
            town
            for town in self.towns(whole, min_population=PART_PEOPLE)
            if turn(bearing(whole.lat, whole.lon, town.lat, town.lon), direction) <= reach
            and distance_km(town.lat, town.lon, whole.lat, whole.lon) > whole.radius_km * 0.4
        ]
        if len(far) < PART_TOWNS:
            return None
        lat = round(sum(town.lat for town in far) / len(far), 2)
        lon = round(sum(town.lon for town in far) / len(far), 2)
        distances = sorted(distance_km(town.lat, town.lon, lat, lon) for town in far)
        return lat, lon, round(max(30.0, distances[int(len(distances) * 0.9)]), 1)

    def border(self, iso: str, other: str | None = None) -> tuple[tuple[float, float], ...]:
        """Points (lat, lon) of a country's outline, those shared with another country if given; () without outlines."""
        return self.areas.border(self.country(iso), None if other is None else self.country(other))

    def border_km(self, lat: float, lon: float, iso: str) -> float | None:
        """Kilometres from a point to a country's outline; None without outlines."""
        country = self.country(iso)
        outline = None if country is None else self.areas.outline(country)
        return None if outline is None else outline.distance_km(lat, lon)

    def _rows(self, sql: str, values: Collection[object] = ()) -> sqlite3.Cursor:
        return self.db.execute(sql, tuple(values))

    def _meta(self, key: str) -> Any:
        return self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0]


def _wanted(country: str | Collection[str] | None) -> frozenset[str] | None:
    return None if country is None else frozenset([country] if isinstance(country, str) else country)


def _of(places: Iterable[PlaceRecord], countries: frozenset[str] | None) -> Iterator[PlaceRecord]:
    """Those that lie in one of the countries, or are claimed by one."""
    return (place for place in places if countries is None or countries.intersection(place.countries))


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))


def _lons(west: float, east: float) -> list[tuple[float, float]]:
    """A range of longitudes, in two where it crosses the date line."""
    if west < -180:
        return [(west + 360, 180.0), (-180.0, east)]
    return [(west, 180.0), (-180.0, east - 360)] if east > 180 else [(west, east)]
