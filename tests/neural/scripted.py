"""A bundle with a real tokenizer and two scripted graphs: "said" and "denied" are cues, words around them the parts."""

from __future__ import annotations

from typing import Any

import numpy as np
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from sayso.model import EventType, Slot, Value
from sayso.neural.bundle import Bundle, BundleConfig, Thresholds
from sayso.neural.labels import FILLERS, TOKEN_HEADS, label_sets

CUES = ("said", "denied")
SURE = 12.0
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
SENTENCES = (
    "the army police said denied it had fired that nobody was hurt rockets were found on a hill and he left rocket"
)
WORDS = (*SPECIAL, *SENTENCES.split(), "##s", "##ed", ".", ",", "“", "”", '"', "!", "?")


def tokenizer() -> Any:
    """A BERT tokenizer of few words; letters are words of their own."""
    letters = [*"abcdefghijklmnopqrstuvwxyz0123456789", *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz0123456789")]
    vocabulary = {word: i for i, word in enumerate(dict.fromkeys([*WORDS, *letters]))}
    made: Any = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


def begins(head: str) -> int:
    """Where the outputs of a token head begin."""
    names = list(TOKEN_HEADS)
    return sum(TOKEN_HEADS[name] for name in names[: names.index(head)])


class Encoder:
    """Marks the cue words; "rockets" is a weapon and an instrument, "fired" a rocket attack.

    All is certain and of one happening, but "nobody" negates and tells of another. It remembers the sizes of its calls.
    """

    def __init__(self, words: Any) -> None:
        self.cues = [words.token_to_id(word) for word in CUES]
        self.weapon, self.trigger, self.negation = (words.token_to_id(w) for w in ("rockets", "fired", "nobody"))
        self.shapes: list[tuple[int, ...]] = []

    def run(self, output_names: list[str] | None, input_feed: dict[str, Any]) -> list[Any]:
        ids = input_feed["ids"]
        self.shapes.append(ids.shape)
        hidden = ids[..., None].astype(np.float32)
        cues = np.zeros((len(ids), 2, ids.shape[1], 3), dtype=np.float32)
        cues[..., 0] = SURE
        for word in self.cues:
            cues[:, :, :, 1] = np.where(ids[:, None] == word, 2 * SURE, cues[:, :, :, 1])
        tokens = np.zeros((*ids.shape, sum(TOKEN_HEADS.values())), dtype=np.float32)
        outside = range(0, TOKEN_HEADS["slots"], 3)
        tokens[..., list(outside)] = SURE
        for word, slot in ((self.weapon, Slot.WEAPON), (self.trigger, Slot.EVENT_TYPE)):
            tokens[..., 3 * list(Slot).index(slot) + 1] = np.where(ids == word, 2 * SURE, 0)
        types = TOKEN_HEADS["slots"]
        tokens[..., types + 1 + list(EventType).index(EventType.ROCKET_ATTACK)] = np.where(ids == self.trigger, SURE, 0)
        values = begins("values")
        tokens[..., values + list(Value).index(Value.CERTAIN)] = np.where(ids == self.negation, 0, SURE)
        tokens[..., values + list(Value).index(Value.CERTAIN_NOT)] = np.where(ids == self.negation, SURE, 0)
        tokens[..., begins("lines")] = -SURE
        tokens[..., begins("events")] = np.where(ids == self.negation, 0, 1)
        tokens[..., begins("events") + 1] = np.where(ids == self.negation, 1, 0)
        fillers = begins("fillers")
        tokens[..., fillers : fillers + TOKEN_HEADS["fillers"] : 3] = SURE
        tokens[..., fillers + 3 * FILLERS.index("instrument") + 1] = np.where(ids == self.weapon, 2 * SURE, 0)
        return [hidden, cues, tokens]


class Pairs:
    """The words of the sentence before the cue are its source, those after it up to a full stop its content."""

    def __init__(self, words: Any) -> None:
        self.stop = words.token_to_id(".")

    def run(self, output_names: list[str] | None, input_feed: dict[str, Any]) -> list[Any]:
        hidden, sentences = input_feed["hidden"], input_feed["sentences"]
        rows, cues = input_feed["rows"], input_feed["cues"]
        logits = np.zeros((len(rows), hidden.shape[1], 7), dtype=np.float32)
        logits[..., 0] = SURE
        for i, (row, cue) in enumerate(zip(rows, cues, strict=True)):
            same = (sentences[row] == sentences[row, cue]) & (hidden[row, :, 0] != self.stop)
            at = np.arange(hidden.shape[1])
            for tag, part in ((1, same & (at < cue) & (at > 0)), (5, same & (at > cue) & (hidden[row, :, 0] > 3))):
                where = np.flatnonzero(part)
                logits[i, where, tag + 1] = 2 * SURE
                logits[i, where[:1], tag] = 3 * SURE
        return [logits]


def bundle(window: int = 254, margin: int = 32, thresholds: Thresholds | None = None) -> Bundle:
    """The scripted bundle."""
    words = tokenizer()
    config = BundleConfig(1, "scripted", "0", "en", label_sets(), {}, window, margin, thresholds or Thresholds())
    return Bundle(config, words, Encoder(words), Pairs(words))
