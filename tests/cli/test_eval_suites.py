"""The suites of public benchmarks print their figures and write their dumps."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def corpus(tmp_path):
    def write(*rows):
        path = tmp_path / "gold.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return path

    return write


def test_mentions(sayso, corpus, tmp_path):
    text = "A drone fell near Mosul."
    gold = corpus({"doc_id": "a", "text": text, "entities": [{"span": [18, 23], "type": "Location"}]})
    out_file = tmp_path / "out.jsonl"
    code, out, err = sayso("eval", "mentions", gold, "--reader", "rules", "--predictions", out_file)
    assert (code, err) == (0, "")
    assert json.loads(out)["kinds"]["Location"]["strict"]["r"] == 100.0
    assert {"span": [18, 23], "kind": "place"} in json.loads(out_file.read_text())["mentions"]


def test_factuality(sayso, corpus, tmp_path):
    event = {"certainty": "CERTAIN", "tense": "NON_FUTURE"}
    rows = [
        {"doc_id": "a", "text": "A drone did not fall.", "events": [{"span": [16, 20], "polarity": "NEG"} | event]},
        {"doc_id": "b", "text": "A drone fell.", "events": [{"span": [8, 12], "polarity": "POS"} | event]},
    ]
    out_file = tmp_path / "out.jsonl"
    code, out, _ = sayso("eval", "factuality", corpus(*rows), "--reader", "rules", "--predictions", out_file)
    figures = json.loads(out)
    assert (code, figures["macro_f1"], figures["majority_macro_f1"]) == (0, 100.0, 33.3)
    assert [json.loads(line)["events"][0]["value"] for line in out_file.read_text().splitlines()] == ["CT-", "CT+"]


def test_claims_with_nested_chains_and_calibration(sayso, tmp_path):
    text = "A guard told the radio that two men had died."
    claim = {
        "id": "c1",
        "event": "other",
        "value": "CT+",
        "chain_spans": [[[0, 7]]],
        "cue_spans": [[8, 12]],
        "content_spans": [[28, 44]],
    }
    report = {"report_id": "r1", "text": text, "claims": [claim]}
    gold = tmp_path / "one.json"
    gold.write_text(json.dumps({"cluster_id": "one", "incidents": [], "reports": [report]}), encoding="utf-8")
    code, out, err = sayso("eval", "claims", gold, "--reader", "rules", "--nested", "--speakers", "--calibration")
    figures = json.loads(out)
    assert code == 0
    assert figures["chains_nested"]["gold"] == 0
    assert (figures["calibration"]["claims"], len(figures["calibration"]["bins"])) == (1, 1)
    assert "share right" in err
    plain = json.loads(sayso("eval", "claims", gold, "--reader", "rules")[1])
    assert list(figures) == [*plain, "chains_nested", "speakers_resolved", "calibration"]


def test_coref(sayso, corpus, tmp_path):
    text = "They negotiated for days. The negotiations failed."
    events = [{"trigger": [5, 15], "cluster": "x"}, {"trigger": [30, 42], "cluster": "x"}]
    out_file = tmp_path / "out.jsonl"
    gold = corpus({"doc_id": "a", "text": text, "events": events, "topic": "1"})
    code, out, _ = sayso("eval", "coref", gold, "--reader", "rules", "--predictions", out_file)
    assert (code, json.loads(out)["within"]["conll_f1"], json.loads(out)["cross"]["conll_f1"]) == (0, 100.0, 100.0)
    assert json.loads(out_file.read_text().splitlines()[1]) == {"cross": [[["a", [5, 15]], ["a", [30, 42]]]]}


def test_times(sayso, corpus, tmp_path):
    timex = {"span": [16, 22], "type": "DATE", "value": "2024-04-21"}
    gold = corpus({"doc_id": "a", "text": "A drone fell on Sunday.", "dct": "2024-04-22", "timexes": [timex]})
    out_file = tmp_path / "out.jsonl"
    code, out, err = sayso("eval", "times", gold, "--predictions", out_file)
    assert (code, err) == (0, "")
    assert json.loads(out)["value_f1"] == 100.0
    assert json.loads(out_file.read_text()) == {"doc_id": "a", "timexes": [timex]}


def test_times_of_a_part_of_the_documents(sayso, corpus):
    gold = corpus(
        *({"doc_id": str(i), "text": "It rained on Monday.", "timexes": [], "dct": "2024-04-22"} for i in range(5))
    )
    parts = ("1/1", "2/4", "1/4")
    assert [json.loads(sayso("eval", "times", gold, "--part", part)[1])["pred"] for part in parts] == [5, 1, 2]


@pytest.mark.parametrize("wrong", ["5/4", "0/4", "half"])
def test_a_part_of_the_documents_is_a_number_of_some(sayso, corpus, wrong):
    code, _, err = sayso("eval", "times", corpus(), "--part", wrong)
    assert code == 2
    assert "K/N" in err
