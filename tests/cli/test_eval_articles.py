"""`sayso eval articles` prints figures with their denominators, and writes its dump."""

import json


def test_articles(sayso, tmp_path):
    gold, out = tmp_path / "gold.jsonl", tmp_path / "placed.jsonl"
    text = "Two people were killed in a shooting at a bar in Elgin on Monday, police in Elgin said."
    docs = [{"doc_id": f"d{k}", "title": "Two dead in Elgin", "text": text, "date": "2014-01-14"} for k in (1, 2)]
    rows = [
        {"incident_id": "7", "structured": {"num_killed": 2, "num_injured": 0}, "docs": docs},
        {"incident_id": "8", "structured": {}, "docs": [docs[0] | {"doc_id": "d3"}]},
    ]
    gold.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    code, printed, _ = sayso("eval", "articles", gold, "--predictions", out, "--reader", "rules", "--sample", 5)
    figures = json.loads(printed)
    assert code == 0
    assert (figures["incidents_gold"], figures["articles"], figures["articles_b3_f1"]) == (1, 2, 100.0)
    assert figures["killed"] == {"n": 1, "exact": 100.0, "majority": 100.0}
    assert [json.loads(line)["doc_id"] for line in out.read_text().splitlines()] == ["d1", "d2"]


def test_a_file_without_articles_is_refused(sayso, tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"text": "A march."}', encoding="utf-8")
    code, _, told = sayso("eval", "articles", gold)
    assert code == 2
    assert "row 1" in told
