"""The algebra of spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Span, covers, hull, subtract, trim

from .coded import spans

many = st.lists(spans, min_size=1, max_size=6)


def chars(*of: Span) -> set[int]:
    return {i for span in of for i in range(span.start, span.end)}


@given(st.text(max_size=30), st.data())
def test_trim_stays_inside_and_leaves_no_outer_blank(text, data):
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    trimmed = trim(text, span)
    assert span.contains(trimmed)
    assert trimmed.text(text) == span.text(text).strip(" \t\r\n")


@given(spans, st.lists(spans, max_size=6))
def test_subtract_leaves_exactly_what_no_hole_covers(span, holes):
    left = subtract(span, holes)
    assert chars(*left) == chars(span) - chars(*holes)
    assert list(left) == sorted(left)
    assert all(part.length > 0 for part in left)


@given(many)
def test_hull_is_the_smallest_span_around_all(of):
    around = hull(of)
    assert all(around.contains(span) for span in of)
    assert (around.start, around.end) == (min(s.start for s in of), max(s.end for s in of))


def test_hull_of_nothing_is_an_error():
    with pytest.raises(ValueError, match="empty"):
        hull([])


@given(many, spans)
def test_covers_means_one_span_holds_it_whole(of, inner):
    assert covers(of, inner) == any(chars(inner) <= chars(span) for span in of)


@given(spans, spans)
def test_overlap_is_mutual_and_means_a_shared_character(a, b):
    assert a.overlaps(b) == b.overlaps(a) == bool(chars(a) & chars(b))


def test_offsets_count_code_points():
    text = "🚀 Five rockets"
    assert Span(2, 6).text(text) == "Five"
    assert Span(2, 6).length == 4
