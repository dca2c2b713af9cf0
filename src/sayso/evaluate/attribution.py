"""Score attributions against an annotated corpus: how many are found, and how exact source, cue and content are.

An attribution counts as found when its cue or its content touches that of a gold one, paired one to one. Exact figures
are over all attributions, found or not, as in Pareti 2015, "Attribution: a computational approach".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..model import Spans
from .jsonl import read_rows, write_rows
from .ratios import f1, percent
from .spans import iou, same_characters, shared

PARTS = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class AttributionSpans:
    """The spans of one attribution; each part may be empty or discontinuous."""

    source: Spans = ()
    cue: Spans = ()
    content: Spans = ()


@dataclass(frozen=True, slots=True)
class AttributedText:
    """A gold document: a text and its attributions."""

    doc_id: str
    text: str
    attributions: tuple[AttributionSpans, ...] = ()


@dataclass(frozen=True, slots=True)
class PartTally:
    """Of one part (source, cue or content): exact pairs, and the summed Jaccard overlap of all pairs."""

    exact: int = 0
    jaccard: float = 0.0

    def __add__(self, other: PartTally) -> PartTally:
        return PartTally(self.exact + other.exact, self.jaccard + other.jaccard)


@dataclass(frozen=True, slots=True)
class AttributionTally:
    """Counts of one or more documents; add them up with `+`."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    parts: tuple[PartTally, ...] = (PartTally(), PartTally(), PartTally())

    def __add__(self, other: AttributionTally) -> AttributionTally:
        return AttributionTally(
            self.gold + other.gold,
            self.predicted + other.predicted,
            self.found + other.found,
            tuple(a + b for a, b in zip(self.parts, other.parts, strict=True)),
        )

    def as_dict(self) -> dict[str, Any]:
        """All figures under their published names, in percent with one decimal."""
        figures: dict[str, Any] = {
            "gold": self.gold,
            "pred": self.predicted,
            "attribution": {
                "p": percent(self.found, self.predicted),
                "r": percent(self.found, self.gold),
                "f1": f1(self.found, self.gold, self.predicted) or 0.0,
            },
        }
        for name, part in zip(PARTS, self.parts, strict=True):
            figures[f"exact_{name}"] = f1(part.exact, self.gold, self.predicted) or 0.0
        for name, part in zip(PARTS, self.parts, strict=True):
            figures[f"jaccard_{name}_of_found"] = round(100 * part.jaccard / max(self.found, 1), 1)
        return figures


def evaluate(
    gold: Path,
    find: Callable[[Sequence[str]], Sequence[Sequence[AttributionSpans]]],
    *,
    predictions: Path | None = None,
) -> AttributionTally:
    """Find the attributions of every document of a gold file and score them.

    Args:
        gold: JSONL (also gzipped) of `{"doc_id", "text", "attributions": [{"source", "cue", "content"}]}`.
        find: the attributions of each text, in order; it is given texts only, never labels.
        predictions: where to write what was found, `{"doc_id", "attributions"}` a line.

    Raises:
        UsageError: a file cannot be read or written.
    """
    documents = tuple(read_gold(gold))
    found = find([d.text for d in documents])
    if predictions is not None:
        pairs = zip(documents, found, strict=True)
        write_rows(({"doc_id": d.doc_id, "attributions": list(p)} for d, p in pairs), predictions)
    tallies = (score(d.attributions, p) for d, p in zip(documents, found, strict=True))
    return sum(tallies, AttributionTally())


def read_gold(path: Path) -> Iterator[AttributedText]:
    """The documents of a gold file.

    Raises:
        UsageError: it cannot be read, or a line is no attributed text.
    """
    return read_rows(path, AttributedText)


def score(gold: Sequence[AttributionSpans], predicted: Sequence[AttributionSpans]) -> AttributionTally:
    """The counts of one document."""
    pairs = [(gold[i], predicted[j]) for i, j in align(gold, predicted)]
    parts = (
        PartTally(
            sum(same_characters(getattr(g, name), getattr(p, name)) for g, p in pairs),
            sum(_jaccard(getattr(g, name), getattr(p, name)) for g, p in pairs),
        )
        for name in PARTS
    )
    return AttributionTally(len(gold), len(predicted), len(pairs), tuple(parts))


def align(gold: Sequence[AttributionSpans], predicted: Sequence[AttributionSpans]) -> list[tuple[int, int]]:
    """Pair gold and predicted attributions one to one, best first: cues that touch, then more of the content shared.

    Ties go to the later ones, as in the referee of the public figures.
    """
    candidates = []
    for i, wanted in enumerate(gold):
        for j, given in enumerate(predicted):
            cue, content = shared(wanted.cue, given.cue), shared(wanted.content, given.content)
            if cue or content:
                candidates.append((cue > 0, content, cue, i, j))
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    chosen = []
    for *_, i, j in sorted(candidates, reverse=True):
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            chosen.append((i, j))
    return chosen


def _jaccard(a: Spans, b: Spans) -> float:
    """Shared over all characters; two empty parts agree."""
    return iou(a, b) if a or b else 1.0
