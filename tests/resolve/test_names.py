"""Names are one across spellings and ranks, and different names stay apart."""

import pytest

from sayso.resolve.names import is_state, known_parts, name_tokens, party_key, plain, singular, sound


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Zummar", "the town of Zumar"),
        ("Camp Kalsu", "the Kalso military base"),
        ("al-Hudaydah port", "Hudaydah"),
        ("Leposavić", "Leposavic municipality"),
        ("Tel al-Ahl", "Tel Ahl"),
    ],
)
def test_one_place_spelled_in_two_ways(a, b):
    assert name_tokens(a) == name_tokens(b)


@pytest.mark.parametrize(("a", "b"), [("Zummar", "Sinjar"), ("Homs", "Hama"), ("Mosul", "Basra")])
def test_two_places(a, b):
    assert not name_tokens(a) & name_tokens(b)


@pytest.mark.parametrize("words", ["the area", "a village near the border", "five soldiers", ""])
def test_words_that_name_nothing(words):
    assert name_tokens(words) == frozenset()


def test_short_words_keep_their_vowels():
    assert (sound("Rabia"), sound("Marib")) == ("rabia", "mrb")


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("the United States", "Washington", True),
        ("US", "American", True),
        ("Popular Mobilization Forces", "the Hashd al-Shaabi", True),
        ("US", "Iraq", False),
        ("gunmen", "Iraq", False),
        ("IDF", "Israel's ground forces", True),
        ("Rapid Support Forces (RSF)", "RSF", True),
        ("Iraqi police", "police in Iraq", True),
        ("Iraqi police", "Iraqi gendarmes", False),
    ],
)
def test_parties_by_whatever_name(a, b, same):
    assert (party_key(a) == party_key(b)) is same


def test_parts_of_a_phrase():
    names = [part if isinstance(part, str) else part.name for part in known_parts("two PMF sources in Iraq's south")]
    assert names[0] == "two"
    assert names[1] == "Popular Mobilization Forces"
    assert names[2:4] == ["sources", "in"]
    assert names[4] == "Iraq"


@pytest.mark.parametrize(
    ("word", "one"), [("residents", "resident"), ("witnesses", "witness"), ("press", "press"), ("gas", "gas")]
)
def test_singular(word, one):
    assert singular(word) == one


def test_accents_go_and_other_letters_stay():
    assert plain("Yüksekova’s Şırnak") == "Yuksekova's Sirnak"
    assert is_state("Iraqi")
    assert not is_state("Zummar")
