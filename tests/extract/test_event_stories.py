"""Reports of one story are found by their words, and things are gathered by average linkage."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.event_stories import Stories, average_linkage, cosine, cosines, levels, likenesses, vectors

HARBOUR = "The harbour wall of Tarmud broke in a storm; fishermen lost boats and windows."
AGAIN = "Fishermen of Tarmud lost boats when the harbour wall broke in the storm."
FLOUR = "Bakers marched through Orta because flour became dear again."
NAMES = [["tarmud"], ["orta"], ["tarmud"]]
WEIGHTS = {"words": 4.0, "names": 4.0, "bias": -2.0}


def test_reports_with_words_and_names_in_common_are_one_story():
    stories = Stories.of([HARBOUR, FLOUR, AGAIN], NAMES, WEIGHTS)
    assert stories.direct[0, 2] == stories.direct[2, 0] > 0 > stories.direct[0, 1]
    assert stories.level[0, 2] == stories.direct[0, 2]
    assert stories.level[0, 1] == stories.level[2, 1] == stories.level[1, 2] < 0


@pytest.mark.parametrize("texts", [[], ["one text alone"], ["", ""], ["the same", "the same"]])
def test_without_words_that_tell_apart_nothing_is_alike(texts):
    stories = Stories.of(texts, [[] for _ in texts], WEIGHTS)
    assert stories.direct.shape == (len(texts), len(texts))
    assert all(stories.direct[i, j] == -2 for i in range(len(texts)) for j in range(i))


def test_likenesses_say_how_much_words_and_names_have_in_common():
    found = likenesses([HARBOUR, FLOUR, AGAIN], NAMES)
    assert found["words"][0, 2] > 0 == found["words"][0, 1]
    assert found["names"][0, 2] == pytest.approx(1)
    assert found["some_names"][0, 2] == pytest.approx(0.3)


def test_two_meet_at_the_mean_at_which_their_groups_join():
    scores = np.asarray([[0.0, 5.0, 1.0], [5.0, 0.0, -2.0], [1.0, -2.0, 0.0]])
    found = levels(scores)
    assert found[0, 1] == 5
    assert found[0, 2] == found[1, 2] == -0.5


@given(st.lists(st.floats(-6, 6), min_size=10, max_size=10))
def test_levels_bend_every_way_round_to_the_lower_side(values):
    scores = np.zeros((5, 5))
    scores[np.triu_indices(5, 1)] = values
    found = levels(scores + scores.T)
    for i, j, k in permutations(range(5), 3):
        assert found[i, k] >= min(found[i, j], found[j, k]) - 1e-9
        assert found[i, k] == found[k, i]


def test_rare_words_weigh_more_and_vectors_have_length_one():
    rows = vectors([["harbour", "storm"], ["storm", "flour"], ["storm", "march", "march"]])
    assert "storm" not in rows[0]  # all have it
    assert all(sum(x * x for x in row.values()) == pytest.approx(1) for row in rows)
    assert cosine(rows[0], rows[1]) == 0
    assert cosine(rows[2], rows[2]) == pytest.approx(1)


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=6), max_size=6))
def test_the_index_gives_the_cosines_of_all_pairs(texts):
    rows = vectors(texts)
    found = cosines(rows)
    for i in range(len(rows)):
        for j in range(i + 1, len(rows)):
            assert found[i, j] == found[j, i] == pytest.approx(cosine(rows[i], rows[j]))


@pytest.mark.parametrize(
    ("scores", "groups"),
    [
        ({(0, 1): 2.0}, [[0, 1], [2]]),
        ({(0, 1): 2.0, (1, 2): 1.0}, [[0, 1], [2]]),  # 0 and 2 were not weighed: they count -3
        ({(0, 1): 2.0, (1, 2): 1.0, (0, 2): 0.5}, [[0, 1, 2]]),
        ({(0, 1): -0.5}, [[0], [1], [2]]),
        ({(0, 1): 90.0, (1, 2): 90.0, (0, 2): -90.0}, [[0, 1], [2]]),  # no pair outweighs all others
        ({}, [[0], [1], [2]]),
    ],
)
def test_groups_join_while_their_mean_holds(scores, groups):
    assert average_linkage(3, scores, least=0.1, unlike=-3.0) == groups


@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(5, 9)), st.floats(-5, 5), max_size=20))
def test_every_member_is_in_one_group(scores):
    groups = average_linkage(10, scores, least=0.0, unlike=-2.0)
    assert sorted(member for group in groups for member in group) == list(range(10))
