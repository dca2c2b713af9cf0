"""Divisions that hold incidents are drawn under the points, once somebody added a gazetteer that has their outlines."""

import pytest

from ..gazetteer.test_drawn import divided
from ..web.test_divisions import path as ledger  # noqa: F401 - a fixture
from .conftest import served

pytestmark = pytest.mark.browser
INK = """() => {
  const canvas = document.querySelector('.leaflet-divisions-pane canvas');
  if (!canvas) return 0;
  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  return pixels.filter((value, at) => at % 4 === 3 && value > 0).length;
}"""


@pytest.fixture
def address(request, tmp_path, monkeypatch):
    monkeypatch.setenv("SAYSO_GAZETTEER", str(divided(tmp_path / "gazetteer.sqlite")))
    with served(request.getfixturevalue("ledger")) as made:
        yield made


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_they_are_drawn_in_view_and_finer_nearer(watch, address, colours):
    watched = watch(address, color_scheme=colours)
    watched.go("/?type=shelling")
    page = watched.page
    page.locator("#map[data-divisions='North']").wait_for()
    page.wait_for_function(f"({INK})() > 500")
    assert page.locator(".map .dot").count() == 1, "the point lies on top"
    assert page.locator(".map .dot").first.evaluate(
        "d => { const at = d.getBoundingClientRect();"
        " return document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2).closest('.dot') === d }"
    )
    page.locator(".leaflet-control-zoom-in").click()
    page.locator(".leaflet-control-zoom-in").click()
    page.locator("#map[data-divisions*='Middle']").wait_for()
    assert watched.wrong == []


def test_a_filter_that_leaves_none_takes_them_away(watch, address):
    watched = watch(address)
    watched.go("/?type=riot")
    page = watched.page
    page.locator("#map[data-divisions='']").wait_for()
    assert page.evaluate(INK) == 0
    assert watched.wrong == []


def test_without_outlines_the_map_does_not_ask(watch, desk):
    watched = watch(desk)
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url))
    watched.go("/")
    watched.page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/divisions" in url]
