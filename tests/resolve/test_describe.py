"""What an incident is called, when and where it was."""

import pytest

from sayso.model import EventType, Place, TimeSpan
from sayso.resolve import merge
from sayso.resolve.describe import time_words

from .made import report, says


def incident(*said, **about):
    (found,) = merge([report("a", *said, **about)]).incidents
    return found


def at(name, lat, lon, precision="town", radius=5.0):
    return Place(name, lat, lon, radius_km=radius, precision=precision)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        (
            {"event_type": "rocket_attack", "origin": "Zummar", "target": "the coalition base", "place": "Rumalyn"},
            "Rocket attack from Zummar on coalition base in Rumalyn, 21 April 2024",
        ),
        (
            {"event_type": "explosion", "target": "an arms depot", "place": "Kalsu"},
            "Explosion at arms depot in Kalsu, 21 April 2024",
        ),
        (
            {"event_type": "massacre", "victim": "villagers", "place": "Ngelu"},
            "Massacre of villagers in Ngelu, 21 April 2024",
        ),
        ({"event_type": "abduction", "target": "two nurses"}, "Abduction of two nurses, 21 April 2024"),
        (
            {"event_type": "shelling", "target": "Zummar", "place": "the town of Zummar"},
            "Shelling on Zummar, 21 April 2024",
        ),
        ({"event_type": "riot", "place": "near Zummar"}, "Riot near Zummar, 21 April 2024"),
        ({"event_type": "other", "killed": 2, "place": "Zummar"}, "Incident in Zummar, 21 April 2024"),
        ({"event_type": "air_strike", "target": "Iraq", "place": "the scene"}, "Air strike, 21 April 2024"),
    ],
)
def test_titles_are_plain_words(said, title):
    assert incident(says(None, time="2024-04-21", **said)).title == title


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (None, ""),
        (TimeSpan(None, None), ""),
        (TimeSpan("2024-04-21T01:00", "2024-04-21T01:00", "minute"), "21 April 2024"),
        (TimeSpan("2024-07-25", "2024-07-27", "range"), "25–27 July 2024"),
        (TimeSpan("2024-07-30", "2024-08-02", "range"), "30 July – 2 August 2024"),
        (TimeSpan("2023-12-30", "2024-01-02", "range"), "30 December 2023 – 2 January 2024"),
        (TimeSpan("2024-04-01", "2024-04-30", "month"), "April 2024"),
        (TimeSpan("2024-01-01", "2024-12-31", "year"), "2024"),
        (TimeSpan("some day", None), ""),
    ],
)
def test_time_in_words(time, words):
    assert time_words(time) == words


def test_the_day_told_with_the_happening_goes_before_days_told_with_what_followed():
    found = incident(
        says(None, event_type="shelling", place="Zummar", time="2024-04-21"),
        says(None, event_type="investigation", time="2024-04-23"),
        says(None, response="a search", time="2024-04-23"),
    )
    assert found.time == TimeSpan("2024-04-21", "2024-04-21", "day")


def test_an_undated_incident_does_not_take_the_day_of_its_report():
    assert incident(says(None, event_type="shelling", place="Zummar"), day="2024-04-22").time is None


def test_fine_places_go_before_coarse_ones_and_have_roles():
    found = incident(
        says(None, event_type="shelling", place=[at("Iraq", 33.8, 44.7, "country", 400.0), at("Rumalyn", 37.0, 42.0)]),
        says(None, origin=at("Zummar", 36.7, 42.6)),
    )
    assert [(p.role, p.name) for p in found.places] == [("origin", "Zummar"), ("site", "Rumalyn")]
    coarse = incident(says(None, event_type="shelling", place=at("Iraq", 33.8, 44.7, "country", 400.0)))
    assert [(p.role, p.name) for p in coarse.places] == [("site", "Iraq")]


def test_the_type_that_most_reports_give():
    a = report("a", says(None, event_type="explosion", place="Zummar", time="2024-04-21", killed=3))
    b = report("b", says(None, event_type="shelling", place="Zummar", time="2024-04-21", killed=3))
    (found,) = merge([a, b]).incidents
    assert found.type is EventType.SHELLING


def test_a_small_area_says_where_as_a_town_does():
    off_aden = at("50 miles off Aden", 12.1, 44.4, "area", 25.0)
    gulf = at("Gulf of Aden", 12.5, 47.5, "area", 400.0)
    found = incident(says(None, event_type="missile_strike", place=[gulf, off_aden, at("Aden", 12.8, 45.0)]))
    assert {p.name for p in found.places} == {"Aden", "50 miles off Aden"}
