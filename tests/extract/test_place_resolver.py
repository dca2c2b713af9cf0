"""Names of a document are put on the map together."""

import pytest

from sayso.extract.place_evidence import EvidenceReader
from sayso.extract.place_features import flat_km, holds
from sayso.extract.place_home import HomeClues, home_clues
from sayso.extract.place_ranker import Ranker, ranker_weights, score
from sayso.extract.place_resolver import PlaceResolver, Resolved
from sayso.gazetteer import distance_km, gazetteer
from sayso.model import Span

READ, RESOLVER = EvidenceReader(), PlaceResolver(gazetteer())


def resolve(text: str, *names: str, clues: HomeClues | None = None) -> list[Resolved]:
    spans = [Span(text.index(n), text.index(n) + len(n)) for n in names]
    return list(RESOLVER.resolve(text, [READ.read(text, span) for span in spans], clues or HomeClues()))


@pytest.mark.parametrize(
    ("text", "name", "country", "region"),
    [
        ("He lives in Paris.", "Paris", "FR", "Ile-de-France"),
        ("He lives in Paris, Texas.", "Paris", "US", "Texas"),
        ("He lives in Paris, Ky.", "Paris", "US", "Kentucky"),
        ("A shell fell in Tripoli, Lebanon.", "Tripoli", "LB", None),
        ("Lebanese officers spoke. A shell fell in Tripoli.", "Tripoli", "LB", None),
        ("Troops of Armenia, Turkey and Georgia met.", "Georgia", "GE", None),
    ],
)
def test_the_text_decides_between_places_of_one_name(text, name, country, region):
    record = resolve(text, name)[0].record
    assert record is not None
    assert record.country == country
    assert region is None or record.region == region


@pytest.mark.parametrize(
    ("text", "name", "kinds"),
    [
        ("Rebels attacked an army camp in Kidal, Mali.", "Kidal", {"city"}),
        ("Rebels attacked an army camp in the Kidal region of Mali.", "Kidal", {"region"}),
        ("A shell fell in Idlib, Syria.", "Idlib", {"city"}),
        ("A shell fell in Idlib province, Syria.", "Idlib", {"region"}),
        ("A lorry burned in Ontario, Canada.", "Ontario", {"region"}),
    ],
)
def test_a_name_of_a_town_and_its_region_means_the_town_unless_a_word_says_region(text, name, kinds):
    record = resolve(text, name)[0].record
    assert record is not None
    assert record.kind in kinds


def test_a_local_paper_means_the_town_near_it():
    text = "A barn burned in Springfield."
    at_home = resolve(text, "Springfield", clues=home_clues("http://www.sj-r.com/1", None))[0].record
    assert at_home is not None
    assert (at_home.region, at_home.kind) == ("Illinois", "city")


def test_other_names_of_the_document_pull_a_name_to_them():
    text = "Crews from Lexington, Georgetown and Versailles fought a fire in Paris and Danville, Ky."
    record = resolve(text, "Paris", "Lexington", "Georgetown", "Versailles", "Danville")[0].record
    assert record is not None
    assert record.region == "Kentucky"


def test_an_adjective_is_put_where_its_country_is():
    [found] = resolve("The Iraqi soldiers left.", "Iraqi")
    assert found.record is not None
    assert (found.record.kind, found.record.country) == ("country", "IQ")


def test_rivals_are_shown_and_likelihoods_add_up():
    [found] = resolve("A shell fell in Springfield.", "Springfield")
    assert len(found.candidates) > 2
    assert sum(r.share for r in found.ranked) == pytest.approx(1)
    assert [c.score for c in found.candidates] == sorted((c.score for c in found.candidates), reverse=True)


def test_both_places_of_the_name_zummar_are_shown_the_town_first():
    [found] = resolve("Rockets were launched from the town of Zummar in Iraq.", "Zummar")
    assert [ranked.candidate.record.geonameid for ranked in found.ranked] == [9253641, 89356]
    assert [candidate.score for candidate in found.candidates] == [0.5, 0.5]


def test_an_unsure_place_has_a_wider_radius():
    [found] = resolve("A shell fell in Springfield.", "Springfield")
    assert found.record is not None
    assert found.ranked[0].share < 0.6
    place = found.record.place()
    assert place.radius_km is not None
    wider = found.place(place).radius_km
    assert wider is not None
    assert wider >= 2 * place.radius_km


def test_an_unknown_name_stays_off_the_map():
    [found] = resolve("A shell fell in Qarwasha.", "Qarwasha")
    assert (found.record, found.candidates) == (None, ())


def test_another_spelling_counts_where_its_country_is_spoken_of():
    [alone] = resolve("A shell fell in Qamishlu.", "Qamishlu")
    [told] = resolve("A shell fell in Qamishlu, Syria.", "Qamishlu")
    assert told.record is not None
    assert told.record.country == "SY"
    assert alone.record is None or alone.record.country == "SY"


def test_every_weight_names_a_feature_that_speaks():
    weights = ranker_weights()
    assert weights.joint["contained"] > 0 > weights.joint["not_contained"]
    assert score({"contained": 1.0, "unheard_of": 5.0}, weights.joint) == weights.joint["contained"]
    assert Ranker().weights == weights


def test_a_division_holds_its_towns_and_no_others():
    texas = gazetteer().region("Texas", country="US")
    assert texas is not None
    towns = gazetteer().lookup("Paris")
    assert {r.region for r in towns if r.kind == "city" and holds(texas, r)} == {"Texas"}


@pytest.mark.parametrize("point", [(36.3, 43.1, 36.2, 44.0), (10.0, 179.9, 10.0, -179.9), (-33.9, 151.2, -34.4, 150.9)])
def test_a_flat_distance_is_close_to_the_true_one(point):
    assert flat_km(*point) == pytest.approx(distance_km(*point), rel=0.02)
