"""Reading a compiled gazetteer: names to ranked places, points to what is near and around them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import GazetteerError
from sayso.gazetteer.records import Match
from sayso.gazetteer.store import Gazetteer

from .conftest import OVERLAY_PLACES, TOWNS


@pytest.mark.parametrize(
    ("name", "found", "match", "score"),
    [
        ("Rumaylan", "own:sy-rumaylan-base", "exact", 1.0),
        ("Rumalyn", "own:sy-rumaylan-base", "exact", 1.0),
        ("Rmelan", "own:sy-rumaylan-base", "skeleton", 0.74),
        ("رميلان", "own:sy-rumaylan-base", "skeleton", 0.8),
        ("Halab", "gn:170063", "alias", 0.9),
        ("حلب", "gn:170063", "alias", 0.9),
        ("AL BAB", "gn:172955", "exact", 1.0),
        ("Bab", "gn:172955", "exact", 0.96),
        ("al-Aleppo", "gn:170063", "exact", 0.96),
        ("El Bab", "gn:172955", "exact", 0.96),
        ("Dayr az Zawr", "gn:170794", "skeleton", 0.75),
        ("Бахмут", "gn:709161", "alias", 0.9),
        ("Bahmut", "gn:709161", "skeleton", 0.8),
        ("Calso", "gn:1", "skeleton", 0.7),
        ("Bakmhut", "gn:709161", "fuzzy", 0.6),
        ("Sprinfield", "gn:4250542", "fuzzy", 0.6),
    ],
)
def test_names_lead_to_the_place_and_say_how(
    places: Gazetteer, name: str, found: str, match: str, score: float
) -> None:
    best = places.lookup(name, upto=Match.FUZZY)[0]
    assert (best.id, best.match.value) == (found, match)
    assert best.score == pytest.approx(score, abs=0.09)


def test_the_search_goes_no_further_than_asked(places: Gazetteer) -> None:
    assert places.lookup("Rmelan", upto=Match.ALIAS) == ()
    assert places.lookup("Sprinfield") == ()
    assert places.lookup("Qwertyville", upto=Match.FUZZY) == ()
    assert places.lookup("", upto=Match.FUZZY) == ()


@pytest.mark.parametrize("place", [*OVERLAY_PLACES, *TOWNS], ids=lambda place: place.name)
def test_every_name_is_known(places: Gazetteer, place: object) -> None:
    assert isinstance(place, tuple)
    for name in (place.name, *place.names, *place.spellings):  # type: ignore[attr-defined]
        assert places.is_name(name)
        assert places.lookup(name, upto=Match.ALIAS)


@settings(deadline=None)  # other processes may hold the machine up
@given(st.text(max_size=12))
def test_what_is_no_name_finds_nothing(places: Gazetteer, text: str) -> None:
    assert places.is_name(text) == bool(places.lookup(text, upto=Match.ALIAS))


def test_larger_towns_come_first_and_countries_before_them(places: Gazetteer) -> None:
    assert [p.country for p in places.lookup("Tripoli")] == ["LY", "LB"]
    assert [p.name for p in places.lookup("Salvador")] == ["Salvador", "El Salvador"]
    assert places.lookup("El Salvador")[0].kind == "country"


def test_a_country_keeps_the_others_out(places: Gazetteer) -> None:
    assert [p.country for p in places.lookup("Tripoli", country="LB")] == ["LB"]
    assert [p.country for p in places.lookup("Tripoli", country={"LB", "LY"})] == ["LY", "LB"]
    assert places.lookup("Tripoli", country="SY") == ()
    assert places.lookup("Golan", country="IL")[0].country == "SY"


def test_two_records_of_one_place_are_one(places: Gazetteer) -> None:
    (aleppo,) = places.lookup("Aleppo")
    assert (aleppo.source, aleppo.wikidata, aleppo.population, aleppo.radius_km) == ("overlay", "Q41183", 2098000, 14.0)
    assert aleppo.curated
    assert aleppo.place("Halab").name == "Halab"


def test_variants_keep_other_transliterations_beside_the_exact_name(places: Gazetteer) -> None:
    found = places.variants("Kalso")
    assert [p.match for p in found] == [Match.SKELETON]
    assert [p.id for p in places.variants("Tripoli", country="LB")] == ["gn:266826"]


def test_near_is_nearest_first(places: Gazetteer) -> None:
    assert [p.name for p in places.near(36.2, 37.16, 60)] == ["Aleppo", "Al Bāb"]
    assert places.near(36.2, 37.16, 60, kinds={"city"}, min_population=1_000_000)[0].name == "Aleppo"
    assert places.near(0, 0, 5) == ()


def test_near_crosses_the_date_line(places: Gazetteer) -> None:
    assert [p.name for p in places.near(-16.78, 179.9, 100)] == ["Somosomo", "Savusavu"]
    assert [p.name for p in places.near(-16.78, -179.9, 100)] == ["Somosomo", "Savusavu"]


def test_without_outlines_a_point_lies_where_the_nearest_town_does(places: Gazetteer) -> None:
    found = places.containing(39.9, -89.6)
    assert found.country is not None
    assert found.region is not None
    assert (found.country.name, found.region.name, found.how) == ("United States", "Illinois", "nearest")
    assert places.containing(-80, 0).how == "none"


def test_without_outlines_an_area_holds_what_its_names_or_radius_say(places: Gazetteer) -> None:
    syria, illinois, golan = places.country("SY"), places.region("Illinois"), places.lookup("Golan")[0]
    assert syria is not None
    assert illinois is not None
    assert places.inside(36.3, 37.2, syria)
    assert not places.inside(34.4, 35.8, syria)
    assert places.inside(39.9, -89.6, illinois)
    assert not places.inside(36.3, 37.2, illinois)
    assert places.inside(33.1, 35.8, golan)
    assert places.border("SY") == places.border("SY", "LB") == places.border("QQ") == ()
    assert places.border_km(33, 36, "SY") is None


def test_countries_by_code_and_by_name(places: Gazetteer) -> None:
    for name in ("SY", "Syria", "Syrian Arab Republic"):
        country = places.country(name)
        assert country is not None
        assert country.country == "SY"
    assert places.country("Tripoli") is None
    assert places.country("QQ") is None


def test_towns_of_a_country_or_region_largest_first(places: Gazetteer) -> None:
    syria, illinois = places.country("SY"), places.region("Illinois")
    assert syria is not None
    assert illinois is not None
    assert [p.name for p in places.towns(syria)] == ["Aleppo", "Deir ez-Zor", "Al Bāb"]
    assert [p.name for p in places.towns(syria, min_population=200_000, limit=1)] == ["Aleppo"]
    assert [p.name for p in places.towns(illinois)] == ["Springfield"]


def test_too_few_towns_make_no_part_of_a_country(places: Gazetteer) -> None:
    assert places.part("SY", 45) is None
    assert places.part("QQ", 45) is None


def test_a_file_that_is_no_gazetteer_is_told(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    other.write_text("no database", encoding="utf-8")
    for path in (other, tmp_path / "missing.sqlite"):
        with pytest.raises(GazetteerError, match="cannot be opened as a gazetteer"):
            Gazetteer(path)
