"""A still map: places as dots over country outlines, the doubt of a place as a circle, what flew as an arc.

The projection is the plainest, one degree as long as another, stretched to be true at the middle of the map. The
outlines are a picture of their own (`static/world.svg`, drawn in degrees), of which a map shows its part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

from ..ledger import Spot
from ..model import Incident
from ..wording import plural
from .listing import Asked
from .render import incident_url

WIDTH, HEIGHT = 640.0, 320.0  # of the picture
KM_PER_DEGREE = 111.2
LEAST_SPAN = 6.0  # degrees of longitude; closer in, outlines that are true to 5 km would mislead
MARGIN = 1.35
LABELS = 12  # names written beside dots
DOT = 4.0
CELL = 12.0  # units of the picture; dots closer than this are one
LARGEST = 16.0  # radius of a dot
HAIR = 0.001  # degrees
NEAR = 70.0, 12.0  # names closer than this, across and down, would overlap


@dataclass(frozen=True, slots=True)
class Dot:
    """A place: where, how large, what the tooltip says; `doubt` is the radius of the circle, `name` may be empty."""

    x: float
    y: float
    size: float
    doubt: float
    role: str
    name: str
    told: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Map:
    """The picture: where the world's outlines lie behind it, dots, and arcs as SVG paths."""

    x: float
    y: float
    width: float
    height: float
    dots: tuple[Dot, ...]
    arcs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    lat: float
    lon: float
    size: float
    radius_km: float
    role: str
    name: str
    told: str
    url: str | None


@dataclass(frozen=True, slots=True)
class _Frame:
    """Part of the world: its middle in degrees, and how many units of the picture a degree takes."""

    lat: float
    lon: float
    across: float
    up: float

    @staticmethod
    def around(marks: Sequence[_Mark]) -> _Frame:
        """The smallest part that holds all marks, with a margin."""
        lats, lons = [m.lat for m in marks], [m.lon for m in marks]
        doubt = max(m.radius_km for m in marks) / KM_PER_DEGREE
        lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        squeeze = max(0.2, cos(radians(lat)))
        tall = (max(lats) - min(lats) + 2 * doubt) / squeeze * WIDTH / HEIGHT
        span = max(LEAST_SPAN, (max(lons) - min(lons) + 2 * doubt / squeeze) * MARGIN, tall * MARGIN)
        across = WIDTH / min(span, 360.0)
        return _Frame(lat, lon, across, across / squeeze)

    def point(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a place lies in the picture."""
        return (
            round(WIDTH / 2 + (lon - self.lon) * self.across, 1),
            round(HEIGHT / 2 - (lat - self.lat) * self.up, 1),
        )


def map_of_spots(spots: Iterable[Spot], asked: Asked) -> Map | None:
    """A map of the incidents of a list, the larger a dot the more of them; None without any.

    Places that would lie on each other are one dot, at the first of them.
    """
    known = tuple(spots)
    if not known:
        return None
    frame = _Frame.around([_Mark(s.lat, s.lon, DOT, 0, "site", s.name, "", None) for s in known])
    cells: dict[tuple[int, int], list[Spot]] = {}
    for spot in known:
        x, y = frame.point(spot.lat, spot.lon)
        cells.setdefault((int(x // CELL), int(y // CELL)), []).append(spot)
    return _map([_together(found, asked) for found in cells.values()])


def map_of_incident(incident: Incident) -> Map | None:
    """A map of one incident, with the doubt of each place and arcs from its origins; None when no place is known."""
    marks = [
        _Mark(p.lat, p.lon, DOT + 1, p.radius_km or 0, p.role, p.name, f"{p.role}: {p.name}", None)
        for p in incident.places
        if p.lat is not None and p.lon is not None
    ]
    return _map(marks)


def _together(spots: Sequence[Spot], asked: Asked) -> _Mark:
    """Places that are one dot; an incident that happened at two of them counts twice in its size."""
    first, number = spots[0], sum(s.incidents for s in spots)
    where = first.name if len(spots) == 1 else f"{first.name} and {plural(len(spots) - 1, 'place')} near it"
    alone = number == 1
    return _Mark(
        first.lat,
        first.lon,
        min(LARGEST, DOT + 1.5 * sqrt(number - 1)),
        0,
        "site",
        first.name,
        where if alone else f"{where}: {number:,} incidents",
        incident_url(first.one, asked.as_of) if alone else asked.url({"bbox": _box(spots)}),
    )


def _box(spots: Sequence[Spot]) -> tuple[float, float, float, float]:
    """Some places and next to nothing around them."""
    lats, lons = [s.lat for s in spots], [s.lon for s in spots]
    west, east = max(-180.0, min(lons) - HAIR), min(180.0, max(lons) + HAIR)
    return (west, max(-90.0, min(lats) - HAIR), east, min(90.0, max(lats) + HAIR))


def _map(marks: Sequence[_Mark]) -> Map | None:
    if not marks:
        return None
    frame = _Frame.around(marks)
    x, y = frame.point(90, -180)
    named: list[tuple[float, float]] = []
    dots = []
    for mark in marks:
        at = frame.point(mark.lat, mark.lon)
        free = len(named) < LABELS and all(abs(at[0] - a) > NEAR[0] or abs(at[1] - b) > NEAR[1] for a, b in named)
        if free:
            named.append(at)
        doubt = round(mark.radius_km / KM_PER_DEGREE * frame.up, 1)
        size = round(mark.size, 1)
        dots.append(Dot(*at, size, doubt, mark.role, mark.name if free else "", mark.told, mark.url))
    return Map(x, y, round(360 * frame.across, 1), round(180 * frame.up, 1), tuple(dots), tuple(_arcs(marks, frame)))


def _arcs(marks: Sequence[_Mark], frame: _Frame) -> Iterable[str]:
    """From every origin to every target, or to every site where no target is known."""
    ends = [m for m in marks if m.role == "target"] or [m for m in marks if m.role == "site"]
    for start in (m for m in marks if m.role == "origin"):
        for end in ends:
            (a, b), (c, d) = frame.point(start.lat, start.lon), frame.point(end.lat, end.lon)
            if (a, b) != (c, d):
                bend = max(12.0, 0.2 * sqrt((a - c) ** 2 + (b - d) ** 2))
                yield f"M{a:g} {b:g}Q{(a + c) / 2:g} {(b + d) / 2 - bend:g} {c:g} {d:g}"
