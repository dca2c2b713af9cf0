"""The report page: words marked where claims rest on them, nested and overlapping, the text itself unharmed."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from sayso.model import Diagnostic, Slot, Span
from sayso.web.highlight import Chosen, highlighted

from ..cli.made import at, post
from .pages import check


def seen(marked):
    """The text as a reader sees it: without the small numbers of claims."""
    root = html.fromstring(f"<div>{marked}</div>")
    for number in root.xpath("//a[@class='ref']"):
        number.drop_tree()
    return root.text_content()


def pieces(marked, kind):
    root = html.fromstring(f"<div>{marked}</div>")
    return "".join(e.text_content() for e in root.xpath(f"//*[contains(concat(' ', @class, ' '), ' {kind} ')]"))


def test_every_part_is_marked_where_it_stands():
    marked = highlighted(post(), Chosen())
    assert seen(marked) == post().report.text
    assert pieces(marked, "source") == "A police officerThe army"
    assert pieces(marked, "cue") == "saidclaimedIt was unclear"
    assert pieces(marked, "boilerplate") == "Subscribe to our letter."
    assert "at least three people" in pieces(marked, "facet")
    assert pieces(marked, "noted") == "shells hit"


def test_a_chosen_claim_is_marked_and_its_words_come_first():
    coded = post()
    marked = highlighted(coded, Chosen(coded.claims[0], Slot.PLACE))
    assert pieces(marked, "picked") == "Varna Ford"
    assert pieces(marked, "chosen").startswith("A police officersaidat least three")
    root = html.fromstring(f"<div>{marked}</div>")
    assert root.get_element_by_id("words").text == "Varna Ford"
    whole = highlighted(coded, Chosen(coded.claims[1]))
    assert html.fromstring(f"<div>{whole}</div>").get_element_by_id("words").text_content() == "no "


def test_emoji_and_right_to_left_words_keep_their_places():
    text = "🚀🚀 قصف على الجسر 🚀 said"
    coded = post()
    arabic = replace(
        coded.claims[0], content=(at(text, "قصف على الجسر"),), cue=(at(text, "said"),), facets=(), chain_spans=()
    )
    coded = replace(coded, report=replace(coded.report, text=text, boilerplate=()), claims=(arabic,), diagnostics=())
    marked = highlighted(coded, Chosen())
    assert (pieces(marked, "content"), pieces(marked, "cue"), seen(marked)) == ("قصف على الجسر", "said", text)


def test_a_number_tells_who_holds_its_claim_and_pieces_name_the_innermost_claim_first():
    coded = post()
    inner = replace(coded.claims[0], id="c9", content=(at(coded.report.text, "shells hit Varna Ford"),), facets=())
    marked = highlighted(replace(coded, claims=(*coded.claims, inner)), Chosen())
    root = html.fromstring(f"<div>{marked}</div>")
    number = root.get_element_by_id("c1")
    assert number.get("aria-label") == "claim c1: A police officer, “said”: certain"
    assert number.xpath("string(span[@class='tip'])") == "A police officer, “said”: certain"
    assert (
        root.get_element_by_id("c3").get("aria-label")
        == "claim c3: the report itself, “It was unclear”: open, hypothesis"
    )
    (piece,) = root.xpath("//*[@data-claims][text()='Varna Ford']")
    assert piece.get("data-claims") == "c9 c1"


def test_a_name_with_steering_marks_is_inert_in_the_number_as_well():
    coded = post()
    named = replace(coded.sources[0], name="<b>\u202egpj")
    marked = highlighted(replace(coded, sources=(named, *coded.sources[1:])), Chosen())
    assert "\u202e" not in marked
    assert "<b>" not in marked


STEERING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SPANS = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda p: Span(p[0], p[0] + p[1]))


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=STEERING), max_size=50),
    spans=st.lists(SPANS, min_size=1, max_size=8),
    notes=st.lists(SPANS, max_size=4),
)  # fmt: skip
def test_marks_never_change_the_text(text, spans, notes):
    coded = post()
    claims = tuple(
        replace(coded.claims[0], id=f"c{i}", content=(s,), facets=(), cue=(), chain_spans=())
        for i, s in enumerate(spans)
    )
    told = tuple(Diagnostic("made", "up", "note", s) for s in notes)
    coded = replace(coded, report=replace(coded.report, text=text, boilerplate=()), claims=claims, diagnostics=told)
    marked = highlighted(coded, Chosen(claims[0]))
    assert seen(marked) == text
    inside = [s for s in spans if s.end <= len(text)]
    covered = "".join(c for i, c in enumerate(text) if any(s.start <= i < s.end for s in inside))
    assert pieces(marked, "content") == covered


def test_the_page_lists_claims_values_incidents_and_notes(desk, incidents):
    pages = {r: check(desk.get(f"/reports/{r}")) for r in incidents[0].reports}
    sourced = "//div[@class='text']//span[contains(@class, 'source')]"
    report_id, page = next((r, p) for r, p in pages.items() if p.all(sourced))
    assert incidents[0].title in page.text("//header")
    claims = page.all("//section[@class='claims']//li[@id]")
    assert len(claims) > 2
    first = claims[0].get("id").removeprefix("claim-")
    assert page.all(f"//div[@class='text']//a[@class='ref'][@id='{first}']")
    chosen = check(desk.get(f"/reports/{report_id}?claim={first}"))
    assert chosen.all(f"//li[@id='claim-{first}'][@class='here']")


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/reports/nothing", 404, "not in the ledger"),
        ("/reports/{}?claim=c999", 404, "claim 'c999': not in report"),
        ("/reports/{}?claim={}&slot=colour", 400, "slot 'colour': not known"),
    ],
)
def test_what_is_not_there_is_told(desk, incidents, address, status, told):
    value = incidents[0].findings[0].values[0].claims[0]
    response = desk.get(address.format(*value))
    assert response.status_code == status
    assert told in check(response).text()
