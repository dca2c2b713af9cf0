"""Reports of one story are found by their words, and things are gathered by average linkage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.event_stories import Stories, average_linkage, cosine, cosines, vectors

HARBOUR = "The harbour wall of Tarmud broke in a storm; fishermen lost boats and windows."
AGAIN = "Fishermen of Tarmud lost boats when the harbour wall broke in the storm."
FLOUR = "Bakers marched through Orta because flour became dear again."


def test_reports_of_one_story_share_a_number():
    stories = Stories.of([HARBOUR, FLOUR, AGAIN])
    assert stories.close[0] == stories.close[2] != stories.close[1]
    assert stories.wide[0] == stories.wide[2] != stories.wide[1]
    assert stories.likeness(0, 2) == stories.likeness(2, 0) > stories.likeness(0, 1) == 0
    assert stories.likeness(1, 1) == 1


@pytest.mark.parametrize("texts", [[], ["one text alone"], ["", ""], ["the same", "the same"]])
def test_without_words_that_tell_apart_nothing_is_alike(texts):
    stories = Stories.of(texts)
    assert stories.cosines == {}
    assert len(set(stories.close)) == len(texts)


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
            assert found.get((i, j), 0.0) == pytest.approx(cosine(rows[i], rows[j]), abs=0.0501)


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
