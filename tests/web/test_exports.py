"""Exports from the pages: the same files as `sayso export` writes, of what the filters find or of one incident."""

import csv
import io

import pytest

from sayso.ledger import Ledger

from .pages import check


def rows(response):
    return list(csv.DictReader(io.StringIO(response.text)))


def test_every_form_of_the_whole_list(desk, incidents):
    listed = rows(desk.get("/export/incidents.csv"))
    assert {r["incident"] for r in listed} == {i.id for i in incidents}
    assert len(rows(desk.get("/export/findings.csv"))) == sum(len(f.values) for i in incidents for f in i.findings)
    assert {r["incident"] for r in rows(desk.get("/export/claims.csv"))} == {i.id for i in incidents}
    shapes = desk.get("/export/incidents.geojson")
    assert shapes.headers["content-type"] == "application/geo+json"
    assert {f["properties"]["incident"] for f in shapes.json()["features"]} == {i.id for i in incidents}
    assert [i["id"] for i in desk.get("/export/incidents.json").json()] == [r["incident"] for r in listed]
    assert len(desk.get("/export/incidents.jsonl").text.splitlines()) == len(incidents)


def test_the_filters_of_the_list_hold(desk, incidents):
    one = incidents[0].type
    found = desk.get(f"/export/incidents.json?type={one.value}&text=&page=7").json()
    assert {i["id"] for i in found} == {i.id for i in incidents if i.type is one}
    assert desk.get("/export/incidents.json?text=nowherewasthis").json() == []


def test_one_incident_and_one_as_it_was_known(desk, incidents):
    one = incidents[0]
    response = desk.get(f"/export/incidents.json?id={one.id}")
    assert [i["id"] for i in response.json()] == [one.id]
    assert one.id in response.headers["content-disposition"]
    first = rows(desk.get(f"/export/claims.csv?id={one.id}&as_of=2024-04-20"))
    assert 0 < len({r["report"] for r in first}) < len(one.reports)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/export/incidents.xlsx", 404, "no such form"),
        ("/export/incidents.csv?type=picnic", 400, "is not known"),
        ("/export/incidents.csv?id=INC-NOTHERE", 404, "not in the ledger"),
        ("/export/incidents.csv?as_of=soon", 400, "as_of: 'soon' is no date"),
        ("/export/incidents.json?id={one}&as_of=1990-01-01", 404, "nothing was known of it"),
    ],
)
def test_what_cannot_be_handed_out_is_told(desk, incidents, address, status, words):
    response = desk.get(address.format(one=incidents[0].id))
    assert response.status_code == status
    assert words in check(response).text()


def test_a_long_list_is_read_in_parts(sample_ledger, incidents):
    with Ledger.open(sample_ledger) as ledger:
        assert {i.id for i in ledger.each_incident()} == {i.id for i in incidents}
