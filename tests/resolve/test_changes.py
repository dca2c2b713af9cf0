"""How the picture changed between two moments."""

from dataclasses import replace

import pytest

from sayso.resolve import Changes, changes, merge

from .made import report, says

STRIKE = {"event_type": "shelling", "place": "Zummar", "time": "2024-04-21"}
A = report("a", says("police", **STRIKE, killed=3), publisher="Harbour Post")
B = report("b", says("medics", **STRIKE, killed=3), publisher="Radio Varna", text="Another paper.")
MORE = report("b", says("medics", **STRIKE, killed=5, injured=2), publisher="Radio Varna", text="Another paper.")
DENIAL = report("b", says("army", **STRIKE, value="CT-"), publisher="Radio Varna", text="Another paper.")
ELSEWHERE = report("c", says(None, event_type="riot", place="Basra", time="2024-04-25"), text="A third paper.")


def between(then, now):
    return changes(merge(then).incidents, merge(now).incidents, {c.report.id for c in then})


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        ([A], [A], Changes(0, 0, 0)),
        ([A, B], [B, A], Changes(0, 0, 0)),
        ([A], [A, MORE], Changes(1, 5, 0)),  # type, place, time agreed now; killed contested; injured new
        ([A], [A, ELSEWHERE], Changes(1, 0, 1)),
        ([], [A, ELSEWHERE], Changes(2, 0, 2)),
        ([A], [], Changes(0, 0, 0)),
    ],
)
def test_changes(then, now, expected):
    assert between(then, now) == expected


def test_a_denial_is_a_change():
    assert between([A], [A, DENIAL]).findings >= 1


def test_incidents_that_became_one_are_compared_together():
    apart = [A, ELSEWHERE]
    then = merge(apart).incidents
    (first, second) = then
    one = replace(first, events=(*first.events, *second.events), reports=(*first.reports, *second.reports))
    found = changes(then, [one], {"a", "c"})
    assert (found.reports, found.incidents) == (0, 0)
    assert found.findings > 0
