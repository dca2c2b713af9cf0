"""Put "the Syrian border" on the map: the stretch of the border that is nearest to what the text names beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..gazetteer import Gazetteer, PlaceRecord, distance_km
from ..model import Place, Span
from .place_features import TOWNS
from .place_resolver import Resolved

BESIDE_KM = 200.0  # a place farther from a border than this says nothing about where along it something is
STRETCH_KM = 40.0
UNSEEN_KM = 80.0  # doubt where no outline is known and the border is taken to be near the place beside it


class BorderFinder:
    """Finds the stretch of a country's border that a document speaks of."""

    nouns = frozenset({"border", "frontier"})

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def near(self, country: PlaceRecord, span: Span, sentence: Span, resolved: Mapping[Span, Resolved]) -> Place:
        """The border of `country` named at `span`, near the closest place of its sentence; else the whole country."""
        whole = replace(country.place(), geonameid=None, precision="area")
        beside = _beside(span, {s: r for s, r in resolved.items() if sentence.contains(s)})
        outline = self.gazetteer.border(country.country)
        for place in beside:
            if outline:
                lat, lon = min(outline, key=lambda point: distance_km(point[0], point[1], place.lat, place.lon))
                if distance_km(lat, lon, place.lat, place.lon) <= BESIDE_KM:
                    return replace(whole, lat=round(lat, 4), lon=round(lon, 4), radius_km=STRETCH_KM)
            elif country.country not in place.countries:
                near = distance_km(country.lat, country.lon, place.lat, place.lon) <= country.radius_km + BESIDE_KM
                if near:
                    return replace(whole, lat=place.lat, lon=place.lon, radius_km=UNSEEN_KM)
        return whole


def _beside(span: Span, resolved: Mapping[Span, Resolved]) -> Iterable[PlaceRecord]:
    """Towns and sites, those named nearest to the span first."""
    named = sorted(resolved, key=lambda other: min(abs(other.start - span.end), abs(span.start - other.end)))
    records = (resolved[each].record for each in named)
    return [r for r in records if r is not None and (r.kind in TOWNS or r.radius_km < STRETCH_KM)]
