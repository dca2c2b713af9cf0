"""Every page in a real browser: with scripts and without, wide and on a phone, light and dark, clean for axe-core.

A page is a row of PAGES: an address, or a link that a page before it leads to.
"""

import gzip
from typing import Any

import pytest

PAGES = {
    "incidents": ("/",),
    "incidents, filtered": ("/?status=contested&sort=reports",),
    "incidents as of a time": ("/?as_of=2024-04-22",),
    "incidents, none": ("/?text=submarine&type=riot",),
    "incident": ("/?sort=reports", ".incidents h3 a"),
    "incident as of a time": ("/?sort=reports", ".incidents h3 a", ".steps a"),
    "report": ("/?sort=reports", ".incidents h3 a", ".matrix .line"),
    "report, putting a claim right": ("/?sort=reports", ".incidents h3 a", ".values a.judge"),
    "report in Arabic": ("/reports/arabic",),
    "report with emoji": ("/reports/emoji",),
    "sources": ("/sources",),
    "source": ("/sources", ".list tbody a"),
    "sources as of a time": ("/sources?as_of=2024-04-22",),
    "source as of a time": ("/sources?as_of=2024-04-22", ".list tbody a"),
    "add": ("/add",),
    "review": ("/review",),
    "review of contested facts": ("/review?kind=contested",),
    "decisions": ("/judgements",),
    "problem": ("/?since=tomorrow",),
    "lost": ("/nowhere",),
}
REFUSED = {"problem", "lost"}  # answered with an error status, which Chromium notes on its console
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
MODES: dict[str, dict[str, Any]] = {
    "wide": {},
    "dark": {"color_scheme": "dark"},
    "phone": PHONE,
    "phone, dark, without islands": {**PHONE, "color_scheme": "dark", "without_islands": True},
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = pytest.mark.browser


def go(watched, way):
    """Open the page that a row leads to, following links by their addresses."""
    response = watched.go(way[0])
    for link in way[1:]:
        response = watched.go(watched.page.locator(link).first.get_attribute("href"))
    return response


LINES = """(label) => {
  const words = document.createRange();
  words.selectNodeContents(label);
  return [label.textContent, new Set([...words.getClientRects()].map((box) => Math.round(box.top))).size];
}"""


def test_no_short_word_is_broken_on_a_phone(desk, watch):
    watched = watch(desk, **PHONE)
    watched.go("/sources")
    labels = watched.page.locator("form.inline label, form.inline button, .list thead th, .list td .dim")
    assert labels.count() > 6
    broken = [told for told in (label.evaluate(LINES) for label in labels.all()) if told[1] > len(told[0].split())]
    assert broken == []


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound(desk, watch, axe, name, mode):
    watched = watch(desk, **MODES[mode])
    go(watched, PAGES[name])
    page = watched.page
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "nothing to scroll sideways"
    assert page.locator("h1").count() == 1
    page.evaluate(axe)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, preload: false})", RULES)
    told = [(v["id"], [n["html"][:160] for n in v["nodes"]][:3], v["help"]) for v in found["violations"]]
    assert not told
    expected = ("Failed to load resource",) if "without" in mode or name in REFUSED else ()
    assert not [w for w in watched.wrong if not any(e in w for e in expected)]


def test_everything_that_runs_is_light(desk, watch):
    watched = watch(desk)
    weights = {}

    def weigh(response):
        if response.url.endswith(".js"):
            weights[response.url] = len(gzip.compress(response.body()))

    watched.page.on("requestfinished", lambda request: weigh(request.response()))
    watched.go("/")
    watched.page.wait_for_load_state("networkidle")
    assert len(weights) >= 3
    assert sum(weights.values()) < 250_000


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_useful_without_javascript(desk, watch, name):
    watched = watch(desk, java_script_enabled=False)
    response = go(watched, PAGES[name])
    assert (response.status >= 400) == (name in REFUSED)
    assert watched.page.locator("main").inner_text().strip()
    for link in watched.page.locator("nav[aria-label='Main'] a").all():
        assert link.is_visible()
    assert not [w for w in watched.wrong if name not in REFUSED]
