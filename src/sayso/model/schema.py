"""The public JSON Schemas (draft 2020-12): drawn from the dataclasses, then made as strict as the contract is.

msgspec writes what the types say; what they leave open (facet values, which depend on their slot; values that the
contract lists; ranges) is added here. Unknown properties stay allowed: fields may be added, none may change meaning.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from .claim import Quote
from .coded import SCHEMA_ID, CodedReport
from .incident import Incident
from .values import (
    COUNT_SLOTS,
    PLACE_SLOTS,
    Count,
    EventType,
    Place,
    PlacePrecision,
    Responsibility,
    Slot,
    TimePrecision,
    TimeSpan,
)

DRAFT = "https://json-schema.org/draft/2020-12/schema"
FILES = {"coded-report": "coded-report-1.json", "incidents": "incidents-1.json"}

OUTCOMES = ("failed", "intercepted", "foiled", "hit", "ongoing", "ended")
# The contract's own examples lack them.
_MAY_LACK = {("Report", "author"), ("Count", "who"), ("Responsibility", "party"), ("Layers", "counts")}
_MOMENT = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?)?)?$"

Json = dict[str, Any]


def coded_report_schema() -> Json:
    """The schema of one coded report, as `sayso code` prints it."""
    schema = _draw(CodedReport, "coded-report", "A report as Sayso coded it")
    kinds = schema["$defs"]
    kinds["CodedReport"]["properties"]["schema"] = {"const": SCHEMA_ID}
    for name in ("Facet", "EventFacet"):
        kinds[name]["allOf"] = _value_by_slot(lambda value: {"properties": {"value": value}})
    return schema


def incidents_schema() -> Json:
    """The schema of the list that `sayso incidents --format json` prints."""
    schema = _draw(tuple[Incident, ...], "incidents", "Incidents that Sayso found in many reports")
    schema["$defs"]["Finding"]["allOf"] = _value_by_slot(
        lambda value: {"properties": {"values": {"items": {"properties": {"value": value}}}}}
    )
    return schema


def schema_text(name: str) -> str:
    """A schema as shipped with the package, by its key in `FILES`."""
    return (files("sayso") / "data" / "schema" / FILES[name]).read_text(encoding="utf-8")


def write_schemas(folder: Path) -> None:
    """Write both schemas into `folder` under their shipped names (`make schema`)."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in (("coded-report", coded_report_schema()), ("incidents", incidents_schema())):
        (folder / FILES[name]).write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _draw(kind: Any, name: str, title: str) -> Json:
    values = (Count, TimeSpan, Place, Responsibility, EventType)
    (drawn, *_), kinds = msgspec.json.schema_components((kind, *values), ref_template="#/$defs/{name}")
    for kind_name, definition in kinds.items():
        _tidy(kind_name, definition)
    _tighten(kinds)
    return {"$schema": DRAFT, "$id": f"urn:sayso:schema:{name}-1", "title": title, **drawn, "$defs": kinds}


def _tidy(name: str, definition: Json) -> None:
    """Every printed field is required; defaults and doctests mean nothing to who reads the output."""
    definition.pop("title", None)
    if text := definition.get("description"):
        definition["description"] = " ".join(text.split(">>>")[0].split())
    if "properties" in definition:
        definition["required"] = [p for p in definition["properties"] if (name, p) not in _MAY_LACK]
        for prop in definition["properties"].values():
            prop.pop("default", None)


def _tighten(kinds: Json) -> None:
    for (kind, prop), rule in _rules().items():
        if kind in kinds:
            kinds[kind]["properties"][prop] = rule
    for kind, definition in kinds.items():
        properties = definition.get("properties", {})
        for degrees, bound in (("lat", 90), ("lon", 180)):
            if degrees in properties:
                properties[degrees] = {"type": ["number", "null"], "minimum": -bound, "maximum": bound}
        if "radius_km" in properties:
            properties["radius_km"] = {"type": ["number", "null"], "minimum": 0}
        if kind in {"TimeSpan", "TimeLayer"}:
            properties["start"] = properties["end"] = {"type": ["string", "null"], "pattern": _MOMENT}
    if "Span" in kinds:
        kinds["Span"]["prefixItems"] = [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 1}]


def _rules() -> dict[tuple[str, str], Json]:
    share: Json = {"type": "number", "minimum": 0, "maximum": 1}
    changes = ["source_dropped", "hedge_dropped", "certainty_raised", "value_changed", "denial_turned", "actor_added"]
    return {
        ("TimeLayer", "type"): {"enum": ["DATE", "TIME", "DURATION", "SET"]},
        ("TimeLayer", "precision"): _one_of(TimePrecision),
        ("TimeLayer", "anchor"): {"type": "string", "pattern": "^(publication|none|event:.+|time:.+)$"},
        ("PlaceLayer", "precision"): _one_of(PlacePrecision),
        ("AttributionLayer", "quote"): {"enum": [q.value for q in Quote]},
        ("AttributionLayer", "parent"): {"type": ["integer", "null"], "minimum": 0},
        ("SameAs", "certainty"): {"enum": ["certain", "probable", "possible"]},
        ("Source", "number"): {"type": ["integer", "null"], "minimum": 1},
        ("Source", "name"): {"type": "string", "minLength": 1},
        ("Claim", "content"): {"type": "array", "items": {"$ref": "#/$defs/Span"}, "minItems": 1},
        ("Claim", "score"): share,
        ("CandidateLayer", "score"): share,
        ("Count", "n"): {"type": "integer", "minimum": 0},
        ("Incident", "id"): {"type": "string", "pattern": "^INC-[0-9A-Z]+$"},
        ("IncidentPlace", "role"): {"enum": ["origin", "target", "site"]},
        ("FindingValue", "independent_sources"): {"type": "integer", "minimum": 0},
        ("Credibility", "admiralty"): {"type": "integer", "minimum": 1, "maximum": 6},
        ("RelatedIncident", "type"): {"enum": ["response_to", "followed_by", "part_of"]},
        ("Drift", "change"): {"enum": changes},
    }


def _one_of(literal: Any) -> Json:
    return {"enum": list(literal.__args__)}


def _value_by_slot(under: Callable[[Json], Json]) -> list[Json]:
    """One if/then a kind of value: the slot decides what the value looks like."""
    typed = {
        "Count": sorted(COUNT_SLOTS),
        "Place": sorted(PLACE_SLOTS),
        "TimeSpan": [Slot.TIME],
        "Responsibility": [Slot.RESPONSIBILITY],
        "EventType": [Slot.EVENT_TYPE],
    }
    cases: list[tuple[list[str], Json]] = [
        ([Slot(s).value for s in slots], {"$ref": f"#/$defs/{kind}"}) for kind, slots in typed.items()
    ]
    cases.append(([Slot.OUTCOME.value], {"enum": list(OUTCOMES)}))
    named = {slot for slots, _ in cases for slot in slots}
    cases.append(([s.value for s in Slot if s.value not in named], {"type": "string", "minLength": 1}))
    return [{"if": {"properties": {"slot": {"enum": slots}}}, "then": under(value)} for slots, value in cases]
