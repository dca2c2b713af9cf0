"""Stretches compared as sets of characters, and claims paired one to one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.evaluate.spans import align, iou, overlap, same_characters, shared, size
from sayso.model import Span, Value

from .small import coded_claim, gold_claim, spans

some = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda p: Span(p[0], p[0] + p[1])), max_size=5)


def characters(stretches):
    return {i for s in stretches for i in range(s.start, s.end)}


@given(some, some)
def test_stretches_are_sets_of_characters(a, b):
    left, right = characters(a), characters(b)
    assert size(a) == len(left)
    assert shared(a, b) == len(left & right)
    assert same_characters(a, b) == (left == right)
    assert iou(a, b) == (len(left & right) / len(left | right) if left | right else 0.0)
    assert overlap(a, b) == (len(left & right) / min(len(left), len(right)) if left and right else 0.0)


@pytest.mark.parametrize(
    ("content", "cue", "paired"),
    [
        ((0, 10), None, True),  # the same
        ((7, 20), None, False),  # 3 of 20 in both: another claim
        ((0, 33), None, True),  # covers it, and the Jaccard overlap is 10/33
        ((0, 60), None, True),  # covers it, 10/60 in both
        ((0, 70), None, False),  # covers it, but is too long: 10/70
        ((0, 70), (90, 94), True),  # the same cue makes up for it
        ((4, 70), (90, 94), True),  # 6 of 10 covered, same cue
        ((5, 70), (90, 94), False),  # 5 of 10 covered is too little
        ((30, 40), (90, 94), False),  # the same cue is not enough
    ],
)
def test_which_claims_may_be_one(content, cue, paired):
    gold = [gold_claim(1, (0, 10), cue=(88, 95))]
    assert align(gold, [coded_claim(1, content, cue=cue)]) == ([(0, 0)] if paired else [])


def test_best_content_wins_then_cue_then_polarity():
    gold = [gold_claim(1, (0, 20), cue=(30, 34))]
    exact, near = coded_claim(1, (0, 20)), coded_claim(2, (0, 18), cue=(30, 34))
    assert align(gold, [exact, near]) == [(0, 1)]
    denied = coded_claim(3, (0, 20), value=Value.CERTAIN_NOT)
    assert align(gold, [denied, exact]) == [(0, 1)]


def test_no_claim_is_used_twice():
    gold = [gold_claim(1, (0, 20)), gold_claim(2, (0, 20))]
    assert align(gold, [coded_claim(1, (0, 20))]) == [(1, 0)]
    assert align(gold, []) == []
    assert sorted(align(gold, [coded_claim(1, (0, 20)), coded_claim(2, (0, 12), (14, 20))])) == [(0, 1), (1, 0)]


def test_discontinuous_contents_count_by_their_characters():
    assert iou(spans((0, 5), (10, 15)), spans((0, 15))) == pytest.approx(10 / 15)
