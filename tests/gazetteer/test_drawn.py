"""Divisions as a map draws them: those that hold a point, thinned, each once."""

import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.gazetteer.builder import Builder, NewPlace
from sayso.gazetteer.drawn import credits, drawn, thinned
from sayso.gazetteer.geometry import Outline

from .conftest import NOTE

WORLD = (-180.0, -90.0, 180.0, 90.0)


def square(west: float, south: float, size: float, *, steps: int = 1) -> list[list[float]]:
    """A square, with so many points to a side."""
    corners = [(west, south), (west + size, south), (west + size, south + size), (west, south + size), (west, south)]
    return [
        [a[0] + (b[0] - a[0]) * i / steps, a[1] + (b[1] - a[1]) * i / steps]
        for a, b in pairwise(corners)
        for i in range(steps)
    ] + [[west, south]]


def outline(*rings: list[list[float]]) -> Outline:
    return Outline.of_geojson({"type": "Polygon", "coordinates": list(rings)})


def divided(path: Path) -> Path:
    """Two regions side by side, one of them in two packs, a county in the first, and a country around all."""
    with Builder(path) as builder:
        for pack, thanks in (("lines", "Harbour Survey"), ("more", "")):
            builder.begin(NOTE._replace(name=pack, attribution=thanks))
            places = [
                (NewPlace("North", "region", 1.0, 1.0, ("SY",), 100.0, ref=f"{pack}:n"), outline(square(0, 0, 2))),
                (NewPlace("South", "region", -1.0, 1.0, ("SY",), 100.0, ref=f"{pack}:s"), outline(square(0, -2, 2))),
                (NewPlace("Middle", "county", 0.5, 0.5, ("SY",), 50.0, ref=f"{pack}:m"), outline(square(0, 0, 1))),
                (NewPlace("All", "country", 0.0, 1.0, ("SY",), 300.0, ref=f"{pack}:a"), outline(square(0, -2, 4))),
            ]
            for place, drawn_as in places:
                builder.add([place])
                builder.add_outline(builder.next_place - 1, drawn_as)
        builder.finish()
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return divided(tmp_path / "divided.sqlite")


def names(path: Path, kinds: list[str], points: list[tuple[float, float]], box: tuple[float, ...] = WORLD) -> list[str]:
    west, south, east, north = box
    return sorted(d.name for d in drawn(path, kinds, points, (west, south, east, north), 0.01))


def test_only_divisions_that_hold_a_point_are_drawn_each_once(path: Path) -> None:
    assert names(path, ["region"], [(0.5, 0.5)]) == ["North"]
    assert names(path, ["region"], [(0.5, 0.5), (-0.5, 0.5)]) == ["North", "South"]
    assert names(path, ["region", "county"], [(0.5, 0.5)]) == ["Middle", "North"]
    assert names(path, ["region"], [(50.0, 50.0)]) == []
    assert names(path, ["region"], []) == []


def test_only_divisions_in_view_are_drawn(path: Path) -> None:
    assert names(path, ["region"], [(0.5, 0.5), (-0.5, 0.5)], (0.0, 0.5, 2.0, 1.5)) == ["North"]


def test_rings_are_latitude_first_and_closed(path: Path) -> None:
    (found,) = drawn(path, ["county"], [(0.5, 0.5)], WORLD, 0.01)
    assert found.kind == "county"
    assert found.rings == (((0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0), (0.0, 0.0)),)


def test_those_who_drew_are_named(path: Path, small_file: Path) -> None:
    assert credits(path) == ("Harbour Survey", "more")
    assert credits(small_file) == ()


def test_small_islands_are_left_out_far_off_but_never_all(tmp_path: Path) -> None:
    with Builder(tmp_path / "x.sqlite") as builder:
        builder.begin(NOTE._replace(name="lines"))
        place = NewPlace("Isles", "region", 1.0, 1.0, ("SY",), 100.0, ref="x:1")
        builder.add([place])
        builder.add_outline(builder.next_place - 1, outline(square(0, 0, 0.5), square(2, 2, 0.01)))
        builder.finish()
    near, far, farthest = (
        drawn(tmp_path / "x.sqlite", ["region"], [(0.2, 0.2)], WORLD, degrees)[0].rings for degrees in (0.001, 0.1, 5.0)
    )
    assert [len(near), len(far), len(farthest)] == [2, 1, 1]


def test_points_on_a_straight_line_are_left_out() -> None:
    ring = np.array(square(10, 20, 4, steps=50))
    assert len(ring) == 201
    assert len(thinned(ring, 0.001)) == 5


@given(
    st.lists(st.tuples(st.floats(-170, 170), st.floats(-80, 80)), min_size=3, max_size=40, unique=True),
    st.floats(0.001, 5.0),
)
def test_a_thinned_ring_stays_near_the_true_one(points: list[tuple[float, float]], degrees: float) -> None:
    ring = np.array([*points, points[0]])
    thin = thinned(ring, degrees)
    assert (thin[0] == thin[-1]).all()
    kept = {tuple(point) for point in thin}
    assert kept <= {tuple(point) for point in ring}
    scale = np.array([math.cos(math.radians(float(ring[:, 1].mean()))), 1.0])
    for point in ring * scale:
        a, b = (thin * scale)[:-1], (thin * scale)[1:]
        length = ((b - a) ** 2).sum(axis=1)
        along = np.clip(((point - a) * (b - a)).sum(axis=1) / np.where(length == 0, 1, length), 0, 1)
        away = np.sqrt(((point - a - along[:, None] * (b - a)) ** 2).sum(axis=1))
        assert away.min() <= degrees + 1e-9
