"""Drift alarms drawn to be checked by hand: the same ones in every run, with the words of both reports."""

from dataclasses import replace

from sayso.evaluate.alarms import draw, sheet
from sayso.model import Drift
from sayso.resolve import merge

from ..resolve.made import report, says

SHELLS = "mortar shells struck the fuel depot outside Rabia and burned two trucks"
TOLD = says("the mayor", words=SHELLS, killed=3, event_type="shelling", place=("Rabia", 36.8, 42.1), time="2024-04-21")
RETOLD = says(
    "the mayor", words=SHELLS, killed=5, event_type="shelling", place=("Rabia", 36.8, 42.1), time="2024-04-21"
)


def made():
    reports = [
        report("a", TOLD, day="2024-04-21", publisher="Harbour Post"),
        report("b", RETOLD, day="2024-04-22", publisher="Radio Varna"),
    ]
    return merge(reports).incidents, {r.report.id: r for r in reports}


def test_an_alarm_is_shown_with_both_texts_and_their_holders():
    incidents, coded = made()
    text = sheet(draw(incidents, coded), coded)
    assert text.startswith(
        "1. value_changed (killed)\n  origin: a/c1, Harbour Post, 2024-04-21; held by the mayor, CT+\n"
    )
    assert "  copy: b/c1, Radio Varna, 2024-04-22" in text
    assert text.count(f"[[{SHELLS}]]") == 2


def test_the_draw_does_not_hang_on_the_order_of_incidents_and_grows_at_its_end():
    incidents, coded = made()
    (incident,) = incidents
    more = tuple(Drift(("a", "c1"), ("b", "c1"), change, None) for change in ("hedge_dropped", "source_dropped"))
    parts = [replace(incident, drift=(drift,)) for drift in (*incident.drift, *more)]
    assert draw(parts, coded) == draw(parts[::-1], coded)
    assert draw(parts, coded, 2) == draw(parts, coded)[:2]


def test_alarms_of_other_reports_are_left_out_and_none_makes_an_empty_sheet():
    incidents, coded = made()
    assert draw(incidents, {"a": coded["a"]}) == []
    assert sheet([], coded) == ""
