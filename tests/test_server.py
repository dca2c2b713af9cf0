"""The door of the server: names, headers, files, and many readers at once."""

from threading import Thread

import pytest
from starlette.testclient import TestClient

from sayso.errors import LedgerError
from sayso.ledger import LedgerPool
from sayso.model import Report
from sayso.pipeline.code import Coder
from sayso.pipeline.ledger import Ledger
from sayso.server import HEADERS, application, host_name

from .cli.made import post


@pytest.fixture
def pool(tmp_path):
    with LedgerPool(tmp_path / "desk.db") as made:
        yield made


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("127.0.0.1:8000", 200),
        ("[::1]:8000", 200),
        ("LOCALHOST", 200),
        ("evil.example", 403),
        ("", 403),
    ],
)
def test_foreign_names_are_turned_away(pool, host, status):
    client = TestClient(application(pool), base_url="http://localhost")
    assert client.get("/", headers={"host": host}).status_code == status


def test_a_server_for_others_goes_by_any_name(pool):
    client = TestClient(application(pool, hosts=None), base_url="http://desk.example")
    assert client.get("/").status_code == 200
    assert host_name("[fe80::1]") == "fe80::1"


@pytest.mark.parametrize("address", ["/", "/static/sayso.css", "/static/gone.css", "/api/v1/health", "/gone"])
def test_every_answer_carries_the_headers(pool, address):
    response = TestClient(application(pool), base_url="http://localhost").get(address)
    assert {name: response.headers[name] for name in HEADERS} == HEADERS


def test_files_outside_the_static_folder_stay_outside(pool):
    client = TestClient(application(pool), base_url="http://localhost")
    assert client.get("/static/%2e%2e/routes.py").status_code == 404
    assert client.get("/static/..%2froutes.py").status_code == 404


def test_what_another_process_stored_is_merged_before_it_is_shown(pool, tmp_path):
    client = TestClient(application(pool), base_url="http://localhost")
    assert "0 incidents" in client.get("/").text
    with Ledger.open(tmp_path / "desk.db") as other:
        other.store(post())
    assert "1 incident" in client.get("/").text


def test_many_may_look_while_one_adds(pool, monkeypatch):
    monkeypatch.setattr("sayso.pipeline.building.PATIENCE", 60.0)  # for the first build on a busy machine
    coder = Coder(reader="rules")
    pool.ledger.store(coder.code(Report.of("Shells hit Varna, police said on Monday.", published="2024-04-23")))
    client = TestClient(application(pool, make_coder=lambda: coder), base_url="http://localhost")
    assert client.get("/").status_code == 200  # built once: until then a page says 503 while one adds
    found: list[int] = []

    def look() -> None:
        found.extend(client.get(a).status_code for a in ("/", "/sources", "/api/v1/incidents"))

    threads = [Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    added = client.post("/add", data={"text": "Rockets hit Varna, a nurse said on Monday.", "published": "2024-04-23"})
    for thread in threads:
        thread.join()
    assert (added.status_code, found) == (200, [200] * 12)


@pytest.mark.parametrize("address", ["/", "/api/v1/incidents"])
def test_a_ledger_that_fails_is_told(pool, monkeypatch, address):
    def fail(_):
        raise LedgerError("desk.db: another process has been writing to it for too long")

    client = TestClient(application(pool), base_url="http://localhost")
    monkeypatch.setattr("sayso.ledger.Ledger.is_stale", fail)
    response = client.get(address)
    assert response.status_code == 503
    assert "for too long" in response.text
