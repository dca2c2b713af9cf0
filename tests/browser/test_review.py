"""The queue is worked off by single keys, and as well without a script; adding reports shows how far it is."""

import pytest

from sayso.ledger import Ledger
from sayso.model import JudgementKind

from ..web.test_review import fill
from .conftest import served

pytestmark = pytest.mark.browser
TEXT = "A nurse said that four people were killed on Monday when shells hit a market in Mosul."


@pytest.fixture
def path(tmp_path):
    return fill(tmp_path / "review.db")


@pytest.fixture
def address(path):
    with served(path) as made:
        yield made


def kinds(path):
    with Ledger.open(path) as opened:
        return [(j.kind, j.made_by, j.reason, j.in_force) for j in opened.judgements()]


def test_single_keys_go_on_decide_and_undo(watch, address, path):
    watched = watch(address)
    watched.go("/review")
    page = watched.page
    first = page.locator(".kicker").inner_text()
    assert page.locator("[data-key='n'] kbd").is_visible(), "the keys are shown"
    page.keyboard.press("n")
    page.wait_for_function("first => document.querySelector('.kicker').innerText !== first", arg=first)
    page.goto(f"{address}/review?kind=low_score")
    page.fill("#by", "Mara")
    page.locator("h1").click()
    page.keyboard.press("a")
    page.locator(".done").wait_for()
    assert kinds(path) == [(JudgementKind.ACCEPT, "Mara", None, True)]
    page.keyboard.press("u")
    page.locator(".done", has_text="taken back").wait_for()
    assert [k[3] for k in kinds(path)] == [False, False]
    assert not watched.wrong


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_claim_is_put_right_from_the_page_of_its_incident(watch, address, path, scripts):
    watched = watch(address, java_script_enabled=scripts)
    page = watched.page
    watched.go("/?sort=reports")
    watched.go(page.locator(".incidents h3 a").first.get_attribute("href"))
    page.locator("#f-killed summary").first.click()
    page.locator("#f-killed a.judge").first.click()
    page.wait_for_url("**judge=1**")
    assert page.locator("#what").input_value() == "killed"
    page.fill("#value", "7 people")
    page.fill("#by", "Mara")
    page.get_by_role("button", name="Keep the correction").click()
    page.locator(".done").wait_for()
    assert kinds(path) == [(JudgementKind.CORRECT, "Mara", None, True)]
    page.get_by_role("button", name="Undo").click()
    page.locator(".done", has_text="taken back").wait_for()
    assert watched.wrong == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_incident_is_split_on_its_own_page(watch, axe, address, path, scripts):
    watched = watch(address, java_script_enabled=scripts)
    page = watched.page
    watched.go("/?sort=reports")
    watched.go(page.locator(".incidents h3 a").first.get_attribute("href"))
    fold = page.locator(".split")
    if scripts:
        page.keyboard.press("s")
        page.evaluate(axe)
        found = page.evaluate("axe.run('.split', {preload: false})")
        assert [v["id"] for v in found["violations"]] == []
    else:
        fold.locator("summary").click()
    box = fold.get_by_role("checkbox").last
    box.check()
    fold.get_by_role("button", name="Take the ticked out").click()
    page.locator(".done").wait_for()
    assert [k[0] for k in kinds(path)] == [JudgementKind.SPLIT]
    assert page.locator(".split").count() == 0
    assert watched.wrong == []


def test_keys_that_are_typed_decide_nothing(watch, address, path):
    watched = watch(address)
    watched.go("/review?kind=near_miss")
    page = watched.page
    page.locator("#reason").press_sequentially("a man ran, one street on: merge? nur so")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+m")
    page.wait_for_timeout(300)
    assert page.locator("#reason").input_value() == "a man ran, one street on: merge? nur so"
    assert kinds(path) == []
    page.locator("h1").click()
    page.keyboard.press("m")
    page.locator(".done").wait_for()
    assert kinds(path)[0][2] == "a man ran, one street on: merge? nur so"


def test_the_key_to_edit_opens_the_fields_and_goes_there(watch, address, path):
    watched = watch(address)
    watched.go("/review?kind=low_score")
    page = watched.page
    page.keyboard.press("e")
    assert page.locator("details.edit[open]").count() == 1
    page.select_option("#what", "killed")
    page.fill("#value", "4 people")
    page.get_by_role("button", name="Keep the correction").click()
    page.locator(".done", has_text="killed is 4 people").wait_for()
    assert not watched.wrong


def test_decisions_and_reports_need_no_script(watch, address, path):
    watched = watch(address, java_script_enabled=False)
    watched.go("/review?kind=near_miss")
    page = watched.page
    assert not page.locator("kbd.key").first.is_visible(), "keys that do nothing are not shown"
    page.get_by_role("button", name="Two: keep apart").click()
    page.locator(".done", has_text="kept apart").wait_for()
    assert [k[0] for k in kinds(path)] == [JudgementKind.APART]
    watched.go("/add")
    page.fill("#text", TEXT)
    page.get_by_role("button", name="Add them").click()
    page.get_by_role("heading", name="Report added").wait_for(timeout=120_000)  # refreshed by the browser
    assert not watched.wrong


def test_a_job_is_followed_by_the_page_itself(watch, address, tmp_path):
    (tmp_path / "wire.txt").write_text(TEXT, encoding="utf-8")
    watched = watch(address)
    watched.go("/add")
    page = watched.page
    page.set_input_files("#files", [tmp_path / "wire.txt", tmp_path / "review.db"])
    page.get_by_role("button", name="Add them").click()
    page.get_by_role("heading", name="Report added").wait_for(timeout=120_000)
    assert "review.db" in page.locator("section[aria-labelledby=skipped]").inner_text()
    assert not watched.wrong
