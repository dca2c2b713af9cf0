"""Event words of one happening are linked, within a report and across reports."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import VocabError
from sayso.extract.event_linking import EventLinker
from sayso.extract.times import TimeFinder
from sayso.model import Span
from sayso.vocab import event_linking as room
from sayso.vocab.event_linking import LinkWeights, link_weights, link_words
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


def test_other_weights_can_be_handed_in():
    doc, spans = marked("The [blast] hit a bus. The [blast] was loud.")
    for bias, chains_found in ((-9.0, 2), (9.0, 1)):
        weights = LinkWeights({"bias": 0.0}, {"bias": bias}, {"bias": -bias})
        assert len(EventLinker(weights=weights).link(doc, spans)) == chains_found


def test_words_of_like_reports_meet_and_those_of_others_do_not():
    texts = [
        "A [quake] shook Tarmud harbour on Monday, breaking windows along the quay.",
        "Windows broke along the quay of Tarmud harbour: the [quake] came on Monday.",
        "Scientists recall an older [quake] that scared farmers in distant Zenda valley.",
        "Bakers will [march] through Orta to ask for cheaper flour.",
    ]
    docs, spans = zip(*map(marked, texts), strict=True)
    assert [[d for d, _ in chain] for chain in LINKER.link_across(docs, spans)] == [[0, 1], [2], [3]]


def shown(text):
    """The named features of the only pair of words of a text."""
    doc, spans = marked(text)
    ((_, found),) = LINKER.pairs([doc], [(0, LINKER.word(doc, span)) for span in spans])
    return {name for name, value in found.items() if value}


@pytest.mark.parametrize(
    ("text", "features", "not_features"),
    [
        ("The [blast] broke a window. The [blast] broke a door.", {"same_stem", "same_lemma", "beside"}, {"weak"}),
        ("A man [shot] at it. The [gunfire] ended.", {"same_family", "same_report"}, {"same_stem", "same_sentence"}),
        ("Guards [foiled] it. Who [thwarted] it got a medal.", {"same_meaning"}, {"same_stem", "wider_meaning"}),
        ("A man was [killed]. The [murder] shocked them.", {"wider_meaning", "same_family"}, {"same_meaning"}),
        ("He [said] no and she [said] yes.", {"both_report", "same_sentence"}, {"one_reports"}),
        ("The first [attack] failed. The second [attack] did not.", {"other_number"}, set()),
        ("An [attack] in May 2023 failed. An [attack] on 9 June 2023 did not.", {"times_apart"}, {"times_meet"}),
        ("An [attack] in May 2023 failed. The [attack] of 9 May 2023 was small.", {"times_meet"}, {"times_apart"}),
        ("They [took] a car and [took] a boat.", {"weak"}, set()),
    ],
)
def test_features_of_a_pair(text, features, not_features):
    assert features <= shown(text)
    assert not not_features & shown(text)


def test_a_span_without_a_word_is_alone():
    doc, _ = marked("The blast hit a bus.")
    assert LINKER.link(doc, [Span(19, 20), Span(4, 9)]) == ((Span(4, 9),), (Span(19, 20),))


def test_stems_keep_four_letters():
    words = link_words()
    assert words.stem("negotiation") == words.stem("negotiate")
    assert words.stem("ally") == "ally"


WHOLE = {"bias": 0, "weights": {"rare": 1}}


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"reports": WHOLE, "same_stem": WHOLE},
        {"reports": WHOLE, "same_stem": WHOLE, "other_stem": {"bias": "much", "weights": {}}},
        {"reports": WHOLE, "same_stem": WHOLE, "other_stem": {"bias": 0, "weights": None}},
    ],
)
def test_broken_weights_are_named(monkeypatch, broken):
    monkeypatch.setattr(room, "load_yaml", lambda file: broken)
    with pytest.raises(VocabError, match=r"weights/event_words\.yaml"):
        link_weights.__wrapped__()


def test_words_of_reports_that_are_surely_two_stories_are_not_weighed():
    docs, spans = zip(*map(marked, ["A [quake] shook Tarmud.", "A [quake] shook Zenda."]), strict=True)
    linker = EventLinker(weights=LinkWeights({"bias": -5.0}, {"bias": 9.0}, {"bias": 9.0}))
    assert len(linker.link_across(docs, spans)) == 2


WORDS = ["quake", "shot", "blast", "tremor", "march", "took", "said"]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8))
def test_every_word_is_in_one_chain(words):
    doc, spans = marked(" ".join(f"The [{word}] came." for word in words))
    assert sorted(span for chain in LINKER.link(doc, spans) for span in chain) == spans
