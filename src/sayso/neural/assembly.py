"""Put an attribution together from the tags that a window's words have for one cue, and find which holds which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from ..model import Span, Spans
from .boundaries import BLANKS, LOOSE, bridge, tidy
from .decode import Floats, runs
from .encode import Pieces, Window
from .layers import NeuralAttribution

FRAGMENT = 0.8  # mean probability of a further stretch of content; without it half of those found are wrong
PARTY = 0.8  # the same of a further party; lower, appositions and addressees pass for joint sources
BRIDGED = 4  # words; of gaps in contents with neither cue nor source, most are that short
_SOURCE, _OUTER, _CONTENT = range(3)


@dataclass(frozen=True)
class Tagged:
    """The words of a window, tagged for one cue.

    `words` says where each begins, in pieces from the window's start; `path` its tag of `PAIR_TAGS`; `scores` the
    log-probabilities of all tags.
    """

    text: str
    pieces: Pieces
    window: Window
    words: npt.NDArray[Any]
    path: npt.NDArray[np.int64]
    scores: Floats

    def attribution(self, cue: Span, *, news: bool) -> NeuralAttribution | None:
        """The attribution of the cue with these pieces; None when nothing is said. Its score is that of the content.

        Args:
            cue: pieces of the cue, from the window's start.
            news: read it as news corpora have it: one span of source, which takes the comma after an apposition along,
                and contents that only cue and source part.
        """
        words_of_cue, loose = self._span(*cue), BLANKS if news else LOOSE
        if news:
            source = self._spans(self._runs(_SOURCE)[:1])
            content = self._spans(self._sure(self._runs(_CONTENT), FRAGMENT))
            content = bridge(self.text, content, (*source, words_of_cue), words=BRIDGED)
        else:
            source = self._spans(self._sure(self._runs(_SOURCE), PARTY))
            content = self._spans(self._runs(_CONTENT))
        content = tidy(self.text, content, loose=loose)
        if not content:
            return None
        return NeuralAttribution(
            source=_parties(self.text, source, loose),
            cue=(words_of_cue,),
            content=content,
            outer=_parties(self.text, self._spans(self._runs(_OUTER)), loose),
            score=float(np.exp(self._chosen[self.path >= 1 + 2 * _CONTENT]).mean()),
        )

    @cached_property
    def _chosen(self) -> Floats:
        """Log-probability of every word's tag."""
        return np.asarray(self.scores[np.arange(len(self.path)), self.path], dtype=np.float32)

    @cached_property
    def _gain(self) -> npt.NDArray[Any]:
        """What the words before each one speak against O, all together; last those of the window."""
        return np.append(0, np.cumsum(self._chosen - self.scores[:, 0]))

    @cached_property
    def _edges(self) -> list[int]:
        """Where words begin, and last where the window ends."""
        return [*self.words.tolist(), self.window.end - self.window.start]

    def _runs(self, kind: int) -> list[tuple[int, int]]:
        """Runs of words of one kind, the one with most evidence against O first."""
        gain = self._gain
        return sorted(runs(self.path, kind), key=lambda run: float(gain[run[0]] - gain[run[1]]))

    def _sure(self, found: list[tuple[int, int]], least: float) -> list[tuple[int, int]]:
        """The first run, and of the others those with at least this mean probability."""
        return found[:1] + [(a, b) for a, b in found[1:] if float(np.exp(self._chosen[a:b]).mean()) >= least]

    def _spans(self, found: Sequence[tuple[int, int]]) -> Spans:
        edges = self._edges
        return tuple(self._span(edges[a], edges[b]) for a, b in sorted(found))

    def _span(self, first: int, last: int) -> Span:
        base = self.window.start
        return Span(int(self.pieces.starts[base + first]), int(self.pieces.ends[base + last - 1]))


def _parties(text: str, spans: Spans, loose: str) -> Spans:
    """Tidy spans that stay apart: each is a party."""
    return tuple(edge for span in spans for edge in tidy(text, (span,), loose=loose))


def nest(attributions: list[NeuralAttribution]) -> tuple[NeuralAttribution, ...]:
    """The attributions in text order; the parent of one is the attribution with the shortest content around its cue."""
    ordered = sorted(attributions, key=lambda a: (a.cue[0], a.content))
    return tuple(_with_parent(a, i, ordered) for i, a in enumerate(ordered))


def _with_parent(child: NeuralAttribution, index: int, every: list[NeuralAttribution]) -> NeuralAttribution:
    best: tuple[int, int] | None = None
    for i, other in enumerate(every):
        if i != index and _covers(other, child) and not _covers(child, other):
            size = sum(s.length for s in other.content)
            if best is None or size < best[0]:
                best = (size, i)
    if best is None:
        return child
    return replace(child, parent=best[1])


def _covers(outer: NeuralAttribution, inner: NeuralAttribution) -> bool:
    return any(span.contains(inner.cue[0]) for span in outer.content)
