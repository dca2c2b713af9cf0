"""Who speaks, how what they say fares, and how reliable people hold them to be."""

import pytest

from sayso.ledger import Ledger
from sayso.model import Reliability
from sayso.pipeline.judging import Judge

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


def test_of_a_source_that_says_much_some_is_shown_and_all_is_counted(desk, monkeypatch):
    monkeypatch.setattr("sayso.web.sources.CLAIMS", 1)
    row = check(desk.get("/sources")).all("//table/tbody/tr")[0]
    page = check(desk.get(row.xpath("string(th/a/@href)")))
    claims = int(row.xpath("string(td[2])"))
    assert claims > 1
    assert f"and {claims - 1} more claim" in page.text("//section[@aria-labelledby='said']")


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
