"""`sayso eval places` prints its figures and writes what it found, with the spans given and without."""

import json

import pytest


@pytest.mark.parametrize("arguments", [(), ("--given-spans",)])
def test_places(sayso, tmp_path, arguments):
    text = "The road from Mosul to Erbil in Iraq was closed."
    spans = [[14, 19], [23, 28], [32, 36]]
    points = [(36.34, 43.12), (36.19, 44.01), (33.0, 44.0)]
    toponyms = [{"span": s, "lat": lat, "lon": lon} for s, (lat, lon) in zip(spans, points, strict=True)]
    gold, out_file = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    gold.write_text(json.dumps({"doc_id": "a", "text": text, "toponyms": toponyms}) + "\n", encoding="utf-8")
    code, out, _ = sayso("eval", "places", gold, *arguments, "--predictions", out_file)
    figures = json.loads(out)
    assert (code, figures["strict"]["f1"], figures["accuracy161_of_all"]) == (0, 100.0, 100.0)
    assert [t["span"] for t in json.loads(out_file.read_text())["toponyms"]] == spans
