"""While reports are merged every page answers at once, with the incidents of before, and says so."""

import sqlite3
from contextlib import closing, contextmanager
from time import monotonic, sleep

import pytest

from sayso.errors import LedgerError
from sayso.ledger import Ledger
from sayso.pipeline import building
from sayso.pipeline.rebuild import rebuild
from sayso.pipeline.review import review
from sayso.pipeline.update import update

from ..resolve.made import report, says
from .conftest import served
from .pages import Page, check

PAGES = ("/", "/sources", "/sources/police", "/review", "/reports/a", "/?text=nothing")
STRIKE = {"event_type": "shelling", "time": "2024-04-21"}


def paper(name, place, *, said_by="police", **facts):
    said = says(said_by, place=place, words=f"it happened in {place}", **STRIKE, **facts)
    return report(name, said, publisher=f"The {name} Post", text=f"it happened in {place}")


@contextmanager
def writing(path):
    """Another process that writes to the ledger for as long as this lasts."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.fixture(autouse=True)
def hurried(monkeypatch):
    monkeypatch.setattr(building, "PATIENCE", 0.05)


@pytest.fixture
def path(tmp_path):
    with Ledger.open(tmp_path / "desk.db") as opened:
        opened.store(paper("a", "Zummar", killed=3))
        rebuild(opened)
    return tmp_path / "desk.db"


@pytest.fixture
def client(path):
    with served(path) as made:
        yield made


def came(path, *papers):
    with Ledger.open(path) as opened:
        for each in papers:
            opened.store(each)


def when_done(client, address="/", seconds=20.0):
    """The page as soon as nothing is pending any more."""
    end = monotonic() + seconds
    while monotonic() < end:
        response = client.get(address)
        if "x-stale" not in response.headers and response.status_code != 503:
            return check(response)
        sleep(0.02)
    raise AssertionError(f"still pending: {Page(response).text()}")


def incident_page(path, n=0):
    with Ledger.open(path) as opened:
        return f"/incidents/{opened.incidents()[n].id}"


def test_pages_show_the_state_of_before_and_say_so(client, path):
    came(path, paper("b", "Varna"), paper("c", "Basra"))
    with writing(path):
        for address in (*PAGES, incident_page(path)):
            response = client.get(address)
            assert response.status_code == 200, address
            note = check(response).text("//div[@id='pending']")
            assert "2 reports are being merged into the incidents; this page shows what was there by" in note
            assert response.headers["x-stale"].startswith("reports=2, judgements=0, of=")
        page = check(client.get("/"))
        assert page.text("//h2[@id='found']") == "1 incident"
        assert page.all("//div[@id='pending']//a[@href='']"), "a link looks again without scripts"
    assert when_done(client).text("//h2[@id='found']") == "3 incidents"
    assert not check(client.get("/")).text("//div[@id='pending']")


def test_what_is_no_page_says_it_in_a_header(client, path):
    came(path, paper("b", "Varna"))
    with writing(path):
        for address in ("/points", "/export/incidents.csv", "/export/incidents.json"):
            response = client.get(address)
            assert (response.status_code, response.headers["x-stale"][:9]) == (200, "reports=1")


def test_a_script_sees_when_newer_incidents_are_there(client, path):
    came(path, paper("b", "Varna"))
    with writing(path):
        shown = check(client.get("/")).all("//div[@id='pending']/@data-state")
        told = Page(client.get("/pending"))
        assert told.all("//div[@id='pending']/@data-state") == shown
        assert "1 report is being merged" in told.text("//div")
    when_done(client)
    after = Page(client.get("/pending"))
    assert after.all("//div[@id='pending']/@data-state") != shown
    assert not after.text("//div")


def test_the_first_build_has_a_page_with_numbers(tmp_path):
    came(tmp_path / "new.db", paper("a", "Zummar"), paper("b", "Varna"))
    with served(tmp_path / "new.db") as client:
        with writing(tmp_path / "new.db"):
            for address in ("/", "/sources", "/incidents/INC-7KQ2M9", "/points"):
                response = client.get(address)
                page = check(response)
                assert (response.status_code, response.headers["retry-after"]) == (503, "3")
                assert response.headers["refresh"] == "3"
                assert page.text("//h1") == "The incidents are being built"
                assert "holds 2 reports" in page.text()
            text = check(client.get("/reports/a"))
            assert "it happened in Zummar" in text.text()
            assert "2 reports are being merged" in text.text("//div[@id='pending']")
        assert when_done(client).text("//h2[@id='found']") == "2 incidents"


def test_progress_tells_how_many_are_read(tmp_path, monkeypatch):
    path = tmp_path / "new.db"
    came(path, *(paper(f"p{n}", f"Place {n}") for n in range(3)))

    def slowly(ledger, *, on_read):
        on_read()
        sleep(2.5)
        update(ledger)

    monkeypatch.setattr(building, "update", slowly)
    with served(path) as client:
        client.get("/")
        sleep(1.1)
        page = check(client.get("/"))
        assert "1 of 3 reports read" in page.text()
        assert page.all("//progress[@max='3'][@value='1']")
        when_done(client)


def test_a_build_that_fails_is_told_on_every_page(client, path, monkeypatch):
    def failing(_ledger, **_rest):
        raise LedgerError("desk.db: the disk is full")

    monkeypatch.setattr(building, "update", failing)
    monkeypatch.setattr(building, "PATIENCE", 20.0)
    came(path, paper("b", "Varna"))
    for address in ("/", "/sources"):
        page = check(client.get(address))
        assert "could not be merged into the incidents: desk.db: the disk is full" in page.text("//div[@id='pending']")
    refused = client.post("/review", data={"action": "grade", "source": "police", "grade": "B", "by": "Mara"})
    assert refused.status_code == 503
    assert "the disk is full" in check(refused).text()


def test_a_first_build_that_fails_is_told(tmp_path, monkeypatch):
    def failing(_ledger, **_rest):
        raise LedgerError("new.db: the disk is full")

    monkeypatch.setattr(building, "update", failing)
    monkeypatch.setattr(building, "PATIENCE", 20.0)
    came(tmp_path / "new.db", paper("a", "Zummar"))
    with served(tmp_path / "new.db") as client:
        page = check(client.get("/"))
        assert page.text("//h1") == "The incidents could not be built"
        assert "the disk is full" in page.text("//p[@role='alert']")


def test_a_decision_waits_no_longer_than_a_page_and_can_be_sent_again(client, path, monkeypatch):
    monkeypatch.setattr("sayso.web.deciding.TURN", 0.1)
    came(path, paper("b", "Varna"))
    sent = {"action": "grade", "source": "police", "grade": "B", "by": "Mara <b>", "reason": "“long” known"}
    with writing(path):
        page = check(client.post("/review", data=sent))
        assert (page.response.status_code, page.text("//h1")) == (503, "Your decision waits")
        assert "1 report must be merged first" in page.text()
        held = {f.get("name"): f.get("value") for f in page.all("//form//input[@type='hidden']")}
        assert held == sent
    when_done(client)
    assert client.post("/review", data=held, follow_redirects=False).status_code == 303
    with Ledger.open(path) as opened:
        (kept,) = opened.judgements()
    assert (kept.made_by, kept.reason) == ("Mara <b>", "“long” known")


def test_how_a_source_fares_is_counted_again_when_the_incidents_are_there(client, path):
    def tally():
        return check(client.get("/sources/police")).text("//dl[@class='tally']")

    when_done(client, "/sources/police")
    alone = tally()
    came(path, paper("b", "Zummar", said_by="a nurse", killed=3))
    with writing(path):
        assert tally() == alone
    when_done(client, "/sources/police")
    assert tally() != alone
    assert "corroborated" in tally()


def test_the_queue_is_that_of_the_incidents_shown(client, path):
    assert "Nothing to decide" in check(client.get("/review")).text()
    came(path, paper("b", "Zummar", said_by="a nurse", killed=5))
    with writing(path):
        assert "Nothing to decide" in check(client.get("/review")).text()
    page = when_done(client, "/review")
    with Ledger.open(path) as opened:
        assert f"of {len(review(opened))}" in page.text("//p[@class='kicker']")


def test_the_points_of_the_map_are_those_of_the_incidents(client, path):
    came(path, paper("b", "Varna"))
    with writing(path):
        before = client.get("/points").json()["incidents"]
    when_done(client)
    assert len(client.get("/points").json()["incidents"]) >= len(before)
