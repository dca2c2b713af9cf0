"""Words that move or widen a place: "near", "on the outskirts of", "50 km south of", "northeastern"."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..gazetteer import Gazetteer, PlaceRecord
from ..model import Place, Token
from ..model.values import PlacePrecision
from .numbers import Phrases

KM_PER_DEGREE = 111.2  # of latitude
LOOK_BACK = 6  # tokens before a place in which its relation stands ("some 20 km to the south of" has five)
DISTRICT_KM = 40.0
DEFAULT_ENLARGE_KM = 10.0
BESIDE_KM = 15.0  # "south of X": at least this far from the middle of a town
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A place expression over tokens [first, end) of a sentence.

    `name` = tokens of the name, None for a bare place noun; `known` = the gazetteer has it; `noun` = the place noun;
    `container` = tokens of the place named as containing it; `relation` = how it lies to the name (`near`, `outside`);
    `distance_km` and `bearing` (compass degrees) = "50 km south of"; `direction` (compass degrees) = "northern".
    """

    first: int
    end: int
    name: tuple[int, int] | None
    known: bool = False
    noun: str | None = None
    container: tuple[int, int] | None = None
    relation: str | None = None
    distance_km: float | None = None
    bearing: int | None = None
    direction: int | None = None


class Relations:
    """Read relations before a phrase, and apply them to the place named; made from the `places` lexicon."""

    def __init__(self, lexicon: Mapping[str, Any], gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.phrases = Phrases((entry["phrase"], entry["phrase"]) for entry in lexicon["relations"])
        self.enlarge = {entry["phrase"]: float(entry["enlarge_km"]) for entry in lexicon["relations"]}
        self.directions: dict[str, int] = {w: e["bearing"] for e in lexicon["directions"] for w in e["words"]}
        self.units: Mapping[str, float] = lexicon["distance_units"]

    def opens(self, tokens: Sequence[Token], i: int) -> bool:
        """True when a relation phrase ends just before token `i`."""
        return self.phrases.before([t.lower for t in tokens[:i]], i) is not None

    def read(self, tokens: Sequence[Token], phrase: Phrase) -> Phrase:
        """The phrase with the relation that stands before it."""
        words = [t.lower for t in tokens[max(0, phrase.first - LOOK_BACK) : phrase.first]]
        offset = phrase.first - len(words)
        found = self.phrases.before(words, len(words))
        if found is not None:
            return replace(phrase, first=offset + found[0], relation=found[1])
        if words[-1:] not in (["of"], ["from"]):
            return phrase
        end = len(words) - 1
        bearing = self.directions.get(words[end - 1]) if end else None
        if bearing is not None:
            end -= 1
            if end and words[end - 1] == "the":
                return replace(phrase, first=offset + end - 1, direction=bearing)  # "the north of"
        measured = self._distance(words, end)
        if measured is not None:
            km, first = measured
            return replace(phrase, first=offset + first, distance_km=km, bearing=bearing, relation="distance")
        return phrase if bearing is None else replace(phrase, first=offset + end, bearing=bearing, relation="bearing")

    def _distance(self, words: Sequence[str], end: int) -> tuple[float, int] | None:
        """Kilometres of "50 km" or "50 nautical miles" just before word `end`, and the word where that starts."""
        for size in (2, 1):
            first = end - size - 1
            unit = " ".join(words[end - size : end])
            if first >= 0 and unit in self.units and _NUMBER.fullmatch(words[first]):
                return float(words[first]) * self.units[unit], first
        return None

    def placed(self, entry: PlaceRecord, phrase: Phrase) -> Place:
        """The named place moved or widened by the words around its name."""
        place, radius = entry.place(), entry.radius_km
        if phrase.direction is not None:
            return self._part(entry, phrase.direction)
        if phrase.distance_km is not None:
            if phrase.bearing is None or phrase.bearing < 0:
                return widened(place, phrase.distance_km)
            return moved(place, phrase.distance_km, phrase.bearing, max(5.0, phrase.distance_km * 0.25))
        if phrase.bearing is not None and phrase.bearing >= 0:
            return moved(place, radius + BESIDE_KM, phrase.bearing, radius + BESIDE_KM)
        if phrase.relation is not None:
            return widened(place, self.enlarge.get(phrase.relation, DEFAULT_ENLARGE_KM))
        return place

    def _part(self, entry: PlaceRecord, direction: int) -> Place:
        """ "northeastern Syria", "central Iraq": a part of the whole."""
        place = replace(entry.place(), precision="area")
        if direction < 0:
            return replace(place, radius_km=round(entry.radius_km * 0.6, 1))
        part = self.gazetteer.part(entry.countries[0], direction) if entry.kind == "country" else None
        if part is None:
            return moved(place, entry.radius_km * 0.5, direction, entry.radius_km * 0.6)
        return replace(place, lat=part[0], lon=part[1], radius_km=part[2], geonameid=None)


def widened(place: Place, km: float) -> Place:
    """The place with `km` more of doubt around it."""
    radius = round((place.radius_km or 0.0) + km, 1)
    return replace(place, radius_km=radius, precision=_precision(place, radius))


def _precision(place: Place, radius: float) -> PlacePrecision:
    """Near a town is a district as far as codebooks go (ACLED's geo-precision 2); a wider doubt is an area."""
    return "district" if radius <= DISTRICT_KM and place.precision in {"site", "town", "district"} else "area"


def moved(place: Place, km: float, bearing: int, radius: float) -> Place:
    """The place moved `km` along a compass bearing in degrees (flat-earth approximation, good to a few hundred km)."""
    if place.lat is None or place.lon is None:
        return place
    angle = math.radians(bearing)
    lat = place.lat + km * math.cos(angle) / KM_PER_DEGREE
    lon = place.lon + km * math.sin(angle) / (KM_PER_DEGREE * max(0.1, math.cos(math.radians(place.lat))))
    return replace(
        place,
        lat=round(max(-90.0, min(90.0, lat)), 4),
        lon=round((lon + 180) % 360 - 180, 4),
        geonameid=None,
        radius_km=round(radius, 1),
        precision=_precision(place, radius),
    )
