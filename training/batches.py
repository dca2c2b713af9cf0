"""Cut packed documents into windows and these into batches of similar length, anew for every epoch."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from sayso.neural.encode import SHAPES, WINDOW

from .pack import MASK, Packed

CLS, SEP, PAD = 101, 102, 0
EDGE = 3.0  # weight of the words beside the edge of a source or content: there exactness is won
SHAPE_DROPOUT = 0.1  # of windows: letter case hidden, so that headlines in capitals and lower-case posts read well


@dataclass(frozen=True)
class Cut:
    """Pieces [start, end) of a document."""

    doc: Packed
    start: int
    end: int


@dataclass
class Batch:
    """Tensors of one step; piece 0 of every row is the start mark."""

    ids: Tensor
    features: Tensor
    sentences: Tensor
    mask: Tensor
    style: Tensor
    cues: Tensor
    slots: Tensor
    types: Tensor
    mentions: Tensor
    values: Tensor
    propositions: Tensor
    fillers: Tensor
    pair_rows: Tensor
    pair_cues: Tensor
    pair_tags: Tensor
    pair_weights: Tensor
    event_rows: Tensor  # of every claim the row that it stands in
    event_words: Tensor  # [claims, pieces], each claim's words with weights that sum to 1
    happenings: Tensor
    asides: Tensor


def cut(doc: Packed, rng: random.Random) -> Iterator[Cut]:
    """Windows of whole sentences; where they begin changes from epoch to epoch."""
    numbers = doc.pieces.sentences
    total = len(numbers)
    bounds = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist(), total]
    limit = rng.randint(WINDOW // 3, WINDOW) if total > WINDOW else WINDOW
    start = 0
    while start < total:
        fitting = [b for b in bounds if start < b <= start + limit]
        end = fitting[-1] if fitting else min(total, start + WINDOW)
        yield Cut(doc, start, end)
        start, limit = end, WINDOW


def labelled(window: Cut) -> bool:
    """False for windows that no head learns from."""
    doc, part = window.doc, slice(window.start, window.end)
    layers = (doc.cues[part], doc.slots[part], doc.types[part], doc.mentions[part], doc.values[part], doc.fillers[part])
    return any(bool((layer != MASK).any()) for layer in layers)


def epoch(corpora: dict[str, list[Packed]], weights: dict[str, float], seed: int, tokens: int) -> list[list[Cut]]:
    """Shuffled batches of at most `tokens` padded pieces; a corpus of weight 2.5 comes twice, and half of it thrice."""
    rng = random.Random(seed)
    windows: list[Cut] = []
    for name, weight in sorted(weights.items()):
        times = int(weight)
        for _ in range(times):
            windows += [w for doc in corpora[name] for w in cut(doc, rng)]
        part = [w for doc in corpora[name] for w in cut(doc, rng) if rng.random() < weight - times]
        windows += part
    windows = [w for w in windows if labelled(w)]
    rng.shuffle(windows)
    batches: list[list[Cut]] = []
    for first in range(0, len(windows), 400):
        pool = sorted(windows[first : first + 400], key=lambda w: w.end - w.start)
        row: list[Cut] = []
        for window in pool:
            if row and (len(row) + 1) * (window.end - window.start + 2) > tokens:
                batches.append(row)
                row = []
            row.append(window)
        batches.append(row)
    rng.shuffle(batches)
    return batches


def collate(windows: list[Cut], rng: random.Random, *, train: bool = True) -> Batch:
    """The tensors of a batch. In training a cue is now and then met at another of its words, as decoding will err."""
    longest = max(w.end - w.start for w in windows) + 2
    n = len(windows)

    def full(value: int, *more: int) -> np.ndarray:
        return np.full((n, longest, *more), value, dtype=np.int64)

    first = windows[0].doc
    ids, features, sentences, mask = full(PAD), full(0), full(0), full(0)
    labels = {"cues": full(MASK), "types": full(MASK), "values": full(MASK), "propositions": full(MASK)}
    labels["slots"] = full(MASK, first.slots.shape[1])
    labels["mentions"] = full(MASK, first.mentions.shape[1])
    labels["fillers"] = full(MASK, first.fillers.shape[1])
    rows, cues, tags = [], [], []
    claims: list[tuple[int, np.ndarray, int, int]] = []
    for r, window in enumerate(windows):
        doc, part, size = window.doc, slice(window.start, window.end), window.end - window.start
        here = slice(1, size + 1)
        ids[r, 0], ids[r, size + 1], ids[r, here] = CLS, SEP, doc.pieces.ids[part]
        mask[r, : size + 2] = 1
        shapes = doc.pieces.features[part]
        if train and rng.random() < SHAPE_DROPOUT:
            shapes = shapes - shapes % SHAPES
        features[r, here] = shapes
        sentences[r, here] = doc.pieces.sentences[part]
        sentences[r, 0], sentences[r, size + 1 :] = sentences[r, 1], sentences[r, size]
        for name, target in labels.items():
            target[r, here] = getattr(doc, name)[part]
        for anchor in doc.anchors:
            if not window.start <= anchor.cue[0] < window.end:
                continue
            at = anchor.cue[0]
            if train and rng.random() < 0.25:
                at = rng.randrange(anchor.cue[0], min(anchor.cue[1], window.end))
            rows.append(r)
            cues.append(at - window.start + 1)
            tags.append(_pair_tags(anchor.spans, window, longest))
        for claim in doc.events:
            here_words = claim.words[(claim.words >= window.start) & (claim.words < window.end)]
            if len(here_words) * 2 > len(claim.words):
                share = np.zeros(longest, dtype=np.float32)
                share[here_words - window.start + 1] = 1 / len(here_words)
                claims.append((r, share, claim.happening, MASK if claim.aside is None else int(claim.aside)))
    shape = (0, longest)
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(features),
        torch.from_numpy(sentences),
        torch.from_numpy(mask),
        torch.tensor([w.doc.style for w in windows]),
        *(
            torch.from_numpy(labels[k])
            for k in ("cues", "slots", "types", "mentions", "values", "propositions", "fillers")
        ),
        torch.tensor(rows, dtype=torch.long),
        torch.tensor(cues, dtype=torch.long),
        torch.from_numpy(np.stack(tags)) if tags else torch.zeros(shape, dtype=torch.long),
        torch.from_numpy(np.stack([_edges(row) for row in tags])) if tags else torch.zeros(shape),
        torch.tensor([claim[0] for claim in claims], dtype=torch.long),
        torch.from_numpy(np.stack([claim[1] for claim in claims])) if claims else torch.zeros(shape),
        torch.tensor([claim[2] for claim in claims], dtype=torch.long),
        torch.tensor([claim[3] for claim in claims], dtype=torch.long),
    )


def _pair_tags(spans: list[tuple[int, int, int]], window: Cut, longest: int) -> np.ndarray:
    row = np.full(longest, MASK, dtype=np.int64)
    size = window.end - window.start
    row[1 : size + 1] = 0
    for a, b, tag in spans:
        lo, hi = max(a, window.start), min(b, window.end)
        if hi > lo:
            row[lo - window.start + 1 : hi - window.start + 1] = tag + 1
            if lo == a:
                row[lo - window.start + 1] = tag
    row[1 : size + 1][~window.doc.pieces.first[window.start : window.end]] = MASK
    return row


def _edges(tags: np.ndarray) -> np.ndarray:
    """Weights of a row of pair tags: more beside the edges of spans."""
    words = np.flatnonzero(tags != MASK)
    kinds = (tags[words] + 1) // 2
    edge = np.zeros(len(words), dtype=bool)
    turn = np.flatnonzero((kinds[1:] != kinds[:-1]) | ((tags[words][1:] % 2 == 1) & (kinds[1:] > 0)))
    edge[turn] = edge[turn + 1] = True
    weights = np.ones(len(tags), dtype=np.float32)
    weights[words[edge]] = EDGE
    return weights
