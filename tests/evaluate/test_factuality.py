"""Values of given events are scored by label, with the majority beside them."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from sayso.errors import UsageError
from sayso.evaluate.factuality import GoldEvent, ValuedEvent, evaluate, score
from sayso.model import Span, Value

SPAN = Span(0, 4)


@pytest.mark.parametrize(
    ("certainty", "polarity", "value"),
    [
        ("CERTAIN", "POS", Value.CERTAIN),
        ("POSSIBLE", "NEG", Value.POSSIBLE_NOT),
        ("PROBABLE", "POS", Value.PROBABLE),
        ("CERTAIN", "UNDERSPECIFIED", Value.UNKNOWN),
        ("UNDERSPECIFIED", "POS", Value.UNKNOWN),
    ],
)
def test_certainty_and_polarity_make_a_value(certainty, polarity, value):
    assert GoldEvent(SPAN, certainty, polarity).value is value


def test_figures_by_hand():
    gold = [
        GoldEvent(SPAN, "CERTAIN", "POS", "NON_FUTURE"),
        GoldEvent(SPAN, "CERTAIN", "POS", "FUTURE"),
        GoldEvent(SPAN, "CERTAIN", "NEG", "NON_FUTURE"),
        GoldEvent(SPAN, "UNDERSPECIFIED", "POS", "UNDERSPECIFIED"),
    ]
    given = [
        ValuedEvent(SPAN, Value.CERTAIN),
        ValuedEvent(SPAN, Value.POSSIBLE, True),
        ValuedEvent(SPAN, Value.CERTAIN_NOT),
        ValuedEvent(SPAN, Value.UNKNOWN),
    ]
    figures = score(gold, given)
    assert (figures["events"], figures["events_labelled"]) == (4, 3)
    assert figures["macro_f1"] == 83.3  # CERTAIN_POS 2/3, CERTAIN_NEG 1
    assert figures["majority_macro_f1"] == 40.0  # CERTAIN_POS 4/5, CERTAIN_NEG 0
    assert figures["macro_f1_with_open"] == 88.9
    assert figures["accuracy"] == 66.7
    assert figures["values"]["POSSIBLE_POS"] == {"gold": 0, "predicted": 1, "f1": 0.0}
    assert figures["tense"] == {"events": 3, "macro_f1": 100.0, "majority_macro_f1": 40.0, "future_f1": 100.0}


def gold_file(tmp_path, end=9):
    path = tmp_path / "gold.jsonl"
    event = {"span": [4, end], "certainty": "CERTAIN", "polarity": "POS", "tense": "NON_FUTURE"}
    path.write_text(json.dumps({"doc_id": "a", "text": "The raid.", "events": [event]}) + "\n", encoding="utf-8")
    return path


def never(texts: Sequence[tuple[str, tuple[Span, ...]]]) -> list[list[ValuedEvent]]:
    return [[ValuedEvent(span, Value.CERTAIN_NOT) for span in spans] for _, spans in texts]


def test_the_judge_sees_spans_and_its_values_are_written(tmp_path):
    figures = evaluate(gold_file(tmp_path), never, predictions=tmp_path / "out.jsonl")
    assert (figures["macro_f1"], figures["majority_macro_f1"]) == (0.0, 100.0)
    dumped = json.loads((tmp_path / "out.jsonl").read_text())
    assert dumped == {"doc_id": "a", "events": [{"span": [4, 9], "value": "CT-", "future": False}]}


def test_spans_outside_the_text_and_missing_judgements_are_told(tmp_path):
    with pytest.raises(UsageError, match="does not lie in the text"):
        evaluate(gold_file(tmp_path, end=90), never)
    with pytest.raises(UsageError, match="not about its events"):
        evaluate(gold_file(tmp_path), lambda texts: [[] for _ in texts])
