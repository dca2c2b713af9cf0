"""Words that share a meaning, or the next wider one."""

from __future__ import annotations

import pytest

from sayso.errors import VocabError
from sayso.vocab.word_kin import parse_kin, word_kin


@pytest.mark.parametrize(
    ("a", "b", "same", "wider"),
    [
        ("quake", "earthquake", True, False),
        ("injure", "wound", True, False),
        ("detonation", "explode", True, False),
        ("kill", "murder", False, True),
        ("heist", "robbery", False, True),
        ("march", "praise", False, False),
        ("xyzzy", "kill", False, False),
    ],
)
def test_words_meet_in_a_meaning_or_in_a_wider_one(a, b, same, wider):
    kin = word_kin()
    assert (kin.same(a, b), kin.same(b, a)) == (same, same)
    assert (kin.wider(a, b), kin.wider(b, a)) == (wider, wider)


def test_remarks_are_skipped():
    kin = parse_kin("# remark\nfoil\t1 2\t3\nthwart\t2\t\n")
    assert kin.same("foil", "thwart")
    assert kin.wide["thwart"] == frozenset()


@pytest.mark.parametrize("broken", ["foil\n", "\t1\t2\n", "foil\t1\n"])
def test_a_broken_line_is_named(broken):
    with pytest.raises(VocabError, match="line 1"):
        parse_kin(broken)


def test_the_table_carries_the_licence_of_wordnet():
    from importlib.resources import files

    text = (files("sayso") / "data/lexicon/en/word_kin.tsv").read_text(encoding="utf-8")
    assert "WordNet 3.0 Copyright 2006 by Princeton University" in text
