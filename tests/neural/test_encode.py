"""Word pieces keep their code points; windows cover every piece once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Span
from sayso.neural.encode import FEATURES, pieces, windows

from .scripted import tokenizer

WORDS = tokenizer()


@given(st.text(max_size=200))
def test_pieces_stand_in_order_inside_the_text(text):
    cut = pieces(WORDS, text, [])
    assert (cut.starts < cut.ends).all()
    assert (np.diff(cut.starts) >= 0).all()
    assert all(s >= 0 and e <= len(text) for s, e in zip(cut.starts, cut.ends, strict=True))
    assert ((cut.features >= 0) & (cut.features < FEATURES)).all()


@given(st.lists(st.integers(1, 300), max_size=30), st.integers(8, 254), st.integers(0, 3))
def test_cores_cover_every_piece_once_and_fit_their_windows(lengths, size, margin):
    numbers = np.repeat(np.arange(len(lengths)), lengths).astype(np.int64)
    at = 0
    for window in windows(numbers, size=size, margin=margin):
        assert window.core_start == at
        assert window.start <= window.core_start < window.core_end <= window.end
        assert window.end - window.start <= size
        at = window.core_end
    assert at == len(numbers)


def test_windows_end_at_sentences_where_they_can():
    numbers = np.repeat(np.arange(8), 30).astype(np.int64)
    found = list(windows(numbers, size=100, margin=30))
    assert all(edge % 30 == 0 for w in found for edge in (w.start, w.core_start, w.core_end, w.end))
    assert all(w.core_start - w.start == 30 for w in found[1:])


def test_what_stands_between_sentences_belongs_to_the_one_before():
    text = "he left . it was found"
    cut = pieces(WORDS, text, [Span(0, 7), Span(10, 22)])
    assert cut.sentences.tolist() == [0, 0, 0, 1, 1, 1]


@pytest.mark.parametrize(
    ("text", "shapes"),
    [("he", [1]), ("He", [2]), ("HE", [3]), ("A", [2]), ("7", [4]), ("!", [5])],
)
def test_letter_case_is_a_feature(text, shapes):
    cut = pieces(WORDS, "it " + text, [])
    assert (cut.features[1:] % 7).tolist() == shapes


def test_quoted_words_and_line_starts_are_features():
    text = "he said “it was” found\nnobody left"
    cut = pieces(WORDS, text, [])
    words = {text[s:e]: f // 7 for s, e, f in zip(cut.starts, cut.ends, cut.features, strict=True)}
    assert words == {"he": 2, "said": 0, "“": 1, "it": 1, "was": 1, "”": 1, "found": 0, "nobody": 2, "left": 0}
