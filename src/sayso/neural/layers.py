"""What the neural reader sees in one text: attributions, slots, events, mentions, propositions, values; with scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from ..model import EventType, MentionKind, Slot, Span, Spans, Value
from .decode import mean

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
class WordHappenings:
    """For every word its start, the log-odds that it tells of an aside, and a vector pointing its happening's way."""

    starts: npt.NDArray[np.int64]
    asides: npt.NDArray[np.float32]
    vectors: npt.NDArray[np.float32]

    def aside(self, spans: Spans) -> float:
        """Mean log-odds that the words that begin in `spans` tell of another happening than the report's main one."""
        inside = self._inside(spans)
        return float(self.asides[inside].mean()) if inside.any() else 0.0

    def direction(self, spans: Spans) -> tuple[float, ...]:
        """The direction (length 1) of the words that begin in `spans`: alike for one happening; () when none does."""
        inside = self._inside(spans)
        middle = mean(self.vectors[inside]) if inside.any() else np.zeros(0)
        length = float(np.linalg.norm(middle))
        return tuple((middle / length).tolist()) if length else ()

    def _inside(self, spans: Spans) -> npt.NDArray[np.bool_]:
        inside = np.zeros(len(self.starts), dtype=bool)
        for span in spans:
            inside |= (self.starts >= span.start) & (self.starts < span.end)
        return inside


def _no_happenings() -> WordHappenings:
    empty = np.zeros((0, 0), dtype=np.float32)
    return WordHappenings(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32), empty)


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
    happenings: WordHappenings = field(default_factory=_no_happenings)

    def __eq__(self, other: Any) -> bool:
        """Equal when everything but the arrays of values is."""
        if not isinstance(other, NeuralLayers):
            return NotImplemented
        names = ("attributions", "claim_attributions", "slots", "events", "mentions", "propositions", "fillers")
        return all(getattr(self, name) == getattr(other, name) for name in names)
