"""Incidents scored by hand: grouping, places, days."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.evaluate.gold import GoldIncident, load_gold
from sayso.evaluate.incidents import b_cubed, score
from sayso.evaluate.predictions import read_coded, read_incidents
from sayso.model import Credibility, EventType, Incident, IncidentPlace, TimeSpan

from .small import GOLD, PERFECT, coded

DATA = Path(__file__).parent / "data"


def incident(number=1, *, events=(("r1", "e1"),), day="2024-03-04", lat=10.0):
    return Incident(
        id=f"INC-{number}",
        type=EventType.SHELLING,
        title="",
        time=TimeSpan(day, day, "day") if day else None,
        places=(IncidentPlace("site", "Tarsa", lat, 20.0, None, "town"),),
        reports=("r1",),
        events=events,
        findings=(),
        credibility=Credibility(3, ""),
    )


def figures_of(*incidents):
    return score([GOLD], coded(*PERFECT), incidents).as_dict()


def test_right_incident():
    assert figures_of(incident()) == {
        "incident_b3_f1": 100.0,
        "incident_place_accuracy": 100.0,
        "incident_date_accuracy": 100.0,
        "incidents_gold": 1,
        "incidents_predicted": 1,
    }


@pytest.mark.parametrize(
    ("found", "place", "date"),
    [
        (incident(lat=10.1), 100.0, 100.0),  # 11 km off, within the tolerance of 15
        (incident(lat=10.2), 0.0, 100.0),
        (incident(lat=None), 0.0, 100.0),
        (incident(day="2024-03-05"), 100.0, 0.0),
        (incident(day=None), 100.0, 0.0),
        (incident(events=()), 0.0, 0.0),  # the claims of I1 are in no incident
    ],
)
def test_place_and_day(found, place, date):
    figures = figures_of(found)
    assert (figures["incident_place_accuracy"], figures["incident_date_accuracy"]) == (place, date)


def test_claims_of_one_happening_in_two_incidents():
    split = (PERFECT[0], replace(PERFECT[1], event="e9"), PERFECT[2])
    figures = score([GOLD], coded(*split), [incident()]).as_dict()
    assert figures["incident_b3_f1"] == 66.7  # precision 1, recall 1/2


def test_claims_about_other_things_are_left_out_and_missing_reports_too():
    assert score([GOLD], coded(PERFECT[2]), [incident()]).as_dict()["incident_b3_f1"] is None
    assert score([GOLD], {}, []).as_dict()["incident_place_accuracy"] == 0.0


def test_gold_without_place_or_day_asks_nothing():
    vague = replace(GOLD, incidents=(GoldIncident("I1", EventType.SHELLING),))
    figures = score([vague], coded(*PERFECT), [incident()])
    assert (figures.places, figures.dates) == ((0, 0), (0, 0))


def test_b_cubed_by_hand():
    # items 1, 2 of A and 3 of B, all put together: precision (2/3 + 2/3 + 1/3) / 3, recall 1
    assert b_cubed([("A", "x"), ("A", "x"), ("B", "x")]) == 71.4
    assert b_cubed([]) is None


def test_frozen_figures():
    """Figures that a second, independent scorer gave for these files."""
    gold, read = load_gold(DATA / "clusters"), read_coded(DATA / "coded.jsonl")
    figures = score(gold, read, read_incidents(DATA / "coded.jsonl.incidents.json")).as_dict()
    expected = json.loads((DATA / "figures.json").read_text(encoding="utf-8"))
    assert figures == {name: value for name, value in expected.items() if name.startswith("incident")}
