"""Tag paths are well formed, and runs of words come out of them."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.neural.decode import log_softmax, runs, runs_of_rows, transitions, viterbi


def path(*rows: tuple[float, ...], kinds: int = 1) -> list[int]:
    scores = np.asarray([rows], dtype=np.float32)
    found: list[int] = viterbi(log_softmax(scores), transitions(kinds))[0].tolist()
    return found


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(0, 5, 0), (0, 0, 5), (5, 0, 0)], [1, 2, 0]),
        ([(3, 2, 0), (0, 0, 9)], [1, 2]),  # an inside needs its begin: the first word joins in
        ([(9, 0, 0), (0, 2, 3)], [0, 1]),  # too dear here: the inside becomes a begin
    ],
)
def test_inside_tags_follow_their_begin(rows, expected):
    assert path(*rows) == expected


@given(st.lists(st.lists(st.floats(-9, 9), min_size=7, max_size=7), min_size=1, max_size=20))
def test_no_path_enters_a_run_from_elsewhere(rows):
    found = path(*map(tuple, rows), kinds=3)
    for before, tag in zip([0, *found], found, strict=False):
        if tag and tag % 2 == 0:
            assert before in {tag, tag - 1}


def test_of_no_words_there_is_no_path():
    assert viterbi(np.zeros((0, 0, 3), dtype=np.float32), transitions(1)).shape == (0, 0)


@pytest.mark.parametrize(
    ("tags", "kind", "expected"),
    [
        ([1, 2, 0, 1], 0, [(0, 2), (3, 4)]),
        ([1, 1, 2], 0, [(0, 1), (1, 3)]),
        ([3, 4, 1, 2], 1, [(0, 2)]),
        ([], 0, []),
    ],
)
def test_runs_of_a_kind(tags, kind, expected):
    assert list(runs(np.asarray(tags, dtype=np.int64), kind)) == expected


@given(st.integers(1, 5), st.integers(0, 12), st.integers(0, 2), st.randoms())
def test_runs_of_many_rows_are_those_of_each_row(rows, words, kind, random):
    paths = np.asarray([[random.randint(0, 6) for _ in range(words)] for _ in range(rows)], dtype=np.int64)
    paths = paths.reshape(rows, words)
    assert runs_of_rows(paths, kind) == [list(runs(row, kind)) for row in paths]


@given(st.lists(st.lists(st.floats(-3, 3), min_size=3, max_size=3), min_size=1, max_size=7))
def test_no_allowed_path_is_better(rows):
    scores = np.asarray([rows], dtype=np.float32)

    def total(tags: tuple[int, ...]) -> float:
        return sum(float(scores[0, i, tag]) for i, tag in enumerate(tags))

    allowed = (
        tags
        for tags in product(range(3), repeat=len(rows))
        if all(tag != 2 or before for before, tag in zip((0, *tags), tags, strict=False))
    )
    found = viterbi(scores, transitions(1))[0].tolist()
    assert total(found) == pytest.approx(max(map(total, allowed)), abs=1e-4)
