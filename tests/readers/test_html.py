"""The main text of a page is read without its menus, comments and scripts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.readers import Reading, Unread
from sayso.readers.html import page_draft

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Five rockets hit depot | The River Post</title>
<meta property="og:site_name" content="The River Post">
<meta property="article:published_time" content="2024-04-22T06:30:00Z">
<meta name="author" content="Lena Holt"><link rel="canonical" href="https://river.example/depot"></head><body>
<header><a href="/">The River Post</a>
<nav><ul><li><a href="/a">World</a></li><li><a href="/b">Sport</a></li></ul></nav></header>
<main><article><h1>Five rockets hit depot</h1>
<p>Five rockets hit a depot near <a href="/t/orom">Orom</a> on Sunday, two security officials said.
It was unclear who fired them.</p>
<p>“Nobody was hurt,” a spokeswoman for the <b>army</b> told reporters on Monday,
and added that a search was under way.</p>
</article></main><script>track("killed 50")</script>
<section class="comments"><h2>Comments</h2><p>ned: they should all be shot</p></section>
<footer>© 2024 The River Post. All rights reserved.</footer></body></html>"""


def page(source):
    return page_draft(source, "a")


def test_a_page_becomes_its_main_text_and_facts(desk):
    result = desk.one("depot.html", PAGE)
    assert isinstance(result, Reading)
    assert result.diagnostics == ()
    report = result.report
    lines = report.text.splitlines()
    assert lines[-2].endswith(
        "a depot near Orom on Sunday, two security officials said. It was unclear who fired them."
    )
    assert lines[-1].startswith("“Nobody was hurt,” a spokeswoman for the army told")
    assert "shot" not in report.text
    assert "rights reserved" not in report.text
    assert (report.title, report.publisher, report.author) == (
        "Five rockets hit depot",
        "The River Post",
        "Lena Holt",
    )
    assert (report.published, report.url, report.language) == (
        "2024-04-22T06:30:00+00:00",
        "https://river.example/depot",
        "en",
    )


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>Five rockets were fired.</p>", "Five rockets were fired."),
        ("Five rockets &amp; a drone", "Five rockets & a drone"),
        ("<div>One<br>Two</div>", "One\nTwo"),
        ("<p>Two <a href=x>officials</a> said <b>five</b> rockets fell.</p>", "Two officials said five rockets fell."),
        ("<p>Five rockets 🚀</p>", "Five rockets 🚀"),
        ('<?xml version="1.0" encoding="utf-8"?><html><body><p>Five rockets.</p></body></html>', "Five rockets."),
        ("<p>Five\x01rockets\x00</p>", "Five\ufffdrockets\ufffd"),
    ],
)
def test_pieces_of_pages_are_read_too(source, text):
    assert page(source).text == text


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("", "empty"),
        (" \n", "empty"),
        (b"", "empty"),
        ("<!-- nothing -->", "unreadable-html"),
        ("<html><body></body></html>", "no-main-text"),
        (
            "<html><head><title>x</title></head><body><script>run()</script><div id=app></div></body></html>",
            "no-main-text",
        ),
        (b"%PDF-1.4 five rockets", "not-text"),
        (b"\x89PNG\r\n\x1a\n", "not-text"),
    ],
)
def test_a_page_without_text_says_why(source, code):
    result = page(source)
    assert isinstance(result, Unread)
    assert result.diagnostic.code == code


def test_a_page_of_a_hundred_thousand_elements_is_set_aside():
    assert page("<p>x" * 60_000).diagnostic.code == "too-large"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-16"])
def test_a_page_in_another_encoding_is_read_with_a_note(encoding):
    label = "" if encoding == "utf-16" else f'<meta charset="{encoding}">'
    draft = page(f"<html><head>{label}</head><body><p>Пять ракет.</p></body></html>".encode(encoding))
    assert draft.text == "Пять ракет."
    assert [n.code for n in draft.notes] == ["encoding"]


def test_a_fault_inside_the_extraction_is_a_page_without_text(monkeypatch):
    def fail(*_, **__):
        raise RecursionError("deep")

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    assert page(PAGE).diagnostic.code == "no-main-text"


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet="<>/=\"'&;!-[]p adivscrtme\x00\ud800é", max_size=120))
def test_no_page_makes_it_raise(source):
    page(source)
