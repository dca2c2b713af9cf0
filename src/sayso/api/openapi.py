"""Describe the API in OpenAPI 3.1, around the JSON Schemas that the package ships."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from .. import __version__
from ..ledger import Order, Precision, Unknown
from ..model import EventType, FindingStatus, JudgementKind, Reliability, Slot
from ..model.schema import schema_text
from ..pipeline.review import DoubtKind

Json = dict[str, Any]
AS_IT_STOOD = "; as it stood then"
_HEALTH: Json = {
    "type": "object",
    "properties": {
        "status": {"const": "ok"},
        "version": {"type": "string"},
        "counts": {"type": "object"},
        "incidents": {
            "type": "object",
            "required": ["stale"],
            "properties": {
                "stale": {"type": "boolean", "description": "True when they lack something; then the rest is told"},
                "reports": {"type": "integer", "description": "How many are to be merged"},
                "judgements": {"type": "integer", "description": "How many are to be taken in"},
                "of": {"type": ["string", "null"], "description": "The moment they are of; null: never built"},
                "read": {"type": "integer", "description": "Reports read so far, where all is built anew"},
                "seconds": {"type": ["number", "null"], "description": "How long it has taken; null: not begun"},
                "failed": {"type": ["string", "null"], "description": "Why building failed the last time"},
            },
        },
    },
}


@cache
def description() -> Json:
    """The whole description; its schemas are those of `sayso schema`."""
    schemas: Json = {}
    coded = _take_in(json.loads(schema_text("coded-report")), "Coded", schemas)
    incidents = _take_in(json.loads(schema_text("incidents")), "Merged", schemas)
    one = incidents["items"]
    problem = {"type": "object", "properties": {"status": {"type": "integer"}, "detail": {"type": "string"}}}
    claim = {"$ref": "#/components/schemas/Coded.Claim"}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Sayso",
            "version": __version__,
            "description": "Incidents, and on whose say-so: what reports claim, where sources agree and differ.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/api/v1"}],
        "paths": {
            "/health": _get("That the server works, how much the ledger holds, and whether incidents hold it", _HEALTH),
            "/incidents": _of_incidents("The incidents that match", incidents, [*_filters(), _as_of(), *_pages()]),
            "/incidents/{incident_id}": _of_incidents(
                "One incident, also by an id that was merged away",
                one,
                [_in_path("incident_id"), _as_of("; merged of its own reports alone, so that `related` is empty")],
            ),
            "/reports/{report_id}": _get("One coded report", coded, [_in_path("report_id"), _as_of(AS_IT_STOOD)]),
            "/claims/{report_id}": _get(
                "The claims of a report",
                {"type": "array", "items": claim},
                [_in_path("report_id"), _as_of(AS_IT_STOOD)],
            ),
            "/claims/{report_id}/{claim_id}": _get(
                "One claim with the id of its report",
                {"type": "object", "properties": {"report": {"type": "string"}, "claim": claim}},
                [_in_path("report_id"), _in_path("claim_id"), _as_of(AS_IT_STOOD)],
            ),
            "/sources": _of_incidents(
                "The names that speak, those with most claims first",
                {"type": "array"},
                [_query("text", "Words of the name"), _as_of(), *_pages()],
            ),
            "/sources/{name}": _of_incidents(
                "What goes by one name and how its claims fare, by pages of its reports; `reports` counts all of them",
                {"type": "object"},
                [_in_path("name"), _as_of(), *_pages()],
            ),
            "/review": _of_incidents(
                "What needs a decision, the most pressing first; `seen` may be handed back with one",
                {"type": "array"},
                [_query("kind", "Only this kind of doubt", {"enum": [k.value for k in DoubtKind]}), *_pages()],
            ),
            "/judgements": _get("Everything that people decided, the newest first", {"type": "array"}, _pages())
            | {"post": _decide()},
            "/judgements/{number}": _get("One decision", {"type": "object"}, [_in_path("number")]),
        },
        "components": {"schemas": schemas | {"Problem": problem}},
    }


def _take_in(schema: Json, prefix: str, schemas: Json) -> Json:
    """Move the definitions of a shipped schema below `components`, under names of their own."""

    def moved(node: Any) -> Any:
        if isinstance(node, dict):
            return {
                key: f"#/components/schemas/{prefix}.{value.rpartition('/')[2]}" if key == "$ref" else moved(value)
                for key, value in node.items()
            }
        return [moved(child) for child in node] if isinstance(node, list) else node

    schemas |= {f"{prefix}.{name}": moved(definition) for name, definition in schema["$defs"].items()}
    body: Json = moved({key: value for key, value in schema.items() if key not in {"$defs", "$schema", "$id"}})
    if "prefixItems" not in body and "items" not in body and "$ref" not in body:
        body.setdefault("type", "object")
    return body


def _get(summary: str, schema: Json, parameters: list[Json] | None = None) -> Json:
    wrong = {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    responses: Json = {"200": {"description": summary, "content": {"application/json": {"schema": schema}}}}
    if parameters:
        responses["400"] = {"description": "A parameter cannot be understood"} | wrong
        responses["404"] = {"description": "The ledger holds nothing of this id"} | wrong
    return {"get": {"summary": summary, "parameters": parameters or [], "responses": responses}}


def _of_incidents(summary: str, schema: Json, parameters: list[Json]) -> Json:
    """An answer out of the incidents, which may be behind what the ledger holds while these are built."""
    wait = {
        "name": "Prefer",
        "in": "header",
        "description": "wait=30: wait so many seconds (600 at most) for incidents that are being built (RFC 7240);"
        " without, the answer comes within about a second",
        "schema": {"type": "string"},
    }
    stale = {
        "description": "Only while incidents lack something: how many reports and judgements, as of which moment they"
        ' are, and `failed` when building failed (RFC 8941): reports=3, judgements=0, of="2024-04-22T12:04:11+00:00"',
        "schema": {"type": "string"},
    }
    wrong = {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    made = _get(summary, schema, [*parameters, wait])
    responses = made["get"]["responses"]
    responses["200"]["headers"] = {"x-stale": stale}
    never_built = "Incidents are being built for the first time, or those of `as_of`; see Retry-After"
    responses["503"] = {"description": never_built} | wrong
    return made


def _decide() -> Json:
    """How a decision is handed in."""
    names = {"type": "array", "items": {"type": "string"}}
    text = {"type": "string"}
    fields = {
        "kind": {"enum": [k.value for k in JudgementKind]},
        "incidents": names | {"description": "merge, apart: those meant; split: the one"},
        "parts": names | {"description": "split: events (report/e1) or claims (report/c3) that are taken out"},
        "reports": names | {"description": "split: reports all of whose events are taken out"},
        "claims": names | {"description": "accept, reject, correct: report/c3; not correct: also INC-7KQ2M9/killed"},
        "slot": {"enum": [s.value for s in Slot]},
        "value": text | {"description": "correct: what the claim says of the slot, in words; - = nothing"},
        "words": text | {"description": "correct: the words of the text that give the value"},
        "said_by": text | {"description": "correct: who says so, as Radio Varna -> a nurse"},
        "event": text | {"description": "correct: which event of its report, or new"},
        "source": text | {"description": "grade: the name of a source or publisher"},
        "grade": {"enum": [r.value for r in Reliability]},
        "takes_back": {"type": "integer", "description": "take_back: the number of the judgement"},
        "by": text | {"description": "Who decides; without, the name on the machine of the server"},
        "reason": text,
        "seen": {"type": "object", "description": "`seen` of a doubt: answered with 409 when it changed since"},
    }
    body = {"type": "object", "required": ["kind"], "properties": fields, "additionalProperties": False}
    wrong = {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    done = {"content": {"application/json": {"schema": {"type": "object"}}}}
    return {
        "summary": "Decide; the decision is kept with who, when and why, and can be taken back",
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {
            "201": {"description": "The judgement, and the incidents that bear its events now"} | done,
            "400": {"description": "The decision makes no sense"} | wrong,
            "404": {"description": "What it is about is not there"} | wrong,
            "409": {"description": "Somebody decided, or a report came, in the meantime"} | wrong,
            "503": {"description": "Not kept: incidents are being built; send it again after Retry-After"} | wrong,
        },
    }


def _in_path(name: str) -> Json:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _query(name: str, told: str, schema: Json | None = None) -> Json:
    return {"name": name, "in": "query", "description": told, "schema": schema or {"type": "string"}}


def _as_of(more: str = "") -> Json:
    return _query("as_of", f"As known by then (ISO 8601); a date ends with its day in UTC{more}")


def _filters() -> list[Json]:
    return [
        _query("text", "All of these words in the title, or in one of the reports"),
        _query("type", "Event type", {"enum": [t.value for t in EventType]}),
        _query("actor", "Words of a name that somebody gives as actor or as responsible"),
        _query("source", "Words of the name of a source or publisher"),
        _query(
            "status",
            "A finding stands so; single-source: none agreed or contested",
            {"enum": [s.value for s in FindingStatus]},
        ),
        _query("area", "Words of the name of any place of the incident"),
        _query("since", "Happened on this day or later (ISO 8601)"),
        _query("until", "Happened on this day or earlier (ISO 8601)"),
        _query("bbox", "A place within west,south,east,north, in degrees"),
        _query(
            "unknown", "Only incidents that lack a time, or a place on the map", {"enum": [u.value for u in Unknown]}
        ),
        _query("precision", "Placed just so finely", {"enum": [p.value for p in Precision]}),
        _query("sort", "Order", {"enum": [o.value for o in Order], "default": Order.LATEST.value}),
    ]


def _pages() -> list[Json]:
    return [
        _query("limit", "How many at most", {"type": "integer", "minimum": 1, "maximum": 1000, "default": 50}),
        _query(
            "page",
            "Which page of so many; x-total-count tells how many there are",
            {"type": "integer", "minimum": 1, "default": 1},
        ),
    ]
