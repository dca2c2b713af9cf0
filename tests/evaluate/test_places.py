"""Toponyms: found, placed, and what each accuracy is a share of."""

import json

import pytest

from sayso.errors import UsageError
from sayso.evaluate.places import PlacedSpan, PlaceTally, align, evaluate, score
from sayso.model import Span


def place(start: int, end: int, lat: float | None = None, lon: float | None = None) -> PlacedSpan:
    return PlacedSpan(Span(start, end), lat, lon)


@pytest.mark.parametrize(
    ("gold", "predicted", "pairs"),
    [
        ([(0, 5)], [(0, 5)], [(0, 0)]),
        ([(0, 5)], [(5, 9)], []),
        ([(0, 5)], [(3, 9), (0, 5)], [(0, 1)]),  # the same span before one that overlaps
        ([(0, 4), (4, 9)], [(2, 9)], [(1, 0)]),  # the longer overlap
        ([(0, 4), (4, 8)], [(2, 6)], [(0, 0)]),  # of two alike the first
    ],
)
def test_spans_are_paired_one_to_one(gold, predicted, pairs):
    assert align([Span(*g) for g in gold], [Span(*p) for p in predicted]) == pairs


def test_accuracy_says_what_it_is_a_share_of():
    gold = [place(0, 4, 36.0, 43.0), place(5, 9, 33.0, 44.0), place(10, 14), place(20, 24, 0.0, 0.0)]
    predicted = [place(0, 4, 36.5, 43.0), place(5, 9, 43.0, 44.0), place(10, 14, 1.0, 1.0)]
    figures = score(gold, predicted).as_dict()
    assert (figures["gold"], figures["pred"], figures["gold_located"], figures["resolved"]) == (4, 3, 3, 2)
    assert figures["accuracy161_of_all"] == 33.3
    assert figures["accuracy161_of_resolved"] == 50.0
    assert figures["strict"] == {"p": 100.0, "r": 75.0, "f1": 85.7}


def test_a_point_within_the_stated_radius_is_told_apart():
    gold = [place(0, 6, 60.0, -95.0), place(8, 12, 60.0, -95.0)]
    wide, narrow = (
        PlacedSpan(span, 60.0, -113.0, None, km) for span, km in zip((g.span for g in gold), (1500.0, 5.0), strict=True)
    )
    figures = score(gold, [wide, narrow]).as_dict()
    assert (figures["accuracy161_of_all"], figures["within_radius_of_all"]) == (0.0, 50.0)


def test_an_exact_place_leaves_no_error():
    figures = score([place(0, 4, 36.0, 43.0)], [place(0, 4, 36.0, 43.0)]).as_dict()
    assert (figures["mean_km"], figures["auc_log_error"]) == (0.0, 0.0)


def test_nothing_found_has_no_distances():
    figures = PlaceTally(gold=2, located=2).as_dict()
    assert figures["median_km"] is None
    assert figures["strict"]["f1"] == 0.0


def test_spans_are_given_only_where_asked_for(tmp_path):
    gold = tmp_path / "gold.jsonl"
    row = {"doc_id": "a", "text": "In Gao.", "toponyms": [{"span": [3, 6], "lat": 16.3, "lon": -0.05}]}
    gold.write_text(json.dumps(row) + "\n", encoding="utf-8")
    asked = []

    def find(reports):
        asked.append([given for _, given in reports])
        return [(place(3, 6, 16.0, 0.0),)]

    out = tmp_path / "out.jsonl"
    assert evaluate(gold, find).as_dict()["accuracy161_of_all"] == 100.0
    evaluate(gold, find, given_spans=True, predictions=out)
    assert asked == [[None], [(Span(3, 6),)]]
    assert json.loads(out.read_text()) == {
        "doc_id": "a", "toponyms": [{"span": [3, 6], "lat": 16.0, "lon": 0.0, "geonameid": None, "radius_km": None}],
    }  # fmt: skip


def test_a_missing_corpus_is_told(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        evaluate(tmp_path / "none.jsonl", lambda reports: [])
