"""The list of incidents as an analyst uses it: filters, keys, timeline and map, in place where scripts run."""

import re

import pytest

pytestmark = pytest.mark.browser

FOUND = "#found"
WHERE = """(() => {
  const at = document.activeElement;
  return at === document.body ? '' : at.closest('search, section, header.top, footer')?.className;
})()"""


@pytest.fixture
def page(desk, watch):
    """The list with its live map; whatever goes wrong on it fails the test."""
    watched = watch(desk)
    watched.go("/")
    watched.page.locator("#map[data-ready]").wait_for()
    yield watched.page
    assert watched.wrong == []


def swapped(page):
    """Wait until a swap is over."""
    page.wait_for_load_state("networkidle")
    page.locator("#desk:not([aria-busy='true'])").wait_for()


def shown(page):
    """The page as it stands: address, number of incidents, titles."""
    return (
        re.sub("https?://[^/]+", "", page.url),
        page.locator(FOUND).inner_text(),
        page.locator(".incidents h3").all_inner_texts(),
    )


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_click_on_a_filter_leads_to_what_it_counts(desk, watch, scripts):
    watched = watch(desk, java_script_enabled=scripts)
    watched.go("/")
    page = watched.page
    choice = page.locator("#fold-1 a").first
    count, where = choice.locator(".count").inner_text(), choice.get_attribute("href")
    choice.click()
    page.locator(".active").wait_for()
    assert shown(page)[:2] == (where, f"{count} incident{'' if count == '1' else 's'}")
    page.locator(".active a").first.click()
    page.locator(".active").wait_for(state="detached")
    assert shown(page)[0] == "/"
    assert watched.wrong == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_words_are_searched_with_enter(desk, watch, scripts):
    watched = watch(desk, java_script_enabled=scripts)
    watched.go("/")
    page = watched.page
    everything = shown(page)
    page.fill("#text", "Kalsu")
    page.keyboard.press("Enter")
    page.locator(".active").wait_for()
    assert "text=Kalsu" in page.url
    assert page.locator("#text").input_value() == "Kalsu"
    assert shown(page)[2] < everything[2] or len(shown(page)[2]) < len(everything[2])
    assert watched.wrong == []


def test_a_swap_keeps_the_map_the_focus_and_what_is_unfolded(page):
    page.evaluate("window.same = true")
    pane = page.evaluate_handle("document.querySelector('.leaflet-map-pane')")
    page.locator("#fold-4 summary").click()
    before = page.locator("#map").get_attribute("data-ready")
    page.locator("#facet-1-1").click()
    page.locator(".active").wait_for()
    swapped(page)
    assert page.evaluate("window.same"), "no page was loaded"
    assert pane.evaluate("e => e.isConnected")
    assert page.evaluate("document.activeElement.id") == "facet-1-1"
    assert page.locator("#fold-4").get_attribute("open") is not None
    assert page.locator("#map").get_attribute("data-ready") != before
    assert page.locator("#told").inner_text() == page.locator(FOUND).inner_text()


def test_back_leads_to_the_list_before(page):
    before = shown(page)
    page.locator("#facet-1-1").click()
    page.locator(".active").wait_for()
    page.go_back()
    page.locator(".active").wait_for(state="detached")
    assert shown(page) == before


def test_changing_the_order_asks_at_once(page):
    page.select_option("#sort", "earliest")
    page.locator(".found header", has_text="earliest incident first").wait_for()
    assert shown(page)[0] == "/?sort=earliest"


def test_a_filter_that_cannot_be_understood_is_told_by_a_page(desk, watch):
    watched = watch(desk)
    watched.go("/?bbox=1,2")
    assert watched.page.locator("[role='alert']").is_visible()


def test_keys_walk_through_the_list_and_open(page):
    links = page.locator(".incidents h3 a")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert links.nth(1).evaluate("e => e === document.activeElement")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("k")
    page.keyboard.press("ArrowUp")
    assert links.first.evaluate("e => e === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents/INC-*")


def test_a_slash_goes_to_the_search_and_letters_stay_letters_there(page):
    page.keyboard.press("/")
    page.keyboard.type("jk?/")
    assert page.locator("#text").input_value() == "jk?/"
    page.locator("#text").fill("")


def test_a_question_mark_shows_the_keys_and_escape_hides_them(page):
    page.keyboard.press("?")
    dialog = page.locator("dialog#keys")
    assert dialog.is_visible()
    assert {"j", "k", "/", "?", "Enter"} <= set(dialog.locator("kbd").all_inner_texts())
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")


def test_single_keys_can_be_switched_off(page):
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Single keys act").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.incidents')") is None
    page.evaluate("localStorage.clear()")


def test_nothing_traps_the_tab_key(page):
    seen = set()
    for _ in range(250):
        page.keyboard.press("Tab")
        at = page.evaluate(WHERE)
        seen.add(at)
        if at == "":
            break
    assert {"", "top", "filters", "found", "charts"} <= seen


def test_a_brush_over_the_timeline_sets_the_days(page):
    bars = page.locator("svg.timeline a")
    days = [(bar.get_attribute("data-since"), bar.get_attribute("data-until")) for bar in bars.all()]
    box, first = page.locator("svg.timeline").bounding_box(), bars.first.bounding_box()
    page.mouse.move(box["x"] + 1, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(first["x"] + first["width"] - 1, box["y"] + 12, steps=4)
    page.mouse.up()
    page.locator(".active").wait_for()
    assert page.locator("#since").input_value() == days[0][0]
    assert page.locator("#until").input_value() == days[0][1]


def test_a_bar_of_the_timeline_is_a_link(page):
    bar = page.locator("svg.timeline a").first
    where = bar.get_attribute("href")
    bar.click()
    page.locator(".active").wait_for()
    assert shown(page)[0] == where


def test_a_drag_with_shift_over_the_map_lists_what_is_in_the_box(page):
    box = page.locator("#map").bounding_box()
    page.keyboard.down("Shift")
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 60, box["y"] + box["height"] - 20, steps=5)
    page.mouse.up()
    page.keyboard.up("Shift")
    page.locator(".active", has_text="part of the map").wait_for()
    assert "bbox=" in page.url


def test_a_button_lists_what_is_in_view(page):
    placed = int(page.locator("#map").get_attribute("data-ready"))
    page.get_by_role("button", name="List what is in view").click()
    page.locator(".active", has_text="part of the map").wait_for()
    assert int(page.locator(FOUND).inner_text().split()[0]) >= placed, "the map fits to all that is listed"


def test_a_mark_of_the_map_tells_titles_dates_and_standing(page):
    for _ in range(8):  # bundles come apart by and by
        mark = page.locator(".map .dot, .map .bundle").first
        mark.click()
        page.wait_for_timeout(300)
        if page.locator(".leaflet-popup .cards").count():
            break
    card = page.locator(".leaflet-popup .cards li").first
    assert card.locator("a").get_attribute("href").startswith("/incidents/INC-")
    assert re.search(r"contested|agreed|one source", card.inner_text())
    assert re.search(r"\d{4}-\d\d|undated", card.inner_text())


def test_what_has_no_date_or_place_is_counted_beside_the_pictures(page):
    notes = page.locator(".charts-note")
    assert notes.filter(has_text="without a date").count() == 1
    assert notes.filter(has_text="without a known place").count() == 1
    notes.filter(has_text="without a known place").locator("a").click()
    page.locator(".active").wait_for()
    assert page.locator("#map").get_attribute("data-ready") is not None


def test_an_entry_with_the_focus_is_ringed_on_the_map(page):
    page.locator(".incidents > li", has_not_text="place not known").first.locator("h3 a").focus()
    page.locator("#map path.ring").first.wait_for(state="attached")


def test_a_day_is_chosen_in_place_and_kept_wherever_one_goes(page):
    page.locator("#as_of").fill("2024-04-20")
    page.locator(".moment").wait_for()
    swapped(page)
    assert "As known by 2024-04-20" in page.locator(".moment").inner_text()
    assert all("as_of=2024-04-20" in page.locator(f"#nav a >> nth={n}").get_attribute("href") for n in (0, 1))
    page.locator("#fold-1 a").first.click()
    page.locator(".active").wait_for()
    assert "as_of=2024-04-20" in page.url
    page.locator("#map[data-ready]").wait_for()
    page.locator("#map .leaflet-marker-icon").first.click()
    card = page.locator(".leaflet-popup .cards a").first
    card.wait_for()
    assert "as_of=2024-04-20" in card.get_attribute("href")
    page.locator(".moment a").click()
    page.locator(".moment").wait_for(state="detached")
    assert "as_of" not in page.url
    assert page.locator("#nav a").first.get_attribute("href") == "/"
