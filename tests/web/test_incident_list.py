"""The list of incidents: filters in the URL, counts, order, and what is not known."""

from dataclasses import replace

import pytest

from sayso.model import IncidentPlace
from sayso.web.listing import places_line
from sayso.wording import plural

from .conftest import served
from .hostile import fill
from .pages import check


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    with served(fill(tmp_path_factory.mktemp("odd") / "odd.db")) as client:
        yield client


def test_it_shows_every_incident_with_time_place_toll_and_standing(desk, incidents):
    page = check(desk.get("/"))
    shown = page.text()
    assert f"{len(incidents)} incidents" in shown
    assert "latest incident first" in shown
    for incident in incidents:
        assert incident.title in shown
        assert f"/incidents/{incident.id}" in page.links()
    assert "≠ contested" in shown
    assert all(plural(len(i.reports), "report") in shown for i in incidents)


@pytest.mark.parametrize(
    ("places", "line"),
    [
        ((("site", "Varna"), ("target", "Varna")), "at Varna"),
        ((("origin", "Zummar"), ("site", "Varna"), ("target", "the port")), "from Zummar → at Varna → target the port"),
        ((("origin", "Varna"), ("target", "Varna"), ("target", "Varna")), "from Varna → target Varna"),
        ((), ""),
    ],
)
def test_a_place_that_is_site_and_target_is_told_once(incidents, places, line):
    named = tuple(IncidentPlace(role, name, None, None, None, "unknown") for role, name in places)
    assert places_line(replace(incidents[0], places=named)) == line


def test_filters_live_in_the_url_and_in_the_form(desk):
    page = check(desk.get("/?text=Kalsu&type=explosion&sort=reports"))
    assert page.all("//input[@name='text'][@value='Kalsu']")
    assert page.all("//input[@type='hidden'][@name='type'][@value='explosion']")
    assert page.all("//option[@value='reports'][@selected]")
    assert "most reports first" in page.text()
    assert "/?text=Kalsu&sort=reports" in page.links(), "the type may be let go alone"


def test_every_count_of_a_filter_holds_when_it_is_followed(desk):
    page = check(desk.get("/"))
    choices = page.all("//details[@class='facet']//a")
    assert choices
    for choice in choices:
        count = int(choice.xpath(".//span[@class='count']")[0].text)
        assert check(desk.get(choice.get("href"))).text("//h2[@id='found']").split()[0] == str(count), choice.get(
            "href"
        )


@pytest.mark.parametrize(("precision", "number"), [("town", "1"), ("site", "0"), ("country", "0")])
def test_incidents_are_found_by_how_finely_they_are_placed(odd, precision, number):
    shown = check(odd.get(f"/?precision={precision}"))
    assert shown.text("//h2[@id='found']").split()[0] == number
    assert "Placed to the" in check(odd.get("/")).text("//search")


def test_undated_and_unplaced_incidents_stay_visible_with_their_counts(odd):
    page = check(odd.get("/"))
    assert "undated" in page.text("//ol[@class='incidents']")
    assert "place not known" in page.text("//ol[@class='incidents']")
    undated = check(odd.get("/?unknown=time"))
    assert undated.text("//h2[@id='found']") == "1 incident"
    assert undated.all("//a[@aria-current='true'][@href='/']")


def test_no_incident_meets_all_filters(desk):
    assert "No incident meets all of these filters" in check(desk.get("/?text=submarine")).text()


def test_an_empty_ledger_says_what_to_do(tmp_path):
    with served(tmp_path / "new.db") as client:
        assert "holds no incidents yet" in check(client.get("/")).text()


@pytest.mark.parametrize(
    "wrong", ["?since=tomorrow", "?type=picnic", "?precision=room", "?page=0", "?bbox=1,2", "?text=" + "a" * 501]
)
def test_what_cannot_be_understood_is_told(desk, wrong):
    response = desk.get(f"/{wrong}")
    assert response.status_code == 400
    assert check(response).all("//*[@role='alert']")


def test_pages_of_a_long_list(desk, monkeypatch, incidents):
    monkeypatch.setattr("sayso.web.listing.PAGE", 1)
    first = check(desk.get("/"))
    assert f"page 1 of {len(incidents)}" in first.text()
    assert len(first.all("//ol[@class='incidents']/li")) == 1
    second = check(desk.get(first.all("//a[@rel='next']")[0].get("href")))
    assert second.all("//a[@rel='prev'][@href='/']")
    assert check(desk.get("/?page=999")).text("//ol[@class='incidents']") == ""
