"""Event words of one happening are linked, within a report and across reports."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.event_linking import EventLinker, alike, partition
from sayso.extract.times import TimeFinder
from sayso.model import Span
from sayso.vocab.event_linking import link_words
from sayso.vocab.loader import load_yaml

from .reading import tagged

LINKER = EventLinker()
FAMILIES = load_yaml("lexicon/en/event_linking.yaml")["families"]


def marked(text):
    """The document without its brackets, and the spans that they stood around."""
    spans, cut = [], 0
    for match in re.finditer(r"\[(.*?)\]", text):
        spans.append(Span(match.start() - cut, match.end() - cut - 2))
        cut += 2
    return TimeFinder()(tagged(text.replace("[", "").replace("]", ""))), spans


def chains(text):
    doc, spans = marked(text)
    return [[span.text(doc.text) for span in chain] for chain in LINKER.link(doc, spans)]


@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f["name"])
def test_every_family_links_the_words_of_its_example(family):
    assert len(chains(family["example"])) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They [negotiated] for days. The [negotiations] failed.", [["negotiated", "negotiations"]]),
        ("The [blast] hit a bus. Police [found] a bomb.", [["blast"], ["found"]]),
        ("He [said] no. She [said] yes.", [["said"], ["said"]]),
        ("They [took] a car and [took] a boat.", [["took"], ["took"]]),
        ("The first [attack] failed. The second [attack] did not.", [["attack"], ["attack"]]),
        ("An [attack] on 3 May 2023 failed. An [attack] on 9 June 2023 did not.", [["attack"], ["attack"]]),
        ("An [attack] in May 2023 failed. The [attack] of 9 May 2023 was small.", [["attack", "attack"]]),
    ],
)
def test_words_of_one_happening_are_one_chain(text, expected):
    assert chains(text) == expected


def test_another_decision_can_be_handed_in():
    doc, spans = marked("The [blast] hit a bus. Police [found] a bomb.")
    assert len(EventLinker(same=lambda a, b: True).link(doc, spans)) == 1


def test_chains_of_like_reports_meet_and_those_of_others_do_not():
    texts = [
        "A [quake] shook Tarmud harbour on Monday, breaking windows along the quay.",
        "Windows broke along the quay of Tarmud harbour: the [tremor] came on Monday.",
        "Scientists recall an older [quake] that scared farmers in distant Zenda valley.",
        "Bakers will [march] through Orta to ask for cheaper flour.",
    ]
    docs, spans = zip(*map(marked, texts), strict=True)
    within = [LINKER.link(doc, one) for doc, one in zip(docs, spans, strict=True)]
    assert [[d for d, _ in chain] for chain in LINKER.link_across(docs, within)] == [[0, 1], [2], [3]]


def test_a_span_without_a_word_is_alone():
    doc, _ = marked("The blast hit a bus.")
    assert LINKER.link(doc, [Span(19, 20), Span(4, 9)]) == ((Span(19, 20),), (Span(4, 9),))


def test_stems_keep_four_letters():
    words = link_words()
    assert words.stem("negotiation") == words.stem("negotiate")
    assert words.stem("ally") == "ally"


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_a_partition_holds_everything_once_and_joins_every_pair(pairs):
    groups = partition(range(10), pairs)
    assert sorted(x for group in groups for x in group) == list(range(10))
    assert all(any(a in group and b in group for group in groups) for a, b in pairs)


def test_a_text_alone_and_empty_texts_are_like_nothing():
    assert list(alike(["some words here"])) == []
    assert list(alike(["", ""])) == []
