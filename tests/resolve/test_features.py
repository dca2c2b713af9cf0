"""What of an event is compared, and which events may be incidents by themselves."""

from datetime import date

import pytest

from sayso.model import EventType, Place, TimeSpan
from sayso.resolve.features import day_of, days_of, facts_of, is_somewhere, proper_names

from .made import report, says


def only(*said, **about):
    (event,) = facts_of(report("a", *said, **about), 0)
    return event


def test_facts_of_an_event():
    event = only(
        says("police", event_type="shelling", time="2024-04-21", place=["Zummar", "Iraq"], killed=3),
        says(None, target="Hezbollah", words="shells fell near Rabia on Colonel Haddad"),
        text="Shells fell. The town near Rabia and Colonel Haddad were hit.",
    )
    assert event.type is EventType.SHELLING
    assert [end - start for start, end in event.days] == [0]
    assert event.place_names == {"smr"}
    assert event.party_names == {"hezbollah"}
    assert event.names == {"rabia", "haddad", "klnl"}
    assert {(slot.value, n) for slot, n in event.counts} == {("killed", 3)}
    assert event.founds


@pytest.mark.parametrize(
    ("said", "founds"),
    [
        ([says(None, event_type="shelling", place="Zummar")], True),
        ([says(None, event_type="shelling", time="2024-04-21")], True),
        ([says(None, event_type="shelling", target="a convoy")], True),
        ([says(None, event_type="shelling")], False),
        ([says(None, killed=3)], True),
        ([says(None, event_type="shelling", place="the area")], False),
        ([says("army", event_type="shelling", place="Zummar", value="CT-")], False),
        ([says("army", event_type="shelling", place="Zummar", irrealis="threat")], False),
        ([says(None, event_type="shelling", place="Zummar", value="Uu")], False),
        ([says("ministry", event_type="statement_threat", time="2024-04-21", place="Zummar", actor="army")], False),
        ([says(None, event_type="talks_visit", time="2024-04-21", place="Amman", actor="envoys")], True),
        ([says(None, event_type="investigation", time="2024-04-21")], False),
    ],
)
def test_which_events_found_an_incident(said, founds):
    assert only(*said).founds is founds


def test_what_follows_in_a_report_needs_where_or_when():
    main, aside = facts_of(
        report(
            "a", says(None, event_type="riot", target="shops"), says(None, event="e2", event_type="riot", target="x")
        ),
        0,
    )
    assert (main.founds, aside.founds) == (True, False)


def test_events_without_claims_are_left_out():
    assert list(facts_of(report("a"), 0)) == []


@pytest.mark.parametrize(
    ("time", "days"),
    [
        (TimeSpan("2024-04-21", "2024-04-22"), 1),
        (TimeSpan("2024-04-21T10:00", None), 0),
        (TimeSpan("2023-10-07", "2024-04-22"), None),
        (TimeSpan("2024-04-22", "2024-04-21"), None),
        (TimeSpan(None, None), None),
    ],
)
def test_days_of_an_interval(time, days):
    found = days_of(time)
    assert (None if found is None else found[1] - found[0]) == days


@pytest.mark.parametrize("moment", [None, "", "2024", "last week", "2024-13-01"])
def test_no_day_can_be_read(moment):
    assert day_of(moment) is None


def test_names_stand_capitalised_inside_a_sentence():
    text = "Men stormed Rabia on Monday. People of Rabia fled to Sinune. “Help came,” said Haddad. Iraqi troops left."
    assert proper_names(text) == {"rabia", "sinune", "haddad"}


@pytest.mark.parametrize(("name", "there"), [("the scene", False), ("Zummar", True), ("the Syrian border", True)])
def test_a_place_without_a_name_is_nowhere(name, there):
    assert is_somewhere(Place(name)) is there


def test_a_place_on_the_map_is_somewhere():
    assert is_somewhere(Place("the scene", 36.7, 42.6))


@pytest.mark.parametrize(
    ("kind", "opening", "firm"),
    [
        ("shelling", "Two men were charged over it.", ["2024-04-02"]),
        ("shelling", "Two men were seen by it.", ["2024-04-02", "2024-04-21"]),
        ("arrest", "Two men were charged over it.", ["2024-04-02", "2024-04-21"]),
    ],
)
def test_in_a_report_of_a_trial_the_day_of_the_hearing_holds_for_nothing_but_itself(kind, opening, firm):
    days = [says(None, event_type=kind, time=day) for day in ("2024-04-02", "2024-04-21")]
    (event,) = facts_of(report("a", *days, text=opening, day="2024-04-22"), 0)
    assert [date.fromordinal(start).isoformat() for start, _ in event.firm] == firm
    assert len(event.days) == 2
    assert event.later is ("charged" in opening)
