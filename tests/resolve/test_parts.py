"""Figures of a part are told from figures of the whole."""

import pytest

from sayso.model import Count, Facet, Slot, Span
from sayso.resolve.parts import is_part


@pytest.mark.parametrize(
    ("text", "figure", "part"),
    [
        ("one of these was a soldier", "one", True),
        ("five of the injured have burns", "five", True),
        ("seven men, of whom two were guards", "two", True),
        ("at least three of them critically", "at least three", True),
        ("two of the district's teachers were hurt", "two", False),  # of a body, not of a figure
        ("nine people were hurt", "nine", False),
        ("a crowd of seven people", "seven", False),
    ],
)
def test_is_part(text, figure, part):
    start = text.index(figure)
    assert is_part(text, Facet(Slot.INJURED, Span(start, start + len(figure)), Count("=", 1))) is part


def test_only_counts_are_parts():
    assert not is_part("one of them", Facet(Slot.WEAPON, Span(0, 3), "one"))
