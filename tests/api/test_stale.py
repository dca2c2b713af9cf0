"""Programs are answered at once while reports are merged, are told what is missing, and may wait for it."""

import pytest

from sayso.ledger import Ledger
from sayso.pipeline import building

from ..web.conftest import served
from ..web.test_pending import came, hurried, paper, path, writing

__all__ = ["hurried", "path"]

API = "/api/v1"
OF_INCIDENTS = ("/incidents", "/sources", "/sources/police", "/review")


@pytest.fixture
def client(path):
    with served(path) as made:
        yield made


def test_what_is_missing_is_told_in_a_header(client, path):
    assert "x-stale" not in client.get(f"{API}/incidents").headers
    came(path, paper("b", "Varna"))
    with writing(path):
        for address in OF_INCIDENTS:
            response = client.get(f"{API}{address}")
            assert response.status_code == 200, address
            assert response.headers["x-stale"].startswith('reports=1, judgements=0, of="2'), address
        assert len(client.get(f"{API}/incidents").json()) == 1
        assert "x-stale" not in client.get(f"{API}/reports/b").headers, "a report is there as soon as it is stored"
        assert client.get(f"{API}/claims/b").json()


@pytest.mark.parametrize("header", ["wait=20", "respond-async, wait = 20"])
def test_a_program_may_wait(client, path, monkeypatch, header):
    monkeypatch.setattr(building, "PATIENCE", 0.0)
    came(path, paper("b", "Varna"))
    response = client.get(f"{API}/incidents", headers={"prefer": header})
    assert len(response.json()) == 2
    assert "x-stale" not in response.headers


def test_before_the_first_build_there_is_nothing_to_answer_with(tmp_path):
    came(tmp_path / "new.db", paper("a", "Zummar"))
    with served(tmp_path / "new.db") as client:
        with writing(tmp_path / "new.db"):
            for address in OF_INCIDENTS:
                response = client.get(f"{API}{address}")
                assert (response.status_code, response.headers["retry-after"]) == (503, "3")
                assert response.headers["content-type"] == "application/problem+json"
                assert "no incidents yet: 1 report" in response.json()["detail"]
            assert client.get(f"{API}/health").json()["incidents"] | {"seconds": 0} == {
                "stale": True, "reports": 1, "judgements": 0, "of": None, "read": 0, "seconds": 0, "failed": None,
            }  # fmt: skip
        assert len(client.get(f"{API}/incidents", headers={"prefer": "wait=20"}).json()) == 1
        assert client.get(f"{API}/health").json()["incidents"] == {"stale": False}


def test_a_build_that_fails_is_told(client, path, monkeypatch):
    def failing(_ledger, **_rest):
        raise RuntimeError("no room")

    monkeypatch.setattr(building, "update", failing)
    came(path, paper("b", "Varna"))
    response = client.get(f"{API}/incidents", headers={"prefer": "wait=20"})
    assert response.headers["x-stale"].endswith(", failed")
    assert client.get(f"{API}/health").json()["incidents"]["failed"] == "RuntimeError: no room"


def test_a_decision_that_cannot_be_taken_in_time_is_refused(client, path, monkeypatch):
    monkeypatch.setattr("sayso.server.LONGEST_TURN", 0.1)
    came(path, paper("b", "Varna"))
    wanted = {"kind": "grade", "source": "police", "grade": "B"}
    with writing(path):
        response = client.post(f"{API}/judgements", json=wanted)
        assert (response.status_code, response.headers["retry-after"]) == (503, "3")
        assert "not kept yet: 1 report must be merged first" in response.json()["detail"]
    client.get(f"{API}/incidents", headers={"prefer": "wait=20"})
    assert client.post(f"{API}/judgements", json=wanted).status_code == 201
    with Ledger.open(path) as opened:
        assert len(opened.judgements()) == 1


def test_the_description_tells_of_it(client):
    described = client.get(f"{API}/openapi.json").json()["paths"]
    for address in ("/incidents", "/incidents/{incident_id}", "/sources", "/sources/{name}", "/review"):
        get = described[address]["get"]
        assert "x-stale" in get["responses"]["200"]["headers"], address
        assert "503" in get["responses"], address
        assert {"name": "Prefer", "in": "header"}.items() <= get["parameters"][-1].items()
    assert "503" in described["/judgements"]["post"]["responses"]
    health = described["/health"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert "stale" in health["properties"]["incidents"]["required"]
