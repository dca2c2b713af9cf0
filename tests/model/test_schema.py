"""The shipped JSON Schemas are those of the code, accept what Sayso prints, and refuse what breaks the contract."""

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from sayso.model.codec import encode
from sayso.model.schema import FILES, coded_report_schema, incidents_schema, schema_text, write_schemas

from . import coded as made

CODED = jsonschema.Draft202012Validator(json.loads(schema_text("coded-report")))
INCIDENTS = jsonschema.Draft202012Validator(json.loads(schema_text("incidents")))


def test_shipped_files_are_up_to_date(tmp_path):
    write_schemas(tmp_path)
    for name, file in FILES.items():
        assert (tmp_path / file).read_text(encoding="utf-8") == schema_text(name), "run `make schema`"


@pytest.mark.parametrize("schema", [coded_report_schema(), incidents_schema()])
def test_schemas_are_valid_draft_2020_12(schema):
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@settings(max_examples=40, deadline=None)
@given(made.coded_reports)
def test_every_coded_report_validates(coded):
    CODED.validate(json.loads(encode(coded)))


@settings(max_examples=40, deadline=None)
@given(made.tuples(made.incidents, 2))
def test_every_list_of_incidents_validates(incidents):
    INCIDENTS.validate(json.loads(encode(incidents)))


def report_with(**claim: Any) -> dict[str, Any]:
    usual = {
        "id": "c1", "event": "e1", "chain": [], "chain_spans": [], "cue": [], "cue_kind": "none", "content": [[0, 4]],
        "quote": "narrator", "value": "CT+", "author_value": "CT+", "irrealis": None, "basis": None, "channel": None,
        "claim_time": None, "alternative_of": None, "facets": [], "score": 0.5, "origin": "rules",
    }  # fmt: skip
    report: dict[str, Any] = {
        "id": "r", "text": "Five rockets", "title": None, "url": None, "publisher": None, "published": None,
        "language": "en", "sha256": "", "boilerplate": [],
    }  # fmt: skip
    layers: dict[str, Any] = {"sentences": [], "mentions": [], "times": [], "attributions": [], "places": []}
    return {
        "schema": "sayso/coded-report@1", "report": report, "layers": layers, "sources": [], "events": [],
        "claims": [usual | claim], "relations": [], "diagnostics": [],
    }  # fmt: skip


def facet(slot: str, value: Any) -> dict[str, Any]:
    return report_with(facets=[{"slot": slot, "span": [0, 4], "value": value}])


@pytest.mark.parametrize(
    "coded",
    [
        report_with(),
        facet("killed", {"op": "=", "n": 0}),
        facet("weapon_count", {"op": ">=", "n": 5, "who": "rockets"}),
        facet("time", {"start": None, "end": None, "precision": "unknown"}),
        facet("outcome", "intercepted"),
        facet("target", "the depot"),
        facet("responsibility", {"stance": "claimed", "party": "the brigade"}),
    ],
)
def test_the_contract_is_accepted(coded):
    CODED.validate(coded)


@pytest.mark.parametrize(
    "coded",
    [
        report_with(value="CT"),
        report_with(content=[]),
        report_with(content=[[-1, 3]]),
        report_with(score=1.2),
        report_with(irrealis="dream"),
        report_with() | {"schema": "sayso/coded-report@2"},
        facet("mood", "grim"),
        facet("killed", "five"),
        facet("killed", {"op": "=", "n": -1}),
        facet("killed", {"op": "!=", "n": 1}),
        facet("time", "2024-04-21"),
        facet("time", {"start": "Sunday", "end": None, "precision": "day"}),
        facet("place", "Zummar"),
        facet(
            "place", {"name": "Zummar", "lat": 95.0, "lon": 1, "geonameid": None, "radius_km": 1, "precision": "town"}
        ),
        facet("outcome", "success"),
        facet("event_type", "picnic"),
        facet("responsibility", {"stance": "maybe"}),
        facet("target", ""),
    ],
)
def test_what_breaks_the_contract_is_refused(coded):
    with pytest.raises(jsonschema.ValidationError):
        CODED.validate(coded)


def test_new_fields_may_be_added():
    CODED.validate(report_with(mood="grim") | {"extra": True})


def spoiled(change: Callable[[dict[str, Any]], None]) -> list[dict[str, Any]]:
    value = {"value": {"op": "=", "n": 1}, "claims": [["r1", "c2"]], "independent_sources": 1, "denied_by": []}
    best = {"low": 1, "best": 1, "high": None}
    site = {"role": "site", "name": "Varna Ford", "lat": None, "lon": None, "radius_km": None, "precision": "unknown"}
    incident: dict[str, Any] = {
        "id": "INC-7KQ2M9", "type": "shelling", "title": "Shelling of Varna Ford", "time": None, "places": [site],
        "reports": ["r1"], "events": [["r1", "e1"]],
        "findings": [{"slot": "killed", "status": "contested", "best": best, "values": [value]}],
        "credibility": {"admiralty": 3, "rule": "one chain"}, "related": [], "drift": [],
    }  # fmt: skip
    change(incident)
    return [incident]


def test_an_incident_of_the_contract_is_accepted():
    INCIDENTS.validate(spoiled(lambda _: None))


@pytest.mark.parametrize(
    "change",
    [
        lambda i: i.update(id="7KQ2M9"),
        lambda i: i.pop("findings"),
        lambda i: i["places"][0].update(role="nearby"),
        lambda i: i["credibility"].update(admiralty=7),
        lambda i: i["findings"][0].update(status="unsure"),
        lambda i: i["findings"][0]["values"][0].update(value="one"),
        lambda i: i["findings"][0].update(slot="place"),
    ],
)
def test_a_broken_incident_is_refused(change):
    with pytest.raises(jsonschema.ValidationError):
        INCIDENTS.validate(spoiled(change))
