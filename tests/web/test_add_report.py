"""Add reports: pasted, uploaded, by address. They are coded, stored, merged and shown; what goes wrong is told."""

import json
import threading

import pytest

from sayso.ledger import Ledger
from sayso.readers import Limits
from sayso.web.adding import safe_name

from ..readers.test_fetch import server  # noqa: F401 - the fixture is used by its name
from .conftest import served
from .pages import check

TEXT = "A police officer said that three people were killed on Monday when rockets hit a market in Mosul.\r\nHe left."
FORM = {"text": TEXT, "published": "2024-04-23", "publisher": "Harbour Post", "title": "Rockets", "url": ""}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("add") / "desk.db"


@pytest.fixture(scope="module")
def client(path):
    with served(path, limits=Limits(addresses="any", max_bytes=100_000)) as made:
        yield made


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """On a busy machine a first report may take a while."""
    monkeypatch.setattr("sayso.web.adding.PATIENCE", 120.0)


def upload(client, *files, **more):
    return client.post("/add", data=more, files=[("files", file) for file in files])


def test_a_pasted_report_is_read_and_tells_of_its_incident(client):
    assert check(client.get("/add")).all("//form[@method='post']//textarea[@name='text']")
    page = check(client.post("/add", data=FORM))
    assert page.text("//h1") == "Report added"
    links = page.links()
    report = check(client.get(next(link for link in links if link.startswith("/reports/"))))
    assert "three people were killed" in report.text("//div[@class='text']")
    assert "Harbour Post, 2024-04-23" in report.text("//header")
    incident = next(link for link in links if link.startswith("/incidents/"))
    assert "rocket attack" in check(client.get(incident)).text()
    again = check(client.post("/add", data=FORM))
    assert again.text("//h1") == "Known before"
    assert "known before" in again.text("//ul[@class='reports']")
    assert "Rockets" in check(client.get("/add")).text("//ul[@class='lately']")


def test_a_date_that_is_none_is_told(client):
    page = check(client.post("/add", data=FORM | {"published": "someday", "publisher": "Radio Varna"}))
    assert "is no date" in page.text("//ul[@class='notes']")


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_form_is_refused_and_the_rest_kept(client, text):
    response = client.post("/add", data=FORM | {"text": text})
    assert response.status_code == 400
    page = check(response)
    assert "nothing to add" in page.text("//*[@role='alert']")
    assert page.all("//input[@name='publisher'][@value='Harbour Post']")


def test_a_text_of_nothing_but_marks_is_set_aside_with_the_reason(client):
    page = check(client.post("/add", data=FORM | {"text": "\u200b\ufeff"}))
    assert page.text("//h1") == "Nothing was added"
    assert "holds no text" in page.text("//ul[@class='notes']")


def test_files_of_every_kind_are_read_and_those_that_are_none_are_told(client, path):
    line = {"id": "wire-7", "text": "Two soldiers were wounded in Basra on Sunday, the army said.", "publisher": "Wire"}
    page = check(
        upload(
            client,
            ("a/b/first.txt", b"A nurse said that a shell hit a school in Varna on Monday."),
            ("first.txt", b"A guard said that gunmen attacked a checkpoint near Tikrit on Friday."),
            ("wire.jsonl", json.dumps(line).encode()),
            ("photo.png", b"\x89PNG"),
            ("empty.txt", b""),
            published="2024-04-23",
            publisher="Harbour Post",
        )
    )
    assert page.text("//h1") == "3 reports added"
    assert [int(dd.text) for dd in page.all("//dl[@class='tally']//dd")] == [3, 0, 0, 2]
    skipped = page.text("//section[@aria-labelledby='skipped']")
    assert "photo.png: files ending in '.png' are not read" in skipped
    assert "empty.txt" in skipped
    assert "sayso-add-" not in page.text()
    with Ledger.open(path) as opened:
        assert opened.coded("wire-7").report.published == "2024-04-23"
        assert "sayso-add-" not in " ".join(f"{s.origin} {s.diagnostic.message}" for s in opened.set_aside())


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\reports\\a b.txt", "a b.txt"),
        ("..", "file"),
        ("\u202egpj.txt", "gpj.txt"),
        ("قصف.txt", "قصف.txt"),
        ("x" * 300 + ".txt", "x" * 100 + ".txt"),
    ],
)
def test_no_name_of_a_file_leads_out_of_its_folder(sent, name):
    assert safe_name(sent) == name


def test_pages_are_fetched_by_their_address(client, server):  # noqa: F811
    here = f"http://127.0.0.1:{server.server_port}"
    page = check(client.post("/add", data={"addresses": f"{here}/article\n{here}/gone\n{here}/article"}))
    assert page.text("//h1") == "Report added"
    assert "Rockets at the ford" in page.text("//ul[@class='reports']")
    assert "answers 404" in page.text("//section[@aria-labelledby='skipped']")


def test_addresses_of_this_machine_are_refused_unless_a_setting_allows_them(tmp_path, server):  # noqa: F811
    with served(tmp_path / "x.db") as careful:
        server.asked.clear()
        page = check(careful.post("/add", data={"addresses": f"http://127.0.0.1:{server.server_port}/article"}))
    assert page.text("//h1") == "Nothing was added"
    assert "is on this machine or its network" in page.text()
    assert server.asked == []


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"addresses": "harbour.example/a"}, "is no address"),
        ({"addresses": "file:///etc/passwd"}, "is no address"),
        ({"addresses": " ".join(f"https://a.example/{n}" for n in range(51))}, "give 50 at most"),
        ({"addresses": "https://a.example/", "published": "soon"}, "is no date"),
    ],
)
def test_what_cannot_be_added_is_told_beside_the_form(client, form, told):
    response = client.post("/add", data=form)
    assert response.status_code == 400
    page = check(response)
    assert told in page.text("//*[@role='alert']")
    assert page.all("//textarea[@name='addresses']")[0].text.strip() == form["addresses"]


def test_too_much_is_refused(client, monkeypatch):
    response = client.post("/add", data={"text": "a" * 2_100_000})
    assert response.status_code == 413
    monkeypatch.setattr("sayso.web.adding.MOST_BYTES", 100_000)
    response = upload(client, ("a.txt", b"a" * 200_000))
    assert response.status_code == 413
    assert "sayso ingest" in check(response).text()
    monkeypatch.setattr("sayso.web.adding.MOST_FILES", 2)
    assert upload(client, *((f"{n}.txt", b"a") for n in range(3))).status_code == 413


def test_a_file_that_is_larger_than_one_report_may_be_is_skipped(client):
    page = check(upload(client, ("a.txt", b"word " * 30_000)))
    assert page.text("//h1") == "Nothing was added"
    assert "the limit" in page.text("//section[@aria-labelledby='skipped']")


def test_broken_forms_do_no_harm(client):
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/add", content=b"text=%ff%fe&" + b"x=1&" * 500, headers=headers).status_code == 400
    assert client.post("/add", content=b"\xff\x00", headers=headers).status_code == 400
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x"):
        assert client.post("/add", content=b"--y\r\nbroken", headers={"content-type": kind}).status_code == 400


@pytest.mark.parametrize(
    "headers", [{"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}]
)
def test_forms_of_other_sites_are_refused(client, headers):
    assert client.post("/add", data=FORM, headers=headers).status_code == 403


def test_its_own_pages_may_send_forms(client):
    headers = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}
    assert client.post("/add", data=FORM, headers=headers).status_code == 200


def test_a_job_that_nobody_knows(client):
    assert client.get("/add/0123456789ab").status_code == 404


@pytest.fixture
def slow(tmp_path, patient, monkeypatch):
    """A desk whose coder waits to be let go on, and what lets it."""
    going = threading.Event()

    class Waiting:
        threads = 1

        def code(self, report):
            assert going.wait(20)
            raise RuntimeError(f"cannot read {report.title}")

    monkeypatch.setattr("sayso.web.adding.PATIENCE", 0.05)
    monkeypatch.setattr("sayso.web.jobs.WAITING", 1)
    monkeypatch.setattr("sayso.pipeline.ingest.fingerprint", lambda coder: None)
    monkeypatch.setattr("sayso.web.coding.Coding.coder", Waiting())
    with served(tmp_path / "slow.db") as made:
        yield made, going
        going.set()


def test_long_work_goes_on_beside_the_pages_and_tells_how_far_it_is(slow):
    client, going = slow
    response = upload(client, ("a.txt", b"One."), ("b.txt", b"Two."))
    page = check(response)
    assert page.text("//h1") == "Adding reports"
    assert page.all("//progress[@max='2'][@value='0']")
    assert page.all("//noscript/meta[@http-equiv='refresh']")
    assert page.all("//article[@data-again]")
    assert check(client.get("/")).text("//h1"), "looking goes on meanwhile"
    going.set()
    job = str(response.url).rpartition("/")[2]
    for _ in range(100):
        page = check(client.get(f"/add/{job}"))
        if not page.all("//progress"):
            break
        threading.Event().wait(0.1)
    assert page.text("//h1") == "Nothing was added"
    assert "could not be coded: RuntimeError" in page.text("//section[@aria-labelledby='skipped']")


def test_when_too_many_wait_no_more_are_taken(slow):
    client, going = slow
    told = [client.post("/add", data=FORM | {"title": f"{n}"}, follow_redirects=False) for n in range(20)]
    assert {response.status_code for response in told} == {303, 400}
    assert "jobs wait already" in check(told[-1]).text("//*[@role='alert']")
    going.set()


def test_a_job_that_fails_as_a_whole_says_why_and_the_next_one_runs(client, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("the disk is gone")

    with monkeypatch.context() as patch:
        patch.setattr("sayso.web.jobs.ingest", broken)
        page = check(client.post("/add", data=FORM))
        assert "It stopped: RuntimeError: the disk is gone" in page.text("//*[@role='alert']")
    assert check(client.post("/add", data=FORM)).text("//h1") == "Known before"


def test_old_jobs_are_forgotten(client, monkeypatch):
    monkeypatch.setattr("sayso.web.jobs.KEPT", 1)
    for _ in range(3):
        last = client.post("/add", data=FORM)
    assert check(client.get(str(last.url))).text("//h1") == "Known before"
    assert len(check(client.get("/add")).all("//ul[@class='lately']/li")) <= 2
