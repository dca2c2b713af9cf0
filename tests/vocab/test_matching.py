"""The tables that say what may stand for what do what their examples say."""

import re

import pytest

from sayso.errors import VocabError
from sayso.model import EventType
from sayso.vocab import matching
from sayso.vocab.loader import load_yaml
from sayso.vocab.matching import TYPES, WORDS, evidence, kinship, matching_words


@pytest.mark.parametrize(("kind", "row"), [(k, row) for k in ("kin", "rivals") for row in load_yaml(TYPES)[k]])
def test_types_of_the_examples_are_kin_or_rivals(kind, row):
    a, b = EventType(row["expect"]["a"]), EventType(row["expect"]["b"])
    table = kinship()
    assert (a, b) in getattr(table, kind)
    assert (b, a) in getattr(table, kind)
    assert table.may_be_one(a, b) == (kind == "kin")


def test_rivals_may_be_excepted():
    assert (EventType.AIR_STRIKE, EventType.DRONE_STRIKE) not in kinship().rivals
    assert (EventType.AIR_STRIKE, EventType.SHELLING) in kinship().rivals


@pytest.mark.parametrize(("name", "row"), load_yaml(WORDS).items())
def test_listed_words_are_left_out(name, row):
    words = getattr(matching_words(), name)
    found = re.findall(r"[^\W\d_]+", row["example"])
    if name == "answers":
        left = [w for w in found if not any(w.lower().startswith(stem) for stem in words)]
    else:
        left = [w for w in found if w.lower() not in words]
    assert [w.lower() for w in left if len(w) > 2] == [w.lower() for w in row["expect"] if len(w) > 2]


def test_weights_are_numbers():
    assert evidence().bias < evidence().link < 0 < evidence().weights["same_day"]


@pytest.mark.parametrize(
    ("load", "broken", "message"),
    [
        (kinship, {"kin": [{"types": ["picnic"]}], "rivals": []}, "kinship.yaml: broken"),
        (matching_words, {"generic": {"words": ["town"]}}, "'calendar' is missing"),
        (evidence, {"weights": {"same_day": "much"}}, "evidence.yaml: broken"),
    ],
)
def test_a_broken_table_is_named(load, broken, message, monkeypatch):
    monkeypatch.setattr(matching, "load_yaml", lambda _name: broken)
    load.cache_clear()
    with pytest.raises(VocabError, match=message):
        load()
    load.cache_clear()


def test_every_word_is_a_word_also_where_yaml_takes_it_for_a_truth_value():
    table = matching_words()
    lists = {name: getattr(table, name) for name in table.__slots__}
    assert not [(name, word) for name, words in lists.items() for word in words if not isinstance(word, str)]
    assert "on" in table.vague
    assert "no" in table.negations
