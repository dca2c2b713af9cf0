from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import VocabError
from sayso.extract import role_effects, role_responsibility
from sayso.extract.roles import RoleFacets
from sayso.model import Proposition, Report, Responsibility, Slot, Span, Value
from sayso.pipeline.code import Coder
from sayso.vocab.loader import load_yaml

from .worded import facets_of, read, said_facets, value_of, worded


def entries(name: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = load_yaml(f"lexicon/en/{name}.yaml")
    return rows


def label(entry: dict[str, object]) -> str:
    return str(entry.get("words", entry.get("verbs")))[:30]


@pytest.mark.parametrize("entry", entries("role_verbs"), ids=label)
def test_each_verb_row_gives_the_roles_of_its_example(entry):
    found = worded(entry["example"], facets_of(entry["example"]))
    for role in ("actor", "target", "victim"):
        assert found.get(role) == entry["expect"].get(role), role


@pytest.mark.parametrize("entry", entries("victims"), ids=label)
def test_each_word_of_harm_makes_the_people_beside_it_victims(entry):
    assert worded(entry["example"], facets_of(entry["example"])).get("victim") == entry["expect"]


@pytest.mark.parametrize("entry", entries("not_roles"), ids=label)
def test_nouns_that_are_no_party_fill_no_role(entry):
    assert worded(entry["example"], facets_of(entry["example"])).get(entry["role"], "") == entry["expect"]


@pytest.mark.parametrize(
    ("name", "slot", "entry"),
    [
        (name, slot, entry)
        for name, slot in (
            ("damage", "damage"),
            ("causes", "cause"),
            ("responses", "response"),
            ("outcomes", "outcome"),
        )
        for entry in entries(name)
    ],
    ids=lambda v: label(v) if isinstance(v, dict) else str(v),
)
def test_each_effect_is_read_from_its_example(name, slot, entry):
    facets = facets_of(entry["example"])
    assert worded(entry["example"], facets).get(slot, "") == entry["expect"]
    if slot == "outcome":
        assert value_of(facets, Slot.OUTCOME) == entry["value"]


@pytest.mark.parametrize("entry", entries("responsibility"), ids=label)
def test_each_word_of_responsibility_is_read_from_its_example(entry):
    facets = said_facets(*entry["example"].split(" / ")) if entry["in"] == "cue" else facets_of(entry["example"])
    stance, party = entry["expect"]
    assert value_of(facets, Slot.RESPONSIBILITY) == Responsibility(stance, party or None)


@pytest.mark.parametrize("entry", entries("deeds"), ids=label)
def test_denying_a_deed_or_a_charge_denies_responsibility(entry):
    answer = value_of(said_facets(*entry["example"].split(" / "), value=Value.CERTAIN_NOT), Slot.RESPONSIBILITY)
    assert isinstance(answer, Responsibility)
    assert answer.stance == entry["expect"]


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [
        ("Five rockets were fired from the town of Zarin toward a military base.", "actor", None),
        ("The convoy was attacked by masked gunmen near the bridge.", "actor", "masked gunmen"),
        ("A drone hit the tanker.", "actor", None),
        ("Israeli jets struck the depot.", "actor", "Israeli jets"),
        ("Israel's airstrikes on the port killed six people.", "actor", "Israel"),
        ("An attack by the rebels failed.", "actor", "the rebels"),
        ("No group attacked the post.", "actor", None),
        ("The attack on the old refinery killed two guards.", "target", "the old refinery"),
        ("Gunmen opened fire on a bus.", "target", "a bus"),
        ("The bus was hit by bullets.", "target", "The bus"),
        ("Air defences shot down the drone.", "target", None),
        ("Two soldiers were killed and a guard was hurt.", "victim", "Two soldiers"),
        ("Among them were four children.", "victim", None),
        ("Four children among them.", "victim", "Four children"),
        ("The dead were counted.", "victim", None),
        ("A roadside bomb killed a farmer.", "weapon", "A roadside bomb"),
        ("Gunfire was heard.", "weapon", None),
        ("Five soldiers were evacuated by helicopter.", "weapon", None),
        ("A helicopter attacked the column.", "weapon", "A helicopter"),
        ("Rebels destroyed two fuel tankers.", "damage", "destroyed two fuel tankers"),
        ("A guard was destroyed by grief.", "damage", None),
        ("Police condemned the attack, and the search is under way.", "outcome", "under way"),
    ],
)
def test_roles_of_plain_sentences(text, slot, expected):
    assert worded(text, facets_of(text)).get(slot) == expected


@pytest.mark.parametrize(
    ("source", "cue", "content", "actor"),
    [
        ("The army", "said", "a bomb killed two guards", None),
        ("The group", "said", "it had fired the missiles", "it"),
        ("The mayor", "accused", "the rebels of shelling the school", "the rebels"),
        ("The mayor", "blamed", "the raid on the rebels", "the rebels"),
        ("The group", "claimed", "the attack", "The group"),
    ],
)
def test_actor_is_who_did_it_and_never_merely_who_said_it(source, cue, content, actor):
    text = f"{source} {cue} {content}."
    assert worded(text, said_facets(source, cue, content)).get("actor") == actor


@pytest.mark.parametrize(
    ("source", "cue", "content", "value", "expected"),
    [
        ("The army", "denied", "its soldiers had killed the farmer", Value.CERTAIN_NOT, ("denied", "The army")),
        ("The army", "denied", "the rebels killed the farmer", Value.CERTAIN_NOT, ("denied", "the rebels")),
        ("The army", "denied", "that the depot was empty", Value.CERTAIN_NOT, None),
        (
            "JNIM",
            "said",
            "its fighters attacked the post",
            Value.CERTAIN,
            ("claimed", "Jama'at Nusrat al-Islam wal-Muslimin (JNIM)"),
        ),
        (
            "JNIM",
            "said",
            "its fighters did not attack the post",
            Value.CERTAIN_NOT,
            ("denied", "Jama'at Nusrat al-Islam wal-Muslimin (JNIM)"),
        ),
        ("JNIM", "may have said", "it attacked the post", Value.POSSIBLE, None),
        ("Moscow", "rejected", "the allegations", Value.CERTAIN_NOT, ("denied", "Russia")),
        ("Kabul's foreign ministry", "rejected", "the allegations", Value.CERTAIN_NOT, ("denied", "Afghanistan")),
        ("The navy", "neither confirmed nor denied", "involvement", Value.UNKNOWN, None),
        ("Witnesses", "said", "it was hot", Value.CERTAIN, None),
        ("The army", "said", "it had shot down two drones", Value.CERTAIN, None),
        ("The mayor", "blamed", "an old pipe for the fire", Value.CERTAIN, None),
    ],
)
def test_responsibility_from_cue_and_speaker(source, cue, content, value, expected):
    answer = value_of(said_facets(source, cue, content, value=value), Slot.RESPONSIBILITY)
    assert answer == (None if expected is None else Responsibility(*expected))


def test_a_pronoun_stands_for_the_body_named_before_it():
    facets = said_facets("It", "claimed responsibility for", "the raid", before="JNIM has fought here for years.")
    assert value_of(facets, Slot.RESPONSIBILITY) == Responsibility(
        "claimed", "Jama'at Nusrat al-Islam wal-Muslimin (JNIM)"
    )


def test_the_group_is_the_armed_group_named_last():
    facets = said_facets(
        "The mayor", "accused", "the group of burning the school", before="JNIM fights the United Nations here."
    )
    assert value_of(facets, Slot.RESPONSIBILITY) == Responsibility(
        "accused", "Jama'at Nusrat al-Islam wal-Muslimin (JNIM)"
    )


def test_he_calls_nothing_of_his_own_it():
    before = "JNIM has fought here for years."
    own, his = (said_facets(who, "said", "it attacked the post", before=before) for who in ("It", "He"))
    claim = Responsibility("claimed", "Jama'at Nusrat al-Islam wal-Muslimin (JNIM)")
    assert (value_of(own, Slot.RESPONSIBILITY), value_of(his, Slot.RESPONSIBILITY)) == (claim, None)


def test_a_description_gives_way_to_the_known_body_set_beside_it():
    coder = Coder(reader="rules")
    coded = coder.code(Report.of("A local militia, Hezbollah, said it had fired rockets at the base on Monday."))
    assert value_of(list(coded.claims[0].facets), Slot.RESPONSIBILITY) == Responsibility("claimed", "Hezbollah")


def test_nobody_claims():
    facets = facets_of("As of this writing no party has claimed responsibility.", value=Value.CERTAIN_NOT)
    assert value_of(facets, Slot.RESPONSIBILITY) == Responsibility("claimed", None)


def test_a_statement_that_says_we_speaks_for_its_publisher():
    facets = facets_of("We attacked the post.", publisher="Tarmud Front")
    assert value_of(facets, Slot.RESPONSIBILITY) == Responsibility("claimed", "Tarmud Front")
    assert value_of(facets_of("We attacked the post."), Slot.RESPONSIBILITY) is None


def test_a_denied_accusation_is_a_denial():
    facets = facets_of("The group was behind the attack.", value=Value.CERTAIN_NOT)
    assert value_of(facets, Slot.RESPONSIBILITY) == Responsibility("denied", "The group")


def test_facets_of_a_claim_stay_inside_its_content():
    text = "Gunmen killed a guard and abducted scores of others."
    facets = facets_of(text, content="abducted scores of others")
    assert worded(text, facets)["event_type"] == "abducted"
    assert "actor" not in worded(text, facets)


def test_a_hole_in_the_content_does_not_hide_the_subject():
    text = "The rebels, a doctor said, burned two shops."
    doc = read(text)
    content = (Span(0, len("The rebels")), Span(text.index("burned"), len(text) - 1))
    facets = list(RoleFacets()(doc, Proposition(content, None)))
    assert worded(text, facets)["actor"] == "The rebels"
    assert worded(text, facets)["target"] == "two shops"


def test_a_weak_trigger_gives_way():
    text = "The ship, which burned during a missile strike, sank."
    assert worded(text, facets_of(text))["event_type"] == "missile strike"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: role_effects._effect({"words": "zap", "take": "all"}, "x.yaml"), "takes 'all'"),
        (
            lambda: role_responsibility._blame({"words": "zap", "stance": "hinted", "party": "none"}, "x.yaml"),
            "stance 'hinted'",
        ),
    ],
)
def test_broken_entries_are_refused_with_what_to_do(make, message):
    with pytest.raises(VocabError, match=re.escape(message)):
        make()


WORDS = [
    "Gunmen",
    "the",
    "army",
    "killed",
    "two",
    "soldiers",
    "by",
    "a",
    "drone",
    "attack",
    "on",
    ",",
    "and",
    "who",
    "burned",
    "denied",
    "because",
    "of",
    "🚀",
    "“",
    "was",
    "destroyed",
    "search",
    "it",
    "claimed",
]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=20), st.data())
def test_facets_lie_inside_the_claim(words, data):
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    for facet in RoleFacets()(read(text), Proposition((Span(start, end),), None)):
        assert start <= facet.span.start < facet.span.end <= end
