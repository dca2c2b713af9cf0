"""A small gazetteer of a few real places, compiled once, for the tests of this room."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.gazetteer.builder import Builder, NewPlace, PackNote
from sayso.gazetteer.records import BASE, OVERLAY
from sayso.gazetteer.store import Gazetteer

OVERLAY_PLACES = (
    NewPlace("Rumaylan", "base", 37.0, 41.95, ("SY",), 6.0, spellings=("Rumalyn",), ref="own:sy-rumaylan-base"),
    NewPlace("Aleppo", "locality", 36.2, 37.16, ("SY",), 14.0, geonameid=170063, wikidata="Q41183"),
    NewPlace("Golan", "area", 33.0, 35.75, ("SY", "IL"), 35.0, ref="own:sy-golan-area"),
)
TOWNS = (
    NewPlace("Aleppo", "city", 36.2012, 37.1612, ("SY",), 13.1, ("Halab", "حلب"), population=2098000, geonameid=170063),
    NewPlace("Al Bāb", "city", 36.37, 37.5175, ("SY",), 4.0, ("El Bab", "الباب"), population=130745, geonameid=172955),
    NewPlace("Deir ez-Zor", "city", 35.336, 40.141, ("SY",), 4.9, ("دير الزور",), population=242000, geonameid=170794),
    NewPlace("Tripoli", "city", 32.8874, 13.1873, ("LY",), 9.9, ("Tarabulus",), population=1150989, geonameid=2210247),
    NewPlace("Tripoli", "city", 34.43352, 35.84415, ("LB",), 4.9, ("Tarabulus",), population=229398, geonameid=266826),
    NewPlace("Bakhmut", "city", 48.5944, 37.9998, ("UA",), 3.3, ("Бахмут",), population=77000, geonameid=709161),
    NewPlace("Kalsu", "city", 32.7, 44.5, ("IQ",), 3.0, population=600, geonameid=1),
    NewPlace("Salvador", "city", -12.97563, -38.49096, ("BR",), 14.0, population=2711840, geonameid=3450554),
    NewPlace("El Salvador", "country", 13.7, -89.2, ("SV",), 82.0, population=6420744, geonameid=3585968),
    NewPlace("Savusavu", "city", -16.78, 179.34, ("FJ",), 3.0, population=3372, geonameid=2199036),
    NewPlace("Somosomo", "city", -16.77, -179.97, ("FJ",), 3.0, population=900, geonameid=2),
    NewPlace("Syria", "country", 34.89, 37.14, ("SY",), 242.8, spellings=("Syrian Arab Republic",), geonameid=163843),
    NewPlace("Springfield", "city", 39.8, -89.6, ("US",), 4.0, region="Illinois", population=114000, geonameid=4250542),
    NewPlace("Illinois", "region", 40.0, -89.25, ("US",), 200.0, population=12772888, geonameid=4896861),
    NewPlace("United States", "country", 37.8, -92.2, ("US",), 1700.0, spellings=("US", "U.S."), geonameid=6252001),
)  # fmt: skip
NOTE = PackNote("", "0" * 12, "", "2026-01-01T00:00:00+00:00", "CC BY 4.0", "GeoNames", "https://www.geonames.org/")


@pytest.fixture(scope="session")
def small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gazetteer") / "small.sqlite"
    with Builder(path) as builder:
        for name, places in ((OVERLAY, OVERLAY_PLACES), (BASE, TOWNS)):
            builder.begin(NOTE._replace(name=name))
            builder.add(places)
        builder.finish()
    return path


@pytest.fixture(scope="session")
def places(small_file: Path) -> Iterator[Gazetteer]:
    opened = Gazetteer(small_file)
    yield opened
    opened.close()
