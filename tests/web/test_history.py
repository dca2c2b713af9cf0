"""How the picture changed, in words; and the page of an incident as of a moment."""

from dataclasses import replace

import pytest

from sayso.model import Count, CountRange, Finding, FindingStatus, FindingValue, Slot
from sayso.web.history import answer, difference

from .conftest import served
from .hostile import fill
from .pages import Page, check

ONE, TWO = (("a", "c1"),), (("b", "c1"),)
CONTESTED, SINGLE = FindingStatus.CONTESTED, FindingStatus.SINGLE_SOURCE


def killed(status, *values, best=None):
    return Finding(Slot.KILLED, status, tuple(values), best)


THREE = FindingValue(Count("=", 3), ONE, 1)
FIVE = FindingValue(Count("=", 5), TWO, 1)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (killed(SINGLE, THREE), killed(CONTESTED, THREE, FIVE), "also 5"),
        (killed(CONTESTED, THREE, FIVE), killed(SINGLE, FIVE), "no longer 3"),
        (
            killed(CONTESTED, THREE, best=CountRange(3, 3, 3)),
            killed(CONTESTED, THREE, FIVE, best=CountRange(3, 5, 5)),
            "3 → 3–5 (best 5); also 5",
        ),
        (killed(SINGLE, THREE), killed(CONTESTED, replace(THREE, denied_by=TWO)), "denied: 3"),
        (killed(SINGLE, THREE), killed(CONTESTED, THREE), "3 (contested)"),
    ],
)
def test_what_of_an_answer_differs(before, after, told):
    assert difference([before], after) == told


@pytest.mark.parametrize(
    ("finding", "told"),
    [
        (killed(SINGLE, THREE), "3"),
        (killed(CONTESTED, THREE, FIVE, best=CountRange(3, 5, 5)), "3–5 (best 5) (contested)"),
        (killed(CONTESTED, FindingValue(Count("=", 3), (), 0, TWO)), "only denied (contested)"),
    ],
)
def test_an_answer_in_few_words(finding, told):
    assert answer(finding) == told


@pytest.fixture(scope="module")
def incident(incidents):
    return incidents[0]


def test_steps_lead_through_the_times_of_publication(desk, incident):
    page = check(desk.get(f"/incidents/{incident.id}"))
    steps = page.all("//nav[@class='steps']/ol/li/a")
    assert [s.text_content().strip() for s in steps][-1] == "now"
    assert steps[-1].get("aria-current") == "step"
    assert len(steps) > 2
    for step in steps[:-1]:
        then = check(desk.get(step.get("href")))
        assert then.all("//nav[@class='steps']//a[@aria-current='step']")[0].get("href") == step.get("href")
        assert "As known by" in then.text("//p[contains(@class, 'asof-note')]")


def test_as_of_shows_what_was_known_then(desk, incident):
    then = check(desk.get(f"/incidents/{incident.id}?as_of=2024-04-20"))
    reports = then.all("//ul[@class='reports']//a")
    assert 0 < len(reports) < len(incident.reports)
    now = Page(desk.get(f"/incidents/{incident.id}"))
    assert len(then.all("//table//tbody/tr")) <= len(now.all("//table//tbody/tr"))
    assert "as_of=2024-04-20" in then.text("//details[contains(@class, 'cite')]")
    assert all("as_of=2024-04-20" in a.get("href") for a in then.all("//details[contains(@class, 'exports')]//a"))


@pytest.mark.parametrize(
    ("moment", "status", "words"),
    [("1990-01-01", 404, "nothing was known of it"), ("soon", 400, "is no date")],
)
def test_a_moment_that_cannot_be_shown(desk, incident, moment, status, words):
    response = desk.get(f"/incidents/{incident.id}?as_of={moment}")
    assert response.status_code == status
    assert words in check(response).text()


def test_the_page_lists_what_each_step_changed(desk, incident):
    page = check(desk.get(f"/incidents/{incident.id}"))
    told = page.all("//ol[@class='history']/li")
    assert len(told) == len(page.all("//nav[@class='steps']/ol/li")) - 1
    anchors = {e.get("id") for e in page.all("//*[@id]")}
    assert all(a.get("href")[1:] in anchors for a in page.all("//ol[@class='history']//li/a[starts-with(@href, '#')]"))


def test_an_id_that_was_merged_away_keeps_the_moment(tmp_path):
    with served(fill(tmp_path / "odd.db")) as client:
        response = client.get("/incidents/INC-OLD000?as_of=2024-05-01", follow_redirects=False)
    assert response.status_code == 307
    assert response.headers["location"].endswith("?as_of=2024-05-01")
