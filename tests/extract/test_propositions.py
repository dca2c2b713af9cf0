"""Parts that could be true or false alone, and how far their words commit."""

from __future__ import annotations

import pytest

from sayso.extract.factuality import FactualityJudge, Hedge, hedges
from sayso.model import Value
from tests.extract.reading import propositions, tagged


@pytest.mark.parametrize("hedge", hedges(), ids=lambda h: f"{h.group}: {' '.join(h.words)}")
def test_every_entry_of_the_factuality_lexicon_judges_its_own_example(hedge: Hedge) -> None:
    doc = tagged(hedge.example)
    judged = FactualityJudge().judge(doc.tokens, tuple(range(len(doc.tokens))), Value.CERTAIN, None)
    assert judged.value is hedge.expect
    assert hedge.irrealis is None or judged.irrealis is hedge.irrealis


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "Gunmen stormed the post and the army shelled the village.",
            ["Gunmen stormed the post", "the army shelled the village"],
        ),
        (
            "A bomb hit the market, killing five people and wounding 12.",
            ["A bomb hit the market", "killing five people", "wounding 12"],
        ),
        (
            "Eight civilians were killed, including three children.",
            ["Eight civilians were killed", "including three children"],
        ),
        ("Two guards were hurt, one of them badly.", ["Two guards were hurt", "one of them badly"]),
        ("The blast left nine dead and 33 wounded.", ["The blast left nine dead", "33 wounded"]),
        (
            "The governor, who was wounded in the raid, died in hospital.",
            ["The governor … died in hospital", "who was wounded in the raid"],
        ),
        ("Troops burned the barn; the owner fled.", ["Troops burned the barn", "the owner fled"]),
        ("The convoy was attacked in Syria and Iraq.", ["The convoy was attacked in Syria and Iraq"]),
        ("Guards died when a mine exploded under their truck.", ["Guards died", "a mine exploded under their truck"]),
        ("A shell hit the bus which killed two boys.", ["A shell hit the bus", "which killed two boys"]),
    ],
)
def test_coordinated_and_inserted_parts_are_split(text: str, contents: list[str]) -> None:
    assert [content for content, _ in propositions(text)] == contents


def test_unclear_whether_a_or_b_gives_two_open_alternatives() -> None:
    assert propositions("It was unclear whether the rockets fell short or had been shot down.") == [
        ("the rockets fell short", "Uu"),
        ("had been shot down", "Uu"),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("No soldier was hurt.", "CT-"),
        ("No fewer than six soldiers were hurt.", "CT+"),
        ("The army denied that the bridge was hit.", "CT-"),
        ("The men may have fled.", "PS+"),
        ("May God heal the wounded.", "CT+"),
        ("Two blasts could be heard in the port.", "CT+"),
        ("Investigators believe that the van was stolen.", "PR+"),
        ("Residents did not see the gunmen who attacked the post.", "CT-"),
        ("The guard, who did not fire, was killed.", "CT+"),
        ("The fire set off rockets that had not been launched.", "CT+"),
        ("The group killed 300 fighters and not civilians.", "CT+"),
        ("The attack took place not far from the border.", "CT+"),
        ("Whether the drone followed the plane is not clear.", "Uu"),
    ],
)
def test_value_of_the_first_proposition(text: str, value: str) -> None:
    assert propositions(text)[0][1] == value


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("The nurse, who works in Sarn, said three men died.", ["three men died"]),
        ("The nurse, who was hurt in the blast, said three men died.", ["was hurt in the blast", "three men died"]),
        ("The nurse, speaking by phone because roads were shut, said three men died.", ["three men died"]),
        ("The mayor said he had been told by the clinic that three men died.", ["three men died"]),
    ],
)
def test_words_on_the_speaker_are_no_claim_unless_they_tell_of_what_happened(text, contents):
    found = [content for content, _ in propositions(text)]
    assert len(found) == len(contents)
    assert all(whole.endswith(content) for whole, content in zip(found, contents, strict=True))


def test_words_without_verb_event_or_count_are_no_proposition() -> None:
    assert propositions("Speaking on the phone, an officer said that the post was lost.") == [
        ("the post was lost", "CT+")
    ]


@pytest.mark.parametrize(
    ("text", "left_over"),
    [
        ("Papers found by the army, the colonel said, prove that the raid was planned.", "Papers found by"),
        ('A guard who was on duty, he said, told the court: "We heard two shots at night."', "A guard who was on duty"),
    ],
)
def test_what_is_left_of_a_clause_is_no_proposition(text: str, left_over: str) -> None:
    assert left_over not in [content for content, _ in propositions(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said that a guard had told a radio station on Sunday that the gate was open.",
        "Early findings, the mayor said, suggest that the gate was open.",
    ],
)
def test_words_that_hand_over_to_another_tell_nothing(text: str) -> None:
    assert [content for content, _ in propositions(text)] == ["the gate was open"]


def test_who_only_hears_from_another_claims_nothing_of_his_own() -> None:
    text = "The diplomat said that the envoy had been told by the general that the raid was off."
    assert propositions(text) == [("the raid was off", "CT+")]
