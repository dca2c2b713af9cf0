"""What the neural reader sees in one text: attributions, slots, events, mentions, propositions, values; with scores."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from ..model import EventType, MentionKind, Slot, Span, Spans, Value
from .decode import mean
from .labels import ROLES

_COLUMN = {slot: k for k, slot in enumerate(Slot)}
_OTHERS = {but: [k for slot, k in _COLUMN.items() if slot not in {but, Slot.EVENT_TYPE}] for but in Slot}


@dataclass(frozen=True, slots=True)
class NeuralAttribution:
    """Who (`source`: one span a party) says, by which words (`cue`), what (`content`, possibly several stretches).

    `outer` are parties further out in the chain that have no cue of their own; `parent` indexes the attribution in
    whose content this one stands. `score` is the model's probability that it is one, between 0 and 1.
    """

    source: Spans
    cue: Spans
    content: Spans
    outer: Spans = ()
    parent: int | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """A span with the mean probability of its tags."""

    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class ScoredEvent:
    """A trigger with its likeliest type; `score` is that of the type."""

    span: Span
    type: EventType
    score: float


@dataclass(frozen=True, slots=True)
class WordValues:
    """For every word its start in the text and the probabilities of the values, in the order of `Value`."""

    starts: npt.NDArray[np.int64]
    probabilities: npt.NDArray[np.float32]

    def of(self, spans: Spans) -> dict[Value, float]:
        """Mean probabilities of the values over the words that begin in `spans`; empty when none does."""
        inside = np.zeros(len(self.starts), dtype=bool)
        for span in spans:
            inside |= (self.starts >= span.start) & (self.starts < span.end)
        if not inside.any():
            return {}
        means = self.probabilities[inside].mean(axis=0)
        return {value: float(p) for value, p in zip(Value, means, strict=True)}


@dataclass(frozen=True, slots=True)
class WordSlots:
    """For every word its start, the probability that it answers each `Slot`, and those of event types (first: none)."""

    starts: npt.NDArray[np.int64]
    slots: npt.NDArray[np.float32]
    types: npt.NDArray[np.float32]

    def of(self, span: Span, slot: Slot) -> float:
        """Mean probability that the words that begin in `span` answer `slot`; 0 when none begins there."""
        inside = self._inside(span)
        return float(mean(inside[:, _COLUMN[slot]])) if len(inside) else 0.0

    def best_of(self, span: Span, *, but: Slot) -> float:
        """The highest mean probability of any other slot; event types aside."""
        inside = self._inside(span)
        if not len(inside):
            return 0.0
        return float(mean(inside)[_OTHERS[but]].max())

    def type_of(self, span: Span, type: EventType) -> float:
        """Mean probability that the words of a trigger name an event of this type."""
        first, last = np.searchsorted(self.starts, (span.start, span.end))
        return float(self.types[first:last, 1 + list(EventType).index(type)].mean()) if last > first else 0.0

    def _inside(self, span: Span) -> npt.NDArray[np.float32]:
        first, last = np.searchsorted(self.starts, (span.start, span.end))
        return self.slots[first:last]


@dataclass(frozen=True, slots=True)
class WordVectors:
    """For every word its start and a vector that points the way of what it means: a happening, or a speaker."""

    starts: npt.NDArray[np.int64]
    vectors: npt.NDArray[np.float32]

    def direction(self, spans: Spans) -> tuple[float, ...]:
        """The direction (length 1) of the words that begin in `spans`: alike for one meaning; () when none does."""
        middle = mean_within(self.starts, self.vectors, spans)
        length = 0.0 if middle is None else float(np.linalg.norm(middle))
        return () if middle is None or not length else tuple((middle / length).tolist())


@dataclass(frozen=True, slots=True)
class WordRoles:
    """For every word its start, its vector as a trigger, and one vector a role (the last number a bias) as a filler."""

    starts: npt.NDArray[np.int64]
    triggers: npt.NDArray[np.float32]  # [words, width]
    arguments: npt.NDArray[np.float32]  # [words, roles, width + 1]

    def of(self, trigger: Span, argument: Span, role: Slot) -> float:
        """The probability that `argument` fills the role of the event of `trigger`; 0.5 where nothing is known of it.

        Known are the roles in `labels.ROLES` between words of one sentence.
        """
        event = mean_within(self.starts, self.triggers, (trigger,))
        filler = mean_within(self.starts, self.arguments, (argument,))
        if event is None or filler is None or role.value not in ROLES:
            return 0.5
        vector = filler[ROLES.index(role.value)]
        return 1 / (1 + math.exp(-float(event @ vector[:-1] + vector[-1])))


@dataclass(frozen=True, slots=True)
class WordLines:
    """For every word its start and the log-odds that nothing is claimed in its sentence."""

    starts: npt.NDArray[np.int64]
    odds: npt.NDArray[np.float32]

    def bare(self, sentence: Span) -> float:
        """The probability that nothing is claimed in the sentence: a credit, an advertisement, a cry; 0 if unknown."""
        odds = mean_within(self.starts, self.odds, (sentence,))
        return 0.0 if odds is None else 1 / (1 + math.exp(-float(odds)))


def mean_within(
    starts: npt.NDArray[np.int64], numbers: npt.NDArray[np.float32], spans: Spans
) -> npt.NDArray[np.float32] | None:
    """The mean of the numbers of those words that begin in `spans`; None when none does."""
    bounds = [np.searchsorted(starts, (span.start, span.end)) for span in spans]
    parts = [numbers[first:last] for first, last in bounds if last > first]
    return mean(parts[0] if len(parts) == 1 else np.concatenate(parts)) if parts else None


_NONE = np.zeros(0, dtype=np.int64)
_EMPTY = np.zeros((0, 0), dtype=np.float32)


def _no_slots() -> WordSlots:
    empty = np.zeros((0, 0), dtype=np.float32)
    return WordSlots(np.zeros(0, dtype=np.int64), empty, empty)


def _no_words() -> WordValues:
    return WordValues(np.zeros(0, dtype=np.int64), np.zeros((0, len(Value)), dtype=np.float32))


@dataclass(frozen=True, slots=True)
class NeuralLayers:
    """Everything read from one text; spans are code points of it.

    `attributions` follow the conventions of news corpora (cues with auxiliaries and adverbs, contents of whole
    sentences); `claim_attributions` those of our gold claims (bare cues, nested and cue-less outer sources).
    `fillers` answer for the roles of MUC-4 templates: perp_ind, perp_org, phys_tgt, hum_tgt, instrument.
    """

    attributions: tuple[NeuralAttribution, ...] = ()
    claim_attributions: tuple[NeuralAttribution, ...] = ()
    slots: Mapping[Slot, tuple[ScoredSpan, ...]] = field(default_factory=dict)
    events: tuple[ScoredEvent, ...] = ()
    mentions: Mapping[MentionKind, tuple[ScoredSpan, ...]] = field(default_factory=dict)
    propositions: tuple[ScoredSpan, ...] = ()
    fillers: Mapping[str, tuple[ScoredSpan, ...]] = field(default_factory=dict)
    values: WordValues = field(default_factory=_no_words)
    words: WordSlots = field(default_factory=_no_slots)
    happenings: WordVectors = WordVectors(_NONE, _EMPTY)
    speakers: WordVectors = WordVectors(_NONE, _EMPTY)
    roles: WordRoles = WordRoles(_NONE, _EMPTY, _EMPTY)
    lines: WordLines = WordLines(_NONE, _EMPTY)

    def __eq__(self, other: Any) -> bool:
        """Equal when everything but the arrays of values is."""
        if not isinstance(other, NeuralLayers):
            return NotImplemented
        names = ("attributions", "claim_attributions", "slots", "events", "mentions", "propositions", "fillers")
        return all(getattr(self, name) == getattr(other, name) for name in names)
