"""Outlines of divisions on the map: only where a gazetteer with outlines was added, only those that hold incidents."""

import pytest

from sayso.ledger import Ledger
from sayso.pipeline.rebuild import rebuild

from ..gazetteer.test_drawn import divided
from ..resolve.made import report, says
from .conftest import served
from .pages import check


@pytest.fixture
def path(tmp_path):
    told = {"event_type": "shelling", "time": "2024-04-21"}
    with Ledger.open(tmp_path / "desk.db") as opened:
        opened.store(report("a", says("police", **told, place=("Alba", 0.5, 0.5))))
        opened.store(report("b", says("police", event_type="riot", time="2023-04-21", place=("Far", 40.0, 40.0))))
        rebuild(opened)
    return tmp_path / "desk.db"


@pytest.fixture
def client(path, tmp_path, monkeypatch):
    monkeypatch.setenv("SAYSO_GAZETTEER", str(divided(tmp_path / "gazetteer.sqlite")))
    with served(path) as made:
        yield made


def names(response):
    return sorted(d["name"] for d in response.json()["divisions"])


def test_the_map_is_told_where_to_ask_and_whom_to_thank(client):
    page = check(client.get("/?type=shelling"))
    assert page.all("//div[@id='desk']")[0].get("data-divisions") == "/divisions?type=shelling"
    assert "divisions that hold incidents: Harbour Survey; more" in page.text("//figcaption")


def test_the_divisions_that_hold_what_is_listed_finer_the_nearer(client):
    assert names(client.get("/divisions?zoom=3")) == []
    assert names(client.get("/divisions?zoom=5")) == ["North"]
    assert names(client.get("/divisions?zoom=9&view=-1,-1,3,3")) == ["Middle", "North"]
    assert names(client.get("/divisions?zoom=9&view=30,30,50,50")) == []
    assert names(client.get("/divisions?zoom=9&type=riot")) == []
    assert client.get("/divisions?zoom=5").json()["divisions"][0]["rings"][0][0] == [0.0, 0.0]


@pytest.mark.parametrize("asked", ["zoom=x", "zoom=99", "view=1,2,3", "view=9,9,9,999", "type=x"])
def test_what_cannot_be_understood_is_refused(client, asked):
    assert client.get(f"/divisions?{asked}").status_code == 400


@pytest.mark.parametrize("what", ["none", "broken"])
def test_without_outlines_nothing_is_asked_or_thanked(path, tmp_path, monkeypatch, what):
    where = tmp_path / "none.sqlite"
    if what == "broken":
        where.write_text("no gazetteer", encoding="utf-8")
    monkeypatch.setenv("SAYSO_GAZETTEER", str(where))
    with served(path) as client:
        page = check(client.get("/"))
        assert page.all("//div[@id='desk']")[0].get("data-divisions") is None
        assert "divisions" not in page.text("//figcaption")
        assert names(client.get("/divisions?zoom=9")) == []
