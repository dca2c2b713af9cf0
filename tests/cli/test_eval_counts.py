"""`sayso eval counts` prints figures with their denominators, and writes its dump."""

import json


def test_counts(sayso, tmp_path):
    gold, out = tmp_path / "gold.jsonl", tmp_path / "counts.jsonl"
    doc = {"doc_id": "d1", "title": "Two dead in Elm Park", "text": "Two people were killed on Monday, police said."}
    row = {"incident_id": "7", "structured": {"num_killed": 2, "num_injured": 0}, "docs": [doc]}
    gold.write_text(json.dumps(row), encoding="utf-8")
    code, printed, _ = sayso("eval", "counts", gold, "--predictions", out, "--reader", "rules")
    figures = json.loads(printed)
    assert code == 0
    assert figures["both"] == {"n": 1, "exact": 100.0, "majority": 100.0}
    assert json.loads(out.read_text()) == {"doc_id": "d1", "killed": 2, "injured": 0, "captured": 0}
