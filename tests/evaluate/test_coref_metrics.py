"""Coreference figures against an example worked by hand, and against exhaustive search."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.evaluate.coref_metrics import _assigned, b_cubed, ceaf_e, coref_figures, linked, muc

# Gold {a b c} {d e f g}, answer {a b} {c d} {f g h i}: the worked example of Pradhan et al. 2014, "Scoring
# Coreference Partitions of Predicted Mentions: A Reference Implementation". By hand:
# MUC: gold needs 2 + 3 links, of which ab and fg are kept; the answer needs 1 + 1 + 3.
# B-cubed: recall (2/3 + 2/3 + 1/3 + 1/4 + 0 + 1/2 + 1/2) / 7, precision (1 + 1 + 1/2 + 1/2 + 1/2 + 1/2 + 0 + 0) / 8.
# CEAF-e: phi4(abc, ab) = 4/5 and phi4(defg, fghi) = 4/8 make 1.3, over 3 chains and over 2.
GOLD = [frozenset("abc"), frozenset("defg")]
GIVEN = [frozenset("ab"), frozenset("cd"), frozenset("fghi")]


@pytest.mark.parametrize(
    ("measure", "precision", "recall"),
    [(muc, 2 / 5, 2 / 5), (b_cubed, 4 / 8, 35 / 12 / 7), (ceaf_e, 1.3 / 3, 1.3 / 2)],
)
def test_the_worked_example(measure, precision, recall):
    found = measure(GOLD, GIVEN)
    assert (found.precision, found.recall) == (pytest.approx(precision), pytest.approx(recall))


def test_conll_is_the_mean_of_the_three():
    figures = coref_figures(GOLD, GIVEN)
    assert figures["conll_f1"] == pytest.approx((40.0 + 45.5 + 52.0) / 3, abs=0.1)
    assert figures["ceaf_e"] == {"p": 43.3, "r": 65.0, "f1": 52.0}


def test_nothing_scores_nought():
    assert coref_figures([], [])["conll_f1"] == 0.0
    assert linked([frozenset("a"), frozenset("bc")]) == [frozenset("bc")]


PARTITIONS = st.lists(st.integers(0, 4), min_size=1, max_size=9)


def chains(labels):
    return [frozenset(k for k, x in enumerate(labels) if x == label) for label in dict.fromkeys(labels)]


@given(PARTITIONS)
def test_a_partition_scored_against_itself_is_all_right(labels):
    figures = coref_figures(chains(labels), chains(labels))
    assert figures["b3"]["f1"] == figures["ceaf_e"]["f1"] == 100.0
    assert figures["muc"]["f1"] == (100.0 if linked(chains(labels)) else 0.0)


@given(PARTITIONS, st.randoms(use_true_random=False))
def test_precision_of_one_side_is_recall_of_the_other(labels, random):
    other = [random.randrange(4) for _ in labels]
    for measure in (muc, b_cubed, ceaf_e):
        there, back = measure(chains(labels), chains(other)), measure(chains(other), chains(labels))
        assert there.precision == pytest.approx(back.recall)


@given(
    st.integers(1, 5).flatmap(
        lambda n: st.lists(st.lists(st.floats(0, 1), min_size=n, max_size=n), min_size=1, max_size=5)
    )
)
def test_the_assignment_is_the_best_there_is(table):
    wide = table if len(table) <= len(table[0]) else [list(row) for row in zip(*table, strict=True)]
    picks = permutations(range(len(wide[0])), len(wide))
    best = max(sum(row[k] for row, k in zip(wide, pick, strict=True)) for pick in picks)
    assert _assigned(table) == pytest.approx(best)
