"""Time expressions are scored as TempEval-3 does: strict, relaxed, type and value."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import UsageError
from sayso.evaluate.times import TimeFigures, Timex, evaluate, score
from sayso.model import Span

TEXT = "It fell on Sunday, 3 March, after two weeks."
SUNDAY = Timex(Span(11, 26), "DATE", "2024-03-03")


@pytest.mark.parametrize(
    ("given_one", "figures"),
    [
        (SUNDAY, TimeFigures(1, 1, 1, 1, 1, 1)),
        (Timex(Span(11, 17), "DATE", "2024-03-03"), TimeFigures(1, 1, 0, 1, 1, 1)),
        (Timex(Span(11, 26), "TIME", "2024-03-10"), TimeFigures(1, 1, 1, 1, 0, 0)),
        (Timex(Span(34, 43), "DATE", "2024-03-03"), TimeFigures(1, 1, 0, 0, 0, 0)),
    ],
)
def test_an_expression_is_right_by_its_words_type_and_value(given_one, figures):
    assert score([SUNDAY], [given_one]) == figures


def test_one_gold_expression_is_met_once_by_the_exact_one():
    halves = [Timex(Span(11, 17), "DATE", "X"), SUNDAY, Timex(Span(19, 26), "DATE", "2024-03-03")]
    assert score([SUNDAY], halves) == TimeFigures(1, 3, 1, 1, 1, 1)


def corpus(tmp_path, *timexes):
    path = tmp_path / "gold.jsonl"
    rows = [{"doc_id": "a", "text": TEXT, "dct": "2024-03-05", "timexes": [*timexes]}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_figures_and_dump_of_a_corpus(tmp_path):
    gold = corpus(tmp_path, {"span": [11, 26], "type": "DATE", "value": "2024-03-03", "tid": "t1"})
    seen = []

    def find(texts):
        seen.extend(texts)
        return [[SUNDAY, Timex(Span(34, 43), "DURATION", "P2W")]]

    figures = evaluate(gold, find, predictions=tmp_path / "out.jsonl").as_dict()
    assert seen == [(TEXT, "2024-03-05")]
    assert figures == {
        "gold": 1,
        "pred": 2,
        "strict": {"p": 50.0, "r": 100.0, "f1": 66.7},
        "relaxed": {"p": 50.0, "r": 100.0, "f1": 66.7},
        "value_f1": 66.7,
        "type_f1": 66.7,
        "value_accuracy_of_found": 100.0,
    }
    assert json.loads((tmp_path / "out.jsonl").read_text()) == {
        "doc_id": "a",
        "timexes": [
            {"span": [11, 26], "type": "DATE", "value": "2024-03-03"},
            {"span": [34, 43], "type": "DURATION", "value": "P2W"},
        ],
    }


def test_a_span_outside_its_text_is_told(tmp_path):
    with pytest.raises(UsageError, match=r"gold\.jsonl: a: span \[40, 400\] does not lie in the text"):
        evaluate(corpus(tmp_path, {"span": [40, 400], "type": "DATE", "value": "X"}), lambda texts: [[]])


def test_a_corpus_without_documents_is_told(tmp_path):
    empty = tmp_path / "gold.jsonl"
    empty.write_text("")
    with pytest.raises(UsageError, match="no documents"):
        evaluate(empty, lambda texts: [])


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 4), st.sampled_from(["DATE", "SET"])), max_size=8))
def test_any_expressions_scored_against_themselves_are_all_right(rows):
    timexes = [Timex(Span(a, a + n), kind, str(n)) for a, n, kind in dict.fromkeys(rows)]
    spans = {t.span: t for t in timexes}
    assert score(list(spans.values()), list(spans.values())) == TimeFigures(*[len(spans)] * 6)
