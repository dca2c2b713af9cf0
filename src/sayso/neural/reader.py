"""Read many texts at once: windows through the encoder, cues out of its tags, and each cue's source and content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..model import Span
from .assembly import Tagged, nest
from .bundle import Array, Bundle, Calibration, as_feed, shared_bundle
from .decode import Floats, log_softmax, runs, transitions, viterbi
from .encode import Pieces, Window, pieces, windows
from .labels import PAIR_TAGS, STYLES, TOKEN_HEADS
from .layers import NeuralAttribution, NeuralLayers
from .token_layers import token_layers

BATCH = 4096  # padded pieces a call: larger batches gain nothing on a CPU and cost memory
CLS, SEP = 101, 102
_CUE_TABLE = transitions(1)
_PAIR_TABLE = transitions(3)


@dataclass(frozen=True, slots=True)
class _Slice:
    """A window of one of the texts."""

    text: int
    window: Window

    @property
    def size(self) -> int:
        return self.window.end - self.window.start


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue in a batch: its row, its pieces [start, end) counted from the window's first piece, its style and score."""

    row: int
    start: int
    end: int
    style: int
    score: float


@dataclass(slots=True)
class _Reading:
    """What has been gathered of one text."""

    text: str
    pieces: Pieces
    tokens: Floats
    attributions: tuple[list[NeuralAttribution], ...]


class NeuralReader:
    """The neural reader; make one and use it for many texts. It is safe to use from several threads."""

    def __init__(self, bundle: Bundle | None = None) -> None:
        """Use `bundle`, or the installed one.

        Raises:
            ModelMissingError: none is given and none is installed.
            ModelMismatchError: the installed bundle is damaged or has other labels.
        """
        self.bundle = shared_bundle() if bundle is None else bundle
        config = self.bundle.config
        self._least = (config.thresholds.least_news, config.thresholds.least_claims)
        self._calibration = tuple(config.calibration.get(style, Calibration()) for style in STYLES)

    @property
    def name(self) -> str:
        """What claims read by it give as their `origin`."""
        return f"model:{self.bundle.config.name}"

    def read(self, texts: Sequence[str], sentences: Sequence[Sequence[Span]]) -> list[NeuralLayers]:
        """The layers of every text, in order.

        Args:
            texts: the texts as they are; spans come back in their code points.
            sentences: the sentences of each text, in order; what lies between belongs to the sentence before.

        Raises:
            ValueError: there are not as many lists of sentences as texts.
        """
        readings = [self._begin(text, cut) for text, cut in zip(texts, sentences, strict=True)]
        config = self.bundle.config
        slices = [
            _Slice(i, window)
            for i, reading in enumerate(readings)
            for window in windows(reading.pieces.sentences, size=config.window, margin=config.margin)
        ]
        slices.sort(key=lambda s: s.size)
        for batch in _batches(slices):
            self._read(batch, readings)
        return [self._layers(reading) for reading in readings]

    def _begin(self, text: str, cut: Sequence[Span]) -> _Reading:
        split = pieces(self.bundle.tokenizer, text, cut)
        tokens = np.zeros((len(split), sum(TOKEN_HEADS.values())), dtype=np.float32)
        return _Reading(text, split, tokens, tuple([] for _ in STYLES))

    def _read(self, batch: list[_Slice], readings: list[_Reading]) -> None:
        longest = max(s.size for s in batch) + 2
        ids, features, numbers, mask = (np.zeros((len(batch), longest), dtype=np.int64) for _ in range(4))
        for row, part in enumerate(batch):
            split, (a, b) = readings[part.text].pieces, (part.window.start, part.window.end)
            ids[row, 0], ids[row, part.size + 1] = CLS, SEP
            ids[row, 1 : part.size + 1], features[row, 1 : part.size + 1] = split.ids[a:b], split.features[a:b]
            numbers[row, 1 : part.size + 1] = split.sentences[a:b]
            numbers[row, 0], numbers[row, part.size + 1 :] = split.sentences[a], split.sentences[b - 1]
            mask[row, : part.size + 2] = 1
        hidden, cue_logits, tokens = self.bundle.encoder.run(None, as_feed(ids=ids, features=features, mask=mask))
        for row, part in enumerate(batch):
            core = slice(part.window.core_start, part.window.core_end)
            shift = 1 - part.window.start
            readings[part.text].tokens[core] = tokens[row, core.start + shift : core.stop + shift]
        cues = list(self._cues(batch, readings, cue_logits))
        if cues:
            self._contents(batch, readings, cues, hidden, numbers)

    def _cues(self, batch: list[_Slice], readings: list[_Reading], logits: Array) -> Iterator[_Cue]:
        """The cues of all rows that begin in the core of their window; `logits` is [row, style, piece, tag]."""
        words = [_words(readings[p.text].pieces, p.window) for p in batch]
        longest = max(len(w) for w in words)
        thresholds = self.bundle.config.thresholds
        for style, bias in enumerate((thresholds.cue_news, thresholds.cue_claims)):
            scores = np.full((len(batch), longest, 3), 0, dtype=np.float32)
            scores[:, :, 1:] = -1e4  # padding is O
            for row, at in enumerate(words):
                scores[row, : len(at)] = log_softmax(logits[row, style, at + 1])
            biased = scores.copy()
            biased[:, :, 1] += bias
            biased[:, :, 2] += bias
            for row, path in enumerate(viterbi(biased, _CUE_TABLE)):
                window, at = batch[row].window, words[row]
                for first, last in runs(path):
                    start = int(at[first])
                    if window.core_start <= start + window.start < window.core_end:
                        end = int(at[last]) if last < len(at) else batch[row].size
                        yield _Cue(row, start, end, style, float(np.exp(scores[row, first, 1])))

    def _contents(
        self, batch: list[_Slice], readings: list[_Reading], cues: list[_Cue], hidden: Array, numbers: Array
    ) -> None:
        feed = as_feed(
            hidden=hidden,
            sentences=numbers,
            rows=np.asarray([c.row for c in cues]),
            cues=np.asarray([c.start + 1 for c in cues]),
            style=np.asarray([c.style for c in cues]),
        )
        (logits,) = self.bundle.pairs.run(None, feed)
        words = [_words(readings[batch[c.row].text].pieces, batch[c.row].window) for c in cues]
        scores = np.full((len(cues), max(len(w) for w in words), len(PAIR_TAGS)), -1e4, dtype=np.float32)
        scores[:, :, 0] = 0
        for i, (cue, at) in enumerate(zip(cues, words, strict=True)):
            scores[i, : len(at)] = log_softmax(logits[i, at + 1])
            scores[i, : len(at)][(at >= cue.start) & (at < cue.end), 1:] = -1e4  # a cue is no part of what it links
        for i, path in enumerate(viterbi(scores, _PAIR_TABLE)):
            cue, part = cues[i], batch[cues[i].row]
            reading = readings[part.text]
            at = words[i]
            tagged = Tagged(reading.text, reading.pieces, part.window, at, path[: len(at)], scores[i, : len(at)])
            found = tagged.attribution(Span(cue.start, cue.end), news=STYLES[cue.style] == "news")
            if found is None:
                continue
            raw = found.score * cue.score
            if raw >= self._least[cue.style]:
                probability = self._calibration[cue.style].of(raw)
                reading.attributions[cue.style].append(replace(found, score=round(probability, 4)))

    def _layers(self, reading: _Reading) -> NeuralLayers:
        news, claims = (nest(found) for found in reading.attributions)
        return token_layers(reading.pieces, reading.tokens, self.bundle.config.thresholds, news, claims)


def _batches(slices: list[_Slice]) -> Iterator[list[_Slice]]:
    batch: list[_Slice] = []
    for part in slices:
        if batch and (len(batch) + 1) * (part.size + 2) > BATCH:
            yield batch
            batch = []
        batch.append(part)
    if batch:
        yield batch


def _words(split: Pieces, window: Window) -> Array:
    """Where words begin, counted from the window's first piece; a window cut inside a word begins with its rest."""
    first = split.first[window.start : window.end].copy()
    first[0] = True
    return np.flatnonzero(first)
