"""Score the factuality of given events: certainty and polarity as FactBank's values, and what is still to come.

Gold is MEANTIME (Minard et al. 2016, "MEANTIME, the NewsReader Multilingual Event and Time Corpus"): certainty,
polarity and tense of every event. Events whose certainty or polarity its annotators left open have no label among
CERTAIN, PROBABLE, POSSIBLE x POS, NEG; they are counted and left aside (with "open" they are the value Uu). The
majority answers CERTAIN POS and NON_FUTURE throughout.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..model import Span, Value
from .jsonl import read_rows, write_rows
from .ratios import macro_f1, percent

LEVELS = {"CERTAIN": "CT", "PROBABLE": "PR", "POSSIBLE": "PS"}
SIGNS = {"POS": "+", "NEG": "-"}
NAMES = {f"{level}{sign}": f"{name}_{word}" for name, level in LEVELS.items() for word, sign in SIGNS.items()}


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event word with its labels: certainty, polarity and tense as MEANTIME has them."""

    span: Span
    certainty: str = "UNDERSPECIFIED"
    polarity: str = "UNDERSPECIFIED"
    tense: str = "UNDERSPECIFIED"

    @property
    def value(self) -> Value:
        """FactBank's value; Uu where certainty or polarity was left open."""
        level, sign = LEVELS.get(self.certainty), SIGNS.get(self.polarity)
        return Value.UNKNOWN if level is None or sign is None else Value(level + sign)

    @property
    def future(self) -> bool | None:
        """True for what is still to come, None where that was left open."""
        return {"FUTURE": True, "NON_FUTURE": False}.get(self.tense)


@dataclass(frozen=True, slots=True)
class EventfulText:
    """A gold document; `events` are given to the reader as spans, never with their labels."""

    doc_id: str
    text: str
    events: tuple[GoldEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class ValuedEvent:
    """What is predicted of an event: its value, and whether it is still to come."""

    span: Span
    value: Value
    future: bool = False


Judge = Callable[[Sequence[tuple[str, tuple[Span, ...]]]], Sequence[Sequence[ValuedEvent]]]
"""From texts with the spans of their events to one judgement an event, in order."""


def evaluate(gold: Path, judge: Judge, *, predictions: Path | None = None) -> dict[str, Any]:
    """Judge the events of a gold file and score the answers; the majority's figures stand beside them.

    Args:
        gold: JSONL (also gzipped) of `{"doc_id", "text", "events": [{"span", "certainty", "polarity", "tense"}]}`.
        judge: is given texts and event spans.
        predictions: where to write `{"doc_id", "events": [{"span", "value", "future"}]}`, a document a line.

    Raises:
        UsageError: a file cannot be read or written, a span does not lie in its text, or an event has no judgement.
    """
    documents = read_gold(gold)
    judged = judge([(d.text, tuple(e.span for e in d.events)) for d in documents])
    for document, answers in zip(documents, judged, strict=True):
        if [e.span for e in document.events] != [a.span for a in answers]:
            raise UsageError(f"{gold}: {document.doc_id}: the judgements are not about its events")
    if predictions is not None:
        rows = zip(documents, judged, strict=True)
        write_rows(({"doc_id": d.doc_id, "events": list(answers)} for d, answers in rows), predictions)
    wanted = [event for document in documents for event in document.events]
    return score(wanted, [answer for answers in judged for answer in answers])


def read_gold(path: Path) -> tuple[EventfulText, ...]:
    """The documents of a gold file.

    Raises:
        UsageError: it cannot be read, a line is no such document, or a span does not lie in its text.
    """
    documents = tuple(read_rows(path, EventfulText))
    for document in documents:
        for event in document.events:
            if not 0 <= event.span.start < event.span.end <= len(document.text):
                raise UsageError(f"{path}: {document.doc_id}: span {list(event.span)} does not lie in the text")
    return documents


def score(gold: Sequence[GoldEvent], judged: Sequence[ValuedEvent]) -> dict[str, Any]:
    """All figures under their published names, in percent with one decimal."""
    pairs = [(g.value, j.value) for g, j in zip(gold, judged, strict=True)]
    labelled = [(g, j) for g, j in pairs if g is not Value.UNKNOWN]
    tenses = [(g.future, j.future) for g, j in zip(gold, judged, strict=True) if g.future is not None]
    return {
        "events": len(pairs),
        "events_labelled": len(labelled),
        "macro_f1": macro_f1(labelled),
        "accuracy": _accuracy(labelled),
        "majority_macro_f1": macro_f1([(g, Value.CERTAIN) for g, _ in labelled]),
        "majority_accuracy": _accuracy([(g, Value.CERTAIN) for g, _ in labelled]),
        "macro_f1_with_open": macro_f1(pairs),
        "majority_macro_f1_with_open": macro_f1([(g, Value.CERTAIN) for g, _ in pairs]),
        "values": {name: _value_figures(labelled, Value(value)) for value, name in NAMES.items()},
        "tense": {
            "events": len(tenses),
            "macro_f1": macro_f1(tenses),
            "majority_macro_f1": macro_f1([(g, False) for g, _ in tenses]),
            "future_f1": _value_figures(tenses, True)["f1"],
        },
    }


def _accuracy(pairs: Sequence[tuple[Value, Value]]) -> float:
    return percent(sum(g is j for g, j in pairs), len(pairs))


def _value_figures(pairs: Iterable[tuple[object, object]], label: object) -> dict[str, Any]:
    counts = Counter((g == label, j == label) for g, j in pairs)
    hits, gold, given = (
        counts[True, True],
        counts[True, True] + counts[True, False],
        counts[True, True] + counts[False, True],
    )
    both = gold + given
    return {"gold": gold, "predicted": given, "f1": round(200 * hits / both, 1) if both else None}
