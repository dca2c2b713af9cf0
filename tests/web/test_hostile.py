"""Reports that try to break out of the page stay text."""

import pytest

from sayso.web.render import inert, outside_url, plain, report_url

from .conftest import served
from .hostile import ARABIC, ESCAPED, QUOTE, REPORT_ID, TAG, fill
from .pages import check

PAGES = (
    "/",
    "/?text=%3Cimg+onerror%3E&actor=%22%27%3E%3Cscript%3E",
    "/incidents/INC-7KQ2M9",
    report_url(REPORT_ID).partition("#")[0],
    report_url(REPORT_ID, "c1").partition("#")[0],
    "/sources",
    "/sources/%3Cimg%20src%3Dx%20onerror%3D%22alert(1)%22%3E",
    "/sources?text=%22%27%3E%3Cscript%3E",
    "/nowhere/%3Cscript%3E",
    "/incidents/%3Cscript%3E%E2%80%AE",
)


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    with served(fill(tmp_path_factory.mktemp("odd") / "odd.db")) as client:
        yield client


@pytest.mark.parametrize("address", PAGES)
def test_nothing_runs_and_nothing_is_fetched(odd, address):
    response = odd.get(address)
    check(response)
    assert not any(mark in response.text for mark in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\x00\x1b")
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src 'self';" in policy, "nothing but the islands runs"
    assert response.headers["x-content-type-options"] == "nosniff"


def test_words_are_shown_as_they_are(odd):
    page = check(odd.get("/incidents/INC-7KQ2M9"))
    assert TAG in page.text("//h1")
    assert ESCAPED in page.text("//h1"), "entities of a text are text"
    assert "⟨U+202E⟩evil⟨U+202C⟩" in page.text("//h1")
    assert QUOTE in page.text()
    assert "not found on the map" in page.text()
    assert "not in the ledger any more" in page.text()
    assert "Changed in copying" in page.text()
    report = check(odd.get(PAGES[3]))
    assert ARABIC in report.text()
    assert len(report.text("//div[@class='text']")) > 900_000
    assert not [link for link in report.links() if link.startswith("javascript")]
    assert "javascript:alert(4)" in report.text("//header"), "told, not linked"


def test_an_id_that_was_merged_away_leads_on(odd):
    response = odd.get("/incidents/INC-OLD000", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (307, "/incidents/INC-7KQ2M9")


def test_steering_marks_are_told_or_replaced():
    assert str(inert("a\u2066b\x07\ud800")) == (
        'a<span class="ctl" title="LEFT-TO-RIGHT ISOLATE">⟨U+2066⟩</span>b'
        '<span class="ctl" title="control character">⟨U+0007⟩</span>'
        '<span class="ctl" title="control character">⟨U+D800⟩</span>'
    )
    assert plain("a\u202eb") == "a�b"


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a", True),
        ("HTTP://example.org", True),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("http://[broken", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_linked(url, linked):
    assert bool(outside_url(url)) == linked
