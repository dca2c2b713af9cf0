"""Expected calibration error by hand, and of any scores."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.evaluate.calibration import Judged, judged_claims, reliability

from .small import GOLD, PERFECT, POLICE, coded, coded_claim, spans


def test_figures_by_hand():
    judged = [Judged(0.95, True), Judged(0.95, True), Judged(0.95, False), Judged(0.2, False)]
    found = reliability(judged)
    # the bins ]0.933, 1] and ]0.133, 0.2]: gaps |0.95 - 2/3| of three claims and 0.2 of one
    assert found.ece == pytest.approx(0.75 * (0.95 - 2 / 3) + 0.25 * 0.2)
    assert found.brier == pytest.approx((2 * 0.05**2 + 0.95**2 + 0.2**2) / 4)
    assert [(b.count, round(b.low, 3), round(b.high, 3)) for b in found.bins] == [(1, 0.133, 0.2), (3, 0.933, 1.0)]
    assert found.as_dict()["bins"][1] == {
        "from": 0.933, "to": 1.0, "claims": 3, "mean_score": 0.95, "share_right": 0.667
    }  # fmt: skip


@pytest.mark.parametrize("score", [0.0, 1.0, 1 / 15, 0.5])
def test_scores_at_the_edge_of_a_bin_fall_into_it(score):
    (only,) = reliability([Judged(score, True)]).bins
    assert only.low <= score <= only.high + 1e-9


def test_no_scores_have_no_error():
    assert (reliability([]).ece, reliability([]).as_dict()["bins"]) == (0, [])


def test_a_score_beyond_one_is_refused():
    with pytest.raises(ValueError, match=r"1\.2 is not between 0 and 1"):
        reliability([Judged(1.2, True)])


@given(st.lists(st.builds(Judged, st.floats(0, 1), st.booleans()), max_size=40))
def test_every_score_is_in_one_bin_and_the_error_is_a_share(judged):
    found = reliability(judged)
    assert sum(b.count for b in found.bins) == len(judged)
    assert 0 <= found.ece <= 1


def test_a_claim_is_right_when_gold_has_it_with_the_same_source():
    wrong_source = replace(PERFECT[2], chain=(("s1",),), chain_spans=(spans(POLICE),))
    unknown = coded_claim(4, (98, 110))
    scored = [
        replace(c, score=s) for c, s in zip((*PERFECT[:2], wrong_source, unknown), (0.9, 0.8, 0.7, 0.6), strict=True)
    ]
    found = list(judged_claims([GOLD], coded(*scored)))
    assert found == [Judged(0.9, True), Judged(0.8, True), Judged(0.7, False), Judged(0.6, False)]


def test_a_report_that_is_missing_has_no_scores():
    assert list(judged_claims([GOLD], {})) == []
