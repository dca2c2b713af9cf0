"""Programs see the queue, decide, and are told when somebody was quicker."""

from dataclasses import replace
from typing import Any

import pytest

from sayso.ledger import Ledger
from sayso.pipeline.judging import Judge
from sayso.pipeline.rebuild import rebuild

from ..resolve.made import report, says
from ..web.conftest import served

API = "/api/v1"
STRIKE: dict[str, Any] = {"event_type": "shelling", "place": "Zummar", "time": "2024-04-21"}


@pytest.fixture
def path(tmp_path):
    doubtful = report("b", says("a nurse", **STRIKE, killed=5), publisher="The b Post", text="Paper b tells of it.")
    with Ledger.open(tmp_path / "x.db") as opened:
        opened.store(report("a", says("police", **STRIKE, killed=3), publisher="The a Post", text="Paper a."))
        opened.store(replace(doubtful, claims=(replace(doubtful.claims[0], score=0.3),)))
        rebuild(opened)
    return tmp_path / "x.db"


@pytest.fixture
def client(path):
    with served(path) as made:
        yield made


def doubt(client, kind):
    return client.get(f"{API}/review", params={"kind": kind}).json()[0]


def decide(client, **body):
    return client.post(f"{API}/judgements", json=body)


def test_the_queue_is_listed_with_the_state_of_each_matter(client):
    answer = client.get(f"{API}/review?limit=1")
    assert int(answer.headers["x-total-count"]) >= 2
    (first,) = answer.json()
    assert set(first["seen"]) == {"revision", "incidents", "claims"}
    assert doubt(client, "low_score")["claims"] == [["b", "c1"]]


def test_a_decision_is_kept_read_and_taken_back(client):
    seen = doubt(client, "low_score")["seen"]
    answer = decide(client, kind="accept", claims=["b/c1"], by="Mara", reason="heard it", seen=seen)
    assert answer.status_code == 201
    told = client.get(answer.headers["location"]).json()
    assert (told["kind"], told["made_by"], told["reason"]) == ("accept", "Mara", "heard it")
    assert answer.json()["judgement"] == told
    assert client.get(f"{API}/claims/b/c1").json()["claim"]["score"] == 1.0
    assert decide(client, kind="take_back", takes_back=told["id"]).status_code == 201
    judged = client.get(f"{API}/judgements").json()
    assert [(j["id"], j["taken_back_by"]) for j in judged] == [(2, None), (1, 2)]
    assert client.get(f"{API}/claims/b/c1").json()["claim"]["score"] == 0.3


def test_every_kind_of_decision_is_taken(client):
    incident = client.get(f"{API}/incidents").json()[0]["id"]
    for body in (
        {"kind": "correct", "claims": ["b/c1"], "slot": "killed", "value": "4 people"},
        {"kind": "accept", "claims": [f"{incident}/killed"]},
        {"kind": "split", "incidents": [incident], "parts": ["b/c1"]},
        {"kind": "grade", "source": "police", "grade": "B"},
        {"kind": "reject", "claims": ["b/c1"]},
    ):
        assert decide(client, **body).status_code == 201, body


def test_of_two_programs_the_slower_one_is_told(client, path):
    seen = doubt(client, "low_score")["seen"]
    with Ledger.open(path) as opened:
        Judge(opened, "Ivo").reject([("b", "c1")])
    answer = decide(client, kind="accept", claims=["b/c1"], seen=seen)
    assert answer.status_code == 409
    assert "changed in the meantime" in answer.json()["detail"]
    assert len(client.get(f"{API}/judgements").json()) == 1


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        ({}, 400, "kind"),
        ({"kind": "dance"}, 400, "dance"),
        ({"kind": "merge", "incidents": ["INC-ZZZZZZ", "INC-YYYYYY"]}, 404, "INC-ZZZZZZ"),
        ({"kind": "merge"}, 400, "give two incidents"),
        ({"kind": "correct", "claims": ["b/c1"]}, 400, "say what is put right"),
        ({"kind": "correct", "claims": ["b/c1"], "slot": "killed", "value": "many"}, 400, "no count"),
        ({"kind": "accept", "claims": ["b/c9"]}, 404, "c9"),
        ({"kind": "grade", "source": "police"}, 400, "grade"),
        ({"kind": "grade", "source": "police", "grade": "Q"}, 400, "grade"),
        ({"kind": "take_back"}, 400, "number"),
        ({"kind": "accept", "mood": "bad"}, 400, "mood"),
    ],
)
def test_what_makes_no_sense_is_told(client, body, status, told):
    answer = decide(client, **body)
    assert answer.status_code == status
    assert told in answer.json()["detail"]
    assert answer.headers["content-type"] == "application/problem+json"


def test_only_json_of_some_size_is_taken_and_from_no_other_site(client):
    assert client.post(f"{API}/judgements", content=b"{}").status_code == 415
    assert client.post(f"{API}/judgements", json={"kind": "accept", "reason": "x" * 300_000}).status_code == 413
    headers = {"origin": "http://evil.example"}
    assert client.post(f"{API}/judgements", json={"kind": "accept"}, headers=headers).status_code == 403
    broken = client.post(f"{API}/judgements", content=b"{", headers={"content-type": "application/json"})
    assert broken.status_code == 400


@pytest.mark.parametrize(
    ("address", "status"), [("/review?kind=x", 400), ("/judgements/7", 404), ("/review?limit=0", 400)]
)
def test_addresses_that_make_no_sense(client, address, status):
    assert client.get(API + address).status_code == status
