"""`sayso eval incidents` scores details on request, and mixes in reports that have nothing to do with gold."""

import json

import pytest

TEXT = "Police said three men died when shells hit Rabia on Monday."
TOLL = TEXT.index("three men died"), TEXT.index(" when")


@pytest.fixture
def gold(tmp_path):
    def report(name, text):
        claim = {
            "event": "I1",
            "value": "CT+",
            "chain_spans": [[[0, 6]]],
            "cue_spans": [[7, 11]],
            "content_spans": [TOLL],
        }
        killed = {"slot": "killed", "span": TOLL, "value": {"op": "=", "n": 3 if name == "r1" else 5}}
        return {
            "report_id": name,
            "text": text,
            "published": "2024-04-23",
            "claims": [claim | {"id": "c1", "facets": [killed]}],
        }

    cluster = {
        "cluster_id": "rabia",
        "incidents": [{"id": "I1", "type": "shelling", "date": "2024-04-22"}],
        "reports": [report("r1", TEXT), report("r2", TEXT.replace("three", "eight"))],
        "relations": [
            {"type": "contradicts", "a": "r1/c1", "b": "r2/c1"},
            {"type": "same_origin", "a": "r1/c1", "b": "r2/c1"},
        ],
    }
    path = tmp_path / "rabia.json"
    path.write_text(json.dumps(cluster), encoding="utf-8")
    return path


def figures_of(sayso, *words):
    code, out, _ = sayso("eval", "incidents", *words, "--reader", "rules")
    assert code == 0
    return json.loads(out)


def test_details_are_printed_on_request_only(sayso, gold):
    plain, told = figures_of(sayso, gold), figures_of(sayso, gold, "--detail")
    assert "copies_f1" not in plain
    assert plain == {name: figure for name, figure in told.items() if name in plain}
    assert (told["copies_gold"], told["copies_f1"]) == (1, 100.0)
    assert (told["contested_gold"], told["drift_asked"]) == (1, 1)
    assert told["drift_recall"] == 100.0  # three became eight


def test_drift_alarms_are_written_to_be_checked_by_hand(sayso, gold, tmp_path):
    sheet = tmp_path / "alarms.txt"
    figures_of(sayso, gold, "--alarms", sheet)
    assert sheet.read_text(encoding="utf-8").startswith("1. value_changed (killed)\n  origin: r1/")


def test_drift_alarms_of_several_folders_are_drawn_together(sayso, gold, tmp_path):
    alone, pooled, other = tmp_path / "alone.txt", tmp_path / "pooled.txt", tmp_path / "other" / "gold.json"
    other.parent.mkdir()
    cluster = json.loads(gold.read_text(encoding="utf-8"))
    quiet = cluster["reports"][0] | {"report_id": "r9", "text": TEXT.replace("Rabia", "Tessit")}
    other.write_text(json.dumps(cluster | {"reports": [quiet], "relations": []}), encoding="utf-8")
    figures_of(sayso, gold, "--alarms", alone)
    figures_of(sayso, other, "--noise", gold, "--alarms", pooled)
    assert pooled.read_text(encoding="utf-8") == alone.read_text(encoding="utf-8") != ""


def test_unrelated_reports_are_mixed_in_and_counted(sayso, gold, tmp_path):
    noise = tmp_path / "noise.jsonl"
    rows = (
        {"id": "n1", "text": "Gunmen killed two guards at a mine near Ngelu on Friday.", "published": "2023-01-07"},
        {"id": "n2", "text": TEXT},  # one of the gold reports
    )
    noise.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    plain, mixed = figures_of(sayso, gold), figures_of(sayso, gold, "--noise", noise)
    assert (mixed["noise_reports"], mixed["mixed_incidents"]) == (1, 0)
    assert mixed["incidents_predicted"] == plain["incidents_predicted"] + mixed["noise_incidents"]
    assert mixed["incident_b3_f1"] == plain["incident_b3_f1"]


def test_noise_that_cannot_be_read_is_told(sayso, gold, tmp_path):
    noise = tmp_path / "noise.jsonl"
    noise.write_text('{"id": "n1"}\n', encoding="utf-8")
    code, _, err = sayso("eval", "incidents", gold, "--noise", noise, "--reader", "rules")
    assert code == 2
    assert "row 1: no report" in err
