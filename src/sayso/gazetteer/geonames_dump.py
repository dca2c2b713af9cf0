"""Read GeoNames dumps: places of `allCountries` or of a country, and names of `alternateNamesV2`.

Formats: https://download.geonames.org/export/dump/readme.txt
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..vocab.loader import load_yaml
from .builder import NewPlace
from .pack_rows import OnAside, country_codes, point, radius
from .source_files import Aside, OnBytes, SourceFile

COLUMNS, NAME_COLUMNS = 19, 10
MIN_LATIN = 3  # letters; shorter other names are codes and syllables


class OtherName(NamedTuple):
    """A name of a place by its GeoNames id."""

    geonameid: int
    name: str


class Dump:
    """The places of a dump; `codes` fills with names of divisions while it is read, `left_out` counts other features.

    `region` and `county` of its places are codes (`SY.09`, `SY.09.12`): the row of a division may come after them.
    """

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.codes: dict[str, str] = {}
        self.left_out = 0

    def places(self, on_aside: OnAside, on_bytes: OnBytes) -> Iterator[NewPlace]:
        """Places of kinds that reports name; rows that cannot be used are told to `on_aside`."""
        for number, line in self.source.lines(on_bytes):
            fields = line.split("\t")
            if len(fields) != COLUMNS or "�" in line:
                reason = f"{len(fields)} columns, a dump has {COLUMNS}" if len(fields) != COLUMNS else "not UTF-8"
                self._tell(on_aside, number, line, reason)
                continue
            kind = feature_kind(fields[6], fields[7])
            if kind is None:
                self.left_out += 1
                continue
            try:
                yield self._place(fields, kind)
            except ValueError as error:
                on_aside(Aside(self.source.name, number, str(error)))

    def _tell(self, on_aside: OnAside, number: int, line: str, reason: str) -> None:
        if line and not line.startswith("#"):
            on_aside(Aside(self.source.name, number, reason))

    def _place(self, fields: list[str], kind: str) -> NewPlace:
        geonameid, name, _, names, lat, lon, _, fcode, country, others, admin1, admin2, _, _, people, *_ = fields
        if not geonameid.isdecimal() or not name:
            raise ValueError(f"GeoNames id {geonameid!r} or name {name!r} is none")
        first = f"{country}.{admin1}" if admin1 not in {"", "00"} else ""
        second = f"{first}.{admin2}" if first and admin2 else ""
        if fcode == "ADM1" and first:
            self.codes[first] = name
        elif fcode == "ADM2" and second:
            self.codes[second] = name
        population = int(people) if people.isdecimal() else 0
        return NewPlace(
            name, kind, *point(lat, lon), tuple(dict.fromkeys((*country_codes(country), *country_codes(others)))),
            radius(kind, population), [n for n in names.split(",") if len(n) >= MIN_LATIN or not n.isascii()],
            region="" if kind in {"country", "region"} else first, county="" if kind == "county" else second,
            population=population, geonameid=int(geonameid),
        )  # fmt: skip


def other_names(source: SourceFile, on_aside: OnAside, on_bytes: OnBytes) -> Iterator[OtherName]:
    """Names of alternateNamesV2 without links, postal codes and the like."""
    skipped = frozenset(_features()["skipped_languages"])
    for number, line in source.lines(on_bytes):
        fields = line.split("\t")
        if len(fields) < 4 or not fields[1].isdecimal() or "�" in line:
            on_aside(
                Aside(source.name, number, f"{len(fields)} columns, or no GeoNames id in the second, or not UTF-8")
            )
        elif fields[2] not in skipped and fields[3]:
            yield OtherName(int(fields[1]), fields[3])


@cache
def feature_kind(feature_class: str, code: str) -> str | None:
    """The kind of place that a GeoNames feature is, None for those that are left out."""
    kind = next((kind for kind, codes in _features()["codes"].items() if code in codes), None)
    return kind or ("locality" if feature_class == "P" else None)


@cache
def _features() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = load_yaml("packs/features.yaml")
    return found
