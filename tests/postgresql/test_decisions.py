"""Decisions from the pages and over the API, and an older ledger's, do on PostgreSQL what they do on SQLite."""

from contextlib import ExitStack

import pytest
from alembic import command
from sqlalchemy import select
from starlette.testclient import TestClient

from sayso.ledger import Ledger, LedgerPool, schema
from sayso.ledger.connect import connect
from sayso.ledger.judgements import about_claims
from sayso.ledger.migrate import _config
from sayso.pipeline.verify import verify
from sayso.server import application

from ..ledger.test_migrate import SUBJECTS, judged_before
from ..pipeline.test_update import tables
from ..web.conftest import rules, unhurried
from ..web.pages import check
from ..web.test_review import decide, fill, look

__all__ = ["unhurried"]

MOMENT = "2024-05-01T08:00:00+00:00"
SHOWN = (
    "/", "/?as_of=2024-04-22", "/review", "/review?kind=contested", "/judgements", "/sources", "/sources/police",
    "/reports/a", "/api/v1/incidents", "/api/v1/incidents?as_of=2024-04-22", "/api/v1/judgements", "/api/v1/review",
)  # fmt: skip


@pytest.fixture
def two(make_database, tmp_path, monkeypatch):
    """Clients of servers on SQLite and on PostgreSQL, whose ledgers hold the same and whose clocks stand."""
    for module in ("writer", "judgements"):
        monkeypatch.setattr(f"sayso.ledger.{module}.now", lambda: MOMENT)
    monkeypatch.setattr("sayso.web.desk.A_GLANCE", 60.0)  # a page may say that a source is being counted still
    urls = (str(tmp_path / "desk.db"), make_database())
    with ExitStack() as stack:
        pools = [stack.enter_context(LedgerPool(fill(url))) for url in urls]
        yield tuple(
            (pool.url, TestClient(application(pool, make_coder=rules), base_url="http://localhost")) for pool in pools
        )


def same(two):
    """Every page and answer is the same, and so are all rows; the ledger is sound."""
    for path in SHOWN:
        expected, found = (client.get(path) for _, client in two)
        assert (found.status_code, found.text) == (expected.status_code, expected.text), path
        assert found.status_code == 200
    rows = []
    for url, _ in two:
        with Ledger.open(url) as ledger:
            with ledger._engine.begin() as connection:
                about = sorted(map(tuple, connection.execute(select(schema.judgement_texts))))
            rows.append((tables(ledger), ledger.judgements(), about))
            assert verify(ledger).faults == ()
    assert rows[0] == rows[1]


def merge(client):
    return decide(client, look(client, "near_miss"), "merge", reason="same market")


def undo(client):
    (number, *_) = check(client.get("/judgements")).all("//input[@name='number']/@value")
    return client.post("/review", data={"action": "take_back", "number": number, "by": "Ivo"}, follow_redirects=False)


def apart(client):
    return decide(client, look(client, "near_miss"), "apart")


def accept(client):
    return decide(client, look(client, "contested"), "accept")


def reject(client):
    return decide(client, look(client, "low_score"), "reject", claim="b/c1")


def grade(client):
    sent = {"action": "grade", "source": "police", "grade": "B", "by": "Mara", "reason": "often right"}
    return client.post("/review", data=sent, follow_redirects=False)


def correct(client):
    made = {"kind": "correct", "claims": ["a/c1"], "slot": "killed", "value": "4", "words": "three died", "by": "Mara"}
    return client.post("/api/v1/judgements", json=made)


STEPS = (merge, undo, apart, accept, reject, grade, correct, undo)


def test_decisions_in_the_browser_and_over_the_api(two):
    same(two)
    for step in STEPS:
        expected, found = (step(client) for _, client in two)
        assert found.status_code == expected.status_code, step.__name__
        assert found.status_code in {201, 303}, (step.__name__, found.text)
        assert found.headers["location"] == expected.headers["location"]
        same(two)


def test_whoever_decides_on_what_changed_is_told(two):
    for _, client in two:
        page = look(client, "near_miss")
        assert decide(client, page, "merge").status_code == 303
        late = decide(client, page, "apart")
        assert late.status_code == 409
        assert "was not kept" in check(late).text("//*[@role='alert']")
    same(two)


def test_a_decision_as_of_a_moment_is_refused(two):
    for _, client in two:
        assert client.get("/review?as_of=2024-04-22").status_code == 400
        assert client.get("/api/v1/judgements?as_of=2024-04-22").status_code == 400


def test_judgements_of_an_older_ledger_are_found_by_their_texts(database):
    engine = connect(database)
    with engine.begin() as connection:
        judged_before(connection)
    engine.dispose()
    with Ledger.open(database) as ledger, ledger._engine.begin() as connection:
        found = {(row.judgement_id, row.sha256) for row in connection.execute(select(schema.judgement_texts))}
        assert {f for f in found if f[0] <= 4} == {(1, "aa"), (1, "bb"), (2, "aa"), (4, "cc")}
        assert [j.id for j in about_claims(connection, {"aa"})] == [2]
        kept = connection.execute(select(schema.judgements.c.subject).order_by(schema.judgements.c.id)).scalars()
        assert tuple(kept) == SUBJECTS * 150, "nothing is lost"
    engine = connect(database)
    with engine.begin() as connection:
        command.downgrade(_config(connection), "0004")
    engine.dispose()
    with Ledger.open(database) as ledger:
        assert ledger.counts().judgements == len(SUBJECTS) * 150
