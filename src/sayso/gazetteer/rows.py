"""Turn rows of a compiled gazetteer into places; rank them, and make one of those that are one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from ..model import distance_km
from .builder import BARE_ALIAS, BARE_MAIN, MAIN
from .records import ADMINISTRATIVE, BASE, OVERLAY, POPULATED, Match, PlaceRecord

COLUMNS = (
    "p.id, p.ref, p.name, p.kind, p.lat, p.lon, p.country, p.claims, p.region, p.county, p.population, p.geonameid,"
    " p.wikidata, p.radius_km, pack.name"
)
ALIAS_SCORE, ARTICLE_SCORE = 0.9, 0.96  # of another name than the main one; of a name that has an article more or less
_STANDING = {"country": 10**10, "region": 300_000, "county": 30_000}  # people that a place of unknown size counts for
_CURATED_STANDING = 50_000
SAME_TOWN_KM = 4.0  # points of one town in two sources; Who's On First and GeoNames differ by 1 km at the median


def record(row: Sequence[Any]) -> PlaceRecord:
    """The place of a row of `COLUMNS`."""
    (
        number,
        ref,
        name,
        kind,
        lat,
        lon,
        country,
        claims,
        region,
        county,
        population,
        geonameid,
        wikidata,
        radius,
        pack,
    ) = row
    identity = f"gn:{geonameid}" if geonameid else ref or f"{pack}:{number}"
    countries = (country, *claims.split()) if claims else (country,) if country else ()
    return PlaceRecord(
        identity,
        name,
        kind,
        lat,
        lon,
        country,
        countries,
        region,
        county,
        population,
        geonameid,
        wikidata,
        radius,
        pack,
    )


def scored(place: PlaceRecord, rank: int, *, whole: bool) -> PlaceRecord:
    """The place with how well its name fits; `whole` when the name was found with its article, if it has one."""
    main = rank in (MAIN, BARE_MAIN)
    score = 1.0 if main else ALIAS_SCORE
    if not whole or rank in (BARE_MAIN, BARE_ALIAS):
        score *= ARTICLE_SCORE
    return replace(place, match=Match.EXACT if main else Match.ALIAS, score=round(score, 3))


def order(place: PlaceRecord) -> tuple[float, int, float, str]:
    """The key by which places under one name are ranked, best first: fit of the name, then size; countries lead."""
    standing = max(place.population, _STANDING.get(place.kind, 0), _CURATED_STANDING if place.curated else 0)
    return -place.score, -standing, -place.radius_km, place.id


def merged(places: Iterable[PlaceRecord]) -> tuple[PlaceRecord, ...]:
    """The places, ranked; of several records of one place, the best with what the others know besides."""
    found: dict[object, PlaceRecord] = {}
    for place in places:
        known = found.get(place.id)
        found[place.id] = place if known is None else joined(known, place)
    by_country: dict[str, list[PlaceRecord]] = {}
    for place in sorted(found.values(), key=lambda each: (-_trust(each), order(each))):
        alone = by_country.setdefault(place.country, [])
        same = next((i for i, other in enumerate(alone) if _one_place(other, place)), None)
        if same is None:
            alone.append(place)
        else:
            alone[same] = joined(alone[same], place)
    return tuple(sorted((place for alone in by_country.values() for place in alone), key=order))


def _one_place(one: PlaceRecord, other: PlaceRecord) -> bool:
    """True for records of two sources under one name that lie where one place does; a country is one by its code."""
    if one.source == other.source or not one.country:
        return False
    if one.kind == other.kind == "country":
        return True
    if one.geonameid and other.geonameid and one.geonameid != other.geonameid:
        return False
    if one.kind == other.kind and one.kind in ADMINISTRATIVE:
        reach = max(one.radius_km, other.radius_km)
    elif one.kind in POPULATED and other.kind in POPULATED:
        reach = SAME_TOWN_KM
    else:
        return False
    return abs(one.lat - other.lat) < 5 and distance_km(one.lat, one.lon, other.lat, other.lon) <= reach


def joined(one: PlaceRecord, other: PlaceRecord) -> PlaceRecord:
    """One record of two of the same place: the project's own, else that of GeoNames, with what the other adds."""
    first, second = (one, other) if _trust(one) >= _trust(other) else (other, one)
    best = one if one.score >= other.score else other
    return replace(
        first,
        geonameid=first.geonameid or second.geonameid,
        country=first.country or second.country,
        countries=first.countries + tuple(c for c in second.countries if c not in first.countries),
        region=first.region or second.region,
        county=first.county or second.county,
        population=max(first.population, second.population),
        wikidata=first.wikidata or second.wikidata,
        match=best.match,
        score=best.score,
    )


def unique(places: Iterable[PlaceRecord]) -> Iterator[PlaceRecord]:
    """The places in their order, each once."""
    seen: set[str] = set()
    for place in places:
        if place.id not in seen:
            seen.add(place.id)
            yield place


def _trust(place: PlaceRecord) -> int:
    return {OVERLAY: 2, BASE: 1}.get(place.source, 0)
