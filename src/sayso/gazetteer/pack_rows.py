"""Read rows of TAB-separated packs as places: Who's On First extracts, abandoned places, airports, spellings."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from ..vocab.loader import load_yaml
from .builder import NewPlace
from .geometry import KM_PER_DEGREE
from .records import KINDS, POPULATED, town_radius
from .source_files import Aside, OnBytes, SourceFile

Row = Mapping[str, str]
OnAside = Callable[[Aside], None]
_COUNTRY_FILE = re.compile(r"[-_]([a-z]{2})\.(?:tsv|txt|geojson)(?:\.gz)?$", re.IGNORECASE)


class Spelling(NamedTuple):
    """A spelling of a place that should be there; `place` is written when it is not."""

    spelling: str
    geonameid: int | None
    ref: str | None
    place: NewPlace


def places(source: SourceFile, on_aside: OnAside, on_bytes: OnBytes) -> Iterator[NewPlace]:
    """The places of a file; rows that cannot be used are told to `on_aside`."""
    read = {"places": _place, "abandoned": _abandoned, "airports": _airport}[source.format]
    country = file_country(source.path.name)
    for number, row in rows(source, on_aside, on_bytes):
        try:
            yield read(row, country)
        except (KeyError, ValueError) as error:
            on_aside(Aside(source.name, number, str(error)))


def spellings(source: SourceFile, on_aside: OnAside, on_bytes: OnBytes) -> Iterator[Spelling]:
    """The spellings of a file, each with the place that it belongs to."""
    for number, row in rows(source, on_aside, on_bytes):
        try:
            place = NewPlace(
                _text(row, "name"), "locality", *point(row["lat"], row["lon"]), country_codes(row.get("cc", "")),
                town_radius(0), spellings=(row["alias"],), geonameid=number_or_none(row, "geonameid"), ref=_wof(row),
            )  # fmt: skip
            yield Spelling(_text(row, "alias"), place.geonameid, place.ref, place)
        except (KeyError, ValueError) as error:
            on_aside(Aside(source.name, number, str(error)))


def rows(source: SourceFile, on_aside: OnAside, on_bytes: OnBytes) -> Iterator[tuple[int, Row]]:
    """Numbered rows by the names of the header; those with too few or too many columns are told."""
    header: list[str] | None = None
    for number, line in source.lines(on_bytes):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if header is None:
            header = fields
        elif len(fields) != len(header):
            on_aside(Aside(source.name, number, f"{len(fields)} columns, the header has {len(header)}"))
        elif "�" in line:
            on_aside(Aside(source.name, number, "not UTF-8"))
        else:
            yield number, dict(zip(header, fields, strict=True))


def _place(row: Row, country: str) -> NewPlace:
    given = row["kind"]
    kind = own_kind(given)
    if row.get("fcode") in {"PPLQ", "PPLW", "PPLH"}:
        kind = "abandoned"
    population = number_or_none(row, "population") or 0
    codes = [code for code in row.get("code", "").split(",") if len(code) >= 3 and "-" not in code and "." not in code]
    return NewPlace(
        _text(row, "name"), kind, *point(row["lat"], row["lon"]),
        country_codes(f"{country} {row.get('claims', '')}"),
        radius(kind, population, row.get("bbox", "")), (*_list(row, "names"), *codes), region=row.get("region", ""),
        county=row.get("county", ""), population=population, geonameid=number_or_none(row, "geonameid"),
        wikidata=row.get("wikidata") or None, ref=_wof(row),
    )  # fmt: skip


def _abandoned(row: Row, _country: str) -> NewPlace:
    return NewPlace(
        _text(row, "name"), "abandoned", *point(row["lat"], row["lon"]), country_codes(row["cc"]),
        radius("abandoned", 0), _list(row, "names"), geonameid=number_or_none(row, "geonameid"), ref=_wof(row),
    )  # fmt: skip


def _airport(row: Row, _country: str) -> NewPlace:
    kind = "base" if "military" in row["type"] and "and" not in row["type"] else "airport"
    codes = [row[key] for key in ("iata", "icao") if len(row[key]) >= 3]
    name = _text(row, "name")
    ref = f"ne:{row['icao'] or row['iata'] or name}"
    return NewPlace(name, kind, *point(row["lat"], row["lon"]), (), radius(kind, 0), codes, ref=ref)


def own_kind(given: str) -> str:
    """Our word for a kind of place.

    Raises:
        ValueError: there is none.
    """
    kind = str(_kinds()["kinds"].get(given, given))
    if kind not in KINDS:
        raise ValueError(f"kind {given!r} is not known")
    return kind


def file_country(name: str) -> str:
    """The country that a file is of, by the end of its name: `IQ` of `places-iq.tsv.gz`."""
    found = _COUNTRY_FILE.search(name)
    return found[1].upper() if found else ""


@lru_cache(maxsize=4096)
def country_codes(given: str) -> tuple[str, ...]:
    """ISO 3166-1 alpha-2 codes of a list of codes in any case.

    Raises:
        ValueError: one has not two letters.
    """
    codes: dict[str, str] = _kinds()["codes"]
    found = []
    for code in re.split(r"[,|; ]+", given.strip().upper()):
        if code and not (len(code) == 2 and code.isalpha()):
            raise ValueError(f"country {code!r} has not two letters")
        found.append(codes.get(code, code))
    return tuple(dict.fromkeys(filter(None, found)))


def point(lat: str, lon: str) -> tuple[float, float]:
    """Latitude and longitude in WGS 84 degrees.

    Raises:
        ValueError: they are no numbers, or lie off the globe.
    """
    try:
        north, east = float(lat), float(lon)
    except ValueError as error:
        raise ValueError(f"latitude {lat!r} or longitude {lon!r} is no number") from error
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        raise ValueError(f"latitude {lat}, longitude {lon} lie off the globe")
    return north, east


def radius(kind: str, population: int, bbox: str = "") -> float:
    """How far a place reaches, in km: by its box `west,south,east,north`, by its people, or as its kind does."""
    if bbox:
        try:
            west, south, east, north = map(float, bbox.split(","))
        except ValueError as error:
            raise ValueError(f"bbox {bbox!r} is not west,south,east,north") from error
        wide = (east - west) * math.cos(math.radians((north + south) / 2))
        return round(max(1.0, (wide + north - south) / 4 * KM_PER_DEGREE), 1)
    if kind in POPULATED and kind != "neighbourhood":
        return town_radius(population)
    return float(_kinds()["radius_km"][kind])


def number_or_none(row: Row, column: str) -> int | None:
    """A whole number of a column; None where it is empty.

    Raises:
        ValueError: it is no whole number.
    """
    given = row.get(column, "")
    if given and not given.isdecimal():
        raise ValueError(f"{column} {given!r} is no whole number")
    return int(given) if given else None


def _wof(row: Row) -> str | None:
    return f"wof:{row['wof_id']}" if row.get("wof_id") else None


def _text(row: Row, column: str) -> str:
    if not row[column].strip():
        raise ValueError(f"{column} is empty")
    return row[column].strip()


def _list(row: Row, column: str) -> list[str]:
    return [name for name in row.get(column, "").split("|") if name]


@cache
def _kinds() -> Any:
    return load_yaml("packs/kinds.yaml")
