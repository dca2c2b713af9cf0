"""Records of one place under one name become one."""

from dataclasses import replace

import pytest

from sayso.gazetteer.records import Match, PlaceRecord
from sayso.gazetteer.rows import merged, unique

SITE = PlaceRecord(
    "own:iq-zummar-locality", "Zummar", "locality", 36.66, 42.6, "IQ", ("IQ",), radius_km=8, source="overlay"
)
TOWN = PlaceRecord(
    "gn:9253641", "Zammar", "locality", 36.6573, 42.6025, "IQ", ("IQ", "SY"), "Ninawa", "Telafar", 5000, 9253641, "Q1",
    source="pack", match=Match.ALIAS, score=0.9,
)  # fmt: skip
REGION = PlaceRecord(
    "own:iq-nineveh-region", "Nineveh", "region", 36.2, 42.6, "IQ", ("IQ",), radius_km=100, source="overlay"
)


def test_the_projects_own_record_is_kept_and_filled_from_the_others() -> None:
    (place,) = merged([TOWN, SITE])
    assert (place.id, place.source, place.name, place.lat, place.radius_km) == (SITE.id, "overlay", "Zummar", 36.66, 8)
    assert (place.geonameid, place.region, place.county, place.population) == (9253641, "Ninawa", "Telafar", 5000)
    assert (place.countries, place.wikidata, place.match, place.score) == (("IQ", "SY"), "Q1", Match.EXACT, 1.0)


@pytest.mark.parametrize(
    ("other", "one"),
    [
        (TOWN, True),
        (replace(TOWN, lat=36.7667), False),  # 12 km away
        (replace(TOWN, kind="base"), False),
        (replace(TOWN, source="overlay"), False),
        (replace(TOWN, country="SY", countries=("SY",)), False),
        (replace(TOWN, country="", countries=()), False),
    ],
)
def test_towns_are_one_when_they_are_close_and_of_two_sources(other: PlaceRecord, one: bool) -> None:
    assert len(merged([SITE, other])) == (1 if one else 2)


def test_two_ids_of_geonames_are_two_places() -> None:
    assert len(merged([replace(SITE, geonameid=1), TOWN])) == 2


@pytest.mark.parametrize(
    ("other", "one"),
    [
        (replace(REGION, id="gn:92877", name="Ninawa", lat=36.07, source="pack"), True),
        (replace(REGION, id="gn:1", lat=30.0, source="pack"), False),
        (replace(REGION, id="gn:2", kind="county", source="pack"), False),
    ],
)
def test_divisions_are_one_when_one_reaches_the_middle_of_the_other(other: PlaceRecord, one: bool) -> None:
    assert len(merged([REGION, other])) == (1 if one else 2)


def test_a_country_is_one_by_its_code() -> None:
    here = replace(REGION, kind="country", id="gn:99237", source="geonames")
    assert len(merged([here, replace(here, id="wof:1", lat=10.0, source="pack")])) == 1


def test_order_is_by_name_then_size_and_each_comes_once() -> None:
    small, large = replace(TOWN, id="a", source="pack"), replace(TOWN, id="b", population=9000, lat=30.0)
    exact = replace(TOWN, id="c", lat=20.0, score=1.0)
    assert [place.id for place in merged([small, large, exact, small])] == ["c", "b", "a"]
    assert [place.id for place in unique([small, large, small])] == ["a", "b"]
