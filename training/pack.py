"""Turn examples into arrays of word pieces with labels, once, and keep them on disk."""

from __future__ import annotations

import argparse
import pickle
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from sayso.evaluate.incidents import OTHER
from sayso.model import Document, Report, Span
from sayso.neural.encode import Pieces, pieces
from sayso.neural.labels import FILLERS, KINDS, ROLES, SLOTS, TYPES, VALUES
from sayso.text.segment import segment

from .corpora import Example, Pair, training_corpora

Array = npt.NDArray[np.int16]
MASK = -1
Words = Callable[[Iterable[Pair]], npt.NDArray[np.int64]]


@dataclass
class PackedAnchor:
    """An attribution over pieces: `cue` [start, end) of its cue, `spans` (start, end, begin tag of `PAIR_TAGS`)."""

    cue: Pair
    spans: list[tuple[int, int, int]]


@dataclass
class Phrase:
    """Words, as the pieces that begin one, with a number: what they mean, tell of, or stand in. MASK for unknown."""

    words: npt.NDArray[np.int64]
    number: int


@dataclass
class Packed:
    """One document ready for training; labels are MASK where unknown and on pieces that continue a word."""

    corpus: str
    doc_id: str
    style: int
    pieces: Pieces
    cues: Array
    anchors: list[PackedAnchor]
    slots: Array  # [n, slots]
    types: Array
    mentions: Array  # [n, kinds]
    values: Array
    propositions: Array
    fillers: Array  # [n, roles]
    events: list[Phrase]  # the words of claims, by happening
    speakers: list[Phrase]  # the words for sources, by who is meant
    lines: list[Phrase]  # sentences: 1 when no claim stands in it, 0 when one does
    triggers: list[Phrase]  # by sentence
    arguments: list[Phrase]
    roles: dict[tuple[int, int], dict[int, int]]  # trigger and argument of one sentence to role: 1, or MASK for unknown


def sentences_of(text: str) -> tuple[Span, ...]:
    """Sentences as the product cuts them."""
    return tuple(s.span for s in segment(Document(Report.of(text))).sentences)


def pack(example: Example, tokenizer: Tokenizer) -> Packed:
    """The arrays of one example."""
    cut = pieces(tokenizer, example.text, sentences_of(example.text))
    n = len(cut)

    def between(span: Pair) -> tuple[int, int]:
        first = np.searchsorted(cut.ends, span[0], side="right")
        return int(first), int(np.searchsorted(cut.starts, span[1], side="left"))

    def phrase(spans: Iterable[Pair]) -> npt.NDArray[np.int64]:
        inside = [np.arange(*between(span)) for span in spans]
        words = np.concatenate(inside) if inside else np.zeros(0, dtype=np.int64)
        return words[cut.first[words]]

    def tags(found: Iterable[Pair], known: bool) -> Array:
        row = np.full(n, 0 if known else MASK, dtype=np.int16)
        for span in found:
            a, b = between(span)
            if b > a:
                row[a:b] = 2
                row[a] = 1
        row[~cut.first] = MASK
        return row

    types = np.full(n, MASK if example.types is None or example.corpus == "rams" else 0, dtype=np.int16)
    for span, kind in example.types or []:
        a, b = between(span)
        types[a:b] = TYPES.index(kind) if kind else MASK
    values = np.full(n, MASK, dtype=np.int16)
    for span, value in example.values or []:
        a, b = between(span)
        values[a:b] = VALUES.index(value)
    slots = np.stack([tags(example.slots.get(s, ()), s in example.slots_known) for s in SLOTS], axis=1)
    if example.corpus == "wikievents":  # triggers that the crosswalk leaves open are neither
        column = slots[:, SLOTS.index("event_type")]
        column[(column == MASK) & cut.first & (types == 0)] = 0
    for labels in (types, values):
        labels[~cut.first] = MASK
    mentions = np.stack([tags(example.mentions.get(k, ()), k in example.mentions_known) for k in KINDS], axis=1)
    known, roles = example.fillers is not None, example.fillers or {}
    fillers = np.stack([tags(roles.get(r, ()), known) for r in FILLERS], axis=1)
    return Packed(
        example.corpus,
        example.doc_id,
        example.style,
        cut,
        tags(example.cues or (), example.cues is not None),
        _anchors(example, between),
        slots,
        types,
        mentions,
        values,
        _propositions(example, between, n, cut),
        fillers,
        _numbered(example.events, phrase, unknown=OTHER),
        _numbered(example.speakers, phrase),
        _lines(example, phrase, cut),
        *_roles(example, phrase, cut),
    )


def _numbered(named: list[tuple[list[Pair], str]], phrase: Words, *, unknown: str | None = None) -> list[Phrase]:
    """Phrases that bear the same name have the same number."""
    numbers = {name: n for n, name in enumerate(dict.fromkeys(name for _, name in named if name != unknown))}
    return [Phrase(phrase(spans), numbers.get(name, MASK)) for spans, name in named]


def _lines(example: Example, phrase: Words, cut: Pieces) -> list[Phrase]:
    """Every sentence of a report whose claims are known: 1 when no word of a claim stands in it."""
    if example.propositions is None:
        return []
    claimed = [span for claim in example.propositions for span in claim] + list(example.cues or ())
    taken = set(cut.sentences[phrase(claimed)].tolist())
    words = np.flatnonzero(cut.first)
    numbers = cut.sentences[words]
    return [Phrase(words[numbers == n], int(n not in taken)) for n in np.unique(numbers)]


def _roles(
    example: Example, phrase: Words, cut: Pieces
) -> tuple[list[Phrase], list[Phrase], dict[tuple[int, int], dict[int, int]]]:
    """Triggers and arguments by sentence, and for those of one sentence the roles that are filled or unknown."""

    def placed(spans: Iterable[Pair]) -> dict[Pair, Phrase]:
        words = {span: phrase([span]) for span in sorted(spans)}
        return {span: Phrase(w, int(cut.sentences[w[0]])) for span, w in words.items() if len(w)}

    triggers = placed({trigger for trigger, _, _, _ in example.roles})
    arguments = placed({argument for _, argument, _, _ in example.roles})
    rows, columns = {t: n for n, t in enumerate(triggers)}, {a: n for n, a in enumerate(arguments)}
    told: dict[tuple[int, int], dict[int, int]] = {}
    for trigger, argument, role, sure in example.roles:
        if trigger in rows and argument in columns and triggers[trigger].number == arguments[argument].number:
            known = told.setdefault((rows[trigger], columns[argument]), {})
            for number in range(len(ROLES)) if role is None else (ROLES.index(role),):
                known[number] = 1 if sure else known.get(number, MASK)
    return list(triggers.values()), list(arguments.values()), told


def _anchors(example: Example, between: object) -> list[PackedAnchor]:
    packed = []
    for anchor in example.anchors:
        cue = between(anchor.cue)  # type: ignore[operator]
        if cue[1] <= cue[0]:
            continue
        found = []
        for tag, group in ((5, anchor.content), (3, anchor.outer), (1, anchor.source)):
            for span in group:
                a, b = between(span)  # type: ignore[operator]
                if b > a:
                    found.append((a, b, tag))
        packed.append(PackedAnchor(cue, found))
    return packed


def _propositions(example: Example, between: object, n: int, cut: Pieces) -> Array:
    row = np.full(n, MASK if example.propositions is None else 0, dtype=np.int16)
    for claim in example.propositions or []:
        for span in claim:
            a, b = between(span)  # type: ignore[operator]
            if b > a:
                row[a:b] = 2
                row[a] = 1
    row[~cut.first] = MASK
    return row


def main() -> None:
    """Pack the training corpora into one file."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(given.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    sets = training_corpora(given.corpora)
    packed = {name: [pack(example, tokenizer) for example in examples] for name, examples in sets.items()}
    for name, docs in packed.items():
        total, anchors = sum(len(d.pieces) for d in docs), sum(len(d.anchors) for d in docs)
        sys.stderr.write(f"{name}: {len(docs)} documents, {total} pieces, {anchors} attributions\n")
    given.out.write_bytes(pickle.dumps(packed))


if __name__ == "__main__":
    from training.pack import main as run  # pickled classes must know their module by its name

    run()
