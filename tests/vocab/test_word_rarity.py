"""How rare words are, and how alike two texts are by their rarest words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import VocabError
from sayso.vocab.word_rarity import parse_rarity, word_rarity, words_of

TEXT = "The mayor said that Halcyon ferry sank near the Ostrava quay."
WORDS = st.sets(st.sampled_from(["said", "mosque", "quay", "xyzzy", "halcyon", "shot"]))


def test_words_of_every_report_weigh_least_and_unknown_ones_most():
    rarity = word_rarity()
    assert rarity.of("that") < rarity.of("mosque") < rarity.of("qqqq") == rarity.rarest / 2


def test_the_rarest_words_of_a_text_come_first_and_each_once():
    assert word_rarity().rarest_words(TEXT + " " + TEXT, 3) == ["halcyon", "ostrava", "quay"]
    assert set(word_rarity().rarest_words(TEXT, 99)) == set(words_of(TEXT))


def test_words_are_lower_cased_and_short_ones_and_numbers_do_not_count():
    assert words_of("A 1960s RAID on Al-Qaim: 12 Örebro men") == ["raid", "qaim", "örebro"]


@pytest.mark.parametrize(
    ("a", "b", "least", "most"),
    [
        ({"halcyon", "said"}, {"halcyon", "told"}, 0.9, 1.0),
        ({"halcyon", "said"}, {"ostrava", "said"}, 0.0, 0.1),
        ({"halcyon"}, {"ostrava"}, 0.0, 0.0),
        ({"halcyon"}, set(), 0.0, 0.0),
        (set(), set(), 0.0, 0.0),
    ],
)
def test_rare_words_in_common_make_texts_alike(a, b, least, most):
    assert least <= word_rarity().cosine(a, b) <= most


@given(WORDS, WORDS)
def test_likeness_is_the_same_both_ways_and_whole_for_the_same_words(a, b):
    rarity = word_rarity()
    assert rarity.cosine(a, b) == rarity.cosine(b, a) <= 1.0 + 1e-9
    assert not a or rarity.cosine(a, a) == pytest.approx(1.0)


def test_remarks_are_skipped_and_the_last_class_is_that_of_all_others():
    rarity = parse_rarity("# remark\n1\tsaid told\n4\tquay\n9\t\n")
    assert (rarity.of("told"), rarity.of("quay"), rarity.of("elsewhere")) == (0.5, 2.0, 4.5)


def test_another_table_has_another_digest():
    assert parse_rarity("1\tsaid\n9\t\n").digest != parse_rarity("2\tsaid\n9\t\n").digest


@pytest.mark.parametrize("broken", ["1 said\n", "x\tsaid\n", "\tsaid\n"])
def test_a_broken_line_is_named(broken):
    with pytest.raises(VocabError, match="line 1"):
        parse_rarity(broken)


def test_an_empty_table_is_refused():
    with pytest.raises(VocabError, match="empty"):
        parse_rarity("# nothing\n")
