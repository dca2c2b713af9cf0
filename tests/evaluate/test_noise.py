"""Unrelated reports are read from every form that they come in, and no further than asked."""

import json

import pytest

from sayso.errors import UsageError
from sayso.evaluate.noise import read_noise
from sayso.model import CodedReport, Count, Report, Slot
from sayso.model.codec import encode

from .small import PERFECT, coded


def written(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_reports_and_articles_of_incidents(tmp_path):
    doc = {"doc_id": "d1", "title": "A title", "text": "A text.", "date": "2014-01-28"}
    rows = ({"id": "a", "text": "It was quiet."}, {"incident_id": "1", "docs": [doc, doc | {"doc_id": "d2"}]})
    path = written(tmp_path / "noise.jsonl", *rows)
    first, second, _ = read_noise(path)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.id, first.text) == ("a", "It was quiet.")
    assert (second.id, second.text, second.published) == ("d1", "A title\n\nA text.", "2014-01-28")
    assert len(read_noise(path, most=2)) == 2


def test_coded_reports_are_kept_as_they_are(tmp_path):
    report = coded(*PERFECT)["r1"]
    path = tmp_path / "coded.jsonl"
    path.write_bytes(encode(report) + b"\n")
    (read,) = read_noise(path)
    assert isinstance(read, CodedReport)
    assert [f.value for c in read.claims for f in c.facets if f.slot is Slot.KILLED] == [Count("=", 3)]


def test_gold_clusters(tmp_path):
    report = {"report_id": "r1", "text": "It was quiet.", "claims": []}
    (tmp_path / "one.json").write_text(json.dumps({"cluster_id": "one", "incidents": [], "reports": [report]}))
    assert [r.id for r in read_noise(tmp_path) if isinstance(r, Report)] == ["r1"]


@pytest.mark.parametrize(
    "row", [{"id": "a"}, {"docs": [{"text": "no id"}]}, {"text": 3}, {"schema": "sayso/coded-report@1"}]
)
def test_rows_that_are_no_reports_are_told(tmp_path, row):
    with pytest.raises(UsageError, match="row 1: no report"):
        read_noise(written(tmp_path / "noise.jsonl", row))
