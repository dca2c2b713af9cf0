"""What an incident is called: a headline in plain words that says nothing twice and leaves out what few say."""

import pytest

from sayso.model import Place, TimeSpan
from sayso.resolve import merge
from sayso.resolve.titles import short, time_words

from .made import report, says


def incident(*said, **about):
    (found,) = merge([report("a", *said, **about)]).incidents
    return found


def at(name, lat, lon, precision="town", radius=5.0):
    return Place(name, lat, lon, radius_km=radius, precision=precision)


ERBIL, AIRPORT = at("Erbil", 36.19, 44.01), at("Erbil airport", 36.24, 43.96)
YEMEN = at("Yemen", 15.5, 47.5, "country", 400.0)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        (
            {"event_type": "rocket_attack", "origin": "Zummar", "target": "the coalition base", "place": "Rumalyn"},
            "Rocket attack from Zummar on coalition base in Rumalyn",
        ),
        ({"event_type": "explosion", "target": "an arms depot", "place": "Kalsu"}, "Explosion at arms depot in Kalsu"),
        ({"event_type": "massacre", "victim": "villagers", "place": "Ngelu"}, "Massacre of villagers in Ngelu"),
        ({"event_type": "abduction", "target": "two nurses"}, "Abduction of two nurses"),
        (
            {"event_type": "abduction", "target": "a forest", "victim": "12 trainee teachers", "place": "Ngelu"},
            "Abduction of 12 trainee teachers in Ngelu",
        ),
        ({"event_type": "shelling", "target": "Zummar", "place": "the town of Zummar"}, "Shelling of Zummar"),
        ({"event_type": "riot", "place": "near Zummar"}, "Riot near Zummar"),
        ({"event_type": "riot", "place": "Onaja"}, "Riot in Onaja"),
        ({"event_type": "riot", "place": "North Varna"}, "Riot in North Varna"),
        ({"event_type": "riot", "place": "southeast of Varna"}, "Riot southeast of Varna"),
        ({"event_type": "riot", "place": "the 1400 block of Mill Street"}, "Riot in the 1400 block of Mill Street"),
        ({"event_type": "riot", "place": "20 km north of Varna"}, "Riot 20 km north of Varna"),
        (
            {"event_type": "air_strike", "target": "a base", "place": "a base in northeast Orvena"},
            "Air strike on base in northeast Orvena",
        ),
        (
            {"event_type": "explosion", "target": "a military base", "place": "Kalso base"},
            "Explosion at Kalso base",
        ),
        (
            {"event_type": "explosion", "target": "a military base", "place": "the old base"},
            "Explosion at military base",
        ),
        ({"event_type": "other", "killed": 2, "place": "Zummar"}, "Incident in Zummar"),
        ({"event_type": "air_strike", "target": "Iraq", "place": "the scene"}, "Air strike"),
        ({"event_type": "air_strike", "target": "its capital", "place": "Orvena"}, "Air strike in Orvena"),
        ({"event_type": "air_strike", "target": "targets", "place": "Orvena"}, "Air strike in Orvena"),
        ({"event_type": "air_strike", "target": "the truck had", "place": "Orvena"}, "Air strike in Orvena"),
        (
            {"event_type": "air_strike", "actor": "the Houthis", "target": "Houthis", "place": "Orvena"},
            "Air strike in Orvena",
        ),
        ({"event_type": "armed_clash", "target": "the capital", "place": "Orvena"}, "Armed clash in Orvena"),
        (
            {"event_type": "explosion", "victim": "Guards commander Tamir Vell", "place": "Orvena"},
            "Explosion in Orvena",
        ),
        (
            {"event_type": "explosion", "target": "a military base", "place": "a military base in Iraq"},
            "Explosion at military base in Iraq",
        ),
        (
            {"event_type": "explosion", "target": "the base", "place": "Kalso military base"},
            "Explosion at Kalso military base",
        ),
        (
            {"event_type": "bombing_ied", "target": "MSU", "place": "MSU's Dimaporo gymnasium"},
            "Bombing of MSU's Dimaporo gymnasium",
        ),
        (
            {"event_type": "air_strike", "target": "Pazigyi village", "place": "Pa Zi Gyi"},
            "Air strike on Pazigyi village",
        ),
        (
            {"event_type": "armed_assault", "target": "At least 20 guards", "place": "Orvena"},
            "Armed assault on at least 20 guards in Orvena",
        ),
        (
            {"event_type": "missile_strike", "target": "Erbil", "place": ERBIL, "origin": AIRPORT},
            "Missile strike on Erbil",
        ),
        ({"event_type": "missile_strike", "place": ERBIL, "origin": YEMEN}, "Missile strike from Yemen in Erbil"),
        ({"event_type": "armed_assault", "place": ERBIL, "origin": YEMEN}, "Armed assault in Erbil"),
        (
            {"event_type": "shelling", "place": "Orvena", "origin": "positions of the Western Front"},
            "Shelling in Orvena",
        ),
        (
            {"event_type": "armed_assault", "place": "Orvena", "destination": "a hospital in Kaya"},
            "Armed assault in Orvena",
        ),
    ],
)
def test_titles_are_plain_words(said, title):
    assert incident(says(None, time="2024-04-21", **said)).title == f"{title}, 21 April 2024"


def test_another_thing_that_was_hit_is_not_where_this_one_was():
    found = incident(
        says(None, event_type="missile_strike", target="Tel Aviv", time="2024-07-19"),
        says(None, event_type="missile_strike", target="Tel Aviv"),
        says(None, event_type="missile_strike", target="Eilat", destination=at("Eilat", 29.56, 34.95)),
    )
    assert found.title == "Missile strike on Tel Aviv, 19 July 2024"


EILAT, HODEIDA = at("Eilat", 29.56, 34.95), at("Hodeida", 14.8, 42.94)


def test_a_target_far_from_the_site_is_another_story():
    strike = {"event_type": "missile_strike", "time": "2024-07-20"}
    found = incident(
        says(None, **strike, target="Eilat", destination=EILAT, origin=YEMEN),
        says("the governor", **strike, place=HODEIDA),
        says("a docker", **strike, place=HODEIDA, target="the fuel tanks"),
    )
    assert found.title == "Missile strike on fuel tanks in Hodeida, 20 July 2024"


def test_two_places_of_one_name_are_told_once():
    found = incident(says(None, event_type="air_strike", target="Austin", place=at("Austin", 30.3, -97.7),
                          destination=at("Austin", 43.7, -93.0), time="2024-07-20"))  # fmt: skip
    assert found.title == "Air strike on Austin, 20 July 2024"


def test_a_site_that_was_hit_goes_before_things_at_it():
    found = incident(
        says(None, event_type="rocket_attack", target="a small truck", time="2024-04-21"),
        says(None, event_type="rocket_attack", target="a small truck"),
        says(None, event_type="rocket_attack", target="a U.S. military base", place="a U.S. military base in Syria"),
    )
    assert found.title == "Rocket attack on U.S. military base in Syria, 21 April 2024"


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("the Red Sea", "Red Sea"),
        ("a hospital in Kaya", "Kaya"),
        ("a base in northeastern Syria", "northeastern Syria"),
        ("a wide ditch", "wide ditch"),
        ("near the Algerian frontier", "near the Algerian frontier"),
        ("12 km south of Orvena", "12 km south of Orvena"),
        ("Camp in Orvena", "Camp in Orvena"),
    ],
)
def test_a_place_in_a_headline(label, told):
    assert short(label) == told


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
