"""Read outlines of areas from GeoJSON (RFC 7946), whoever named its properties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from ..errors import ReadError
from ..vocab.loader import load_yaml
from .builder import NewPlace
from .geometry import Outline
from .pack_rows import OnAside, country_codes, file_country, own_kind, radius
from .source_files import Aside, SourceFile


class Area(NamedTuple):
    """An outline with what its file says of the place; the place is written when it is not there."""

    outline: Outline
    place: NewPlace


class _Feature(msgspec.Struct):
    geometry: Any = None
    properties: dict[str, Any] | None = None


class _Collection(msgspec.Struct):
    features: list[_Feature]


def areas(source: SourceFile, on_aside: OnAside) -> Iterator[Area]:
    """The areas of a file; features that cannot be used are told to `on_aside`, counted from 1 as lines are.

    Raises:
        ReadError: it is no GeoJSON feature collection.
    """
    try:
        collection = msgspec.json.decode(source.content(), type=_Collection)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ReadError(f"{source.name}: no GeoJSON feature collection ({error})") from error
    for number, feature in enumerate(collection.features, start=1):
        try:
            outline = Outline.of_geojson(feature.geometry)
            yield Area(outline, _place(outline, feature.properties or {}, source.path.name))
        except (KeyError, TypeError, ValueError) as error:
            on_aside(Aside(source.name, None, f"feature {number}: {error}"))


def _place(outline: Outline, properties: dict[str, Any], file: str) -> NewPlace:
    named = load_yaml("packs/kinds.yaml")
    given = {
        ours: next((properties[key] for key in keys if properties.get(key)), None)
        for ours, keys in named["outline_names"].items()
    }
    if not given["name"]:
        raise ValueError(f"no name; give one of the properties {', '.join(named['outline_names']['name'])}")
    of_file = next((kind for start, kind in named["file_kinds"].items() if file.startswith(start)), "area")
    kind = own_kind(str(given["kind"])) if given["kind"] else of_file
    south, north, west, east = outline.bounds()
    claims = properties.get("claims") or ""
    lat, lon = outline.middle()
    return NewPlace(
        str(given["name"]), kind, round(lat, 4), round(lon, 4),
        country_codes(f"{given['country'] or file_country(file)} {claims}"),
        radius(kind, 0, f"{west},{south},{east},{north}"), region=str(properties.get("region") or ""),
        geonameid=int(given["geonameid"]) if given["geonameid"] else None,
        ref=f"wof:{given['wof_id']}" if given["wof_id"] else None,
    )  # fmt: skip
