"""Distances and bearings on the globe, and whether a point lies in an outline."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

KM_PER_DEGREE = 111.2  # of latitude

Ring = NDArray[np.float64]  # rows of (lon, lat), closed


def bearing(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Compass bearing in degrees from the first point to the other, on a flat map."""
    east = (other_lon - lon) * math.cos(math.radians(lat))
    return math.degrees(math.atan2(east, other_lat - lat)) % 360


def turn(a: float, b: float) -> float:
    """The smaller angle between two bearings in degrees."""
    return abs((a - b + 180) % 360 - 180)


def box(lat: float, lon: float, km: float) -> tuple[float, float, float, float]:
    """South, north, west and east of a box that holds the circle of `km` around a point."""
    high = km / KM_PER_DEGREE
    wide = min(180.0, high / max(0.01, math.cos(math.radians(min(89.0, abs(lat) + high)))))
    return max(-90.0, lat - high), min(90.0, lat + high), lon - wide, lon + wide


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """The outline of an area: rings of WGS 84 degrees; a point is inside when it is inside an odd number of them."""

    rings: tuple[Ring, ...]

    def holds(self, lat: float, lon: float) -> bool:
        """True when the point is inside, by the even-odd rule, so that holes count as outside."""
        return sum(_crossings(ring, lat, lon) for ring in self.rings) % 2 == 1

    def distance_km(self, lat: float, lon: float) -> float:
        """Kilometres from a point to the nearest point of the outline (flat map around the point)."""
        return min((_edge_km(ring, lat, lon) for ring in self.rings), default=math.inf)

    def points(self) -> NDArray[np.float64]:
        """Every vertex, as rows of (lon, lat)."""
        return np.concatenate(self.rings) if self.rings else np.empty((0, 2))

    def middle(self) -> tuple[float, float]:
        """Latitude and longitude of the centre of the largest ring, weighted by area."""
        ring = max(self.rings, key=lambda each: abs(_area(each)))
        x, y = ring[:, 0], ring[:, 1]
        cross = x[:-1] * y[1:] - x[1:] * y[:-1]
        twice = float(cross.sum())
        if not twice:
            return float(y.mean()), float(x.mean())
        lon = float(((x[:-1] + x[1:]) * cross).sum()) / (3 * twice)
        return float(((y[:-1] + y[1:]) * cross).sum()) / (3 * twice), lon

    def bounds(self) -> tuple[float, float, float, float]:
        """South, north, west, east."""
        points = self.points()
        (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
        return float(south), float(north), float(west), float(east)

    def packed(self) -> bytes:
        """The outline in bytes: the number of rings, their lengths, then 32-bit floats; precise to about a metre."""
        lengths = np.array([len(self.rings), *(len(ring) for ring in self.rings)], dtype="<u4")
        return lengths.tobytes() + self.points().astype("<f4").tobytes()

    @classmethod
    def unpacked(cls, blob: bytes) -> Outline:
        """The outline from the bytes of `packed`."""
        count = int(np.frombuffer(blob, "<u4", 1)[0])
        lengths = np.frombuffer(blob, "<u4", count, offset=4)
        points = np.frombuffer(blob, "<f4", offset=4 + 4 * count).reshape(-1, 2).astype(np.float64)
        return cls(tuple(np.split(points, np.cumsum(lengths)[:-1])))

    @classmethod
    def of_geojson(cls, geometry: Any) -> Outline:
        """The outline of a GeoJSON geometry (RFC 7946), Polygon or MultiPolygon.

        Raises:
            ValueError: it is neither, or its coordinates are no numbers on the globe.
        """
        kind = geometry.get("type") if isinstance(geometry, dict) else None
        if kind not in {"Polygon", "MultiPolygon"}:
            raise ValueError(f"geometry is {kind or geometry!r}, not Polygon or MultiPolygon")
        polygons = [geometry["coordinates"]] if kind == "Polygon" else geometry["coordinates"]
        return cls(tuple(_ring(ring) for polygon in polygons for ring in polygon))


def _ring(coordinates: Sequence[Sequence[float]]) -> Ring:
    try:
        ring = np.array([point[:2] for point in coordinates], dtype=np.float64)
    except TypeError as error:
        raise ValueError("a ring is no list of points") from error
    if ring.ndim != 2 or len(ring) < 3 or not np.isfinite(ring).all():
        raise ValueError("a ring has fewer than three points, or points that are no numbers")
    if (np.abs(ring) > (180.0001, 90.0001)).any():
        raise ValueError("a ring leaves the globe: longitude first, then latitude, in degrees")
    return ring if (ring[0] == ring[-1]).all() else np.vstack([ring, ring[:1]])


def _crossings(ring: Ring, lat: float, lon: float) -> int:
    """How many edges a ray from the point to the east crosses."""
    x, y = ring[:, 0], ring[:, 1]
    spans = np.flatnonzero((y[:-1] > lat) != (y[1:] > lat))
    if not len(spans):
        return 0
    x1, y1, x2, y2 = x[spans], y[spans], x[spans + 1], y[spans + 1]
    return int((lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1)).sum())


def _edge_km(ring: Ring, lat: float, lon: float) -> float:
    scale = np.array([math.cos(math.radians(lat)), 1.0]) * KM_PER_DEGREE
    flat = (ring - (lon, lat)) * scale
    start, step = flat[:-1], flat[1:] - flat[:-1]
    length = (step**2).sum(axis=1)
    along = np.clip(-(start * step).sum(axis=1) / np.where(length == 0, 1, length), 0, 1)
    return float(np.sqrt(((start + along[:, None] * step) ** 2).sum(axis=1)).min())


def _area(ring: Ring) -> float:
    x, y = ring[:, 0], ring[:, 1]
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum()) / 2
