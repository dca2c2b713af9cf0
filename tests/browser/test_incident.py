"""The page of an incident and of a report in a browser: steps, slider, copying, the matrix in its box, paper."""

import pytest

pytestmark = pytest.mark.browser


def incident(watched):
    """Open the incident of most reports."""
    watched.go("/?sort=reports")
    watched.go(watched.page.locator(".incidents h3 a").first.get_attribute("href"))
    return watched.page


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_steps_lead_to_what_was_known_then(desk, watch, scripts):
    watched = watch(desk, java_script_enabled=scripts)
    page = incident(watched)
    rows = page.locator(".matrix tbody tr").count()
    page.locator(".steps li a").first.click()
    page.locator(".asof-note").wait_for()
    assert "as_of=" in page.url
    assert page.locator(".matrix tbody tr").count() <= rows
    page.locator(".asof-note a", has_text="known now").click()
    page.locator(".asof-note").wait_for(state="detached")
    page.locator("#as_of").fill("2100-01-01")
    page.locator(".asof button").first.click()
    page.locator(".asof-note").wait_for()
    assert page.locator(".matrix tbody tr").count() == rows
    assert watched.wrong == []


def test_the_slider_goes_over_the_steps_by_key(desk, watch):
    watched = watch(desk)
    page = incident(watched)
    slider = page.locator("#asof-slider")
    assert slider.get_attribute("aria-valuetext") == "now"
    step = page.locator(".steps li a").nth(-2)
    where = step.get_attribute("href")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"**{where}")
    assert page.locator(".steps a[aria-current]").get_attribute("href") == where
    assert watched.wrong == []


def test_a_citation_is_copied(desk, watch):
    watched = watch(desk, permissions=["clipboard-read", "clipboard-write"])
    page = incident(watched)
    page.locator(".cite summary").click()
    page.locator(".copy").first.click()
    page.get_by_text("Copied", exact=True).first.wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#cite-1").text_content()
    assert watched.wrong == []


def test_the_matrix_scrolls_inside_its_box_under_its_head(desk, watch):
    watched = watch(desk, viewport={"width": 800, "height": 500})
    page = incident(watched)
    box = page.locator(".scroll")
    assert box.evaluate("b => b.scrollWidth > b.clientWidth && b.scrollHeight > b.clientHeight")
    box.evaluate("b => b.scrollTo(300, 300)")
    top = box.bounding_box()
    head, fact = (page.locator(f".matrix {part}").first.bounding_box() for part in ("thead th", "tbody th"))
    assert abs(head["y"] - top["y"]) < 3
    assert abs(fact["x"] - top["x"]) < 3
    assert page.evaluate("document.documentElement.scrollWidth") <= 800


def test_on_paper_nothing_is_cut_off_and_what_was_folded_is_open(desk, watch):
    watched = watch(desk, viewport={"width": 700, "height": 1000})
    page = incident(watched)
    page.emulate_media(media="print")
    assert page.locator(".asof").is_hidden()
    assert page.locator(".split").is_hidden()
    assert page.locator(".evidence .judge").first.is_hidden()
    assert page.locator(".evidence").first.is_visible()
    assert page.locator(".scroll").evaluate("b => b.scrollWidth <= b.clientWidth + 1")
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_words_light_up_with_their_claim(desk, watch):
    watched = watch(desk)
    watched.go("/reports/arabic")
    page = watched.page
    number = page.locator("a.ref").first
    number.focus()
    claim = number.get_attribute("id")
    assert page.locator(f"li#claim-{claim}.lit").count() == 1
    assert page.locator(f".text [data-claims~='{claim}'].lit").count() > 0
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert number.locator(".tip").is_visible()
    assert watched.wrong == []
