"""Paste a report: it is coded, stored, merged, and shown; what goes wrong is told."""

import pytest

from .conftest import served
from .pages import check

TEXT = "A police officer said that three people were killed on Monday when rockets hit a market in Mosul.\r\nHe left."
FORM = {"text": TEXT, "published": "2024-04-23", "publisher": "Harbour Post", "title": "Rockets", "url": ""}


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with served(tmp_path_factory.mktemp("add") / "desk.db") as made:
        yield made


def test_a_pasted_report_is_read_and_tells_of_its_incident(client):
    assert check(client.get("/add")).all("//form[@method='post']//textarea[@required]")
    page = check(client.post("/add", data=FORM))
    assert page.text("//h1") == "Report added"
    links = page.links()
    report = check(client.get(next(link for link in links if link.startswith("/reports/"))))
    assert "three people were killed" in report.text("//div[@class='text']")
    assert "Harbour Post, 2024-04-23" in report.text("//header")
    incident = next(link for link in links if link.startswith("/incidents/"))
    assert "rocket attack" in check(client.get(incident)).text()
    assert check(client.post("/add", data=FORM)).text("//h1") == "Known before"


def test_a_date_that_is_none_is_told(client):
    page = check(client.post("/add", data=FORM | {"published": "someday", "publisher": "Radio Varna"}))
    assert "is no date" in page.text("//ul[@class='notes']")


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_text_is_refused_and_the_rest_kept(client, text):
    response = client.post("/add", data=FORM | {"text": text})
    assert response.status_code == 400
    page = check(response)
    assert "the text is empty" in page.text("//*[@role='alert']")
    assert page.all("//input[@name='publisher'][@value='Harbour Post']")


def test_a_text_of_nothing_but_marks_is_set_aside_with_the_reason(client):
    response = client.post("/add", data=FORM | {"text": "\u200b\ufeff"})
    assert response.status_code == 422
    assert "holds no text" in check(response).text()


def test_too_long_a_text_is_refused(client):
    response = client.post("/add", data={"text": "a" * 2_100_000})
    assert response.status_code == 413
    assert "sayso ingest" in check(response).text()


def test_broken_forms_do_no_harm(client):
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/add", content=b"text=%ff%fe&" + b"x=1&" * 100, headers=headers).status_code == 400
    assert client.post("/add", content=b"\xff\x00", headers=headers).status_code == 400


@pytest.mark.parametrize(
    "headers", [{"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}]
)
def test_forms_of_other_sites_are_refused(client, headers):
    assert client.post("/add", data=FORM, headers=headers).status_code == 403


def test_its_own_pages_may_send_forms(client):
    headers = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}
    assert client.post("/add", data=FORM, headers=headers).status_code == 200
