"""Put "between Azaz and Afrin" on the map: a point half way, with a radius that reaches both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..gazetteer import distance_km
from ..model import Document, Place, PlaceMention, Span

BETWEEN = "between"
LARGE_KM = 60.0  # what reaches farther has a border that things lie between, and no point: "between Israel and Iran"
FAR_KM = 500.0  # places farther apart are the ends of a journey or a dispute, not of a road
_OPENS = re.compile(r"\bbetween\s+(?:the\s+(?:\w+\s+){1,2}of\s+)?$", re.IGNORECASE)
_JOINS = re.compile(r"\s+and\s+(?:the\s+)?")


def between(doc: Document, mentions: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """The stretches between two places that stand side by side after "between"; `mentions` in text order."""
    for one, other in pairwise(mentions):
        opening = _OPENS.search(doc.text, max(0, one.span.start - 40), one.span.start)
        if opening is None or not _JOINS.fullmatch(doc.text, one.span.end, other.span.start):
            continue
        span = Span(opening.start(), other.span.end)
        place = _middle(one.place, other.place, span.text(doc.text))
        if place is not None:
            yield PlaceMention(span, span, place, "area")


def _middle(a: Place, b: Place, name: str) -> Place | None:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    radius, apart = max(a.radius_km or 0.0, b.radius_km or 0.0), distance_km(a.lat, a.lon, b.lat, b.lon)
    if radius > LARGE_KM or not 0 < apart <= FAR_KM or abs(a.lon - b.lon) > 180:
        return None
    lat, lon = round((a.lat + b.lat) / 2, 4), round((a.lon + b.lon) / 2, 4)
    return Place(name, lat, lon, None, round(apart / 2 + radius, 1), "area")
