"""Shares, F1 and macro-F1, worked by hand."""

import pytest

from sayso.evaluate.ratios import f1, macro_f1, percent


@pytest.mark.parametrize(("part", "whole", "expected"), [(1, 4, 25.0), (2, 3, 66.7), (0, 0, 0.0), (0, 5, 0.0)])
def test_percent(part, whole, expected):
    assert percent(part, whole) == expected


@pytest.mark.parametrize(
    ("hits", "gold", "predicted", "expected"),
    [(2, 4, 3, 57.1), (3, 3, 3, 100.0), (0, 3, 0, 0.0), (0, 0, 2, 0.0), (0, 0, 0, None)],
)
def test_f1(hits, gold, predicted, expected):
    assert f1(hits, gold, predicted) == expected


def test_macro_f1_is_over_the_labels_of_gold():
    # a: 1 hit, 2 gold, 1 predicted -> 2/3; b: 1 hit, 1 gold, 1 predicted -> 1; x is nobody's gold label
    assert macro_f1([("a", "a"), ("a", "x"), ("b", "b")]) == 83.3


def test_macro_f1_of_nothing_is_unknown():
    assert macro_f1([]) is None
