"""The REST API answers with the JSON of the contract."""

import json

import jsonschema
import pytest

from sayso.ledger import Ledger
from sayso.model.codec import decode_coded, decode_incidents
from sayso.model.schema import schema_text
from sayso.pipeline.rebuild import rebuild

from ..web.conftest import desk, incidents, sample_ledger, served
from ..web.hostile import REPORT_ID, fill

__all__ = ["desk", "incidents", "sample_ledger"]

INCIDENTS = jsonschema.Draft202012Validator(json.loads(schema_text("incidents")))
CODED = jsonschema.Draft202012Validator(json.loads(schema_text("coded-report")))
API = "/api/v1"


def test_health_tells_what_the_ledger_holds(desk):
    told = desk.get(f"{API}/health").json()
    assert told["status"] == "ok"
    assert told["counts"]["reports"] == 4


def test_incidents_are_those_of_the_contract(desk, incidents):
    response = desk.get(f"{API}/incidents")
    INCIDENTS.validate(response.json())
    assert {i.id for i in decode_incidents(response.content)} == {i.id for i in incidents}
    assert response.headers["x-total-count"] == str(len(incidents))


@pytest.mark.parametrize(
    ("asked", "some"),
    [
        ("type=protest", False),
        ("text=kalsu", True),
        ("status=contested&sort=contested", True),
        ("source=central+command", True),
        ("area=kalsu", True),
        ("since=2024-04-19&until=2024-04-21", True),
        ("since=2030-01-01", False),
        ("bbox=40,30,50,40", True),
        ("bbox=-10,-10,-5,-5", False),
        ("actor=nobody", False),
    ],
)
def test_filters(desk, asked, some):
    assert bool(desk.get(f"{API}/incidents?{asked}").json()) == some


def test_the_type_of_an_incident_finds_it(desk, incidents):
    for incident in incidents:
        found = desk.get(f"{API}/incidents?type={incident.type}&limit=100").json()
        assert incident.id in [i["id"] for i in found]


def test_pages_follow_each_other_by_their_links(desk, incidents):
    seen = []
    address: str | None = f"{API}/incidents?limit=1&sort=earliest"
    while address:
        response = desk.get(address)
        seen += [i["id"] for i in response.json()]
        links = response.headers.get("link", "")
        address = next((part.split(">")[0].strip(" <") for part in links.split(",") if 'rel="next"' in part), None)
    assert sorted(seen) == sorted(i.id for i in incidents)


def test_one_incident_report_claim_and_source(desk, incidents):
    incident = incidents[0]
    INCIDENTS.validate([desk.get(f"{API}/incidents/{incident.id}").json()])
    told = {r: desk.get(f"{API}/reports/{r}") for i in incidents for r in i.reports}
    report_id, raw = next((r, answer) for r, answer in told.items() if answer.json()["sources"])
    CODED.validate(raw.json())
    coded = decode_coded(raw.content)
    claims = desk.get(f"{API}/claims/{report_id}").json()
    assert claims == raw.json()["claims"]
    assert desk.get(f"{API}/claims/{report_id}/{claims[0]['id']}").json() == {"report": report_id, "claim": claims[0]}
    source = desk.get(f"{API}/sources/{coded.sources[0].name}").json()
    assert [report_id, coded.sources[0].id] in [[p["report"], p["source"]["id"]] for p in source["parties"]]
    assert set(source["standing"]) == {"alone", "corroborated", "contradicted", "revised"}


def test_sources_are_paged_and_searched(desk):
    every = desk.get(f"{API}/sources?limit=1000")
    assert every.headers["x-total-count"] == str(len(every.json()))
    assert desk.get(f"{API}/sources?limit=2&page=2").json() == every.json()[2:4]
    assert len(desk.get(f"{API}/sources?text=command").json()) < len(every.json())


def test_a_source_is_paged_by_the_reports_in_which_it_speaks(desk):
    named = next(row for row in desk.get(f"{API}/sources").json() if row["reports"] > 1)
    whole = desk.get(f"{API}/sources/{named['name']}")
    assert whole.headers["x-total-count"] == str(whole.json()["reports"]) == str(named["reports"])
    assert "link" not in whole.headers
    parts = []
    address: str | None = f"{API}/sources/{named['name']}?limit=1"
    while address:
        response = desk.get(address)
        parts.append(response.json())
        address = response.links.get("next", {}).get("url")
    assert len(parts) == named["reports"]
    for kind in ("parties", "claims"):
        assert [each for part in parts for each in part[kind]] == whole.json()[kind]
    for fate, told in whole.json()["standing"].items():
        assert sorted(map(str, (each for part in parts for each in part["standing"][fate]))) == sorted(map(str, told))
    beyond = desk.get(f"{API}/sources/{named['name']}?page=99").json()
    assert (beyond["claims"], beyond["reports"]) == ([], named["reports"])


def test_pages_of_sources_follow_each_other(desk):
    first = desk.get(f"{API}/sources?limit=2")
    assert desk.get(first.links["next"]["url"]).json() == desk.get(f"{API}/sources?limit=2&page=2").json()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/incidents/INC-NOTHERE", 404),
        ("/reports/nothing", 404),
        ("/claims/nothing", 404),
        ("/sources/nobody at all", 404),
        ("/nothing", 404),
        ("/incidents?type=picnic", 400),
        ("/incidents?limit=0", 400),
        ("/incidents?limit=1001", 400),
        ("/sources?page=x", 400),
        ("/sources/central%20command?limit=0", 400),
    ],
)
def test_problems_are_told_as_rfc_9457_writes_them(desk, address, status):
    response = desk.get(f"{API}{address}")
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == status
    assert response.json()["detail"]


def test_a_claim_that_is_not_there(desk, incidents):
    assert desk.get(f"{API}/claims/{incidents[0].reports[0]}/c999").status_code == 404


def test_ids_may_hold_anything(tmp_path):
    with served(fill(tmp_path / "odd.db")) as client:
        quoted = "odd%2F..%2Fid%3Fx%3D1%23y"
        assert client.get(f"{API}/reports/{quoted}").json()["report"]["id"] == REPORT_ID
        assert client.get(f"{API}/claims/{quoted}/c1").json()["report"] == REPORT_ID
        assert client.get(f"{API}/incidents/INC-OLD000").json()["id"] == "INC-7KQ2M9"


def test_the_description_covers_every_address_and_its_schemas_resolve(desk, incidents):
    described = desk.get(f"{API}/", follow_redirects=True).json()
    assert described["openapi"] == "3.1.0"
    schemas = described["components"]["schemas"]
    refs = {part.split('"')[0] for part in json.dumps(described).split("#/components/schemas/")[1:]}
    assert refs <= set(schemas)
    root = {"components": described["components"]}
    answer = described["paths"]["/incidents"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    told = desk.get(f"{API}/incidents").json()
    jsonschema.Draft202012Validator(root | answer).validate(told)
    told[0]["id"] = 7
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(root | answer).validate(told)
    report = desk.get(f"{API}/reports/{incidents[0].reports[0]}").json()
    answer = described["paths"]["/reports/{report_id}"]["get"]["responses"]["200"]["content"]["application/json"]
    jsonschema.Draft202012Validator(root | answer["schema"]).validate(report)


def test_an_incident_as_of_a_moment(desk, incidents):
    one = incidents[0]
    now, then = (desk.get(f"{API}/incidents/{one.id}{asked}").json() for asked in ("", "?as_of=2024-04-20"))
    INCIDENTS.validate([then])
    assert then["id"] == now["id"]
    assert set(then["reports"]) < set(now["reports"]), "what came out later was not known"
    assert desk.get(f"{API}/incidents/{one.id}?as_of=2030-01-01").json() == now


def test_lists_as_of_a_moment(desk, sample_ledger):
    with Ledger.open(sample_ledger) as ledger, ledger.as_of("2024-04-20") as past:
        rebuild(past)
        known = past.incidents()
        names = past.sources()[0]
    response = desk.get(f"{API}/incidents?as_of=2024-04-20")
    assert decode_incidents(response.content) == known
    assert response.headers["x-total-count"] == str(len(known))
    contested = desk.get(f"{API}/incidents?as_of=2024-04-20&status=contested&limit=1").json()
    assert contested[0]["id"] in {i.id for i in known}
    assert [row["name"] for row in desk.get(f"{API}/sources?as_of=2024-04-20").json()] == [row.name for row in names]
    one = desk.get(f"{API}/sources/{names[0].name}?as_of=2024-04-20").json()
    assert one["reports"] == names[0].reports


def test_a_report_and_its_claims_as_of_a_moment(desk, incidents):
    name = incidents[0].reports[0]
    now, then = (desk.get(f"{API}/reports/{name}{asked}") for asked in ("", "?as_of=2030-01-01"))
    assert now.content == then.content
    claim = now.json()["claims"][0]["id"]
    for address in (f"/reports/{name}", f"/claims/{name}", f"/claims/{name}/{claim}"):
        assert desk.get(f"{API}{address}?as_of=2030-01-01").content == desk.get(API + address).content
        response = desk.get(f"{API}{address}?as_of=1999-01-01")
        assert (response.status_code, "was not out by 1999-01-01" in response.json()["detail"]) == (404, True)


def test_no_decision_is_taken_as_of_a_moment(desk):
    response = desk.post(f"{API}/judgements?as_of=2024-04-20", json={"kind": "take_back", "takes_back": 1})
    assert (response.status_code, "leave as_of out" in response.json()["detail"]) == (400, True)


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/incidents?as_of=20. April", 400, "as_of: '20. April' is no date"),
        ("/sources?as_of=soon", 400, "give it as 2024-04-22"),
        ("/reports/nowhere?as_of=2024-04-20", 404, "not in the ledger"),
        ("/review?as_of=2024-04-20", 400, "doubts to decide are the same for every moment"),
        ("/judgements?as_of=2024-04-20", 400, "leave as_of out here"),
        ("/judgements/1?as_of=2024-04-20", 400, "leave as_of out here"),
        ("/health?as_of=2024-04-20", 400, "leave as_of out here"),
        ("/incidents/{}?as_of=yesterday", 400, "yesterday"),
        ("/incidents/{}?as_of=1999-01-01", 404, "give a later time"),
    ],
)
def test_a_moment_that_cannot_be_answered_is_told(desk, incidents, address, status, told):
    response = desk.get(API + address.format(incidents[0].id))
    assert (response.status_code, told in response.json()["detail"]) == (status, True)
