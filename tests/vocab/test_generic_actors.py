import pytest

from sayso.errors import VocabError
from sayso.vocab import generic_actors as room
from sayso.vocab.actors import ActorForm, ActorKind, actor, actors, state
from sayso.vocab.generic_actors import (
    canonical_id,
    compose,
    describe,
    embodied,
    is_kin,
    is_people,
    state_actor,
    titled,
    without_staff,
)
from sayso.vocab.loader import load_yaml

CONCEPTS = load_yaml("actors/generic.yaml")["concepts"]


@pytest.mark.parametrize("row", CONCEPTS, ids=lambda row: row["concept"])
def test_every_concept_reads_its_example(row):
    told = describe(row["example"])
    assert told is not None
    assert told.concept.name == row["concept"]
    assert (told.country.iso if told.country else None) == row["expect"]


def test_concepts_share_no_word_and_cover_what_actors_say_they_are():
    words = [word for row in CONCEPTS for word in row["words"]]
    assert sorted({w for w in words if words.count(w) > 1}) == []
    assert {c for e in actors() for c in e.covers} <= {row["concept"] for row in CONCEPTS}


@pytest.mark.parametrize(
    ("phrase", "id"),
    [
        ("Iraqi security forces", "IQ:security-forces"),
        ("two Iraqi security officials", "IQ:security-forces"),
        ("the Greek navy", "GR:navy"),
        ("Serbia's defence ministry", "RS:defence-ministry"),
        ("the Ministry of Defence of Serbia", "RS:defence-ministry"),
        ("Kyiv's air force", "ukraine-air-force"),
        ("Russia’s Defense Ministry", "russia-mod"),
        ("Burkina Faso's army", "burkina-army"),
        ("senior Indian army officers", "indian-army"),
        ("South Korean troops", "rok-forces"),
        ("Iran-backed militias", ":group:iran-backed"),
        ("radical Iran-backed militant groups", ":group:iran-backed"),
        ("Iranian-backed groups in Iraq", "IQ:group:iran-backed"),
        ("pro-Iranian factions", ":group:iran-backed"),
        ("groups backed by Iran", ":group:iran-backed"),
        ("militants loyal to Tehran", ":group:iran-linked"),
        ("the coalition led by the United States", "global-coalition"),
        ("the Houthi-run health ministry", "houthi-moh"),
        ("the Hezbollah-run information ministry", ":ministry:hezbollah-run"),
        ("the Iraqi army's spokesman", "iraqi-forces"),
    ],
)
def test_country_and_noun_make_a_body(phrase, id):
    made = compose(phrase)
    assert made is not None
    assert made.id == id


@pytest.mark.parametrize("phrase", ["the ministry", "a bakery", "Kerem Shalom", "militants", "Iraqi bread", "", "the"])
def test_without_country_or_side_or_noun_there_is_no_body(phrase):
    assert compose(phrase) is None


def test_a_generic_body_has_kind_form_country_and_side():
    made = compose("Iran-backed militias in Iraq")
    assert made is not None
    assert (made.kind, made.form, made.country, made.side) == (
        ActorKind.ARMED_GROUP,
        None,
        "Iraq",
        ("Iran-backed",),
    )
    assert made.name == "Iran-backed Iraqi groups"
    gangs = compose("Haitian gangs")
    assert gangs is not None
    assert gangs.form is ActorForm.CRIMINAL


def test_the_date_chooses_the_army_of_a_country():
    made = [compose("Syrian troops", at) for at in ("2019-05-01", "2025-05-01")]
    assert [entry.id for entry in made if entry is not None] == ["saa", "syria-army-new"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IDF", "the Israeli army"),
        ("Israel's military", "Israeli troops"),
        ("Hashd al-Shaabi", "the Popular Mobilization Forces"),
        ("Russian MoD", "Russia's Ministry of Defence"),
        ("Tehran", "Iran"),
        ("Iran-backed fighters", "fighters backed by Iran"),
    ],
)
def test_names_of_one_body_have_one_id(one, other):
    assert canonical_id(one) == canonical_id(other) is not None


def test_different_bodies_have_different_ids():
    assert canonical_id("the Israeli army") != canonical_id("Israel")
    assert canonical_id("Iraqi police") != canonical_id("Syrian police")
    assert canonical_id("a bakery") is None
    assert canonical_id("SNA", country="Somalia") == "sna-somalia"


@pytest.mark.parametrize(
    ("phrase", "body"),
    [
        ("the group's spokesman", "the group"),
        ("Houthi fighters", "Houthi"),
        ("the Iraqi army's senior officials", "the Iraqi army"),
        ("officials", "officials"),
        ("the spokesman", "the spokesman"),
    ],
)
def test_people_of_a_body_are_taken_off(phrase, body):
    assert without_staff(phrase) == body


def test_descriptions_tell_definite_from_bare_and_indefinite():
    told = map(describe, ("the army", "army", "an army", "senior police"))
    assert [(d.definite, d.bare) for d in told if d is not None] == [
        (True, False),
        (False, True),
        (False, False),
        (False, False),
    ]


def test_kin_and_people_are_no_bodies():
    assert (is_kin("branch"), is_kin("army"), is_people("official"), is_people("army")) == (True, False, True, False)


def test_what_a_country_has_no_entry_for_is_embodied_by_nothing():
    told = describe("the army")
    assert told is not None
    assert embodied(told.concept, "Fiji") is None
    syrian = embodied(told.concept, "Syria", "2019")  # within "military"
    assert syrian is not None
    assert syrian.id == "saa"


def test_a_state_acts_as_its_government():
    land = state("Tehran")
    assert land is not None
    assert (state_actor(land).id, state_actor(land).kind) == ("state:IR", ActorKind.GOVERNMENT)


@pytest.mark.parametrize(
    ("phrase", "id"),
    [
        ("Serbian President Ana Kostić", "RS:government"),
        ("the Fijian prime minister", "FJ:government"),
        ("India's former foreign minister", "india-mea"),
        ("Israel's army chief", "idf"),
        ("President Ana Kostić", None),
        ("Serbian dancers", None),
    ],
)
def test_officials_by_country_and_title(phrase, id):
    held = titled(phrase)
    assert (held.id if held is not None else None) == id


def test_titles_lead_to_known_concepts():
    content = load_yaml("actors/generic.yaml")
    assert set(content["titles"].values()) <= {row["concept"] for row in CONCEPTS}


def test_a_broken_concept_is_named():
    with pytest.raises(VocabError, match="concept 'x' is broken"):
        room._parse({"concept": "x", "kind": "fan_club", "label": "x"})


def test_known_names_are_not_composed_anew():
    assert actor("Hamas") is not None
    assert compose("Hamas") is None
