"""The Admiralty grade follows a written rule."""

from typing import Any

import pytest

from sayso.resolve import merge

from .made import report, says

STRIKE: dict[str, Any] = {"event_type": "shelling", "place": "Zummar", "time": "2024-04-21", "killed": 3}


def grade(*coded):
    (incident,) = merge(coded).incidents
    return incident.credibility


def one(name, *said, publisher=None):
    return report(name, *said, publisher=publisher or f"Outlet {name}")


@pytest.mark.parametrize(
    ("coded", "number", "rule"),
    [
        ([one("a", says("police", **STRIKE))], 3, "one independent chain, not contradicted"),
        ([one("a", says("police", **STRIKE), says("police", **STRIKE))], 3, "one independent chain"),
        (
            [one("a", says("police", **STRIKE)), one("b", says("medics", **STRIKE))],
            2,
            "two independent chains agree, not",
        ),
        (
            [
                one("a", says("police", **STRIKE), says("medics", **STRIKE)),
                one("b", says("the mayor of Zummar", **STRIKE)),
            ],
            1,
            "three independent chains agree, what, when and where are not contradicted",
        ),
        (  # what one outlet alone tells is not confirmed, whomever it quotes
            [one("a", says("police", **STRIKE), says("medics", **STRIKE), says("the mayor of Zummar", **STRIKE))],
            2,
            "three independent chains agree",
        ),
        (
            [one("a", says("police", **STRIKE)), one("b", says("medics", **{**STRIKE, "killed": 5}))],
            2,
            "two independent chains agree, contradicted on killed",
        ),
        (
            [one("a", says("police", **STRIKE), says("the army", event_type="shelling", value="CT-"))],
            4,
            "held by one independent chain and denied by as many",
        ),
        (
            [
                one(
                    "a",
                    says("police", **STRIKE),
                    *(says(w, event_type="shelling", value="CT-") for w in ("army", "Hamas")),
                )
            ],
            5,
            "denied by two independent chains, held by 1",
        ),
        (
            [one("a", says("police", event_type="shelling", place="Zummar", time="2024-04-21"))],
            3,
            "one independent chain",
        ),
    ],
)
def test_rule(coded, number, rule):
    credibility = grade(*coded)
    assert credibility.admiralty == number
    assert credibility.rule.startswith(rule)


def test_nothing_but_when_and_where_cannot_be_judged():
    assert (
        grade(report("a", says(None, time="2024-04-21", place="Zummar", actor="men"), types={"e1": "other"})).admiralty
        == 6
    )
