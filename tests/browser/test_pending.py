"""While reports are merged an open page says so, and shows them by itself when they are there."""

import pytest
from playwright.sync_api import expect

from ..web.test_pending import came, paper, path, writing
from .conftest import served

__all__ = ["path"]

pytestmark = pytest.mark.browser


@pytest.fixture
def address(path):
    with served(path) as made:
        yield made


def test_the_list_shows_what_came_as_soon_as_it_is_merged(watch, address, path):
    came(path, paper("b", "Varna"))
    open_page = watch(address)
    with writing(path):
        open_page.go("/")
        expect(open_page.page.locator("#pending .note")).to_contain_text("1 report is being merged")
        expect(open_page.page.locator("#found")).to_have_text("1 incident")
        open_page.page.evaluate("window.kept = true")
    expect(open_page.page.locator("#found")).to_have_text("2 incidents", timeout=20_000)
    expect(open_page.page.locator("#pending .note")).to_have_count(0)
    assert open_page.page.evaluate("window.kept"), "swapped in place"
    assert not open_page.wrong


def test_a_filter_tells_of_it_too(watch, address, path):
    open_page = watch(address)
    open_page.go("/")
    came(path, paper("b", "Varna"))
    with writing(path):
        open_page.page.locator("#fold-2 a").first.click()
        expect(open_page.page.locator("#pending .note")).to_contain_text("1 report is being merged")
    assert not open_page.wrong


def test_other_pages_are_loaded_anew_but_not_under_the_hands_of_who_writes(watch, address, path):
    came(path, paper("b", "Varna", said_by="police"))
    reading, deciding = watch(address), watch(address)
    with writing(path):
        reading.go("/sources/police")
        deciding.go("/sources/police")
        deciding.page.locator("summary", has_text="Grade it").click()
        deciding.page.get_by_label("Why").fill("known for years")
    expect(reading.page.locator("h1 + p, header")).not_to_have_count(0)
    expect(reading.page.locator("#pending .note")).to_have_count(0, timeout=20_000)
    expect(deciding.page.locator("#pending .note")).to_contain_text("Newer reports have been merged", timeout=20_000)
    assert deciding.page.get_by_label("Why").input_value() == "known for years"
    deciding.page.get_by_role("link", name="Show them").click()
    expect(deciding.page.locator("#pending .note")).to_have_count(0)
    assert [*reading.wrong, *deciding.wrong] == []


def test_without_scripts_a_link_looks_again_and_the_first_build_looks_by_itself(watch, tmp_path):
    came(tmp_path / "new.db", paper("a", "Zummar"))
    with served(tmp_path / "new.db") as address:
        open_page = watch(address, java_script_enabled=False)
        with writing(tmp_path / "new.db"):
            open_page.go("/")
            expect(open_page.page.locator("h1")).to_have_text("The incidents are being built")
        expect(open_page.page.locator("#found")).to_have_text("1 incident", timeout=20_000)
        came(tmp_path / "new.db", paper("b", "Varna"))
        with writing(tmp_path / "new.db"):
            open_page.go("/?sort=reports")
            expect(open_page.page.locator("#pending .note")).to_contain_text("Look again")
        open_page.page.wait_for_timeout(1500)
        open_page.page.get_by_role("link", name="Look again").click()
        expect(open_page.page.locator("#found")).to_have_text("2 incidents")
        assert open_page.page.url.endswith("/?sort=reports")


@pytest.mark.parametrize("settings", [{}, {"color_scheme": "dark"}])
def test_the_note_meets_the_rules_of_access(watch, address, path, axe, settings):
    came(path, paper("b", "Varna"))
    open_page = watch(address, bypass_csp=True, **settings)
    with writing(path):
        open_page.go("/sources")
        open_page.page.evaluate(axe)
        found = open_page.page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})")
        assert not found["violations"], found["violations"]
