"""Within a report, pairs of claims that belong apart are counted, and those that were parted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.evaluate.happenings import HappeningFigures, happenings

from .small import GOLD, PERFECT, coded


def told(*events: str):
    """The three claims of the report, of which gold tells the first two of one incident and the third of none."""
    return coded(*(replace(claim, event=event) for claim, event in zip(PERFECT, events, strict=True)))


@pytest.mark.parametrize(
    ("events", "figures"),
    [
        (("e1", "e1", "e2"), HappeningFigures(apart=2, parted=2, right=2, b3_f1=100.0)),
        (("e1", "e1", "e1"), HappeningFigures(apart=2, parted=0, right=0, b3_f1=100.0)),
        (("e1", "e2", "e2"), HappeningFigures(apart=2, parted=2, right=1, b3_f1=66.7)),
    ],
)
def test_claims_of_one_happening_belong_together_and_others_apart(events, figures) -> None:
    assert happenings([GOLD], told(*events)) == figures


def test_of_two_claims_that_gold_leaves_open_nothing_is_known() -> None:
    (report,) = GOLD.reports
    open_gold = replace(
        GOLD, reports=(replace(report, claims=tuple(replace(c, event="other") for c in report.claims)),)
    )
    assert happenings([open_gold], told("e1", "e2", "e3")) == HappeningFigures(0, 0, 0, None)


def test_a_report_that_was_not_coded_is_left_out() -> None:
    assert happenings([GOLD], {}) == HappeningFigures(0, 0, 0, None)


def test_figures_are_in_percent() -> None:
    figures = HappeningFigures(apart=4, parted=2, right=1, b3_f1=90.0).as_dict()
    assert (figures["recall"], figures["precision"], figures["f1"]) == (25.0, 50.0, 33.3)
