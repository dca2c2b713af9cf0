"""The neural reader: one small encoder for attributions, slots, events, mentions and values. onnxruntime lives here."""

from .bundle import Bundle, find_bundle, open_bundle, shared_bundle
from .layers import NeuralAttribution, NeuralLayers, ScoredEvent, ScoredSpan, WordValues
from .reader import NeuralReader

__all__ = [
    "Bundle",
    "NeuralAttribution",
    "NeuralLayers",
    "NeuralReader",
    "ScoredEvent",
    "ScoredSpan",
    "WordValues",
    "find_bundle",
    "open_bundle",
    "shared_bundle",
]
