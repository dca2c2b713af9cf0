"""The counts suite: four forms of gold, exact and near figures beside the majority's, and the dump."""

import gzip
import json

import pytest

from sayso.errors import UsageError
from sayso.evaluate.counts import CountedReport, Prediction, evaluate, read_counted, score
from sayso.model import Report

DOC = {"doc_id": "d1", "title": "Two hurt in Elm Park", "text": "A man shot two others.", "date": "2020-01-02"}
INCIDENT = {"incident_id": "7", "structured": {"num_killed": 0, "num_injured": 2}, "docs": [DOC]}
SHOOTING = {
    "doc_id": "s1",
    "text": "Two hurt",
    "title": "Two hurt",
    "events": [{"attrs": {"killed": "0", "wounded": "2"}}],
}
RELEASE = {"doc_id": "p1", "text": "Three held.", "labels": {"min_killed": 0, "min_captured": 3}}


def written(tmp_path, *rows):
    path = tmp_path / "gold.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    return path


def test_four_forms_are_read(tmp_path):
    unknown = {"incident_id": "8", "structured": None, "docs": [DOC]}
    found = list(read_counted(written(tmp_path, INCIDENT, unknown, SHOOTING, RELEASE)))
    assert [dict(r.figures) for r in found] == [
        {"killed": 0, "injured": 2},
        {"killed": 0, "injured": 2},
        {"killed": 0, "captured": 3},
    ]
    assert found[0].report.text == "Two hurt in Elm Park\n\nA man shot two others."
    assert found[1].report.text == "Two hurt"
    assert found[0].incident == "7"


def cluster(tmp_path, *counts):
    """A gold cluster whose one report makes a claim of each (event, slot, n, value, irrealis)."""
    text = "Rebels shelled Tarsa."
    claims = [
        {
            "id": f"c{k}",
            "event": event,
            "value": value,
            "irrealis": irrealis,
            "chain_spans": [],
            "cue_spans": [],
            "content_spans": [[0, 6]],
            "facets": [{"slot": slot, "span": [0, 6], "value": {"op": "=", "n": n}}],
        }
        for k, (event, slot, n, value, irrealis) in enumerate(counts)
    ]
    gold = {"cluster_id": "t", "incidents": [], "reports": [{"report_id": "r", "text": text, "claims": claims}]}
    (tmp_path / "t.json").write_text(json.dumps(gold), encoding="utf-8")
    return tmp_path


def test_the_main_event_of_a_cluster_report_gives_its_figures(tmp_path):
    folder = cluster(
        tmp_path,
        ("I1", "killed", 5, "CT+", None),
        ("I1", "killed", 5, "CT+", None),
        ("I1", "killed", 2, "CT+", None),
        ("I1", "killed", 9, "CT-", None),
        ("I1", "injured", 0, "CT-", None),
        ("I1", "captured", 4, "PS+", "plan"),
        ("I2", "killed", 7, "CT+", None),
        ("other", "killed", 8, "CT+", None),
    )
    (found,) = read_counted(folder)
    assert dict(found.figures) == {"killed": 5, "injured": 0}


def counted(name, **figures):
    return CountedReport(Report.of("x", id=name), figures)


def test_figures_stand_beside_majority_and_denominator():
    gold = [counted("a", killed=1, injured=0), counted("b", killed=1, injured=2), counted("c", killed=3)]
    given = [Prediction("a", 1, 0), Prediction("b", 2, 2), Prediction("c", 0, 5)]
    figures = score(gold, given).as_dict()
    assert figures["killed"] == {
        "n": 3, "exact": 33.3, "majority": 66.7, "within_one": 66.7, "mean_absolute_error": 1.33,
    }  # fmt: skip
    assert figures["injured"]["n"] == 2
    assert figures["both"] == {"n": 2, "exact": 50.0, "majority": 50.0}
    assert "captured" not in figures


def test_the_dump_has_one_line_a_report(tmp_path):
    out = tmp_path / "out.jsonl"
    path = written(tmp_path, INCIDENT)
    figures = evaluate(path, lambda reports: [Prediction(r.id, 0, 2) for r in reports], predictions=out)
    assert json.loads(out.read_text()) == {"doc_id": "d1", "killed": 0, "injured": 2, "captured": 0}
    assert figures.as_dict()["both"]["exact"] == 100.0


@pytest.mark.parametrize("row", [{"doc_id": "x", "text": "no labels"}, {"doc_id": "x", "text": "", "events": []}])
def test_another_file_is_refused(tmp_path, row):
    with pytest.raises(UsageError, match="no report with counts"):
        list(read_counted(written(tmp_path, row)))
