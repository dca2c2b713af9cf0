"""Draw the divisions whose outlines an added pack brought: those that hold some points, no finer than a map shows.

Lines are thinned after Douglas & Peucker 1973, "Algorithms for the reduction of the number of points required to
represent a digitized line or its caricature".
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .geometry import Outline, Ring
from .keys import fold
from .schema import opened

KEPT = 512  # thinned outlines in memory
LEAST = 2.0  # rings smaller than so many times the tolerance are left out, but for the largest one

Box = tuple[float, float, float, float]  # west, south, east, north


@dataclass(frozen=True, slots=True)
class Drawn:
    """A division with its thinned rings, as (lat, lon)."""

    name: str
    kind: str
    rings: tuple[tuple[tuple[float, float], ...], ...]


def credits(path: Path) -> tuple[str, ...]:
    """Whom to thank for the outlines of a gazetteer, in words; () when it has none.

    Raises:
        GazetteerError: the file cannot be opened.
    """
    rows = _lent(path, _stamp(path)).execute("SELECT attribution, name FROM pack WHERE outlines > 0 ORDER BY id")
    return tuple(dict.fromkeys(attribution or name for attribution, name in rows))


def drawn(
    path: Path, kinds: Collection[str], points: Iterable[tuple[float, float]], box: Box, degrees: float
) -> tuple[Drawn, ...]:
    """The divisions of some kinds that hold one of the points (lat, lon), in a part of the map.

    Args:
        kinds: `country`, `region`, `county`.
        degrees: how far a thinned line may lie from the true one.

    Raises:
        GazetteerError: the file cannot be opened.
    """
    there, stamp = np.array(list(points), dtype=np.float64).reshape(-1, 2), _stamp(path)
    west, south, east, north = box
    rows = _lent(path, stamp).execute(
        "SELECT o.id, p.name, p.kind, p.country FROM extent e JOIN outline o ON o.id = e.id"
        f" JOIN place p ON p.id = o.place WHERE p.kind IN ({', '.join('?' * len(kinds))})"
        " AND e.south <= ? AND e.north >= ? AND e.west <= ? AND e.east >= ? ORDER BY length(o.rings) DESC, o.id",
        (*kinds, north, south, east, west),
    )
    found: dict[tuple[str, str, str], Drawn] = {}
    for number, name, kind, country in rows.fetchall():
        key = (kind, country, fold(name))  # another pack may have the same division
        if key not in found:
            outline = _outline(path, stamp, number)
            if _holds_any(outline, there):
                found[key] = Drawn(name, kind, _thin(path, stamp, number, degrees))
    return tuple(found.values())


def _stamp(path: Path) -> int:
    """When the file came to be; 0 when it is not there."""
    return path.stat().st_mtime_ns if path.exists() else 0


@lru_cache(maxsize=1)
def _lent(path: Path, stamp: int) -> sqlite3.Connection:
    """The file as it was at a time, open from one look at the map to the next; another may be put in its place."""
    return opened(path)


def _holds_any(outline: Outline, points: NDArray[np.float64]) -> bool:
    south, north, west, east = outline.bounds()
    lat, lon = points[:, 0], points[:, 1]
    near = points[(lat >= south) & (lat <= north) & (lon >= west) & (lon <= east)]
    return any(outline.holds(float(at[0]), float(at[1])) for at in near)


@lru_cache(maxsize=KEPT)
def _outline(path: Path, stamp: int, number: int) -> Outline:
    rows = _lent(path, stamp).execute("SELECT rings FROM outline WHERE id = ?", (number,))
    return Outline.unpacked(rows.fetchone()[0])


@lru_cache(maxsize=KEPT)
def _thin(path: Path, stamp: int, number: int, degrees: float) -> tuple[tuple[tuple[float, float], ...], ...]:
    digits = max(1, round(-math.log10(degrees)) + 1)
    rings = sorted(_outline(path, stamp, number).rings, key=lambda ring: -float(np.ptp(ring, axis=0).max()))
    large = [ring for i, ring in enumerate(rings) if i == 0 or np.ptp(ring, axis=0).max() > LEAST * degrees]
    return tuple(
        tuple((round(float(lat), digits), round(float(lon), digits)) for lon, lat in thinned(ring, degrees))
        for ring in large
    )


def thinned(ring: Ring, degrees: float) -> Ring:
    """A closed ring with only as many points as keep it within `degrees` of the true one."""
    scaled = ring * (math.cos(math.radians(float(ring[:, 1].mean()))), 1.0)
    far = int(((scaled - scaled[0]) ** 2).sum(axis=1).argmax())
    kept = np.zeros(len(ring), dtype=bool)
    kept[[0, far, -1]] = True
    parts = [(0, far), (far, len(ring) - 1)]
    while parts:
        first, last = parts.pop()
        if last - first < 2:
            continue
        away = _away(scaled[first + 1 : last], scaled[first], scaled[last])
        at = int(away.argmax())
        if away[at] > degrees:
            middle = first + 1 + at
            kept[middle] = True
            parts += [(first, middle), (middle, last)]
    return ring[kept]


def _away(points: NDArray[np.float64], start: NDArray[np.float64], end: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far points lie from a piece of line."""
    step = end - start
    length = float((step**2).sum())
    along = np.clip(((points - start) @ step) / (length or 1.0), 0, 1)
    away: NDArray[np.float64] = np.sqrt(((points - start - along[:, None] * step) ** 2).sum(axis=1))
    return away
