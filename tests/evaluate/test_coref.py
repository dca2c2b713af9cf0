"""Chains of given event mentions: gold read, dumps written, floor and selected sentences taken into account."""

from __future__ import annotations

import json

import pytest

from sayso.errors import UsageError
from sayso.evaluate.coref import CorefText, Linking, evaluate, read_gold
from sayso.model import Span

FIRST, SECOND, THIRD = Span(4, 9), Span(15, 21), Span(30, 34)
TEXT = "The blast hurt ten men. After that, rain fell."


def event(span, cluster, *, selected=True):
    return {"trigger": span, "cluster": cluster, "selected": selected, "type": "ACTION"}


def gold(tmp_path, *extra):
    rows = [
        {"doc_id": "a", "text": TEXT, "topic": "1", "events": [event(FIRST, "x"), event(SECOND, "x"), *extra]},
        {"doc_id": "b", "text": TEXT, "topic": "2", "events": [event(FIRST, "x"), event(FIRST, "y")]},
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def perfect(documents):
    within = [[list(spans)] for _, _, spans in documents]
    cross = [[(name, span) for name, _, spans in documents for span in spans]]
    return Linking(within, cross, [[span.text(text) for span in spans] for _, text, spans in documents])


def test_a_perfect_linking_and_its_floor(tmp_path):
    figures = evaluate(gold(tmp_path), perfect, predictions=tmp_path / "out.jsonl")
    assert (figures["documents"], figures["mentions"], figures["mentions_selected"]) == (2, 3, 3)
    assert figures["within"]["conll_f1"] == figures["cross"]["conll_f1"] == 100.0
    assert figures["within"]["floor_same_stem"]["muc"]["f1"] == 0.0  # "blast" and "ten me" have no stem in common
    assert figures["cross"]["floor_same_stem"]["muc"]["f1"] == 0.0  # the two blasts are of different topics
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert lines == [
        {"doc_id": "a", "chains": [[[4, 9], [15, 21]]]},
        {"doc_id": "b", "chains": [[[4, 9]]]},
        {"cross": [[["a", [4, 9]], ["a", [15, 21]], ["b", [4, 9]]]]},
    ]


def test_mentions_outside_selected_sentences_count_only_for_all(tmp_path):
    figures = evaluate(gold(tmp_path, event(THIRD, "z", selected=False)), perfect)
    assert (figures["mentions"], figures["mentions_selected"]) == (4, 3)
    assert figures["within"]["conll_f1"] == 100.0
    assert figures["within"]["all_conll_f1"] < 100.0


def test_the_linker_is_given_spans_and_no_labels(tmp_path):
    seen = []

    def spy(documents):
        seen.extend(documents)
        return perfect(documents)

    evaluate(gold(tmp_path, event(None, "w")), spy)
    assert seen == [("a", TEXT, (FIRST, SECOND)), ("b", TEXT, (FIRST,))]


def test_of_two_happenings_at_the_same_words_the_first_counts(tmp_path):
    _, second = read_gold(gold(tmp_path))
    assert isinstance(second, CorefText)
    assert second.clusters() == {FIRST: "x"}


def test_a_span_outside_its_text_is_told(tmp_path):
    with pytest.raises(UsageError, match=r"gold\.jsonl: a: span \[40, 400\] does not lie in the text"):
        evaluate(gold(tmp_path, event((40, 400), "z")), perfect)
