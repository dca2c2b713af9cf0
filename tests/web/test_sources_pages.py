"""Who speaks, how what they say fares, and how reliable people hold them to be."""

import pytest

from sayso.ledger import Ledger
from sayso.model import Reliability
from sayso.pipeline.judging import Judge
from sayso.web.later import Answer

from ..cli.made import post
from .conftest import served
from .pages import check

FATES = (
    ("said alone", "alone"),
    ("corroborated", "corroborated"),
    ("contradicted", "contradicted"),
    ("later revised", "revised"),
)


def test_sources_are_listed_with_most_claims_first(desk):
    page = check(desk.get("/sources"))
    numbers = [int(td.text) for td in page.all("//table/tbody/tr/td[2]")]
    assert len(numbers) > 4
    assert numbers == sorted(numbers, reverse=True)


def test_every_source_has_a_page_that_counts_its_facts(desk):
    listed = check(desk.get("/sources"))
    for row in listed.all("//table/tbody/tr")[:6]:
        name, claims = row.xpath("string(th)"), row.xpath("string(td[2])")
        page = check(desk.get(row.xpath("string(th/a/@href)")))
        assert page.text("//h1").casefold() == name.casefold()
        assert f"{claims} claim" in page.text("//header")
        fates = page.text("//section[@aria-labelledby='said']")
        for word, told in FATES:
            counted = page.text(f"//dl[@class='tally']/div[contains(dt, '{word}')]/dd")
            assert int(counted) == fates.count(f" {told} ") + fates.endswith(f" {told}")
        assert page.all("//table/tbody/tr")


def test_a_source_that_speaks_in_many_reports_has_pages_and_all_of_it_is_counted(desk, monkeypatch):
    rows = check(desk.get("/sources")).all("//table/tbody/tr")
    row = next(row for row in rows if int(row.xpath("string(td[3])")) > 1)
    where, reports = row.xpath("string(th/a/@href)"), int(row.xpath("string(td[3])"))
    whole = check(desk.get(where))
    monkeypatch.setattr("sayso.web.sources.REPORTS", 1)
    said, parties = [], []
    at = where
    for number in range(1, reports + 1):
        page = check(desk.get(at))
        assert f"Report {number} of {reports}" in page.text("//section[@aria-labelledby='said']")
        assert page.text("//dl[@class='tally']") == whole.text("//dl[@class='tally']")
        said += page.all("//ul[@class='said']/li")
        parties += page.all("//section[@aria-labelledby='parties']//tbody/tr")
        onward = page.all("//nav[@class='pager']/a[@rel='next']")
        at = onward[0].get("href") if onward else None
    assert at is None
    assert len(said) == int(row.xpath("string(td[2])"))
    assert len(parties) == len(whole.all("//section[@aria-labelledby='parties']//tbody/tr"))
    assert "Nothing on this page" in check(desk.get(f"{where}?page={reports + 1}")).text()
    assert desk.get(f"{where}?page=x").status_code == 400


def test_how_a_source_fares_is_shown_when_it_is_counted(desk, monkeypatch):
    where = check(desk.get("/sources")).all("//table/tbody/tr")[-1].xpath("string(th/a/@href)")
    monkeypatch.setattr("sayso.web.desk.Desk.fares", lambda *_: Answer(None, current=False))
    page = check(desk.get(where))
    assert "Being counted" in page.text("//section[@aria-labelledby='fares']")
    assert page.response.headers["refresh"] == "3"
    assert page.all("//ul[@class='said']/li")


def test_names_are_searched(desk):
    assert check(desk.get("/sources?text=command")).all("//table/tbody/tr")
    assert "Nobody of this name" in check(desk.get("/sources?text=xyzzy")).text()


def test_pages_of_names(desk, monkeypatch):
    monkeypatch.setattr("sayso.web.sources.SOURCES", 2)
    page = check(desk.get("/sources?text=a"))
    following = page.all("//a[@rel='next']")[0].get("href")
    assert following == "/sources?text=a&page=2"
    assert check(desk.get(following)).all("//a[@rel='prev']")


def test_a_name_that_nobody_has(desk):
    assert desk.get("/sources/Nobody%20At%20All").status_code == 404


@pytest.fixture
def path(tmp_path):
    with Ledger.open(tmp_path / "x.db") as opened:
        opened.store(post())
    return tmp_path / "x.db"


@pytest.fixture
def client(path):
    with served(path) as made:
        yield made


def grade(client, letter, **more):
    page = check(client.get("/sources/The%20army"))
    form = page.all("//form[.//fieldset]")[0]
    sent = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}
    return client.post("/review", data=sent | {"action": "grade", "grade": letter, "by": "Mara"} | more)


def test_everybody_has_an_f_until_somebody_says_otherwise(client):
    page = check(client.get("/sources/The%20army"))
    assert page.text("//p[@class='grade']").startswith("F cannot be judged nobody graded it")
    assert page.all("//input[@type='radio'][@value='F'][@checked]")
    assert "not graded" in check(client.get("/sources")).text("//table")


def test_a_grade_is_set_shown_changed_and_taken_back(client):
    page = check(grade(client, "b", reason="corrects its errors"))
    assert page.text("//h1") == "The army"
    assert "judgement 1, graded The army B" in page.text("//div[@class='done']")
    assert page.text("//p[@class='grade']").startswith("B usually reliable set by Mara")
    assert "corrects its errors" in page.text("//p[@class='grade']")
    assert "B usually reliable" in check(client.get("/sources?text=army")).text("//table")
    page = check(grade(client, "D"))
    assert page.text("//p[@class='grade']").startswith("D")
    assert "1 earlier grade" in page.text("//section[@aria-labelledby='grade']")
    undo = page.all("//div[@class='done']//form")[0]
    page = check(client.post("/review", data={f.get("name"): f.get("value") for f in undo.xpath(".//input")}))
    assert page.text("//p[@class='grade']").startswith("B")


def test_a_grade_that_somebody_else_set_meanwhile_is_not_overwritten(client, path):
    page = check(client.get("/sources/The%20army"))
    form = page.all("//form[.//fieldset]")[0]
    mine = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}
    with Ledger.open(path) as opened:
        Judge(opened, "Ivo", "seen it").grade("The army", Reliability.E)
    answer = client.post("/review", data=mine | {"action": "grade", "grade": "B"})
    assert answer.status_code == 409
    page = check(answer)
    assert "graded The army E" in page.text("//ol")
    assert "about the same as yours" in page.text()
    again = page.all("//form[.//button[contains(., 'all the same')]]//input")
    page = check(client.post("/review", data={field.get("name"): field.get("value") for field in again}))
    assert page.text("//p[@class='grade']").startswith("B")
