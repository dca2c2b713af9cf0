"""Read texts: windows through the encoder, cues out of its tags, and each cue's source and content.

Every window is a call of its own. Batches gain nothing on a CPU (int8: 8,100 pieces a second alone, 6,600 sixteen at
once), and as int8 scales follow the input, a text would read differently in other company. Windows run side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from ..model import Span
from .assembly import Tagged, nest
from .bundle import Array, Bundle, Calibration, as_feed, shared_bundle, usable_cores
from .decode import Floats, log_softmax, transitions, viterbi
from .decode import runs as tagged_runs
from .encode import Pieces, Window, pieces, windows
from .labels import STYLES
from .layers import NeuralAttribution, NeuralLayers
from .token_layers import token_layers

CLS, SEP = 101, 102
_CUE_TABLE = transitions(1)
_PAIR_TABLE = transitions(3)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with its word pieces and windows."""

    text: str
    pieces: Pieces
    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue of a window: its pieces [start, end) counted from the window's first, its style and probability."""

    start: int
    end: int
    style: int
    score: float


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read from a window: token logits of its core, and attributions with their style."""

    tokens: Floats
    attributions: tuple[tuple[int, NeuralAttribution], ...]


class NeuralReader:
    """The neural reader; make one and use it for many texts. It is safe to use from several threads."""

    def __init__(self, bundle: Bundle | None = None, *, threads: int | None = None) -> None:
        """Use `bundle`, or the installed one; read up to `threads` windows at a time, by default one a usable core.

        Raises:
            ModelMissingError: none is given and none is installed.
            ModelMismatchError: the installed bundle is damaged or has other labels.
        """
        self.bundle = shared_bundle() if bundle is None else bundle
        self.threads = threads or usable_cores()
        config = self.bundle.config
        self._biases = (config.thresholds.cue_news, config.thresholds.cue_claims)
        self._least = (config.thresholds.least_news, config.thresholds.least_claims)
        self._calibration = tuple(config.calibration.get(style, Calibration()) for style in STYLES)

    @property
    def name(self) -> str:
        """What claims read by it give as their `origin`."""
        return f"model:{self.bundle.config.name}"

    def read(self, texts: Sequence[str], sentences: Sequence[Sequence[Span]]) -> list[NeuralLayers]:
        """The layers of every text, in order; a text reads the same whatever it is read with.

        Args:
            texts: the texts as they are; spans come back in their code points.
            sentences: the sentences of each text, in order; what lies between belongs to the sentence before.

        Raises:
            ValueError: there are not as many lists of sentences as texts.
        """
        cut = [self._cut(text, spans) for text, spans in zip(texts, sentences, strict=True)]
        jobs = [(text, window) for text in cut for window in text.windows]
        if self.threads > 1 and len(jobs) > 1:
            with ThreadPoolExecutor(min(self.threads, len(jobs))) as pool:
                readings = iter(list(pool.map(self._read, *zip(*jobs, strict=True))))
        else:
            readings = (self._read(*job) for job in jobs)
        return [self._layers(text, [next(readings) for _ in text.windows]) for text in cut]

    def _cut(self, text: str, sentences: Sequence[Span]) -> _Text:
        config = self.bundle.config
        split = pieces(self.bundle.tokenizer, text, sentences)
        return _Text(text, split, tuple(windows(split.sentences, size=config.window, margin=config.margin)))

    def _read(self, text: _Text, window: Window) -> _Reading:
        part = slice(window.start, window.end)
        split = text.pieces
        ids = np.concatenate([[CLS], split.ids[part], [SEP]])[None]
        features = np.pad(split.features[part], 1)[None]
        hidden, cue_logits, tokens = self.bundle.encoder.run(
            None, as_feed(ids=ids, features=features, mask=np.ones_like(ids))
        )
        words = _words(split, window)
        cues = [cue for style in range(len(STYLES)) for cue in self._cues(window, words, cue_logits[0, style], style)]
        core = tokens[0, window.core_start - window.start + 1 : window.core_end - window.start + 1]
        found = self._attributions(text, window, words, cues, hidden) if cues else ()
        return _Reading(core, tuple(found))

    def _cues(self, window: Window, words: Array, logits: Array, style: int) -> Iterator[_Cue]:
        """The cues that begin in the core of the window; `logits` is [piece, tag], the start mark first."""
        scores = log_softmax(logits[words + 1])
        biased = scores.copy()
        biased[:, 1:] += self._biases[style]
        ends = np.append(words, window.end - window.start)
        for first, last in tagged_runs(viterbi(biased[None], _CUE_TABLE)[0]):
            start = int(words[first])
            if window.core_start <= start + window.start < window.core_end:
                yield _Cue(start, int(ends[last]), style, float(np.exp(scores[first, 1])))

    def _attributions(
        self, text: _Text, window: Window, words: Array, cues: list[_Cue], hidden: Array
    ) -> Iterator[tuple[int, NeuralAttribution]]:
        numbers = np.pad(text.pieces.sentences[window.start : window.end], 1, mode="edge")
        (logits,) = self.bundle.pairs.run(
            None,
            as_feed(
                hidden=hidden,
                sentences=numbers[None],
                rows=np.zeros(len(cues), dtype=np.int64),
                cues=np.asarray([c.start + 1 for c in cues]),
                style=np.asarray([c.style for c in cues]),
            ),
        )
        scores = log_softmax(logits[:, words + 1])
        for i, cue in enumerate(cues):
            scores[i, (words >= cue.start) & (words < cue.end), 1:] = -1e4  # a cue is no part of what it links
        for cue, path, row in zip(cues, viterbi(scores, _PAIR_TABLE), scores, strict=True):
            tagged = Tagged(text.text, text.pieces, window, words, path, row)
            found = tagged.attribution(Span(cue.start, cue.end), news=STYLES[cue.style] == "news")
            if found is None:
                continue
            raw = found.score * cue.score
            if raw >= self._least[cue.style]:
                yield cue.style, replace(found, score=round(self._calibration[cue.style].of(raw), 4))

    def _layers(self, text: _Text, readings: list[_Reading]) -> NeuralLayers:
        if not readings:
            return NeuralLayers()
        news, claims = (
            nest([found for reading in readings for s, found in reading.attributions if s == style])
            for style in range(len(STYLES))
        )
        tokens = np.concatenate([reading.tokens for reading in readings])
        return token_layers(text.pieces, tokens, self.bundle.config.thresholds, news, claims)


def _words(split: Pieces, window: Window) -> Array:
    """Where words begin, counted from the window's first piece; a window cut inside a word begins with its rest."""
    first = split.first[window.start : window.end].copy()
    first[0] = True
    return np.flatnonzero(first)
