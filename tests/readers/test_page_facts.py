"""A page states its publication time, publisher, author, title, address and language in many places."""

import pytest
from lxml.html import document_fromstring

from sayso.errors import VocabError
from sayso.readers import page_facts as room
from sayso.readers.facts import Facts
from sayso.readers.page_facts import page_facts, places


def facts(source):
    return page_facts(document_fromstring(source))


def ld(body):
    return f'<script type="application/ld+json">{body}</script><p>Five rockets.</p>'


@pytest.mark.parametrize("place", places(), ids=lambda p: f"{p.field}-{p.key}")
def test_every_place_reads_its_example(place):
    found, notes = facts(place.example)
    assert getattr(found, place.field) == place.expect
    assert notes == ()


def test_the_first_place_that_holds_something_wins():
    source = """<html lang="en"><head><title>Depot hit | Post</title><meta property="og:title" content="Depot hit">
    <meta name="date" content="2024-04-23">
    <meta property="article:published_time" content="2024-04-22T06:30:00Z"></head>
    <body><article><time datetime="2024-04-25">25 April</time></article></body></html>"""
    found, _ = facts(source)
    assert (found.title, found.published) == ("Depot hit", "2024-04-22T06:30:00+00:00")


def test_a_place_with_no_date_in_it_gives_way_to_the_next():
    found, notes = facts('<meta name="pubdate" content="Monday"><meta name="date" content="2024-04-22"><p>x</p>')
    assert found.published == "2024-04-22"
    assert notes == ()


def test_a_page_that_states_no_readable_date_says_so():
    found, notes = facts('<meta name="date" content="Monday"><p>x</p>')
    assert found.published is None
    assert [n.code for n in notes] == ["bad-publication-date"]


def test_nothing_is_guessed_from_words_or_addresses():
    source = '<link rel="canonical" href="https://river.example/2024/04/22/depot"><p>Published on 22 April 2024.</p>'
    assert facts(source)[0].published is None


@pytest.mark.parametrize(
    ("body", "published", "publisher"),
    [
        ('[{"@type": "NewsArticle", "datePublished": "2024-04-22", "publisher": "Post"}]', "2024-04-22", "Post"),
        (
            '{"@graph": [{"@type": "Organization", "@id": "#p", "name": "Post"},'
            ' {"@type": ["Thing", "NewsArticle"], "datePublished": "2024-04-22", "publisher": {"@id": "#p"}}]}',
            "2024-04-22",
            "Post",
        ),
        (
            '{"@graph": [{"@type": "Person", "@id": "#a", "name": "Post"},'
            ' {"@type": "Article", "publisher": [{"@id": "#a"}]}]}',
            None,
            "Post",
        ),
        ('{"@type": "WebPage", "datePublished": "2024-04-22"}', "2024-04-22", None),
        ('{"@type": "WebPage", "mainEntity": {"@type": "Article", "datePublished": "2024-04-22"}}', "2024-04-22", None),
        ('{"@type": "LiveBlogPosting",\n "headline": "a\nb", "datePublished": "2024-04-22"}', "2024-04-22", None),
        ('<!-- {"@type": "Article", "datePublished": "2024-04-22"} -->', "2024-04-22", None),
        ('//<![CDATA[\n{"@type": "Article", "datePublished": "2024-04-22"}\n//]]>', "2024-04-22", None),
        ('{"@type": "BreadcrumbList", "datePublished": "2024-04-22"}', None, None),
        ('{"@type": "Article", "publisher": {"name": {"@value": "Post"}}}', None, None),
        ('{"@type": "Article", "publisher": {"name": ["Post", "Other"]}}', None, "Post"),
        ('{"@type": "Article", "publisher": 5, "datePublished": {"x": 1}}', None, None),
        ('{"@type": "Article", "publisher": "P\\ud800st"}', None, "P?st"),
        ("{broken", None, None),
        ("[" * 5_000, None, None),
        ("[[[[[[[[{}]]]]]]]]", None, None),
        ("", None, None),
    ],
)
def test_the_article_is_found_in_the_json_of_the_page(body, published, publisher):
    found, _ = facts(ld(body))
    assert (found.published, found.publisher) == (published, publisher)


def test_people_are_named_once_and_profiles_are_no_names():
    source = ld(
        '{"@type": "Article", "author": ["Lena Holt", "https://x.example/lena", {"name": "Lena Holt"}, "E. Tan"]}'
    )
    assert facts(source)[0].author == "Lena Holt, E. Tan"


@pytest.mark.parametrize("href", ["/depot", "javascript:alert(1)", "mailto:a@b.example", "https://[broken", "http://"])
def test_an_address_is_a_whole_web_address(href):
    assert facts(f'<link rel="canonical" href="{href}"><p>x</p>')[0].url is None


def test_a_page_that_says_nothing_has_no_facts():
    assert facts("<p>Five rockets.</p>") == (Facts(), ())


@pytest.mark.parametrize(
    "entry",
    [
        {"field": "published", "example": "", "expect": ""},
        {"field": "published", "meta": "date", "jsonld": "date", "example": "", "expect": ""},
        {"field": "colour", "meta": "date", "example": "", "expect": ""},
        {"field": "published", "meta": "date"},
        {"field": "published", "element": "//[", "example": "", "expect": ""},
    ],
)
def test_a_broken_entry_is_named(entry):
    with pytest.raises(VocabError, match=r"pages/facts\.yaml"):
        room._place(entry)
