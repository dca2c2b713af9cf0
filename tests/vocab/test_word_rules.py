"""Words of crosswalks as patterns."""

import pytest

from sayso.errors import VocabError
from sayso.model import EventType
from sayso.vocab.word_rules import Refinement, refined_code, refinement, word_pattern


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("seize* … arms|raid", "They SEIZED a load of arms.", True),
        ("seize* … arms", "They seized one two three four five arms.", False),
        ("seize* … arms", "They seized arms.", True),
        ("raid", "The raiders left.", False),
        ("raid*", "The raiders left.", True),
        ("tear gas", "Tear\ngas hung over the square.", True),
        ("co-operate", "They co-operate.", True),
        ("a.m", "At 6 aim", False),
    ],
)
def test_patterns_know_alternatives_endings_and_gaps(words, text, found):
    assert bool(word_pattern(words).search(text)) is found


def test_a_refinement_needs_its_type_and_its_words():
    rule = Refinement("GAS", frozenset({"protest", "none"}), "gas", unless="station", need="police|troops")
    assert rule.fits(EventType.PROTEST, "Police used gas.")
    assert rule.fits(None, "Police used gas.")
    assert not rule.fits(EventType.RIOT, "Police used gas.")
    assert not rule.fits(EventType.PROTEST, "They used gas.")
    assert not rule.fits(EventType.PROTEST, "Police came.")
    assert not rule.fits(EventType.PROTEST, "Police came to the gas station.")


def test_the_first_refinement_that_fits_decides():
    rules = [refinement({"of": "*", "words": w}, code=w, where="here") for w in ("gas", "police")]
    assert refined_code(rules, None, "Police used gas.") == "gas"
    assert refined_code(rules, EventType.RIOT, "Police came.") == "police"
    assert refined_code(rules, EventType.RIOT, "Nobody came.") is None


def test_an_unknown_type_is_told():
    with pytest.raises(VocabError, match="here: 'X' refines unknown types: parade"):
        refinement({"of": ["parade"], "words": "x"}, code="X", where="here")
