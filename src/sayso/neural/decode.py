"""The best sequences of begin/inside tags by Viterbi, and the runs of words that they mark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
FORBIDDEN = -1e4


def log_softmax(logits: npt.NDArray[Any]) -> Floats:
    """Log-probabilities over the last axis."""
    top = logits.max(axis=-1, keepdims=True)
    shifted = (logits - top).astype(np.float32)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)), dtype=np.float32)


def mean(rows: Floats) -> Any:
    """The mean of at least one number or row, as by `ndarray.mean(axis=0)`, which takes four times as long over few."""
    return np.add.reduce(rows) / np.float32(len(rows))


def transitions(kinds: int) -> Floats:
    """Which tag may follow which, for O and then B, I of each kind: an I only follows its own B or I."""
    tags = 1 + 2 * kinds
    table = np.zeros((tags, tags), dtype=np.float32)
    for kind in range(kinds):
        inside = 2 + 2 * kind
        table[:, inside] = FORBIDDEN
        table[inside - 1, inside] = table[inside, inside] = 0
    return table


def viterbi(scores: Floats, table: Floats) -> npt.NDArray[np.int64]:
    """The best tag path [rows, words] of scores [rows, words, tags]; no path begins inside.

    Most rows need no search: where the best tag of every word makes an allowed path, that path is the best.
    """
    rows, words, _ = scores.shape
    if not words or not rows:
        return np.zeros((rows, words), dtype=np.int64)
    path: npt.NDArray[np.int64] = scores.argmax(axis=2)
    before = np.concatenate([np.zeros((rows, 1), dtype=np.int64), path[:, :-1]], axis=1)
    broken = (table[before, path] < 0).any(axis=1)
    if broken.any():
        path[broken] = _search(scores[broken], table)
    return path


def _search(scores: Floats, table: Floats) -> npt.NDArray[np.int64]:
    rows, words = scores.shape[:2]
    best = scores.transpose(1, 0, 2).copy()  # [words, rows, tags]
    best[0] += table[0]  # as if an O stood before the first word
    for i in range(1, words):
        best[i] += np.maximum.reduce(best[i - 1][:, :, None] + table, axis=1)
    back = (best[:-1, :, :, None] + table).argmax(axis=2)  # whence the best path to each tag of the next word came
    path = np.zeros((words, rows), dtype=np.int64)
    path[-1] = best[-1].argmax(axis=1)
    every = np.arange(rows)
    for i in range(words - 1, 0, -1):
        path[i - 1] = back[i - 1][every, path[i]]
    return path.T


def runs(tags: npt.NDArray[np.int64], kind: int = 0) -> Iterator[tuple[int, int]]:
    """Half-open runs of words that one row of tags marks as `kind` (0 = the first)."""
    return iter(runs_of_rows(tags[None], kind)[0])


def runs_of_rows(paths: npt.NDArray[np.int64], kind: int = 0) -> list[list[tuple[int, int]]]:
    """The runs of `kind` in every row of tags [rows, words]; all rows at once, as there are many and most are empty."""
    count, words = paths.shape
    places = np.where(paths == 2 + 2 * kind, words, np.arange(words))  # of words that are not inside
    # the next such place at or behind each word, and the end of the row
    stops = np.full((count, words + 1), words)
    stops[:, :words] = np.minimum.accumulate(places[:, ::-1], axis=1)[:, ::-1]
    rows, starts = np.nonzero(paths == 1 + 2 * kind)
    found: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    for row, start, end in zip(rows.tolist(), starts.tolist(), stops[rows, starts + 1].tolist(), strict=True):
        found[row].append((start, end))
    return found
