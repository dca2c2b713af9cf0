from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import distance_km

LAT, LON = st.floats(-90, 90), st.floats(-180, 180)


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        ((52.5, 13.4), (48.9, 2.35), 874),  # Berlin to Paris
        ((0, 179.5), (0, -179.5), 111),  # across the date line
        ((90, 0), (-90, 0), 20015),
        ((10, 20), (10, 20), 0),
    ],
)
def test_distances_on_the_globe(a, b, km):
    assert distance_km(*a, *b) == pytest.approx(km, abs=1)


@given(LAT, LON, LAT, LON)
def test_it_is_as_far_back_and_never_beyond_the_other_side(a, b, c, d):
    assert distance_km(a, b, c, d) == pytest.approx(distance_km(c, d, a, b))
    assert 0 <= distance_km(a, b, c, d) <= 20016
