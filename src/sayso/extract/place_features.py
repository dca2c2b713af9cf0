"""What speaks for one place among those that bear a name: named numbers, so that a choice can be explained.

Population and kind as priors, containers and adjectives beside the name, countries and regions told in the document,
the outlet's home, and nearness to the places that its other names likely stand for. Sources: Leidner 2007 (minimality,
containers); Lieberman and Samet 2012, "Adaptive context features for toponym resolution in streaming news" (SIGIR);
Kamalloo and Rafiei 2018, "A coherent unsupervised model for toponym resolution" (WWW); Halterman 2023, "Mordecai 3".
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..gazetteer import Match, PlaceRecord
from .place_candidates import Candidate
from .place_context import Context, Name
from .place_home import Home

Features = Mapping[str, float]
TOWNS = frozenset({"city", "locality", "neighbourhood", "abandoned"})
KM_PER_DEGREE = 111.2
NEAR_KM = (30.0, 100.0, 300.0)
REGION_KM = 1500.0  # countries whose middles are this close are named together more often than not
SMALL_KM = 150.0  # places of a larger radius (countries, large regions) are near nothing
_KINDS_TOLD = {
    "county": frozenset({"county"}),
    "region": frozenset({"region"}),
    "country": frozenset({"country"}),
    "town": frozenset({*TOWNS, "county"}),
    "nature": frozenset({"area", "water", "island", "region"}),
}
SEAT_PEOPLE = 10_000  # a town that gives a division its name has so many people; hamlets of that name are no seats
DIVISIONS = frozenset({"region", "county"})
_NOT_SITES = frozenset({*TOWNS, "country", "region", "county", "area", "water", "island"})


@dataclass(frozen=True, slots=True)
class Likely:
    """A place that another name of the document may stand for, with how likely that is."""

    record: PlaceRecord
    share: float


def local_features(name: Name, context: Context) -> list[dict[str, float]]:
    """For every candidate of a name, in order, what speaks for it without looking at the other names."""
    records = [c.record for c in name.candidates]
    most = max((r.population for r in records if r.kind in TOWNS), default=0)
    containers = [c for c in name.containers if any(holds(c, r) and c.id != r.id for r in records)]
    exact = any(c.record.match is Match.EXACT for c in name.candidates)
    country = any(c.record.kind == "country" and c.record.match is Match.EXACT for c in name.candidates)
    return [
        _of_name(candidate, exact)
        | _of_kind(candidate.record, name, most)
        | {"beside_country": float(country and candidate.record.kind != "country")}
        | _of_seat(candidate.record, records)
        | _of_container(candidate.record, containers, name)
        | _of_told(candidate.record, context, name)
        | _of_home(candidate.record, context)
        for candidate in name.candidates
    ]


def _of_name(candidate: Candidate, exact: bool) -> dict[str, float]:
    record = candidate.record
    return {
        "alias": float(record.match is Match.ALIAS),
        "alias_beside_exact": float(exact and record.match is not Match.EXACT),
        "other_spelling": float(record.match in {Match.SKELETON, Match.FUZZY}),
        "name_score": record.score,
        "curated": float(record.curated),
    }


def _of_kind(record: PlaceRecord, name: Name, most: int) -> dict[str, float]:
    town = record.kind in TOWNS
    found = {
        "is_country": float(record.kind == "country"),
        "is_region": float(record.kind == "region"),
        "is_county": float(record.kind == "county"),
        "is_area": float(record.kind in {"area", "water", "island"}),
        "is_site": float(record.kind not in _NOT_SITES),
        "size": math.log10(record.population + 10) / 7 if town else 0.0,
        "large": float(town and record.population >= 100_000),
        "huge": float(town and record.population >= 1_000_000),
        "size_share": math.log10((record.population + 100) / (most + 100)) / 5 if town else 0.0,
        "unknown_size": float(town and not record.population),
    }
    for kind in name.kinds:
        wanted = _KINDS_TOLD.get(kind)
        fits = record.kind in wanted if wanted is not None else record.kind not in _NOT_SITES
        found["kind_told" if fits else "kind_not_told"] = 1.0
        if kind in {"county", "region"} and fits:
            found["division_told"] = 1.0
    return found


def _of_seat(record: PlaceRecord, records: Sequence[PlaceRecord]) -> dict[str, float]:
    """Kidal is a town and the region around it: which of two such is meant is asked of both."""
    if record.kind in TOWNS:
        return {"is_seat": float(any(is_seat(record, r) for r in records))}
    if record.kind in DIVISIONS:
        return {"has_seat": float(any(is_seat(r, record) for r in records))}
    return {}


def is_seat(town: PlaceRecord, division: PlaceRecord) -> bool:
    """True for a town that gives the division around it its name; both are candidates for one name."""
    return (
        town.kind in TOWNS
        and division.kind in DIVISIONS
        and town.population >= SEAT_PEOPLE
        and town.match is division.match is Match.EXACT
        and holds(division, town)
    )


def _of_container(record: PlaceRecord, containers: Sequence[PlaceRecord], name: Name) -> dict[str, float]:
    found: dict[str, float] = {}
    if containers:
        inside = any(holds(c, record) and c.id != record.id for c in containers)
        found["contained" if inside else "not_contained"] = 1.0
    if name.countries:
        found["adjective" if name.countries & set(record.countries) else "other_adjective"] = 1.0
    return found


def _of_told(record: PlaceRecord, context: Context, name: Name) -> dict[str, float]:
    """Countries and regions that the document names: is the candidate in one, and how often is that one named."""
    found: dict[str, float] = {}
    total = sum(context.countries.values())
    if total:
        told = max((context.countries.get(code, 0.0) for code in record.countries), default=0.0)
        found["country_told"] = told / total
        found["country_untold"] = float(not told)
    regions = {region: n for region, n in context.regions.items() if region[0].casefold() != name.key}
    total = sum(regions.values())
    if total and record.region:
        told = regions.get((record.region, record.country), 0.0)
        found["region_told"] = told / total
        found["region_named"] = float(told > 0)
        found["region_untold"] = float(not told)
    return found


def _of_home(record: PlaceRecord, context: Context) -> dict[str, float]:
    home, found = context.home, {}
    country = home.country if home is not None else context.home_country
    if country is not None:
        found["home_country"] = float(country in record.countries)
    if home is None or not home.local or record.kind == "country":
        return found
    return (
        found
        | _nearness("home", _home_km(home, record))
        | {
            "home_region": float(bool(home.region) and record.country == home.country and home.region == record.region),
            "is_home_region": float(
                record.kind == "region" and record.country == home.country and record.name == home.region
            ),
        }
    )


def _home_km(home: Home, record: PlaceRecord) -> float:
    return flat_km(home.lat, home.lon, record.lat, record.lon)


def _nearness(of: str, km: float) -> dict[str, float]:
    return {f"{of}_{limit:.0f}": float(km <= limit) for limit in NEAR_KM} | {
        f"{of}_far": min(1.0, math.log10(1 + km) / 4)
    }


def joint_features(
    record: PlaceRecord, others: Sequence[Sequence[Likely]], homes: Sequence[Sequence[Likely]]
) -> dict[str, float]:
    """What the likely places of the document's other names (one sequence each) say for a candidate."""
    found = {}
    whole = len(others) or 1
    apart = [[(p.share, _apart(record, p.record)) for p in places] for places in others]
    for limit in NEAR_KM:
        shares = [min(1.0, _near_share(places, limit)) for places in apart]
        found[f"near_{limit:.0f}"] = sum(shares) / whole
        found[f"any_near_{limit:.0f}"] = 1.0 - math.prod(1.0 - share for share in shares)
    countries = [_share(p for p in places if _same_country(p.record, record)) for places in others]
    found["same_country"] = sum(countries) / whole
    found["around"] = sum(_share(p for p in places if _around(p.record, record)) for places in others) / whole
    found["any_same_country"] = 1.0 - math.prod(1.0 - min(1.0, share) for share in countries)
    regions = [_share(p for p in places if _same_region(p.record, record)) for places in others]
    found["same_region"] = sum(regions) / whole
    found["any_same_region"] = 1.0 - math.prod(1.0 - min(1.0, share) for share in regions)
    if homes:
        apart = [[(p.share, _apart(record, p.record)) for p in places] for places in homes]
        for limit in NEAR_KM[:2]:
            found[f"address_{limit:.0f}"] = max(_near_share(places, limit) for places in apart)
        found["address_country"] = max(_share(p for p in places if _same_country(p.record, record)) for places in homes)
    return found


def _near_share(places: Sequence[tuple[float, float]], km: float) -> float:
    """The shares, together, of what is at most this far; `places` are shares with distances."""
    return sum(share for share, distance in places if distance <= km)


def _apart(a: PlaceRecord, b: PlaceRecord) -> float:
    """Distance in km of two small places; what is large is near to nothing."""
    if a.radius_km > SMALL_KM or b.radius_km > SMALL_KM:
        return math.inf
    return flat_km(a.lat, a.lon, b.lat, b.lon)


def _share(places: Iterable[Likely]) -> float:
    return sum(p.share for p in places)


def _same_country(a: PlaceRecord, b: PlaceRecord) -> bool:
    return bool(a.country) and a.country == b.country


def _around(a: PlaceRecord, b: PlaceRecord) -> bool:
    """In one part of the world: "Georgia" beside Armenia is no state of the USA."""
    return abs(a.lat - b.lat) * KM_PER_DEGREE <= REGION_KM and flat_km(a.lat, a.lon, b.lat, b.lon) <= REGION_KM


def _same_region(a: PlaceRecord, b: PlaceRecord) -> bool:
    """Both in one division, or one of them is the division of the other."""
    if a.country != b.country:
        return False
    own = a.name if a.kind == "region" else a.region
    other = b.name if b.kind == "region" else b.region
    return bool(own) and own == other


def holds(container: PlaceRecord, record: PlaceRecord) -> bool:
    """True when a place lies in a container, by its country, by the name of its division, else by distance."""
    if container.kind == "country":
        return container.country in record.countries
    if container.country and record.country and container.country not in record.countries:
        return False
    if container.kind == "region" and record.region:
        return record.region == container.name
    reach = max(20.0, container.radius_km * 1.25)
    return flat_km(container.lat, container.lon, record.lat, record.lon) <= reach


def flat_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Distance in km on a flat map, degrees WGS 84; within 1 % up to 300 km, and four times as fast as the sphere."""
    east = abs(other_lon - lon)
    east = (360 - east if east > 180 else east) * math.cos(math.radians((lat + other_lat) / 2))
    north = other_lat - lat
    return KM_PER_DEGREE * math.sqrt(east * east + north * north)
