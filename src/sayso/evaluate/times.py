"""Score time expressions as TempEval-3 does: spans strict and relaxed, and TIMEX3 type and value of the relaxed pairs.

Source: UzZaman et al. 2013, "SemEval-2013 Task 1: TempEval-3". Relaxed pairs share a character, one to one, exact ones
first; value F1 counts the relaxed pairs whose values are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..model import Span
from .jsonl import read_rows, write_rows
from .ratios import f1, percent


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression as dumps and corpora have it."""

    span: Span
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class TimedText:
    """A gold document; `dct` is the ISO date or time of its publication."""

    doc_id: str
    text: str
    timexes: tuple[Timex, ...]
    dct: str | None = None


@dataclass(frozen=True, slots=True)
class TimexRow:
    """A line of a dump."""

    doc_id: str
    timexes: tuple[Timex, ...]


@dataclass(frozen=True, slots=True)
class TimeFigures:
    """How many expressions were asked, given, right to the character, overlapping, and right in value and type."""

    gold: int = 0
    predicted: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    type: int = 0

    def __add__(self, other: TimeFigures) -> TimeFigures:
        return TimeFigures(
            self.gold + other.gold, self.predicted + other.predicted, self.strict + other.strict,
            self.relaxed + other.relaxed, self.value + other.value, self.type + other.type,
        )  # fmt: skip

    def as_dict(self) -> dict[str, Any]:
        """The figures in percent, as the contract names them."""
        return {
            "gold": self.gold,
            "pred": self.predicted,
            "strict": self._prf(self.strict),
            "relaxed": self._prf(self.relaxed),
            "value_f1": self._f1(self.value),
            "type_f1": self._f1(self.type),
            "value_accuracy_of_found": percent(self.value, self.relaxed),
        }

    def _prf(self, hits: int) -> dict[str, float]:
        return {"p": percent(hits, self.predicted), "r": percent(hits, self.gold), "f1": self._f1(hits)}

    def _f1(self, hits: int) -> float:
        return f1(hits, self.gold, self.predicted) or 0.0


TimeReader = Callable[[Sequence[tuple[str, str | None]]], Sequence[Sequence[Timex]]]


def evaluate(
    gold: Path, find: TimeReader, *, predictions: Path | None = None, part: tuple[int, int] = (1, 1)
) -> TimeFigures:
    """Score what `find` reads in the texts of a corpus against its expressions.

    Args:
        gold: JSONL rows with `text`, `dct` and `timexes` (.gz is read directly).
        find: gets (text, publication date) of every document; labels stay here.
        predictions: where to write what was found, as `{"doc_id", "timexes": [{"span", "type", "value"}]}`.
        part: (k, n) scores the k-th of every n documents alone, (1, 1) all: so that some can be kept unread.

    Raises:
        UsageError: a file cannot be read or written, holds no documents, or a span does not lie in its text.
    """
    documents = list(read_rows(gold, TimedText))[part[0] - 1 :: part[1]]
    if not documents:
        raise UsageError(f"{gold}: no documents in it; give a corpus of time expressions")
    for document in documents:
        _check(document, gold)
    found = find([(document.text, document.dct) for document in documents])
    if predictions is not None:
        write_rows((TimexRow(d.doc_id, tuple(t)) for d, t in zip(documents, found, strict=True)), predictions)
    tallies = (score(d.timexes, given) for d, given in zip(documents, found, strict=True))
    return sum(tallies, TimeFigures())


def score(gold: Sequence[Timex], predicted: Sequence[Timex]) -> TimeFigures:
    """The figures of one document."""
    pairs = [(gold[i], predicted[j]) for i, j in _paired(gold, predicted)]
    return TimeFigures(
        len(gold),
        len(predicted),
        sum(wanted.span == given.span for wanted, given in pairs),
        len(pairs),
        sum(wanted.value == given.value for wanted, given in pairs),
        sum(wanted.type == given.type for wanted, given in pairs),
    )


def _paired(gold: Sequence[Timex], predicted: Sequence[Timex]) -> list[tuple[int, int]]:
    candidates = []
    for i, wanted in enumerate(gold):
        for j, given in enumerate(predicted):
            both = min(wanted.span.end, given.span.end) - max(wanted.span.start, given.span.start)
            if both > 0:
                candidates.append((wanted.span != given.span, -both, i, j))
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    for _, _, i, j in sorted(candidates):
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            pairs.append((i, j))
    return pairs


def _check(document: TimedText, gold: Path) -> None:
    for timex in document.timexes:
        if not 0 <= timex.span.start < timex.span.end <= len(document.text):
            raise UsageError(f"{gold}: {document.doc_id}: span {list(timex.span)} does not lie in the text; correct it")
