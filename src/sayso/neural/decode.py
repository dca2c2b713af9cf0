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
    rows, words, tags = scores.shape
    path = np.zeros((rows, words), dtype=np.int64)
    back = np.zeros((words, rows, tags), dtype=np.int64)
    best = scores[:, 0] + table[0]  # as if an O stood before the first word
    for i in range(1, words):
        options = best[:, :, None] + table
        back[i] = options.argmax(axis=1)
        best = options.max(axis=1) + scores[:, i]
    path[:, -1] = best.argmax(axis=1)
    every = np.arange(rows)
    for i in range(words - 1, 0, -1):
        path[:, i - 1] = back[i][every, path[:, i]]
    return path


def runs(tags: npt.NDArray[np.int64], kind: int = 0) -> Iterator[tuple[int, int]]:
    """Half-open runs of words that one row of tags marks as `kind` (0 = the first)."""
    begin, inside = 1 + 2 * kind, 2 + 2 * kind
    start: int | None = None
    for i, tag in enumerate(tags.tolist()):
        if start is not None and tag != inside:
            yield start, i
            start = None
        if tag == begin:
            start = i
    if start is not None:
        yield start, len(tags)
