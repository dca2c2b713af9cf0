"""Deciding where one reads: a claim on the page of its report, a part of an incident on the page of it."""

from dataclasses import replace
from typing import Any

import pytest

from sayso.ledger import Ledger, judgements
from sayso.model import Anchor, Judgement, JudgementKind, Side, Span
from sayso.pipeline.judging import Judge
from sayso.pipeline.rebuild import rebuild

from ..resolve.made import report, says
from .conftest import served
from .hostile import TAG
from .pages import check

STRIKE: dict[str, Any] = {"event_type": "shelling", "place": "Zummar", "time": "2024-04-21"}


def paper(name, *said):
    return report(name, *said, publisher=f"The {name} Post", text=f"Paper {name} tells of it.")


@pytest.fixture
def path(tmp_path):
    with Ledger.open(tmp_path / "desk.db") as opened:
        opened.store(paper("a", says("police", **STRIKE, killed=3, words="three died in Zummar")))
        opened.store(paper("b", says("a nurse", **STRIKE, killed=5, words="five were killed at Zummar")))
        opened.store(paper("alone", says("the mayor", event_type="protest", place="Basra", time="2023-01-01")))
        rebuild(opened)
    return tmp_path / "desk.db"


@pytest.fixture
def client(path):
    with served(path) as made:
        yield made


def incidents(path):
    with Ledger.open(path) as opened:
        return {frozenset(i.reports): i for i in opened.incidents()}


def form(page, within):
    """What the form of a fold would send, but for buttons and what a person ticks or writes."""
    sent: dict[str, Any] = {}
    for field in page.all(f"//details[{within}]//input[@type='hidden']"):
        sent.setdefault(field.get("name"), []).append(field.get("value"))
    return sent | {"by": "Mara", "reason": "reads otherwise"}


CLAIM = "@id='judge'"
SPLIT = "contains(@class, 'split')"


def opened_claim(client, name="a", claim="c1"):
    return check(client.get(f"/reports/{name}?claim={claim}&judge=1"))


def test_every_claim_of_a_report_can_be_put_right(client):
    page = check(client.get("/reports/a"))
    (link,) = page.all("//li[@id='claim-c1']//a[@class='judge']")
    assert link.get("href") == "/reports/a?claim=c1&judge=1#judge"
    assert not page.all("//details[@id='judge']")
    page = check(client.get(link.get("href")))
    assert page.all("//li[@id='claim-c1']//details[@id='judge'][@open]")
    assert not check(client.get("/reports/a?claim=c1")).all("//details[@id='judge'][@open]")


def test_every_piece_of_evidence_of_an_incident_leads_there(client, path):
    incident = incidents(path)[frozenset("ab")]
    page = check(client.get(f"/incidents/{incident.id}"))
    links = {a.get("href") for a in page.all("//li[@class='evidence']/a[@class='judge']")}
    assert "/reports/b?claim=c1&slot=killed&judge=1#judge" in links
    landed = check(client.get("/reports/b?claim=c1&slot=killed&judge=1"))
    assert landed.all("//details[@id='judge']//option[@value='killed'][@selected]")
    then = check(client.get(f"/incidents/{incident.id}?as_of=2100-01-01"))
    assert not then.all("//a[@class='judge'] | //details[contains(@class, 'split')]"), "the past is not decided"


def test_a_claim_is_corrected_and_the_incident_follows(client, path):
    sent = form(opened_claim(client, "b"), CLAIM) | {"action": "correct", "what": "killed", "value": "3", "words": ""}
    page = check(client.post("/review", data=sent))
    assert page.text("//h1") == "b"
    assert "judgement 1" in page.text("//div[@class='done']")
    assert "3" in page.text("//li[@id='claim-c1']//dl")
    (finding,) = [f for f in incidents(path)[frozenset("ab")].findings if f.slot == "killed"]
    assert [v.value.n for v in finding.values] == [3]
    undo = page.all("//div[@class='done']//form")[0]
    page = check(client.post("/review", data={f.get("name"): f.get("value") for f in undo.xpath(".//input")}))
    assert "5" in page.text("//li[@id='claim-c1']//dl")


def test_a_claim_is_accepted(client, path):
    page = check(client.post("/review", data=form(opened_claim(client), CLAIM) | {"action": "accept"}))
    assert page.all("//li[@id='claim-c1'][@class='here']")
    with Ledger.open(path) as opened:
        assert opened.coded("a").claims[0].score == 1


def test_a_claim_that_is_rejected_is_gone_and_the_page_is_not(client):
    answer = client.post("/review", data=form(opened_claim(client), CLAIM) | {"action": "reject"})
    assert answer.status_code == 200
    page = check(answer)
    assert "judgement 1, rejected" in page.text("//div[@class='done']")
    assert not page.all("//li[@id='claim-c1']")
    assert client.get("/reports/a?claim=c1").status_code == 404, "but for the moment after the decision"


def test_a_claim_is_split_off_where_something_would_remain(client, path):
    sent = form(opened_claim(client, "b"), CLAIM) | {"action": "split"}
    assert "Kept" in check(client.post("/review", data=sent)).text("//div[@class='done']")
    assert {frozenset("a"), frozenset("b")} <= incidents(path).keys()
    page = opened_claim(client, "b")
    assert not page.all("//details[@id='judge']//button[@value='split']")


def test_ticked_parts_of_an_incident_become_one_of_their_own(client, path):
    incident = incidents(path)[frozenset("ab")]
    page = check(client.get(f"/incidents/{incident.id}"))
    offered = page.all(f"//details[{SPLIT}]//input[@type='checkbox']")
    assert {box.get("value") for box in offered} == {"a/e1", "b/e1"}
    assert "five were killed at Zummar" in page.text(f"//details[{SPLIT}]")
    sent = form(page, SPLIT) | {"action": "split", "claim": "b/e1"}
    page = check(client.post("/review", data=sent))
    assert "judgement 1" in page.text("//div[@class='done']")
    assert page.response.url.path == f"/incidents/{incident.id}"
    assert incidents(path)[frozenset("a")].id == incident.id
    assert not page.all(f"//details[{SPLIT}]"), "one event is left"


def test_nothing_ticked_changes_nothing(client, path):
    incident = incidents(path)[frozenset("ab")]
    page = check(client.get(f"/incidents/{incident.id}"))
    answer = client.post("/review", data=form(page, SPLIT) | {"action": "split"})
    assert answer.status_code == 400
    assert "tick the claims" in check(answer).text()
    assert frozenset("ab") in incidents(path)


@pytest.mark.parametrize("where", ["claim", "incident"])
def test_what_somebody_changed_meanwhile_is_not_overwritten(client, path, where):
    incident = incidents(path)[frozenset("ab")]
    if where == "claim":
        sent = form(opened_claim(client, "b"), CLAIM) | {"action": "reject"}
    else:
        sent = form(check(client.get(f"/incidents/{incident.id}")), SPLIT) | {"action": "split", "claim": "b/e1"}
    with Ledger.open(path) as opened:
        Judge(opened, "Ivo").accept([("b", "c1")])
        Judge(opened, "Ivo").reject([("a", "c1")])
    answer = client.post("/review", data=sent)
    assert answer.status_code == 409
    assert "Somebody was quicker" in check(answer).text("//h1")


def test_hostile_words_stay_words(tmp_path):
    said = says(TAG, **STRIKE, words=TAG)
    with Ledger.open(tmp_path / "h.db") as opened:
        for name in ("x&claim=c9<b>", "y"):
            coded = report(name, said, publisher=TAG, text=f"{name} {TAG}")
            opened.store(replace(coded, report=replace(coded.report, title=TAG)))
        rebuild(opened)
    with served(tmp_path / "h.db") as client:
        for incident in incidents(tmp_path / "h.db").values():
            page = check(client.get(f"/incidents/{incident.id}"))
            for link in page.all("//a[@class='judge']"):
                assert check(client.get(link.get("href"))).all("//details[@id='judge'][@open]")


def test_pages_read_only_the_judgements_that_they_show(client, path, monkeypatch):
    with Ledger.open(path) as opened:
        for number in range(40):
            sides = tuple(Side("INC-000000", (Anchor("x", f"{number:04}{end}", (Span(0, 4),), "e1"),)) for end in "ab")
            opened.judge(Judgement(JudgementKind.APART, "Ivo", sides=sides))
        rebuild(opened)
    read = []
    real = judgements._judgement

    def told(row, taken_back_by):
        read.append(row.id)
        return real(row, taken_back_by)

    monkeypatch.setattr(judgements, "_judgement", told)
    incident = f"/incidents/{incidents(path)[frozenset('ab')].id}"
    for address, most in (
        (incident, 0),
        (f"{incident}?done=7", 1),
        (f"{incident}?as_of=2099-01-01", 0),
        ("/reports/a?claim=c1", 0),
        ("/reports/a?claim=c1&judge=1&done=9", 1),
        ("/sources/police", 0),
        ("/sources", 0),
        ("/judgements", 40),
        ("/api/v1/judgements?limit=3", 3),
        ("/api/v1/judgements/5", 1),
    ):
        read.clear()
        assert client.get(address).status_code == 200, address
        assert len(read) == most, address
