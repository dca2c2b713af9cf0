"""Derived views of how sure an incident is: the word and the rule that gave it."""

from typing import Any

import pytest

from sayso.resolve import merge
from sayso.resolve.weighing import LIKELIHOODS, likelihood, weigh

from .made import report, says

STRIKE: dict[str, Any] = {"event_type": "shelling", "place": ("Rabia", 36.8, 42.1), "time": "2024-04-21"}
DENIALS = [says(who, event_type="shelling", value="CT-") for who in ("the army", "the ministry of health")]


def weighed(*claims):
    told = report("a", *claims, publisher="Harbour Post")
    (incident,) = merge([told]).incidents
    return weigh(incident, {"a": told})


@pytest.mark.parametrize(
    ("claims", "word", "rule"),
    [
        ([says("police", **STRIKE)], "no harm reported", "nobody tells"),
        ([says("police", **STRIKE, killed=0)], "no harm reported", "nobody tells"),
        ([says("police", **STRIKE, killed=3)], "weak", "one independent chain"),
        ([says("police", **STRIKE, killed=3), says("medics", injured=4)], "fair", "2 independent chains"),
        (
            [says("police", **STRIKE, killed=3), says("Hezbollah", responsibility=("claimed", "Hezbollah"))],
            "confirmed",
            "Hezbollah says that it did it",
        ),
        (
            [
                says("police", **STRIKE, killed=3, actor="Israel"),
                says("Israel", responsibility=("denied", "Israel"), value="CT-"),
            ],
            "contested",
            "who did it",
        ),
        ([says("police", **STRIKE, killed=3), *DENIALS], "discounted", "2 independent chains deny that it happened"),
    ],
)
def test_the_class_of_harm_comes_with_its_rule(claims, word, rule):
    found = weighed(*claims).harm
    assert found.word == word
    assert rule in found.rule


@pytest.mark.parametrize(
    ("held", "denied", "word"),
    [
        (0, 0, "not judged"),
        (1, 0, "likely"),
        (4, 0, "very likely"),
        (30, 0, "almost certain"),
        (1, 1, "roughly even chance"),
        (1, 3, "unlikely"),
        (0, 4, "very unlikely"),
        (0, 40, "almost no chance"),
    ],
)
def test_likelihood_is_in_the_words_of_icd_203(held, denied, word):
    assert likelihood(held, denied).word == word


def test_the_rule_shows_its_sum():
    assert likelihood(3, 1).rule == "held by 3 independent chains, denied by 1: (3 + 1) / (3 + 1 + 2) = 67%"


def test_the_ranges_rise_and_end_at_certainty():
    ends = [end for end, _ in LIKELIHOODS]
    assert ends == sorted(ends)
    assert ends[-1] == 100


def test_copies_of_one_statement_weigh_once():
    one = weighed(says("police", **STRIKE, killed=3))
    two = weighed(says("police", **STRIKE, killed=3), says("police", killed=3))
    assert one.likelihood == two.likelihood


def test_reports_that_are_not_there_weigh_nothing():
    told = report("a", says("police", **STRIKE, killed=3), publisher="Harbour Post")
    (incident,) = merge([told]).incidents
    assert weigh(incident, {}).likelihood.word == "not judged"
