"""Read the outlines of a gazetteer: what a point lies in, and where borders run. The default gazetteer has none."""

from __future__ import annotations

import sqlite3
from functools import lru_cache

import numpy as np

from .geometry import KM_PER_DEGREE, Outline
from .keys import fold, fold_bare
from .records import ADMINISTRATIVE, Containment, PlaceRecord
from .rows import COLUMNS, record

NEAR_DEGREES = 0.05  # outlines are simplified: a point in none belongs to the nearest within this
KEPT = 64  # outlines in memory
BORDER_POINTS = 400


class Areas:
    """Areas with an outline."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.any = db.execute("SELECT 1 FROM outline").fetchone() is not None
        self._outline = lru_cache(maxsize=KEPT)(self._read)

    def containing(self, lat: float, lon: float) -> Containment:
        """The smallest country, region and county whose outline holds the point, and other areas that do."""
        if not self.any:
            return Containment()
        inside: list[tuple[float, PlaceRecord]] = []
        beside: list[tuple[float, PlaceRecord]] = []
        rows = self.db.execute(
            f"SELECT {COLUMNS}, o.id, (e.north - e.south) * (e.east - e.west) FROM extent e"
            " JOIN outline o ON o.id = e.id JOIN place p ON p.id = o.place JOIN pack ON pack.id = p.pack"
            " WHERE e.south <= ? AND e.north >= ? AND e.west <= ? AND e.east >= ?",
            (lat + NEAR_DEGREES, lat - NEAR_DEGREES, lon + NEAR_DEGREES, lon - NEAR_DEGREES),
        ).fetchall()
        without: list[tuple[PlaceRecord, Outline]] = []
        for *row, number, size in rows:
            outline = self._outline(number)
            if outline.holds(lat, lon):
                inside.append((size, record(row)))
            else:
                without.append((record(row), outline))
        known = {place.kind for _, place in inside}
        for place, outline in without:
            if place.kind in ADMINISTRATIVE and place.kind not in known:
                away = outline.distance_km(lat, lon)
                if away <= NEAR_DEGREES * KM_PER_DEGREE:
                    beside.append((away, place))
        ranked = [place for _, place in sorted(inside, key=lambda pair: (pair[0], pair[1].id))]
        near = [place for _, place in sorted(beside, key=lambda pair: (pair[0], pair[1].id))]
        first = {place.kind: place for place in reversed((*ranked, *near))}
        areas = tuple(place for place in ranked if place.kind in {"area", "water"})
        country = first.get("country")
        return Containment(
            country,
            first.get("region"),
            first.get("county"),
            areas,
            "polygon" if country is not None or areas else "none",
        )

    def outline(self, place: PlaceRecord) -> Outline | None:
        """The outline of a place, or None; that of a country or division by its name where it is of another pack."""
        if not self.any:
            return None
        where, value = ("p.geonameid = ?", place.geonameid) if place.geonameid else ("p.ref = ?", place.id)
        found = self._number(f"outline o JOIN place p ON p.id = o.place WHERE {where}", (value,))
        if found is None and place.kind == "country":
            found = self._number(
                "place p JOIN outline o ON o.place = p.id WHERE p.kind = 'country' AND p.country = ?", (place.country,)
            )
        elif found is None and place.kind in ADMINISTRATIVE:
            found = self._number(
                "spelling s JOIN named n ON n.spelling = s.id JOIN place p ON p.id = n.place"
                " JOIN outline o ON o.place = p.id WHERE s.key IN (?, ?) AND p.kind = ? AND p.country = ?",
                (fold(place.name), fold_bare(place.name), place.kind, place.country),
            )
        if found is None and place.kind == "region":
            around = self.containing(place.lat, place.lon).region
            if around is not None and around.country == place.country and around.id != place.id:
                return self.outline(around)
        return None if found is None else self._outline(found)

    def _number(self, tables: str, values: tuple[object, ...]) -> int | None:
        """The number of the most detailed outline that fits."""
        found = self.db.execute(f"SELECT o.id FROM {tables} ORDER BY length(o.rings) DESC", values).fetchone()
        return None if found is None else int(found[0])

    def border(self, country: PlaceRecord | None, other: PlaceRecord | None) -> tuple[tuple[float, float], ...]:
        """Points (lat, lon) of the outline of a country, if another is given only those that both share."""
        outline = self.outline(country) if country else None
        if outline is None:
            return ()
        points = outline.points()
        if other is not None:
            beyond = self.outline(other)
            if beyond is None:
                return ()
            south, north, west, east = beyond.bounds()
            low, high = (west - NEAR_DEGREES, south - NEAR_DEGREES), (east + NEAR_DEGREES, north + NEAR_DEGREES)
            points = points[((points >= low) & (points <= high)).all(axis=1)]
            reach = NEAR_DEGREES * KM_PER_DEGREE
            points = np.array([p for p in points if beyond.distance_km(p[1], p[0]) <= reach]).reshape(-1, 2)
        step = max(1, len(points) // BORDER_POINTS)
        return tuple((float(lat), float(lon)) for lon, lat in points[::step])

    def _read(self, number: int) -> Outline:
        blob = self.db.execute("SELECT rings FROM outline WHERE id = ?", (number,)).fetchone()[0]
        return Outline.unpacked(blob)
