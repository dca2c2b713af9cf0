"""A still map: places where they lie, doubt as large as it is, arcs from origin to target."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger import IncidentQuery, Spot
from sayso.model import IncidentPlace
from sayso.web.listing import Asked
from sayso.web.map import HEIGHT, KM_PER_DEGREE, WIDTH, map_of_incident, map_of_spots

from ..cli.made import incident
from .pages import check

ALL = Asked(IncidentQuery())


def place(role, lat, lon, radius=0.0, name="Varna"):
    return IncidentPlace(role, name, lat, lon, radius, "town")


def mapped(*places):
    return map_of_incident(replace(incident(), places=places))


def test_north_is_up_and_east_is_right():
    south_west, north_east = mapped(place("site", 10, 20), place("site", 12, 23)).dots
    assert south_west.x < north_east.x
    assert south_west.y > north_east.y


def test_the_world_behind_it_is_drawn_to_the_same_scale():
    shown = mapped(place("site", 30, 40), place("site", 33, 44))
    for dot, (lat, lon) in zip(shown.dots, ((30, 40), (33, 44)), strict=True):
        assert dot.x == pytest.approx(shown.x + (lon + 180) / 360 * shown.width, abs=1)
        assert dot.y == pytest.approx(shown.y + (90 - lat) / 180 * shown.height, abs=1)


def test_doubt_is_as_large_as_the_radius():
    shown = mapped(place("site", 30, 40, radius=100))
    degrees = shown.dots[0].doubt / (shown.height / 180)
    assert degrees * KM_PER_DEGREE == pytest.approx(100, rel=0.02)
    assert shown.dots[0].doubt < HEIGHT / 2, "the whole circle is seen"


def test_arcs_lead_from_origins_to_targets_or_else_to_sites():
    places = (place("origin", 36, 42), place("site", 36.5, 42.5), place("target", 37, 42))
    assert len(mapped(*places).arcs) == 1
    assert len(mapped(*places[:2]).arcs) == 1
    assert mapped(*places[1:]).arcs == ()
    assert mapped(place("origin", 36, 42), place("target", 36, 42)).arcs == ()


def test_no_place_no_map():
    assert mapped(IncidentPlace("site", "the hills", None, None, None, "unknown")) is None
    assert map_of_spots((), ALL) is None


def test_names_that_would_overlap_are_left_out():
    shown = mapped(
        place("site", 30, 40, name="A"), place("site", 30.01, 40.01, name="B"), place("site", 33, 44, name="C")
    )
    assert [d.name for d in shown.dots] == ["A", "", "C"]


def test_places_that_would_lie_on_each_other_are_one_dot():
    shown = map_of_spots(
        (Spot(33, 44, "A", 3, "INC-A"), Spot(33.01, 44.01, "B", 1, "INC-B"), Spot(35, 48, "C", 1, "INC-C")), ALL
    )
    assert shown is not None
    assert [d.told for d in shown.dots] == ["A and 1 place near it: 4 incidents", "C"]
    assert shown.dots[0].url == "/?bbox=43.999%2C32.999%2C44.011%2C33.011"


@given(st.lists(st.tuples(st.floats(-80, 80), st.floats(-180, 180), st.integers(1, 50)), min_size=1, max_size=60))
def test_every_incident_of_a_list_is_in_a_dot(places):
    shown = map_of_spots([Spot(lat, lon, "A", n, "INC-A") for lat, lon, n in places], ALL)
    assert shown is not None
    counted = sum(
        int(d.told.rpartition(": ")[2].split()[0].replace(",", "")) if ": " in d.told else 1 for d in shown.dots
    )
    assert counted == sum(n for _, _, n in places)


@given(
    st.lists(
        st.tuples(
            st.floats(-90, 90), st.floats(-180, 180), st.floats(0, 3000), st.sampled_from(["origin", "site", "target"])
        ),
        min_size=1,
        max_size=6,
    )
)
def test_every_place_of_the_world_is_inside(places):
    shown = mapped(*(place(role, lat, lon, radius) for lat, lon, radius, role in places))
    assert all(0 <= d.x <= WIDTH and 0 <= d.y <= HEIGHT for d in shown.dots)


def test_dots_lead_to_the_incident_or_to_those_of_the_place(desk):
    shown = map_of_spots(
        (Spot(33.3, 44.4, "Karsa", 3, "INC-A"), Spot(10, 10, "Lone", 1, "INC-B")), Asked(IncidentQuery(text="base"))
    )
    assert shown is not None
    many, one = shown.dots
    assert many.url == "/?text=base&bbox=44.399%2C33.299%2C44.401%2C33.301"
    assert many.told == "Karsa: 3 incidents"
    assert one.url == "/incidents/INC-B"
    assert many.size > one.size
    page = check(desk.get("/"))
    dots = page.all("//*[local-name()='svg']//a[*[local-name()='circle']]")
    assert dots
    assert all(desk.get(dot.get("href")).status_code == 200 for dot in dots)
    assert desk.get("/static/world.svg").headers["content-type"].startswith("image/svg+xml")
