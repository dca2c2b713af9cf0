"""Distances, and outlines that hold points."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.gazetteer.geometry import Outline, bearing, box, turn
from sayso.model import distance_km

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]]}
HOLED = {
    "type": "Polygon",
    "coordinates": [[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]], [[4, 4], [6, 4], [6, 6], [4, 6]]],
}
TWO = {
    "type": "MultiPolygon",
    "coordinates": [[[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]], [[[20, 20], [30, 20], [30, 30], [20, 30], [20, 20]]]],
}
LATS, LONS = st.floats(-80, 80), st.floats(-179, 179)


@pytest.mark.parametrize(
    ("geometry", "lat", "lon", "inside"),
    [
        (SQUARE, 5, 5, True),
        (SQUARE, 5, 11, False),
        (SQUARE, -1, 5, False),
        (HOLED, 5, 5, False),
        (HOLED, 5, 3, True),
        (TWO, 0.5, 0.5, True),
        (TWO, 25, 25, True),
        (TWO, 10, 10, False),
    ],
)
def test_an_outline_holds_what_is_inside(geometry: dict[str, object], lat: float, lon: float, inside: bool) -> None:
    assert Outline.of_geojson(geometry).holds(lat, lon) is inside


@settings(deadline=None)  # other processes may hold the machine up
@given(st.floats(0.01, 9.99), st.floats(0.01, 9.99), st.floats(10.01, 80), LONS)
def test_a_square_holds_its_points_and_no_others(lat: float, lon: float, beyond: float, anywhere: float) -> None:
    square = Outline.of_geojson(SQUARE)
    assert square.holds(lat, lon)
    assert not square.holds(beyond, anywhere)


@settings(deadline=None)  # other processes may hold the machine up
@given(st.lists(st.tuples(LONS, LATS), min_size=3, max_size=30, unique=True))
def test_packing_keeps_the_outline(points: list[tuple[float, float]]) -> None:
    outline = Outline.of_geojson({"type": "Polygon", "coordinates": [[*points, points[0]]]})
    again = Outline.unpacked(outline.packed())
    assert len(again.rings) == len(outline.rings)
    assert abs(again.points() - outline.points()).max() < 2e-5
    assert again.bounds() == pytest.approx(outline.bounds(), abs=2e-5)


def test_distances_to_an_outline_and_its_middle() -> None:
    square, two = Outline.of_geojson(SQUARE), Outline.of_geojson(TWO)
    assert square.distance_km(5, 0) == pytest.approx(0, abs=1e-6)
    assert square.distance_km(0.5, -1) == pytest.approx(111.2, rel=0.01)
    assert square.middle() == pytest.approx((5, 5))
    assert two.middle() == pytest.approx((25, 25))
    assert two.bounds() == (0, 30, 0, 30)
    line = Outline.of_geojson({"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [4, 0], [0, 0]]]})
    assert line.middle() == pytest.approx((0, 1.5))


@pytest.mark.parametrize(
    ("geometry", "told"),
    [
        (None, "None"),
        ({"type": "Point", "coordinates": [0, 0]}, "Point"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}, "fewer than three"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [500, 0]]]}, "leaves the globe"),
        ({"type": "Polygon", "coordinates": [[1, 2, 3]]}, "no list of points"),
        ({"type": "Polygon", "coordinates": [[["a", "b"], [1, 1], [0, 0]]]}, "could not convert"),
    ],
)
def test_what_is_no_outline_is_told(geometry: object, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Outline.of_geojson(json.loads(json.dumps(geometry)))


@settings(deadline=None)  # other processes may hold the machine up
@given(LATS, LONS, st.floats(1, 500), st.floats(0, 1), st.floats(0, 1))
def test_a_box_holds_the_circle_around_a_point(lat: float, lon: float, km: float, north: float, east: float) -> None:
    south_end, north_end, west_end, east_end = box(lat, lon, km)
    other_lat = south_end + (north_end - south_end) * north
    other_lon = west_end - 20 + (east_end - west_end + 40) * east
    if distance_km(lat, lon, other_lat, other_lon) <= km * 0.99:
        assert west_end <= other_lon <= east_end


def test_distances_and_bearings() -> None:
    assert distance_km(33.3152, 44.3661, 36.335, 43.119) == pytest.approx(354, abs=3)  # Baghdad to Mosul
    assert distance_km(0, 179.9, 0, -179.9) == pytest.approx(22.2, abs=0.1)
    assert bearing(0, 0, 1, 0) == pytest.approx(0)
    assert bearing(0, 0, 0, 1) == pytest.approx(90)
    assert bearing(0, 0, -1, -1) == pytest.approx(225)
    assert (turn(350, 10), turn(10, 350), turn(0, 180)) == (20, 20, 180)
