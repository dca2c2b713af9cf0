"""Texts that try to break out stay words: nothing runs, nothing is asked for, no window opens."""

import pytest

from ..web.hostile import ARABIC, TAG
from ..web.test_hostile import PAGES

pytestmark = pytest.mark.browser

OURS = ("/static/", "/points", "/cards?")
INJECTED = "img, iframe, object, script:not([src^='/static/built/']), [onerror], [onload], [onclick]"


@pytest.mark.parametrize("address", PAGES)
def test_nothing_of_a_report_comes_alive(odd, watch, address):
    watched = watch(odd)
    asked = []
    watched.page.on("request", lambda r: asked.append(r.url.removeprefix(odd)))
    watched.go(address)
    watched.page.wait_for_load_state("networkidle")
    assert watched.page.locator(INJECTED).count() == 0
    assert [a for a in asked[1:] if not a.startswith(OURS)] == []
    assert not [w for w in watched.wrong if "Failed to load resource" not in w]


def test_the_map_and_its_cards_show_hostile_titles_as_words(odd, watch):
    watched = watch(odd)
    watched.go("/")
    page = watched.page
    assert TAG in page.locator(".map .leaflet-marker-icon").first.get_attribute("aria-label")
    page.locator(".map .leaflet-marker-icon").first.click()
    page.locator(".cards a").wait_for()
    assert TAG in page.locator(".cards").inner_text()
    assert page.locator(INJECTED).count() == 0
    assert watched.wrong == []


def test_a_filter_may_hold_anything(odd, watch):
    watched = watch(odd)
    watched.go("/")
    watched.page.fill("#text", "\"'><img src=x onerror=alert(1)>")
    watched.page.keyboard.press("Enter")
    watched.page.locator(".active").wait_for()
    assert watched.page.locator(INJECTED).count() == 0
    assert watched.wrong == []


def test_arabic_runs_from_right_to_left_within_its_own_words(odd, watch):
    watched = watch(odd)
    watched.go("/")
    title = watched.page.locator(".incidents bdi", has_text=ARABIC).first
    assert title.evaluate("e => getComputedStyle(e).unicodeBidi") == "isolate"
