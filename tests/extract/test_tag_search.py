"""Our search finds the tags that HanTa's own search finds, and goes on where that one gives up."""

from __future__ import annotations

import pytest
from HanTa.HanoverTagger import HanoverTagger
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.tag_search import TagSearch
from sayso.extract.tags import english_tagger

SENTENCES = [
    "Gunmen opened fire on a checkpoint outside Dawra, killing five guards and wounding two more.",
    "“Nobody here was told what the shelling of the old mill was for,” said Rana Aslo, a nurse.",
    "The army has denied that it left the left bank; leave was cancelled and leaves were thin.",
    "Six shot",
    "POLICE SAY BRIDGE BLOWN UP",
    "zqxv Zqxv ZQXV 🚀 №17",
]
WORDS = sorted({word for sentence in SENTENCES for word in sentence.split()})


def own_search(words: list[str]) -> list[int]:
    found: list[int] = HanoverTagger.tag_sent_viterbi(english_tagger(), words)
    return found


def our_search(words: list[str]) -> list[int]:
    found: list[int] = english_tagger().tag_sent_viterbi(words)  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize("sentence", SENTENCES)
def test_tags_of_a_sentence_are_those_of_hanta(sentence):
    assert our_search(sentence.split()) == own_search(sentence.split())


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
def test_tags_of_words_in_any_order_are_those_of_hanta(words):
    assert our_search(words) == own_search(words)


class TwoTags:
    """A model of the tags 5 and 6, in which a 6 follows nothing but a 5; 9 ends a sentence."""

    def __init__(self):
        pairs = [(0, 1), *((a, b) for a in (1, 5, 6) for b in (5, 6))]
        self.LP_trans_word = {pair: {5: -1.0, 6: -0.5 if pair[1] == 5 else -8.0, 9: 0.0} for pair in pairs}

    def _tag_word(self, word, cutoff, casesensitive, conditional):
        return {"five": [(5, 0.0)], "either": [(5, -1.0), (6, -1.0)], "Name": [(6 if casesensitive else 5, 0.0)]}.get(
            word, []
        )


@pytest.mark.parametrize(
    ("words", "tags"),
    [
        (["five", "either"], [5, 6]),
        (["either", "either"], [5, 6]),
        (["five", "unheard"], [5, 6]),  # the model makes nothing of the word: whatever fits
        (["Name", "Name"], [5, 6]),  # a first word's capital says nothing
    ],
)
def test_the_likeliest_tags_win(words, tags):
    assert TagSearch(TwoTags(), opening=(0, 1), end=9)(words) == tags
