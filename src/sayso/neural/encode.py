"""Turn texts into word pieces with their code-point spans, and cut them into windows of whole sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from ..model import Span
from ..text.segment import paragraphs, quoted

Ints = npt.NDArray[np.int64]

WINDOW = 254  # word pieces, without the two special ones; a sentence longer than that is cut
MARGIN = 32  # word pieces of context beside a core: an average sentence has 28
SHAPES = 7  # 0 unknown, then lower, Title, UPPER, digits, mark, other; see `_shape`
FEATURES = SHAPES * 4


class PieceTokenizer(Protocol):
    """What is needed of a `tokenizers.Tokenizer`."""

    def encode(self, sequence: str, *, add_special_tokens: bool = True) -> Any:
        """Ids, tokens and offsets of one text."""
        ...


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one text: parallel arrays.

    `starts` and `ends` are code points; `sentences` numbers the sentence of each piece; `first` is true for the piece
    that begins a word; `features` tells what the uncased vocabulary does not: letter case, quotations, line starts.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    sentences: Ints
    features: Ints
    first: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces [start, end) that the encoder sees at once, of which [core_start, core_end) are read from it."""

    start: int
    end: int
    core_start: int
    core_end: int


def pieces(tokenizer: PieceTokenizer, text: str, sentences: Sequence[Span]) -> Pieces:
    """The word pieces of `text`; what stands before or between sentences belongs to the one before it."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.asarray(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    first = np.asarray([not token.startswith("##") for token in encoding.tokens], dtype=bool)
    heads = np.asarray([s.start for s in sentences] or [0], dtype=np.int64)
    numbers = np.maximum(np.searchsorted(heads, starts, side="right") - 1, 0)
    return Pieces(
        ids=np.asarray(encoding.ids, dtype=np.int64),
        starts=starts,
        ends=ends,
        sentences=numbers,
        features=_features(text, starts, ends),
        first=first,
    )


def windows(sentence_numbers: Ints, *, size: int = WINDOW, margin: int = MARGIN) -> Iterator[Window]:
    """Windows whose cores cover every piece once; cores and context end at sentences where the room allows it.

    A sentence that is longer than a core may be is cut. Every core but the first and last has about `margin` pieces of
    context on either side.
    """
    total = len(sentence_numbers)
    bounds = [0, *(np.flatnonzero(np.diff(sentence_numbers)) + 1).tolist(), total]
    start = 0
    while start < total:
        left = _context_start(bounds, start, margin)
        if total - left <= size:
            end = right = total
        else:
            limit = left + size - margin
            end = _last(bounds, start, limit) or limit
            right = _last(bounds, end, left + size) or left + size
        yield Window(left, right, start, end)
        start = end


def _context_start(bounds: list[int], start: int, margin: int) -> int:
    """Where the context before `start` begins: at the first sentence within the margin, or inside a long one."""
    fitting = [b for b in bounds if start - margin <= b < start]
    return fitting[0] if fitting else max(0, start - margin)


def _last(bounds: list[int], after: int, limit: int) -> int | None:
    """The last bound in (after, limit]."""
    fitting = [b for b in bounds if after < b <= limit]
    return fitting[-1] if fitting else None


def _features(text: str, starts: Ints, ends: Ints) -> Ints:
    inside = np.zeros(len(text) + 1, dtype=np.int64)
    opening = np.zeros(len(text) + 1, dtype=np.int64)
    for block in paragraphs(text):
        opening[block.start] = 1
        for quote in quoted(text, block):
            inside[quote.start : quote.end] = 1
    edges = zip(starts.tolist(), ends.tolist(), strict=True)
    shapes = np.asarray([_shape(text[a:b]) for a, b in edges], dtype=np.int64)
    return shapes + SHAPES * inside[starts] + 2 * SHAPES * opening[starts]


def _shape(piece: str) -> int:
    if piece.islower():
        return 1
    if piece.isupper():
        return 3 if len(piece) > 1 else 2
    if piece.istitle():
        return 2
    if piece.isdigit():
        return 4
    return 5 if not piece.isalnum() else 6
