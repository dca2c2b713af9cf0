"""Places: phrases found, put on the map, moved by the words around them, and read as facets of a claim."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.place_relations import moved
from sayso.extract.place_slots import PlaceFacets
from sayso.extract.places import PlaceFinder
from sayso.extract.tags import Tagger
from sayso.extract.times import TimeFinder
from sayso.gazetteer import distance_km
from sayso.model import Document, Place, PlaceMention, Proposition, Report, Span
from sayso.text import segment
from sayso.vocab.loader import load_yaml

TAG, TIMES, PLACES, FACETS = Tagger(), TimeFinder(), PlaceFinder(), PlaceFacets()
LEXICON = load_yaml("lexicon/en/places.yaml")
EXAMPLES = [
    (entry["example"], entry["expect"])
    for group in ("prepositions", "place_nouns")
    for entry in LEXICON[group]
    if entry["expect"]
]


def read(text: str) -> Document:
    return PLACES(TIMES(TAG(segment(Document(Report.of(text, published="2024-04-22"))))))


def facets(text: str, content: str | None = None) -> dict[str, str]:
    start = text.index(content) if content else 0
    span = Span(start, start + len(content or text))
    found = FACETS(read(text), Proposition((span,), None))
    return {f.slot.value: f.value.name for f in found}  # type: ignore[union-attr]


def only(text: str) -> PlaceMention:
    [found] = read(text).places
    return found


@pytest.mark.parametrize(("text", "expect"), EXAMPLES, ids=[text for text, _ in EXAMPLES])
def test_every_entry_of_the_lexicon_reads_its_example(text: str, expect: dict[str, str]) -> None:
    assert facets(text) == expect


@pytest.mark.parametrize("entry", LEXICON["relations"], ids=[e["phrase"] for e in LEXICON["relations"]])
def test_every_relation_widens_its_place(entry: dict[str, str]) -> None:
    found = read(entry["example"]).places[-1]
    assert found.span.text(entry["example"]).startswith(entry["phrase"])
    assert found.place.radius_km is not None
    assert found.place.precision == ("district" if found.place.radius_km <= 40 else "area")
    assert found.place.radius_km > float(entry["enlarge_km"])


@pytest.mark.parametrize(
    ("text", "phrase", "name", "near"),
    [
        ("Rockets hit the town of Zummar in Iraq.", "the town of Zummar in Iraq", "Zummar", (36.7, 42.6)),
        ("A shell fell in Aleppo, Syria.", "Aleppo, Syria", "Aleppo", (36.2, 37.2)),
        ("A shell hit the Yemeni port of Hodeida.", "the Yemeni port of Hodeida", "Hodeida", (14.8, 42.9)),
        ("A shell fell in the Syrian town of Azaz.", "the Syrian town of Azaz", "Azaz", (36.6, 37.0)),
        ("They fought in Nigeria's Zamfara state.", "Zamfara state", "Zamfara state", (12.1, 6.3)),
        (
            "A shell fell on a base in Rumaylan, Syria.",
            "a base in Rumaylan, Syria",
            "a base in Rumaylan, Syria",
            (37.0, 42.0),
        ),
        ("A shell fell in Zummar, a town in Iraq.", "Zummar, a town in Iraq", "Zummar", (36.7, 42.6)),
        ("It hit Bamako, the capital of Mali.", "Bamako, the capital of Mali", "Bamako", (12.6, -8.0)),
        ("A drone flew over the Red Sea.", "the Red Sea", "Red Sea", (20.3, 38.5)),
        ("A mine exploded near al-Bab.", "near al-Bab", "al-Bab", (36.4, 37.5)),
        ("A shell fell in Tripoli, Lebanon.", "Tripoli, Lebanon", "Tripoli", (34.4, 35.8)),
        ("A shell fell 30 miles south of Baghdad.", "30 miles south of Baghdad", "Baghdad", (32.9, 44.4)),
        ("A shell fell south of Baghdad.", "south of Baghdad", "Baghdad", (33.0, 44.4)),
        ("A shell fell 20 km west of Aleppo.", "20 km west of Aleppo", "Aleppo", (36.2, 36.9)),
    ],
)
def test_a_name_is_found_with_its_phrase_and_place(
    text: str, phrase: str, name: str, near: tuple[float, float]
) -> None:
    found = read(text).places[-1]
    assert (found.span.text(text), found.place.name) == (phrase, name)
    assert found.place.lat is not None
    assert found.place.lon is not None
    assert distance_km(found.place.lat, found.place.lon, *near) < 30


def test_the_name_span_is_the_looked_up_name() -> None:
    text = "Rockets hit the town of Zummar in Iraq."
    assert only(text).name_span.text(text) == "Zummar"


def test_candidates_are_ranked() -> None:
    found = only("A shell fell in Tripoli.")
    assert len(found.candidates) > 1
    assert found.candidates[0].score >= found.candidates[1].score


def test_a_country_adjective_in_the_text_decides_between_towns() -> None:
    found = read("Lebanese officers spoke. A shell fell in Tripoli.").places[-1]
    assert found.place.lat == pytest.approx(34.4, abs=0.2)


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("A mine exploded in Qarwasha.", "Qarwasha", "Qarwasha"),
        ("A mine exploded in the village of Qarwasha.", "the village of Qarwasha", "Qarwasha"),
        ("A mine exploded in Qarwasha district.", "Qarwasha district", "Qarwasha"),
        ("A mine exploded at Qarwasha Bridge.", "Qarwasha Bridge", "Qarwasha Bridge"),
    ],
)
def test_a_name_no_gazetteer_has_is_a_place_without_coordinates(text: str, phrase: str, name: str) -> None:
    found = only(text)
    assert (found.span.text(text), found.place.name, found.place.lat) == (phrase, name, None)


@pytest.mark.parametrize(
    "text",
    [
        "Two US officials spoke.",
        "Hezbollah spoke.",
        "They joined in Ramadan.",
        "He met Hassan Karim.",
        "The rifle broke.",
        "It happened in May.",
    ],
)
def test_other_names_and_things_are_no_places(text: str) -> None:
    assert read(text).places == ()


def test_a_direction_names_a_part_of_a_country() -> None:
    whole, part = only("A shell fell in Syria.").place, only("A shell fell in northeastern Syria.").place
    assert whole.lat is not None
    assert part.lat is not None
    assert whole.lon is not None
    assert part.lon is not None
    assert part.lat > whole.lat
    assert part.lon > whole.lon
    assert (part.precision, part.geonameid) == ("area", None)
    assert only("A shell fell in the north of Iraq.").place.precision == "area"
    central = only("A shell fell in central Syria.").place
    assert (central.lat, central.lon) == (whole.lat, whole.lon)
    assert central.radius_km is not None
    assert whole.radius_km is not None
    assert central.radius_km < whole.radius_km
    assert only("A shell fell in northern Idlib.").place.precision == "area"


def test_a_distance_and_a_bearing_move_a_place() -> None:
    text = "A depot burned 50 km south of Baghdad."
    town, found = only("A depot burned in Baghdad.").place, only(text)
    assert found.span.text(text) == "50 km south of Baghdad"
    assert town.lat is not None
    assert town.lon is not None
    assert found.place.lat is not None
    assert found.place.lon is not None
    assert found.place.lat < town.lat
    assert distance_km(town.lat, town.lon, found.place.lat, found.place.lon) == pytest.approx(50, abs=1)
    assert only("A depot burned 50 km from Baghdad.").place.lat == town.lat
    at_sea = only("A ship burned 50 nautical miles southwest of Aden.").place
    assert at_sea.lat is not None
    assert at_sea.lat == pytest.approx(12.2, abs=0.15)
    beside = only("A depot burned south of Baghdad.").place
    assert beside.lat is not None
    assert beside.lat < town.lat


def test_a_place_noun_without_a_name_lies_in_its_container() -> None:
    found = only("A blast shook a room at a military base in Iraq.")
    assert found.name_span == Span(43, 47)  # what it is known by
    assert found.place.lat is not None
    assert only("A blast came at a checkpoint.").place.lat is None
    assert only("They searched close to the Syrian border.").place.lat is not None


def test_there_is_the_place_named_last_before_it() -> None:
    text = "Shells fell in Erbil. Two men died there. There was no fire."
    [erbil, there] = read(text).places
    assert (there.span.text(text), there.place) == ("there", erbil.place)
    assert facets(text, "Two men died there") == {"place": "Erbil"}
    assert facets("Shells fell in Erbil. Two men went there.", "Two men went there") == {"destination": "Erbil"}
    assert read("Two men died there.").places == ()


def test_moving_a_place_without_coordinates_changes_nothing() -> None:
    nowhere = Place("x")
    assert moved(nowhere, 10, 90, 5) is nowhere


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("Rockets were fired from Iraq.", {"origin": "Iraq"}),
        ("Rockets were fired towards Erbil.", {"destination": "Erbil"}),
        ("Rockets hit Erbil.", {"place": "Erbil"}),
        ("The bombing of Erbil went on.", {"place": "Erbil"}),
        ("Erbil was shelled.", {"place": "Erbil"}),
        ("Five men died in Erbil.", {"place": "Erbil"}),
        ("The wounded were taken to Erbil.", {"destination": "Erbil"}),
        ("The drone came from the direction of Erbil.", {"origin": "Erbil"}),
        ("The convoy drove in the direction of Erbil.", {"destination": "Erbil"}),
        ("It followed the attack on Israel.", {}),
        ("The people of Erbil wept.", {}),
        ("Moscow said nothing.", {}),
        ("It is close to Erbil.", {"place": "Erbil"}),
        ("A depot burned 50 km south of Baghdad.", {"place": "Baghdad"}),
        ("A depot burned south of Baghdad.", {"place": "Baghdad"}),
        ("Troops left Erbil.", {"origin": "Erbil"}),
        ("Bodies were pulled from a hotel in Erbil.", {"place": "a hotel in Erbil"}),
        ("They are pulling back from Erbil.", {"origin": "Erbil"}),
        ("Twelve people from Erbil were hurt.", {}),
        ("Troops burst into Erbil.", {"place": "Erbil"}),
        ("Troops sealed the road to Erbil.", {}),
        ("It came in retaliation for the shelling of Erbil.", {}),
        ("Armed groups in Iraq wept.", {}),
        ("Trade fell since the war in Iraq began.", {}),
        ("A man died at the scene.", {}),
        ("Rockets were fired towards a base in northern Iraq.", {"place": "Iraq"}),
        ("The minister visited Erbil.", {"destination": "Erbil"}),
    ],
)
def test_slot(text: str, expect: dict[str, str]) -> None:
    assert facets(text) == expect


def test_facets_lie_in_the_content() -> None:
    text = "Police in Erbil said a man was killed in Kirkuk."
    assert facets(text, "a man was killed in Kirkuk") == {"place": "Kirkuk"}
    assert facets(text, "a man was killed") == {}


SCRAPS = """in near the town of Aleppo , Syria 50 km south northern from to towards al-Bab Qarwasha base border
close Red Sea a village district ( ) US Idlib and . on outskirts"""
WORDS = st.sampled_from(SCRAPS.split())


@settings(max_examples=80, deadline=None)
@given(st.lists(WORDS, max_size=20).map(" ".join))
def test_every_place_lies_in_the_text(text: str) -> None:
    end = 0
    for found in read(text).places:
        assert 0 <= found.span.start < found.span.end <= len(text)
        assert found.span.contains(found.name_span)
        assert found.name_span.start >= end
        end = found.name_span.end
        if found.place.lat is not None:
            assert -90 <= found.place.lat <= 90


def test_the_last_word_of_a_newspaper_is_no_town():
    doc = Tagger()(segment(Document(Report.of("A medic told the Harbour Post of it."))))
    assert "Post" not in [p.place.name for p in PlaceFinder()(doc).places]
