"""A stretch of a report's text: half-open [start, end) in Unicode code points."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open code-point interval of one report's text; a tuple, so that JSON shows it as `[start, end]`.

    >>> Span(0, 4).text("Five rockets")
    'Five'
    """

    start: int
    end: int

    def text(self, text: str) -> str:
        """The characters that this span points at."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True when `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    @property
    def length(self) -> int:
        """Number of code points."""
        return self.end - self.start


Spans = tuple[Span, ...]


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all of them.

    Raises:
        ValueError: no spans given.
    """
    spans = tuple(spans)
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def covers(spans: Iterable[Span], inner: Span) -> bool:
    """True when one of `spans` contains `inner`."""
    return any(s.contains(inner) for s in spans)


def trim(text: str, span: Span, *, chars: str = " \t\r\n") -> Span:
    """The span without leading and trailing `chars`.

    >>> trim(" five, ", Span(0, 7), chars=" ,")
    Span(start=1, end=5)
    """
    start, end = span
    while start < end and text[start] in chars:
        start += 1
    while end > start and text[end - 1] in chars:
        end -= 1
    return Span(start, end)


def subtract(span: Span, holes: Iterable[Span]) -> Spans:
    """What is left of `span` when every hole is cut out, in order."""
    left: list[Span] = []
    start = span.start
    for hole in sorted(holes):
        if hole.end <= start or hole.start >= span.end:
            continue
        if hole.start > start:
            left.append(Span(start, hole.start))
        start = max(start, hole.end)
    if start < span.end:
        left.append(Span(start, span.end))
    return tuple(left)
