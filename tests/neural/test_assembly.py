"""Attributions come out of tags: which stretches count, and where they end, in each of the two styles."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.model import Span
from sayso.neural.assembly import Tagged, nest
from sayso.neural.encode import Window, pieces
from sayso.neural.labels import PAIR_TAGS
from sayso.neural.layers import NeuralAttribution

from .scripted import tokenizer

KINDS = {"s": "source", "o": "outer", "c": "content"}


def tagged(*parts: tuple[str, str, float]) -> tuple[Tagged, Span]:
    """A text of stretches, each with its kind (s source, o outer, c content, q cue, - none) and probability."""
    text = " ".join(words for words, _, _ in parts)
    cut = pieces(tokenizer(), text, [])
    path = np.zeros(len(cut), dtype=np.int64)
    scores = np.full((len(cut), len(PAIR_TAGS)), -9, dtype=np.float32)
    at, cue = 0, Span(0, 0)
    for words, kind, sure in parts:
        size = len(pieces(tokenizer(), words, []))
        if kind == "q":
            cue = Span(at, at + size)
        elif kind in KINDS:
            path[at : at + size] = PAIR_TAGS.index(f"I-{KINDS[kind]}")
            path[at] -= 1
        scores[np.arange(at, at + size), path[at : at + size]] = np.log(sure)
        at += size
    return Tagged(text, cut, Window(0, at, 0, at), np.arange(at), path, scores), cue


def read(*parts: tuple[str, str, float], news: bool) -> tuple[list[str], list[str], list[str]] | None:
    made, cue = tagged(*parts)
    found = made.attribution(cue, news=news)
    if found is None:
        return None
    source, content, outer = ([s.text(made.text) for s in part] for part in (found.source, found.content, found.outer))
    return source, content, outer


@pytest.mark.parametrize(
    ("news", "expected"),
    [(True, ["the army"]), (False, ["police", "the army"])],
)
def test_a_joint_source_is_one_span_in_news_and_one_a_party_in_claims(news, expected):
    found = read(
        ("police", "s", 0.9), ("and", "-", 1), ("the army", "s", 0.9), ("said", "q", 1), ("it", "c", 1), news=news
    )
    assert found is not None
    assert found[0] == expected


def test_an_unsure_further_party_is_none():
    parts = (("the army", "s", 0.9), ("and", "-", 1), ("police", "s", 0.7), ("said", "q", 1), ("it", "c", 1))
    assert read(*parts, news=False) == (["the army"], ["it"], [])


def test_an_unsure_further_stretch_of_content_is_dropped_in_news():
    parts = (("nobody was hurt", "c", 0.9), ("police", "s", 0.9), ("said", "q", 1), ("on a hill", "c", 0.6))
    assert read(*parts, news=True) == (["police"], ["nobody was hurt"], [])
    assert read(*parts, news=False) == (["police"], ["nobody was hurt", "on a hill"], [])


def test_news_contents_are_parted_by_cue_and_source_only():
    whole = (("police", "s", 0.9), ("said", "q", 1), ("nobody", "c", 0.9), ("was", "-", 1), ("hurt", "c", 0.9))
    assert read(*whole, news=True) == (["police"], ["nobody was hurt"], [])
    parted = (("nobody was", "c", 0.9), ("police", "s", 0.9), ("said", "q", 1), ("hurt", "c", 0.9))
    assert read(*parted, news=True) == (["police"], ["nobody was", "hurt"], [])


@pytest.mark.parametrize(("news", "expected"), [(True, "police , the army ,"), (False, "police , the army")])
def test_only_news_sources_keep_the_comma_after_an_apposition(news, expected):
    found = read(("police , the army ,", "s", 0.9), ("said", "q", 1), ("it", "c", 1), news=news)
    assert found is not None
    assert found[0] == [expected]


def test_an_outer_source_without_a_cue_of_its_own_comes_along():
    parts = (("police", "o", 0.9), ("the army", "s", 0.9), ("said", "q", 1), ("it left", "c", 1))
    assert read(*parts, news=False) == (["the army"], ["it left"], ["police"])


def test_nothing_said_is_no_attribution():
    assert read(("the army", "s", 0.9), ("said", "q", 1), news=True) is None


def test_an_attribution_inside_the_content_of_another_has_it_as_parent():
    outer = NeuralAttribution(source=(Span(0, 5),), cue=(Span(6, 10),), content=(Span(11, 60),))
    inner = NeuralAttribution(source=(Span(11, 15),), cue=(Span(16, 20),), content=(Span(21, 60),))
    innermost = NeuralAttribution(source=(Span(21, 25),), cue=(Span(26, 30),), content=(Span(31, 60),))
    assert [a.parent for a in nest([innermost, inner, outer])] == [None, 0, 1]


def test_two_that_hold_each_other_have_no_parent():
    left = NeuralAttribution(source=(), cue=(Span(0, 4),), content=(Span(5, 30),))
    right = NeuralAttribution(source=(), cue=(Span(31, 35),), content=(Span(0, 30),))
    mutual = NeuralAttribution(source=(), cue=(Span(20, 24),), content=(Span(0, 4),))
    assert [a.parent for a in nest([left, mutual])] == [None, None]
    assert [a.parent for a in nest([left, right])] == [1, None]
