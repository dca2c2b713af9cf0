"""A nested chain is found when every level is right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.evaluate.chains import ChainTally, nested_chains

from .small import ARMY, GOLD, PERFECT, POLICE, coded, spans


def nested(*levels):
    return tuple(spans(level) for level in levels)


REPORT = GOLD.reports[0]
DEEP = replace(REPORT.claims[0], chain_spans=nested(ARMY, POLICE))
CLUSTER = replace(GOLD, reports=(replace(REPORT, claims=(DEEP, *REPORT.claims[1:])),))


def given(*levels):
    return replace(PERFECT[0], chain=tuple(("s1",) for _ in levels), chain_spans=nested(*levels))


@pytest.mark.parametrize(
    ("first", "tally"),
    [
        (given(ARMY, POLICE), ChainTally(gold=1, predicted=1, found=1, depth=1)),
        (given(POLICE, ARMY), ChainTally(gold=1, predicted=1, found=0, depth=1)),
        (given(POLICE), ChainTally(gold=1, predicted=0, found=0, depth=0)),
        (given(ARMY, ARMY, POLICE), ChainTally(gold=1, predicted=1, found=0, depth=0)),
    ],
)
def test_every_level_counts(first, tally):
    assert nested_chains([CLUSTER], coded(first, *PERFECT[1:])) == tally


def test_a_chain_of_one_is_no_nested_chain_and_a_missing_report_finds_none():
    assert nested_chains([GOLD], coded(*PERFECT)) == ChainTally()
    assert nested_chains([CLUSTER], {}) == ChainTally(gold=1)


def test_figures_are_in_percent():
    figures = ChainTally(gold=4, predicted=2, found=2, depth=2).as_dict()
    assert figures == {"gold": 4, "predicted": 2, "found_depth": 2, "found_exact": 2, "recall": 50.0, "f1": 66.7}
