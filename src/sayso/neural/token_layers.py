"""Read the token heads: spans of slots, mentions and propositions, events with their types, values of words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, chain, islice, pairwise

import numpy as np

from ..model import EventType, MentionKind, Slot, Span
from .bundle import Thresholds
from .decode import Floats, log_softmax, mean, runs_of_rows, transitions, viterbi
from .encode import Pieces
from .labels import BIO, FILLERS, ROLE_WIDTH, ROLES, TOKEN_HEADS
from .layers import (
    NeuralAttribution,
    NeuralLayers,
    ScoredEvent,
    ScoredSpan,
    WordLines,
    WordRoles,
    WordSlots,
    WordValues,
    WordVectors,
)

_TABLE = transitions(1)
_TYPES = tuple(EventType)


def token_layers(
    split: Pieces,
    logits: Floats,
    thresholds: Thresholds,
    attributions: tuple[NeuralAttribution, ...],
    claim_attributions: tuple[NeuralAttribution, ...],
) -> NeuralLayers:
    """All layers of one text: those that its token logits [pieces, outputs] hold, and the given attributions."""
    words = np.flatnonzero(split.first)
    if not len(words):
        return NeuralLayers()
    edges = list(pairwise(accumulate(TOKEN_HEADS.values(), initial=0)))
    part = {name: logits[words, a:b] for name, (a, b) in zip(TOKEN_HEADS, edges, strict=True)}
    biases = {
        "slots": [thresholds.slots.get(slot, 0.0) for slot in Slot],
        "mentions": [thresholds.mention] * len(MentionKind),
        "propositions": [0.0],
        "fillers": [thresholds.fillers.get(role, 0.0) for role in FILLERS],
    }
    paths, scores = _tag(np.concatenate([part[name] for name in biases], axis=1), [*chain(*biases.values())])
    found = iter(_spans(split, words, paths, scores))
    spans = {name: list(islice(found, len(labels))) for name, labels in biases.items()}
    slots = {slot: found for slot, found in zip(Slot, spans["slots"], strict=True) if found}
    triggers = slots.get(Slot.EVENT_TYPE, ())
    types = np.exp(log_softmax(part["types"]))
    return NeuralLayers(
        attributions=attributions,
        claim_attributions=claim_attributions,
        slots=slots,
        events=tuple(_events(triggers, split.starts[words], types)),
        mentions={kind: found for kind, found in zip(MentionKind, spans["mentions"], strict=True) if found},
        propositions=tuple(p for p in spans["propositions"][0] if p.score >= thresholds.least_proposition),
        fillers={role: found for role, found in zip(FILLERS, spans["fillers"], strict=True) if found},
        values=WordValues(split.starts[words], np.exp(log_softmax(part["values"]))),
        words=WordSlots(split.starts[words], 1 - np.exp(scores[: len(Slot), :, 0].T), types),
        happenings=WordVectors(split.starts[words], part["events"]),
        speakers=WordVectors(split.starts[words], part["speakers"]),
        roles=WordRoles(
            split.starts[words], part["triggers"], part["arguments"].reshape(len(words), len(ROLES), ROLE_WIDTH + 1)
        ),
        lines=WordLines(split.starts[words], part["lines"][:, 0]),
    )


def _tag(logits: Floats, biases: Sequence[float]) -> tuple[np.ndarray, Floats]:
    """Tag paths [labels, words] and log-probabilities [labels, words, tags] of logits [words, labels x tags].

    The bias of each label is added to its begin and inside tags.
    """
    scores = log_softmax(logits.reshape(len(logits), -1, len(BIO))).transpose(1, 0, 2)
    biased = scores.copy()
    biased[:, :, 1:] += np.asarray(biases, dtype=np.float32)[:, None, None]
    return viterbi(biased, _TABLE), scores


def _spans(split: Pieces, words: np.ndarray, paths: np.ndarray, scores: Floats) -> list[tuple[ScoredSpan, ...]]:
    """The spans of every label, with the mean probability of the tags of their words."""
    starts, ends = split.starts[words].tolist(), split.ends[np.append(words[1:], len(split)) - 1].tolist()
    chosen = np.exp(np.take_along_axis(scores, paths[:, :, None], axis=2)[:, :, 0])
    return [
        tuple(ScoredSpan(Span(starts[a], ends[b - 1]), round(float(mean(sure[a:b])), 4)) for a, b in runs)
        for runs, sure in zip(runs_of_rows(paths), chosen, strict=True)
    ]


def _events(triggers: tuple[ScoredSpan, ...], starts: np.ndarray, types: Floats) -> list[ScoredEvent]:
    """The likeliest type of every trigger, "none" left aside, by the mean over its words."""
    events = []
    for trigger in triggers:
        inside = (starts >= trigger.span.start) & (starts < trigger.span.end)
        means = types[inside][:, 1:].mean(axis=0)
        best = int(means.argmax())
        events.append(ScoredEvent(trigger.span, _TYPES[best], round(float(means[best]), 4)))
    return events
