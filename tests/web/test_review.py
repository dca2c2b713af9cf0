"""The review queue in a browser: a question, both sides, one decision at a time, undo, and two people at once."""

from dataclasses import replace
from typing import Any

import pytest

from sayso.ledger import Ledger
from sayso.model import JudgementKind, Reliability, Slot
from sayso.pipeline.judging import Judge
from sayso.pipeline.rebuild import rebuild

from ..resolve.made import report, says
from .conftest import served
from .hostile import ARABIC, OVERRIDE, TAG
from .pages import check

HOSTILE = f"{TAG} {OVERRIDE} {ARABIC}"
STRIKE: dict[str, Any] = {"event_type": "shelling", "place": "Zummar", "time": "2024-04-21"}


def paper(name, *said):
    return report(name, *said, publisher=f"The {name} Post", text=f"Paper {name} tells of it.")


def fill(path):
    """Write a ledger with a near miss, contested facts, and a claim that was read with doubt."""
    doubtful = paper("b", says("a nurse", **STRIKE, killed=5, words="five were killed at Zummar"))
    with Ledger.open(path) as opened:
        opened.store(paper("a", says("police", **STRIKE, killed=3, words="three died in Zummar")))
        opened.store(replace(doubtful, claims=(replace(doubtful.claims[0], score=0.3),)))
        riot = says("the mayor", event_type="riot", place="Zummar", time="2024-04-22", words="there was a riot")
        opened.store(paper("c", riot))
        rebuild(opened)
    return path


@pytest.fixture
def path(tmp_path):
    return fill(tmp_path / "desk.db")


@pytest.fixture
def client(path):
    with served(path) as made:
        yield made


@pytest.fixture
def other(path):
    """Somebody else, on the same ledger through another server."""
    with served(path) as made:
        yield made


def look(client, kind="", **more):
    return check(client.get("/review", params={"kind": kind, **more}))


def form(page):
    """What the form of the doubt in hand would send, but for the button."""
    sent: dict[str, Any] = {}
    for field in page.all("//form[@class='decide']//input[@type='hidden']"):
        sent.setdefault(field.get("name"), []).append(field.get("value"))
    return sent | {"by": "Mara", "reason": ""}


def judgements(path):
    with Ledger.open(path) as opened:
        return opened.judgements()


def incidents(path):
    with Ledger.open(path) as opened:
        return {frozenset(i.reports): i for i in opened.incidents()}


def decide(client, page, action, **more):
    return client.post("/review", data=form(page) | {"action": action} | more, follow_redirects=False)


def test_the_queue_counts_its_kinds_and_begins_with_the_near_misses(client):
    page = look(client)
    assert page.text("//h1") == "Review"
    assert page.text("//h2[@id='question']") == "Are these two the same happening?"
    counts = {a.text.strip(): int(a.xpath("string(span)")) for a in page.all("//nav[@class='kinds']//a")}
    assert counts["All"] == sum(n for kind, n in counts.items() if kind != "All")
    assert min(counts["Nearly one incident"], counts["Contested"], counts["Read with doubt"]) >= 1
    assert page.text("//p[@class='kicker']") == f"1 of {counts['All']}"
    assert len(page.all("//section[@class='side']")) == 2
    assert "three died in Zummar" in page.text("//section[@class='side']")
    named = page.text("//details[@class='weighed']")
    assert "to begin with" in named
    assert "log-odds" in named


def test_it_can_be_gone_through_by_links_alone(client):
    page, seen = look(client), []
    while page.text("//p[@class='kicker']") not in seen:
        seen.append(page.text("//p[@class='kicker']"))
        page = check(client.get(page.all("//a[@data-key='n']")[0].get("href")))
    assert len(seen) == int(seen[0].split()[-1])
    ahead = look(client).all("//ol[@class='ahead']//a")
    assert check(client.get(ahead[0].get("href"))).text("//p[@class='kicker']") == seen[1]


def test_a_merge_is_kept_shown_and_taken_back(client, path):
    before = incidents(path)
    answer = decide(client, look(client, "near_miss"), "merge", reason="same market")
    assert answer.status_code == 303
    page = check(client.get(answer.headers["location"]))
    assert "judgement 1, merged" in page.text("//div[@class='done']")
    assert "same market" in page.text("//ol[@class='decisions']")
    assert look(client).all("//input[@id='by'][@value='Mara']"), "the name is remembered"
    assert len(incidents(path)) == 1
    undo = page.all("//div[@class='done']//form")[0]
    sent = {field.get("name"): field.get("value") for field in undo.xpath(".//input")}
    page = check(client.post("/review", data=sent))
    assert "judgement 2, judgement 1 taken back" in page.text("//div[@class='done']")
    assert "taken back by 2" in page.text("//ol[@class='decisions']")
    assert incidents(path) == before
    page = check(client.post("/review", data=sent))
    assert page.response.status_code == 409
    assert "was not kept" in page.text("//*[@role='alert']")


def test_keeping_apart_leaves_the_queue_and_the_incidents(client, path):
    before = incidents(path)
    decide(client, look(client, "near_miss"), "apart")
    assert incidents(path) == before
    assert look(client, "near_miss").text("//h2[@id='question']") == "Nothing to decide"


def test_contested_values_stand_side_by_side_with_their_words(client):
    page = look(client, "contested")
    assert "Sources differ on" in page.text("//h2[@id='question']")
    assert len(page.all("//section[@class='side']")) >= 2
    links = [a.get("href") for a in page.all("//section[@class='side']//a[@class='quote']")]
    assert all(link.startswith("/reports/") for link in links)
    assert check(client.get(links[0])).all("//mark")


def test_accepting_both_sides_settles_the_doubt(client, path):
    decide(client, look(client, "contested"), "accept")
    (judged,) = judgements(path)
    assert (judged.kind, len(judged.claims)) == (JudgementKind.ACCEPT, 2)
    assert look(client, "contested").text("//h2[@id='question']") == "Nothing to decide"


def test_ticked_claims_are_rejected_or_another_happening(client, path):
    page = look(client, "contested")
    refused = decide(client, page, "reject")
    assert refused.status_code == 400
    assert "tick the claims" in check(refused).text("//*[@role='alert']")
    split = decide(client, page, "split", claim="b/c1")
    assert split.status_code == 303
    assert frozenset("b") in incidents(path)
    client.post("/review", data={"action": "take_back", "number": "1"})
    decide(client, look(client, "contested"), "reject", claim="b/c1")
    assert frozenset("a") in incidents(path)
    assert judgements(path)[-1].kind is JudgementKind.REJECT


def test_a_claim_read_with_doubt_is_shown_in_its_passage(client, path):
    page = look(client, "low_score")
    assert page.text("//h2[@id='question']") == "Does the text say this?"
    assert page.text("//p[@class='passage quote']/mark") == "five were killed at Zummar"
    assert "Paper b tells of it." in page.text("//p[@class='passage quote']")
    assert decide(client, page, "accept").status_code == 303
    assert look(client, "low_score").text("//h2[@id='question']") == "Nothing to decide"


@pytest.mark.parametrize(
    ("what", "value", "told"),
    [
        ("killed", "3", "killed is 3"),
        ("killed", "-", "killed is not said"),
        ("said_by", "", "said by the report itself"),
        ("event", "new", "about an event of its own"),
    ],
)
def test_a_claim_is_put_right(client, what, value, told):
    page = look(client, "low_score")
    answer = decide(client, page, "correct", corrected="b/c1", what=what, value=value)
    assert told in check(client.get(answer.headers["location"])).text("//div[@class='done']")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"action": "correct", "corrected": "b/c1", "what": "killed", "value": "many"}, "is no count"),
        ({"action": "correct", "corrected": "b/c1", "what": "mood", "value": "3"}, "say what is put right"),
        ({"action": "correct", "what": "killed", "value": "3"}, "give one claim"),
        ({"action": "merge", "incident": "INC-ZZZZZZ"}, "INC-ZZZZZZ"),
        ({"action": "dance"}, "go back and use a button"),
        ({"action": "take_back", "number": "x"}, "give the number"),
        ({"action": "take_back", "number": "77"}, "77"),
        ({"action": "grade", "source": "police", "grade": "Q"}, "none of A to F"),
        ({}, "go back"),
    ],
)
def test_what_makes_no_sense_is_told_and_changes_nothing(client, path, more, told):
    answer = client.post("/review", data=more)
    assert answer.status_code in {400, 404}
    assert told in check(answer).text("//*[@role='alert']")
    assert judgements(path) == ()


def test_of_two_people_who_decide_at_once_the_second_is_shown_what_changed(client, other, path):
    mine, theirs = look(client, "near_miss"), look(other, "near_miss")
    assert decide(other, theirs, "merge", by="Ivo", reason="same hour").status_code == 303
    answer = decide(client, mine, "apart", reason="two streets")
    assert answer.status_code == 409
    page = check(answer)
    assert "was not kept" in page.text("//*[@role='alert']")
    changed = page.text("//ol[@class='decisions wide']")
    assert "merged" in changed
    assert "Ivo" in changed
    assert "same hour" in changed
    assert "about the same as yours" in page.text()
    assert "is part of" in page.text("//ul")
    assert "because two streets" in page.text()
    assert [j.made_by for j in judgements(path)] == ["Ivo"]


def test_who_still_wants_it_may_decide_all_the_same(client, other, path):
    mine = look(client, "low_score")
    decide(other, look(other, "low_score"), "correct", by="Ivo", corrected="b/c1", what="killed", value="4")
    page = check(decide(client, mine, "accept"))
    assert page.response.status_code == 409
    again: dict[str, Any] = {}
    for field in page.all("//form[.//button[contains(., 'all the same')]]//input"):
        again.setdefault(field.get("name"), []).append(field.get("value"))
    assert client.post("/review", data=again, follow_redirects=False).status_code == 303
    assert [(j.kind, j.made_by) for j in judgements(path)] == [
        (JudgementKind.CORRECT, "Ivo"), (JudgementKind.ACCEPT, "Mara"),
    ]  # fmt: skip


def test_a_decision_about_something_else_is_no_conflict(client, other, path):
    mine = look(client, "near_miss")
    with Ledger.open(path) as opened:
        Judge(opened, "Ivo").grade("police", Reliability.B)
    assert decide(client, mine, "apart").status_code == 303


def test_a_report_that_came_meanwhile_is_a_change_too(client, path):
    mine = look(client, "near_miss")
    with Ledger.open(path) as opened:
        opened.store(paper("d", says("a driver", **STRIKE, killed=3)))
    page = check(decide(client, mine, "merge"))
    assert page.response.status_code == 409
    assert "reports came in" in page.text()


def test_a_judgement_without_a_place_can_be_taken_back(client, path):
    with Ledger.open(path) as opened:
        Judge(opened, "Ivo").accept([("b", "c1")])
        opened.store(report("b", says("a nurse", **STRIKE, words="other words"), publisher="The b Post", text="New."))
    page = look(client, "lost_judgement")
    assert "no longer holds" in page.text("//form[@class='decide']")
    assert decide(client, page, "take_back").status_code == 303
    assert look(client, "lost_judgement").text("//h2[@id='question']") == "Nothing to decide"


def test_decisions_of_other_sites_are_refused(client, path):
    sent = form(look(client, "near_miss")) | {"action": "merge"}
    for headers in ({"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert client.post("/review", data=sent, headers=headers).status_code == 403
    assert judgements(path) == ()


def test_too_long_a_form_is_refused(client):
    assert client.post("/review", data={"reason": "a" * 300_000}).status_code == 413


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "/\\evil.example"])
def test_nobody_is_led_elsewhere_after_a_decision(client, back):
    answer = decide(client, look(client, "near_miss"), "apart", back=back)
    assert answer.headers["location"].startswith("/review?")


@pytest.mark.parametrize("asked", ["kind=doubt", "at=0", "at=x"])
def test_addresses_that_make_no_sense(client, asked):
    assert client.get(f"/review?{asked}").status_code == 400


def test_every_decision_is_on_a_page_of_its_own(client, path, monkeypatch):
    monkeypatch.setattr("sayso.web.review.PAGE", 1)
    monkeypatch.setattr("sayso.web.review.HISTORY", 1)
    with Ledger.open(path) as opened:
        for grade in (Reliability.B, Reliability.C):
            Judge(opened, "Ivo").grade("police", grade)
    assert "All 2 decisions" in look(client).text("//aside")
    page = check(client.get("/judgements"))
    assert "graded police C" in page.text("//ol")
    assert "graded police B" in check(client.get(page.all("//a[@rel='next']")[0].get("href"))).text("//ol")
    answer = client.post("/review", data={"action": "take_back", "number": "2", "back": "/judgements?page=1"})
    assert "taken back" in check(answer).text("//h1 | //ol")


def test_a_queue_that_takes_long_says_so_and_the_old_one_is_shown_meanwhile(client, path, monkeypatch):
    look(client)
    with Ledger.open(path) as opened:
        opened.store(paper("d", says("a driver", event_type="protest", place="Basra")))
    monkeypatch.setattr("sayso.web.later.PATIENCE", 0.0)
    monkeypatch.setattr("sayso.web.later.wait_for", lambda futures, timeout: None)
    monkeypatch.setattr("sayso.web.later.Future.done", lambda self: False, raising=False)
    assert "is being made anew" in look(client).text("//main")


def test_a_first_queue_that_takes_long_says_so(client, monkeypatch):
    monkeypatch.setattr("sayso.web.later.wait_for", lambda futures, timeout: None)
    monkeypatch.setattr("sayso.web.later.Future.done", lambda self: False, raising=False)
    page = look(client)
    assert "Looking for what needs a decision" in page.text("//main")
    assert page.response.headers["refresh"] == "3"


def test_what_was_decided_is_gone_from_an_old_queue(client, monkeypatch):
    page = look(client, "near_miss")
    monkeypatch.setattr("sayso.web.later.QUICK", -1.0)
    monkeypatch.setattr("sayso.web.later.wait_for", lambda futures, timeout: None)
    monkeypatch.setattr("sayso.web.later.Future.done", lambda self: False, raising=False)
    assert decide(client, page, "apart").status_code == 303
    after = look(client, "near_miss")
    assert "is being made anew" in after.text("//main")
    assert "Are these two the same happening?" not in after.text("//main")
    assert "refresh" not in after.response.headers


def test_hostile_words_are_inert(tmp_path):
    said = says(HOSTILE, **STRIKE, words=HOSTILE)
    coded = report("x<b>", said, publisher=HOSTILE, text=HOSTILE)
    with Ledger.open(tmp_path / "h.db") as opened:
        opened.store(replace(coded, claims=tuple(replace(c, score=0.2) for c in coded.claims)))
        rebuild(opened)
        Judge(opened, HOSTILE, HOSTILE).grade(HOSTILE, Reliability.B)
    with served(tmp_path / "h.db") as client:
        page = look(client, "low_score")
        assert page.all("//input[@name='claim'][@value='x<b>/c1']")
        check(client.get("/judgements"))
        assert decide(client, page, "accept", by=HOSTILE).status_code == 303
        look(client)


def test_the_slots_can_all_be_put_right(client):
    offered = {option.get("value") for option in look(client, "low_score").all("//select[@id='what']/option")}
    assert offered == {*(slot.value for slot in Slot), "said_by", "event"}
