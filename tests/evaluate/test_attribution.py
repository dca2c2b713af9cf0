"""Attribution figures: pairs, exact parts, Jaccard overlap, files in and out."""

from __future__ import annotations

import gzip
import json

import pytest

from sayso.errors import UsageError
from sayso.evaluate.attribution import AttributionSpans, AttributionTally, align, evaluate, score
from sayso.model import Span

TEXT = "Two boats sank, a guard said. Nobody drowned, he added."
BOATS, GUARD, SAID = Span(0, 14), Span(16, 23), Span(24, 28)
DROWNED, HE, ADDED = Span(30, 44), Span(46, 48), Span(49, 54)
FIRST = AttributionSpans((GUARD,), (SAID,), (BOATS,))
SECOND = AttributionSpans((HE,), (ADDED,), (DROWNED,))


def test_what_is_right_counts_fully():
    figures = score([FIRST, SECOND], [SECOND, FIRST]).as_dict()
    assert figures["attribution"] == {"p": 100.0, "r": 100.0, "f1": 100.0}
    assert figures["exact_content"] == figures["jaccard_source_of_found"] == 100.0


def test_exact_figures_are_over_all_attributions():
    figures = score([FIRST, SECOND], [FIRST]).as_dict()
    assert figures["attribution"] == {"p": 100.0, "r": 50.0, "f1": 66.7}
    assert figures["exact_cue"] == 66.7


def test_parts_that_only_overlap_count_by_jaccard():
    shorter = AttributionSpans((), (SAID,), (Span(0, 7),))
    figures = score([FIRST], [shorter]).as_dict()
    assert (figures["exact_content"], figures["jaccard_content_of_found"]) == (0.0, 50.0)
    assert (figures["exact_source"], figures["jaccard_source_of_found"]) == (0.0, 0.0)


def test_two_empty_parts_agree():
    bare = AttributionSpans((), (SAID,), (BOATS,))
    assert score([bare], [bare]).as_dict()["exact_source"] == 100.0


def test_split_contents_equal_the_same_characters_in_one():
    halves = AttributionSpans((GUARD,), (SAID,), (Span(0, 9), Span(9, 14)))
    assert score([FIRST], [halves]).as_dict()["exact_content"] == 100.0


def test_touching_cues_pair_before_touching_contents():
    both = AttributionSpans((HE,), (SAID,), (DROWNED,))
    assert align([FIRST, SECOND], [both]) == [(0, 0)]
    assert align([SECOND, FIRST], [FIRST, both]) == [(1, 0), (0, 1)]


def test_nothing_scores_nothing():
    assert score([], []).as_dict()["attribution"] == {"p": 0.0, "r": 0.0, "f1": 0.0}
    assert AttributionTally() + score([FIRST], []) == AttributionTally(gold=1)


@pytest.mark.parametrize("packed", [False, True])
def test_a_gold_file_is_read_scored_and_the_predictions_written(tmp_path, packed):
    line = {
        "doc_id": "d1",
        "text": TEXT,
        "attributions": [{"source": [GUARD], "cue": [SAID], "content": [BOATS], "id": "E1"}],
    }
    raw = (json.dumps(line) + "\n\n").encode()
    gold = tmp_path / ("gold.jsonl.gz" if packed else "gold.jsonl")
    gold.write_bytes(gzip.compress(raw) if packed else raw)
    out = tmp_path / "found.jsonl"
    asked: list[str] = []

    def find(texts):
        asked.extend(texts)
        return [[FIRST, SECOND]]

    figures = evaluate(gold, find, predictions=out)
    assert asked == [TEXT]
    assert (figures.gold, figures.predicted, figures.found) == (1, 2, 1)
    written = json.loads(out.read_text(encoding="utf-8"))
    assert written["doc_id"] == "d1"
    assert written["attributions"][0] == {"source": [[16, 23]], "cue": [[24, 28]], "content": [[0, 14]]}


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"{", "line 1: no row of this suite"),
        (b'{"doc_id": "x"}', "line 1: no row of this suite"),
        (None, "cannot be read"),
    ],
)
def test_a_gold_file_that_is_none_is_told(tmp_path, raw, message):
    gold = tmp_path / "gold.jsonl"
    if raw is not None:
        gold.write_bytes(raw)
    with pytest.raises(UsageError, match=message):
        evaluate(gold, lambda texts: [])


def test_a_broken_archive_is_told(tmp_path):
    gold = tmp_path / "gold.jsonl.gz"
    gold.write_bytes(b"no archive")
    with pytest.raises(UsageError, match="cannot be read"):
        evaluate(gold, lambda texts: [])


def test_predictions_that_cannot_be_written_are_told(tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"doc_id": "d1", "text": TEXT}), encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be written"):
        evaluate(gold, lambda texts: [[FIRST]], predictions=tmp_path / "none" / "found.jsonl")
