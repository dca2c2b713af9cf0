"""Cut packed documents into windows and these into batches of similar length, anew for every epoch."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from sayso.neural.encode import SHAPES, WINDOW
from sayso.neural.labels import ROLES

from .pack import MASK, Packed, Phrase

CLS, SEP, PAD = 101, 102, 0
EDGE = 3.0  # weight of the words beside the edge of a source or content: there exactness is won
PHRASES = ("events", "speakers", "lines", "triggers", "arguments")
SHAPE_DROPOUT = 0.1  # of windows: letter case hidden, so that headlines in capitals and lower-case posts read well


@dataclass(frozen=True)
class Cut:
    """Pieces [start, end) of a document."""

    doc: Packed
    start: int
    end: int


@dataclass
class Phrases:
    """Phrases of a batch: the row that each stands in, its words as weights that sum to 1 [n, pieces], its number."""

    rows: Tensor
    words: Tensor
    numbers: Tensor

    def of(self, outputs: Tensor) -> Tensor:
        """The mean of the outputs [batch, pieces, width] over the words of each phrase: [n, width]."""
        return torch.einsum("np,npw->nw", self.words, outputs.float()[self.rows])


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
    events: Phrases
    speakers: Phrases
    lines: Phrases
    triggers: Phrases
    arguments: Phrases
    roles: Tensor  # [triggers, arguments, roles]: 1 filled, 0 not, MASK unknown or of another sentence


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
    phrased = bool(doc.speakers or doc.roles)
    return phrased or any(bool((layer != MASK).any()) for layer in layers)


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
    phrases: dict[str, list[tuple[int, np.ndarray, int]]] = {name: [] for name in PHRASES}
    places: dict[str, dict[tuple[int, int], int]] = {"triggers": {}, "arguments": {}}
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
        for name, found in phrases.items():
            for at, phrase in enumerate(getattr(doc, name)):
                share = _share(phrase, window, longest)
                if share is not None:
                    if name in places:
                        places[name][r, at] = len(found)
                    found.append((r, share, phrase.number))
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
        *(_phrases(phrases[name], longest) for name in PHRASES),
        _roles(windows, phrases, places),
    )


def _share(phrase: Phrase, window: Cut, longest: int) -> np.ndarray | None:
    """Weights of the words of a phrase in a row; None when half of them or more stand outside the window."""
    here = phrase.words[(phrase.words >= window.start) & (phrase.words < window.end)]
    if len(here) * 2 <= len(phrase.words):
        return None
    share = np.zeros(longest, dtype=np.float32)
    share[here - window.start + 1] = 1 / len(here)
    return share


def _phrases(found: list[tuple[int, np.ndarray, int]], longest: int) -> Phrases:
    return Phrases(
        torch.tensor([row for row, _, _ in found], dtype=torch.long),
        torch.from_numpy(np.stack([share for _, share, _ in found])) if found else torch.zeros((0, longest)),
        torch.tensor([number for _, _, number in found], dtype=torch.long),
    )


def _roles(
    windows: list[Cut],
    phrases: dict[str, list[tuple[int, np.ndarray, int]]],
    places: dict[str, dict[tuple[int, int], int]],
) -> Tensor:
    """What fills which role of which trigger; only within a sentence is it known what does not."""
    triggers, arguments = (
        torch.tensor([(row, number) for row, _, number in phrases[name]], dtype=torch.long).reshape(-1, 2)
        for name in ("triggers", "arguments")
    )
    beside = (triggers[:, None] == arguments[None]).all(dim=-1)
    roles = torch.where(beside, 0, MASK)[..., None].repeat(1, 1, len(ROLES))
    for row, window in enumerate(windows):
        for (trigger, argument), known in window.doc.roles.items():
            at = places["triggers"].get((row, trigger)), places["arguments"].get((row, argument))
            if at[0] is not None and at[1] is not None:
                for role, label in known.items():
                    roles[at[0], at[1], role] = label
    return roles


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
