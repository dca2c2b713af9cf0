"""The edges of spans: loose marks, gaps of blanks, and the partner of a quotation mark."""

from __future__ import annotations

import pytest

from sayso.model import Span
from sayso.neural.boundaries import tidy


def spans(text: str, marked: str) -> tuple[Span, ...]:
    """Where the stretches of `marked`, parted by "|", stand in the text."""
    found, at = [], 0
    for part in marked.split("|"):
        at = text.index(part, at)
        found.append(Span(at, at + len(part)))
        at += len(part)
    return tuple(found)


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        ("It is so, he said.", "It is so,", "It is so"),
        ("He said - it is so.", "- it is so", "it is so"),
        ("He said “it is so”.", "“it is so", "“it is so”"),
        ("He said “it is so”.", "it is so”", "“it is so”"),
        ('He said "it is so".', '"it is so', '"it is so"'),
        ("“It is”, he said, “so”.", "“It is”|“so”", "“It is”|“so”"),
        ("It is so now.", "It is|so now", "It is so now"),
        ("It is , so.", ",|so", "so"),
        ("He said “it is so.” He left.", "“it is so.”", "“it is so.”"),
        ("It’s theirs.", "It’s theirs", "It’s theirs"),
    ],
)
def test_tidy_edges(text, marked, expected):
    assert tidy(text, spans(text, marked)) == spans(text, expected)


def test_nothing_stays_nothing():
    assert tidy("It is so.", ()) == ()
