"""Every list can be asked for a moment: what was known by then, under links that keep it, and made only once."""

import gc
from dataclasses import replace
from threading import Event

import pytest

from sayso.errors import LedgerError
from sayso.ledger import LedgerPool
from sayso.model import Report
from sayso.model.codec import decode_incidents
from sayso.pipeline.building import build_past
from sayso.pipeline.ledger import Ledger
from sayso.pipeline.rebuild import rebuild
from sayso.web import pasts

from ..resolve.made import report, says
from .conftest import served
from .pages import check

THEN = "2024-04-20"


@pytest.fixture(scope="module")
def known(sample_ledger):
    """The incidents as known then, by the way that `sayso incidents --as-of` takes."""
    with Ledger.open(sample_ledger) as ledger, ledger.as_of(THEN) as past:
        rebuild(past)
        return past.incidents()


def test_the_list_is_of_then_and_says_so(desk, known):
    page = check(desk.get(f"/?as_of={THEN}"))
    assert [e.get("data-id") for e in page.all("//ol[@class='incidents']/li")] == [i.id for i in known]
    note = page.text("//p[contains(@class, 'asof-note')]")
    assert f"As known by {THEN}" in note
    assert "3 of 4 reports were out by then" in note
    assert page.all(f"//input[@name='as_of'][@type='date'][@value='{THEN}']")


def test_a_time_of_day_is_kept_in_the_field(desk):
    page = check(desk.get("/?as_of=2024-04-20T12:00%2B02:00"))
    assert page.all("//input[@name='as_of'][@type='text'][@value='2024-04-20T12:00+02:00']")


def test_links_keep_the_moment_and_one_lets_it_go(desk):
    page = check(desk.get(f"/?as_of={THEN}&status=contested&text=kalsu"))
    leading = [link for link in page.links() if link.startswith(("/?", "/incidents/", "/export/", "/sources"))]
    without = [link for link in leading if f"as_of={THEN}" not in link]
    assert without == ["/?text=kalsu&status=contested"], "the list of now, in the note"
    assert page.all("//a[@id='held-all']")[0].get("href") == f"/?as_of={THEN}"
    desk_of_list = page.all("//*[@id='desk']")[0]
    assert f"as_of={THEN}" in desk_of_list.get("data-points")
    assert {"/review", "/add"} <= set(page.links())


def test_timeline_map_and_cards_are_of_then(desk, known):
    page = check(desk.get(f"/?as_of={THEN}"))
    drawn = page.all("//*[local-name()='svg']//*[local-name()='a']")
    assert drawn
    assert all(f"as_of={THEN}" in a.get("href") for a in drawn)
    points = desk.get(f"/points?as_of={THEN}").json()["incidents"]
    assert {p[0] for p in points} == {i.id for i in known if any(p.lat is not None for p in i.places)}
    assert {p[0] for p in points} != {p[0] for p in desk.get("/points").json()["incidents"]} or len(known) == 1
    cards = desk.get(f"/cards?id={known[0].id}&as_of={THEN}").text
    assert f"/incidents/{known[0].id}?as_of={THEN}" in cards


def test_counts_of_filters_hold_when_they_are_followed(desk):
    page = check(desk.get(f"/?as_of={THEN}"))
    for choice in page.all("//details[@class='facet']//a")[:12]:
        count = choice.xpath("string(span[@class='count'])")
        assert check(desk.get(choice.get("href"))).text("//h2[@id='found']").startswith(f"{count} incident")


def test_an_incident_opened_from_there_tells_what_changed_since(desk, known):
    listed = check(desk.get(f"/?as_of={THEN}"))
    page = check(desk.get(listed.all("//ol[@class='incidents']//h3/a")[0].get("href")))
    note = page.text("//p[contains(@class, 'asof-note')]")
    assert "Since then: 1 report came" in note or "Since then: 2 reports came" in note
    assert "changed (how the picture changed)" in note
    assert f"/?as_of={THEN}" in page.links(), "back to the list of then"
    said_by = [link for link in page.links() if link.startswith("/sources/")]
    assert said_by
    assert all(link.endswith(f"?as_of={THEN}") for link in said_by)


@pytest.mark.parametrize("name", ["incidents.json", "incidents.csv", "findings.csv", "claims.csv", "incidents.geojson"])
def test_exports_of_the_list_are_of_then(desk, name):
    then, now = (desk.get(f"/export/{name}{asked}") for asked in (f"?as_of={THEN}", ""))
    assert then.status_code == 200
    assert then.text != now.text
    assert f"-as-of-{THEN}-" in then.headers["content-disposition"]


def test_the_export_is_what_the_command_writes(desk, known):
    assert decode_incidents(desk.get(f"/export/incidents.json?as_of={THEN}").content) == known


def test_sources_are_of_then(desk):
    then, now = (check(desk.get(f"/sources{asked}")) for asked in (f"?as_of={THEN}", ""))
    rows = "//table/tbody/tr/th/a"
    names = {a.text_content().casefold() for a in then.all(rows)}
    assert names < {a.text_content().casefold() for a in now.all(rows)}
    assert all(a.get("href").endswith(f"?as_of={THEN}") for a in then.all(rows))
    assert "3 of 4 reports were out by then" in then.text()
    one = check(desk.get(then.all(rows)[0].get("href")))
    assert f"As known by {THEN}" in one.text()
    late = next(a for a in now.all(rows) if a.text_content().casefold() not in names)
    response = desk.get(f"{late.get('href')}?as_of={THEN}")
    assert response.status_code == 404


def test_before_all_reports_nothing_was_known(desk):
    page = check(desk.get("/?as_of=1999-01-01"))
    assert "No report was out by then" in page.text()
    assert "0 of 4 reports" in page.text()


def test_after_all_reports_it_is_the_list_of_now(desk, incidents, monkeypatch):
    monkeypatch.setattr(pasts, "build_past", lambda *_: pytest.fail("what is there already is not made again"))
    page = check(desk.get("/?as_of=2100"))
    assert len(page.all("//ol[@class='incidents']/li")) == len(incidents)
    assert "all 4 reports were out by then" in page.text()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/?as_of=soon", "as_of: 'soon' is no date; give it as 2024-04-22"),
        ("/sources?as_of=2024-13-40", "is no date"),
        ("/points?as_of=now", "is no date"),
        (f"/review?as_of={THEN}", "doubts to decide are the same for every moment"),
        (f"/judgements?as_of={THEN}", "leave as_of out here and give it to the list"),
    ],
)
def test_what_cannot_be_asked_is_told(desk, address, words):
    response = desk.get(address)
    assert response.status_code == 400
    assert words in check(response).text()


@pytest.fixture
def two(tmp_path):
    """Two towns, of which a later report makes one story."""
    path = tmp_path / "two.db"
    told = {"event_type": "shelling", "time": "2024-04-20"}
    with Ledger.open(path) as ledger:
        for name, day, place in (("a", "20", "Zummar"), ("b", "21", "Varna"), ("c", "23", "Basra")):
            ledger.store(report(name, says("police", place=place, **told), day=f"2024-04-{day}"))
        rebuild(ledger)
    return path


def test_a_moment_is_made_once_and_only_so_many_are_kept(two, monkeypatch):
    made = []

    def making(url, moment, at, on_read):
        made.append(moment)
        build_past(url, moment, at, on_read)

    monkeypatch.setattr(pasts, "build_past", making)
    with LedgerPool(two) as pool:
        kept = pasts.Pasts(pool, kept=1)
        first = kept("2024-04-20T10:00", 20.0)
        assert (first.known, first.held, first.as_of) == (1, 3, "2024-04-20T10:00")
        assert kept("2024-04-20", 20.0).ledger is first.ledger, "the same was known"
        assert len(kept("2024-04-21", 20.0).ledger.incidents()) == 2
        assert kept("2024-04-20", 20.0).known == 1
        assert made == ["2024-04-20T10:00", "2024-04-21", "2024-04-20"]


def test_its_files_go_when_others_are_asked_for_and_when_the_server_ends(two, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "files"))
    (tmp_path / "files").mkdir()
    monkeypatch.setattr(pasts, "KEPT", 2)
    with served(two) as client:
        for day in ("2024-04-20", "2024-04-21", "1999-01-01"):
            assert client.get(f"/api/v1/incidents?as_of={day}").status_code == 200
        gc.collect()
        assert len(list((tmp_path / "files").iterdir())) == 2
    assert not list((tmp_path / "files").iterdir())


def test_while_it_is_made_the_page_says_so_and_looks_again(two, monkeypatch):
    gate = Event()

    def late(url, moment, at, on_read):
        assert gate.wait(20)
        build_past(url, moment, at, on_read)

    monkeypatch.setattr(pasts, "build_past", late)
    monkeypatch.setattr(pasts, "PATIENCE", 0.1)
    with served(two) as client:
        waiting = client.get("/?as_of=2024-04-20")
        assert (waiting.status_code, waiting.headers["refresh"]) == (503, "3")
        assert "is being put together" in check(waiting).text()
        told = client.get("/api/v1/incidents?as_of=2024-04-20")
        assert (told.status_code, told.headers["retry-after"]) == (503, "3")
        assert "what was known by 2024-04-20 is being put together" in told.json()["detail"]
        assert client.get("/").status_code == 200, "whoever looks at now does not wait"
        gate.set()
        answer = client.get("/api/v1/incidents?as_of=2024-04-20", headers={"prefer": "wait=20"})
        assert len(answer.json()) == 1


def test_what_goes_wrong_is_told_and_tried_again(two, monkeypatch):
    def fails(*_):
        raise LedgerError("the disk is full")

    with LedgerPool(two) as pool:
        kept = pasts.Pasts(pool)
        monkeypatch.setattr(pasts, "build_past", fails)
        with pytest.raises(LedgerError, match="the disk is full"):
            kept("2024-04-20", 20.0)
        monkeypatch.setattr(pasts, "build_past", build_past)
        assert kept("2024-04-20", 20.0).known == 1


def test_an_id_of_then_leads_to_what_holds_its_events_now(two):
    with served(two) as client, Ledger.open(two) as now:
        then = client.get("/api/v1/incidents?as_of=2024-04-21").json()
        gone = next(i["id"] for i in then if i["reports"] == ["b"])
        one, other, *rest = sorted(now.incidents(), key=lambda i: i.reports)
        assert other.id == gone
        whole = replace(one, events=one.events + other.events, reports=one.reports + other.reports)
        now.keep([whole, *rest], redirects={}, state=now.state())
        assert client.get(f"/api/v1/incidents/{gone}?as_of=2024-04-21").json()["reports"] == ["b"]
        page = client.get(f"/incidents/{gone}?as_of=2024-04-21", follow_redirects=False)
        assert (page.status_code, page.headers["location"]) == (307, f"/incidents/{one.id}?as_of=2024-04-21")
        now.keep([one, *rest], redirects={}, state=now.state())
        assert client.get(f"/incidents/{gone}?as_of=2024-04-21").status_code == 404
        assert client.get(f"/incidents/{gone}").status_code == 404


def test_words_are_read_where_they_stood_then(two):
    with Ledger.open(two) as ledger:
        was = ledger.coded("a")
        text = was.report.text + " Corrected."
        later = replace(was.report, text=text, sha256=Report.of(text).sha256, published="2024-05-01")
        ledger.store(replace(was, report=later, claims=(replace(was.claims[0], id="c9"),)))
        rebuild(ledger)
    with served(two) as client:
        listed = check(client.get("/?as_of=2024-04-21"))
        found = next(li for li in listed.all("//ol[@class='incidents']/li") if "Zummar" in li.text_content())
        page = check(client.get(found.xpath(".//h3/a")[0].get("href"), follow_redirects=True))
        link = page.all("//li[@class='evidence']/a[@class='quote']")[0].get("href")
        assert "as_of=2024-04-21" in link
        assert not page.all("//a[@class='judge']"), "decisions are about what is known now"
        read = check(client.get(link))
        assert "As it stood by 2024-04-21" in read.text()
        assert "Corrected" not in read.text("//div[@class='text']")
        assert read.all("//mark")
        assert all("as_of=" in a.get("href") for a in read.all("//a[@class='ref']"))
        assert not read.all("//details[@id='judge']")
        assert client.get("/reports/a?claim=c1").status_code == 404, "the claim is not told any more"
        assert client.get("/reports/c?as_of=2024-04-21").status_code == 404
