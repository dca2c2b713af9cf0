"""Whether a report tells of an incident: the shipped words, and the arithmetic of the model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import VocabError
from sayso.extract.relevance import RelevanceModel, Term, parse, relevance_model, words

SMALL = parse("# words\n(offset)\t0\t-1\n(threshold)\t0\t0.4\nbomb\t2\t3\ntalks\t1\t-2\n")


@pytest.mark.parametrize(
    ("text", "relevant"),
    [
        ("A bomb exploded in front of the bank last night. Two policemen were killed and a peasant was wounded.", True),
        ("Unidentified men kidnapped a rancher near the farm. The guerrillas claimed responsibility.", True),
        ("The ministers signed a trade agreement and discussed the budget, wages and exports of coffee.", False),
        ("Voters go to the polls in May. The party named its candidate for president at its congress.", False),
    ],
)
def test_reports_of_incidents_are_told_from_others(text, relevant):
    model = relevance_model()
    for worded in (text, text.upper()):
        assert (model.probability(worded) >= model.threshold) is relevant


def test_a_text_without_known_words_has_the_offset_alone():
    assert SMALL.probability("Nothing here.") == pytest.approx(0.2689, abs=1e-4)
    assert SMALL.probability("") == SMALL.probability("12 34 !")


def test_reasons_name_the_words_that_weigh_most():
    reasons = SMALL.reasons("Talks about the bomb, the bomb.")
    assert [word for word, _ in reasons] == ["bomb", "talks"]
    assert reasons[0][1] > 0 > reasons[1][1]
    assert SMALL.reasons("Talks about the bomb.", most=1)[0][0] == "bomb"


def test_words_are_letters_in_lower_case():
    assert list(words("A BOMB killed 12 at 6 p.m.!")) == ["bomb", "killed", "at", "p.m."]


@given(st.lists(st.sampled_from(["bomb", "talks", "sea"]), max_size=30))
def test_probabilities_lie_between_those_of_the_strongest_words(found):
    assert 0 < SMALL.probability(" ".join(found)) < 1


@pytest.mark.parametrize(
    "text", ["bomb\t2\n", "bomb\ttwo\t3\n", "bomb\t2\t3\n", "(offset)\t0\t1\n", "(threshold)\t0\t1\n"]
)
def test_a_broken_file_is_told(text):
    with pytest.raises(VocabError, match="train it again"):
        parse(text)


def test_the_shipped_model_is_small_and_has_an_open_form():
    model = relevance_model()
    assert isinstance(model, RelevanceModel)
    assert model.terms["bomb"].weight > 0 > model.terms["elections"].weight
    assert all(isinstance(t, Term) and t.idf >= 1 for t in model.terms.values())
