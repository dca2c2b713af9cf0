"""What a ledger on PostgreSQL holds, answers and shows is what one on SQLite does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from importlib import import_module
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from sayso.errors import LedgerError
from sayso.ledger import LedgerPool
from sayso.pipeline.ledger import Ledger
from sayso.pipeline.rebuild import rebuild
from sayso.pipeline.update import update
from sayso.pipeline.verify import verify
from sayso.server import application

from ..pipeline.test_update import others, steps, tables, take, waiting
from ..web.conftest import rules, unhurried

__all__ = ["unhurried"]
SAMPLES = sorted(str(path) for path in (files("sayso") / "data" / "samples").iterdir() if path.name.endswith(".txt"))


@pytest.fixture(scope="module")
def coded():
    """The bundled samples, coded once."""
    with Ledger.open("sqlite://") as ledger:
        ledger.coder = rules()
        ledger.ingest(SAMPLES)
        return list(ledger.coded_reports())


@pytest.fixture(scope="module")
def both(coded, make_database, tmp_path_factory):
    """Where two ledgers with the same reports lie: SQLite and PostgreSQL."""
    where = (str(tmp_path_factory.mktemp("both") / "samples.db"), make_database())
    for url in where:
        with Ledger.open(url) as ledger:
            for report in coded:
                ledger.store(report)
            rebuild(ledger)
    return where


def test_the_same_incidents_and_rows(both):
    with Ledger.open(both[0]) as lite, Ledger.open(both[1]) as postgres:
        assert postgres.incidents() == lite.incidents()
        assert len(postgres.incidents()) > 5
        assert tables(postgres) == tables(lite)


def test_every_finding_leads_to_its_words(both):
    with Ledger.open(both[1]) as ledger:
        done = verify(ledger)
    assert done.faults == ()
    assert done.findings > 20


@pytest.fixture(scope="module")
def desks(both):
    """Clients of two servers, on SQLite and on PostgreSQL."""
    with LedgerPool(both[0]) as lite, LedgerPool(both[1]) as postgres:
        yield tuple(
            TestClient(application(pool, make_coder=rules), base_url="http://localhost") for pool in (lite, postgres)
        )


@pytest.fixture
def still(monkeypatch):
    """A clock that stands: a page says when it was seen, and two are asked for one after the other."""

    class Still(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 1, 2, 3, 4, tzinfo=tz)

    monkeypatch.setattr(import_module("sayso.web.routes"), "datetime", Still)


PAGES = ["/", "/?text=drone", "/?status=contested", "/sources", "/review", "/judgements"]
EXPORTS = ["/export/incidents.csv", "/export/incidents.geojson", "/export/incidents.json"]
ANSWERS = ["", "?text=drone&sort=reports", "?area=Iraq", "?bbox=30,10,60,40", "?since=2024-04-20&until=2024-04-22"]
OTHERS = ["/api/v1/sources", "/api/v1/review", "/api/v1/judgements"]
THEN = [
    f"{path}as_of=2024-04-21"
    for path in (
        "/?", "/?status=contested&", "/?text=base&sort=reports&", "/points?", "/sources?", "/export/incidents.csv?",
        "/export/findings.csv?", "/export/claims.csv?", "/export/incidents.geojson?", "/export/incidents.json?",
        "/api/v1/incidents?", "/api/v1/incidents?type=explosion&", "/api/v1/sources?",
    )
]  # fmt: skip


EVERYWHERE = [*PAGES, *EXPORTS, *(f"/api/v1/incidents{asked}" for asked in ANSWERS), *OTHERS, *THEN]


def pages_of(url):
    """The path of the page of each incident, and of its answers."""
    with Ledger.open(url) as ledger:
        ids = [incident.id for incident in ledger.incidents()]
    return [f"{path}/{name}" for name in ids for path in ("/incidents", "/api/v1/incidents")] + [
        f"/api/v1/incidents/{name}?as_of=2024-04-22" for name in ids
    ]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_page_and_answer_is_the_same(desks, path):
    expected, found = (desk.get(path) for desk in desks)
    assert expected.status_code == found.status_code == 200
    assert found.text == expected.text


def test_the_page_of_each_incident_is_the_same(both, desks, still):
    for path in pages_of(both[0]):
        expected, found = (desk.get(path) for desk in desks)
        assert (found.status_code, found.text) == (expected.status_code, expected.text)


@pytest.mark.parametrize("without", [["seqscan"], ["nestloop", "hashjoin"], ["nestloop", "mergejoin", "hashagg"]])
def test_however_the_server_goes_about_it(both, desks, still, server, without):
    """The order of rows that no ORDER BY asks for hangs on the plan, which changes as tables grow."""
    import psycopg

    name = both[1].partition("@/")[2].partition("?")[0]
    with psycopg.connect(host=str(server), user="postgres", dbname="postgres", autocommit=True) as connection:
        for way in without:
            connection.execute(f"ALTER DATABASE {name} SET enable_{way} = off")
        try:
            with LedgerPool(both[1]) as pool:
                other = TestClient(application(pool, make_coder=rules), base_url="http://localhost")
                for path in EVERYWHERE + pages_of(both[0]):
                    assert other.get(path).text == desks[0].get(path).text, path
        finally:
            connection.execute(f"ALTER DATABASE {name} RESET ALL")


@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(reports=waiting, again=others, made=steps)
def test_reports_and_judgements_taken_in_one_by_one(make_database, reports, again, made):
    ends = []
    for url in ("sqlite://", make_database()):
        left = list(reports)
        with Ledger.open(url) as ledger:
            for step, x, y in made:
                take(ledger, left, again, step, x, y)
            update(ledger)
            ends.append((ledger.incidents(), tables(ledger), ledger.registry()))
            rebuild(ledger)
            assert (ledger.incidents(), tables(ledger)) == ends[-1][:2]
    assert ends[0] == ends[1]


def test_nothing_is_lost_when_several_store_at_once(coded, database):
    Ledger.open(database).close()  # makes the tables

    def store(report):
        with Ledger.open(database) as ledger:
            return ledger.store(report)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(store, coded * 2))
    with Ledger.open(database) as ledger:
        assert sorted(told.report.id for told in ledger.coded_reports()) == sorted(told.report.id for told in coded)
        rebuild(ledger)
        assert verify(ledger).faults == ()


def test_what_is_wrong_is_told_in_plain_words(server):
    with pytest.raises(LedgerError, match="does not exist"):
        Ledger.open(f"postgresql://postgres@/nowhere?host={server}")
    with pytest.raises(LedgerError, match="sayso7"):
        Ledger.open("postgresql://postgres@/sayso7?host=/nowhere")
