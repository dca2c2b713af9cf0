"""What the map asks for: points by the filters of the list, the standing place first, and cards in words."""

import pytest

from sayso.ledger import Point
from sayso.model import IncidentPlace
from sayso.web.places import MOST_CARDS, plain_places

from ..cli.made import incident
from .conftest import served
from .hostile import TAG, fill


def place(role, lat, lon, radius=None):
    return IncidentPlace(role, "Varna", lat, lon, radius, "town")


def points(client, query=""):
    response = client.get(f"/points{query}")
    assert response.headers["content-type"] == "application/json"
    return response.json()["incidents"]


def test_points_are_those_of_the_list_with_its_filters(desk, incidents):
    placed = [i for i in incidents if any(p.lat is not None for p in i.places)]
    assert {found[0] for found in points(desk)} == {i.id for i in placed}
    one = placed[0]
    assert [found[0] for found in points(desk, f"?type={one.type.value}&text=Kalsu")]
    for found in points(desk, f"?type={one.type.value}"):
        assert next(i for i in incidents if i.id == found[0]).type is one.type
    assert points(desk, "?text=submarine") == []


def test_a_point_says_where_how_surely_and_whether_it_is_contested(desk, incidents):
    by_id = {i.id: i for i in incidents}
    for incident_id, title, contested, places in points(desk):
        told = by_id[incident_id]
        assert title == told.title
        assert bool(contested) == any(f.status == "contested" for f in told.findings)
        assert len(places) == sum(p.lat is not None for p in told.places)


def test_the_target_stands_for_an_incident_before_site_and_origin():
    places = (place("origin", 1, 1), place("site", 2, 2), place("target", 3.123456, 3, 8.04), place("site", None, None))
    found = plain_places(Point("INC-A", "Shelling", False, places))
    assert found == [[3.1235, 3, 8.0, "target"], [2, 2, 0, "site"], [1, 1, 0, "origin"]]


def test_a_filter_that_cannot_be_understood_is_refused(desk):
    assert desk.get("/points?bbox=1,2").status_code == 400


def test_cards_tell_title_date_and_standing(desk, incidents):
    told = incidents[0]
    response = desk.get(f"/cards?id={told.id}")
    assert told.title in response.text
    assert f"/incidents/{told.id}" in response.text
    assert "contested" in response.text
    assert response.text.lstrip().startswith("<ul"), "a part of a page"


def test_cards_are_few_and_of_known_incidents(desk, incidents):
    many = "&".join(f"id={incidents[0].id}" for _ in range(50))
    assert desk.get(f"/cards?{many}").text.count("<li>") == MOST_CARDS
    assert desk.get("/cards?id=INC-NOWHERE").status_code == 404


def test_cards_of_hostile_incidents_are_words(tmp_path):
    with served(fill(tmp_path / "odd.db")) as client:
        text = client.get(f"/cards?id={incident().id}").text
    assert TAG not in text
    assert "&lt;img" in text
    assert "\u202e" not in text


@pytest.mark.parametrize("asked", [{}, {"hx-request": "true"}])
def test_a_swap_needs_no_still_map(desk, asked):
    response = desk.get("/", headers=asked)
    assert ('aria-label="Map"' in response.text) is not bool(asked)
    assert response.headers["vary"].startswith("hx-request")


def test_an_incident_without_places_is_no_point(tmp_path):
    with served(fill(tmp_path / "odd.db")) as client:
        assert [found[0] for found in points(client)] == [incident().id]
