"""Read the points of countries and of their divisions, and tell which division a GeoNames code stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import NamedTuple

from ..errors import VocabError
from ..model import distance_km
from .keys import fold_bare

WORLD, DIVISIONS = "gazetteer/world.tsv", "gazetteer/divisions.tsv"
FAR_KM = 40.0  # the middle of a division's towns lies no further from its point, or the code means another

Point = tuple[float, float]


class Division(NamedTuple):
    """A row of the files; `name` of a country is its ISO 3166-1 code, `region` names the division above a county."""

    kind: str
    name: str
    country: str
    region: str
    lat: float
    lon: float
    radius_km: float | None
    aliases: tuple[str, ...]
    by_hand: bool

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells it from others: kind, country, region, name."""
        return self.kind, self.country, fold_bare(self.region), fold_bare(self.name)


def divisions() -> list[Division]:
    """Countries, continents, and first- and second-level divisions; those set down by hand win over derived ones.

    Raises:
        VocabError: a line is broken.
    """
    found: dict[tuple[str, str, str, str], Division] = {}
    for division in (*_read(WORLD, by_hand=True), *_read(DIVISIONS, by_hand=False)):
        found.setdefault(division.key, division)
    return list(found.values())


def _read(name: str, *, by_hand: bool) -> Iterator[Division]:
    text = (files("sayso") / "data" / name).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if not line or line.startswith(("#", "kind\t")):
            continue
        fields = line.split("\t")
        if by_hand:
            fields.insert(3, "")  # the column of the region above
        try:
            kind, place, country, region, lat, lon, radius, aliases = fields
            point = float(lat), float(lon)
            reach = float(radius) if radius else None
        except ValueError as error:
            raise VocabError(
                f"data/{name}, line {number}: {error}; give the columns that the other lines have"
            ) from error
        yield Division(kind, place, country, region, *point, reach, tuple(filter(None, aliases.split("|"))), by_hand)


class Codes:
    """GeoNames numbers the divisions of a country; the towns under a number say which division it is."""

    def __init__(self) -> None:
        self.towns: dict[tuple[str, str], list[Point]] = defaultdict(list)

    def add(self, country: str, code: str, point: Point) -> None:
        """Take a town into account."""
        self.towns[country, code].append(point)

    def names(self, known: Sequence[Division]) -> dict[tuple[str, str], str]:
        """The name of each code: that of the region of the country nearest to the middle of its towns."""
        regions: dict[str, list[Division]] = defaultdict(list)
        for division in known:
            if division.kind == "region":
                regions[division.country].append(division)
        found: dict[tuple[str, str], str] = {}
        for (country, code), points in self.towns.items():
            lat, lon = (centre([point[axis] for point in points]) for axis in (0, 1))
            nearest = min(
                ((distance_km(lat, lon, d.lat, d.lon), d) for d in regions[country]),
                key=lambda pair: pair[0],
                default=None,
            )
            if nearest is not None and nearest[0] <= max(FAR_KM, (nearest[1].radius_km or 0) / 2):
                found[country, code] = nearest[1].name
        return found


def centre(degrees: Sequence[float]) -> float:
    """Half way between the mean and the middle of the range, as the points of the divisions were made."""
    return ((min(degrees) + max(degrees)) / 2 + sum(degrees) / len(degrees)) / 2
