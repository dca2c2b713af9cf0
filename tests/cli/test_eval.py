"""`sayso eval` prints the figures, and writes what it predicted so that anyone can check them."""

import json

import pytest

from sayso.evaluate.predictions import read_coded, read_incidents

TEXT = "A police officer said that three people were killed on Monday when rockets hit a market in Mosul."


def spans(*quotes):
    return [[TEXT.index(q), TEXT.index(q) + len(q)] for q in quotes]


@pytest.fixture
def gold(tmp_path):
    killed = {"slot": "killed", "quote": "three people", "span": spans("three people")[0], "value": {"op": "=", "n": 3}}
    claim = {
        "id": "c1",
        "event": "I1",
        "value": "CT+",
        "chain_spans": [spans("A police officer")],
        "cue_spans": spans("said"),
        "content_spans": spans("three people were killed on Monday when rockets hit a market in Mosul"),
        "facets": [killed],
    }
    cluster = {
        "cluster_id": "market",
        "incidents": [{"id": "I1", "type": "rocket_attack", "date": "2024-04-22"}],
        "reports": [{"report_id": "r1", "text": TEXT, "published": "2024-04-23", "claims": [claim]}],
    }
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "market.json").write_text(json.dumps(cluster), encoding="utf-8")
    return folder


def test_claims(sayso, gold, tmp_path):
    code, out, err = sayso("eval", "claims", gold, "--predictions", tmp_path / "coded.jsonl", "--per-report")
    figures = json.loads(out)
    assert code == 0
    assert (figures["reports"], figures["gold_claims"], figures["reports_not_coded"]) == (1, 1, [])
    assert figures["source_accuracy_attributed"] == 100.0
    assert "r1: gold 1, predicted " in err
    assert read_coded(tmp_path / "coded.jsonl")["r1"].report.text == TEXT


def test_incidents(sayso, gold, tmp_path):
    code, out, _ = sayso("eval", "incidents", gold, "--predictions", tmp_path / "coded.jsonl")
    figures = json.loads(out)
    assert code == 0
    assert figures["incidents_gold"] == 1
    assert figures["incident_date_accuracy"] == 100.0
    assert "attributed_fact_f1" in figures
    assert len(read_incidents(tmp_path / "coded.jsonl.incidents.json")) == figures["incidents_predicted"]


def test_actors(sayso, tmp_path):
    text = "Kataib Hezbollah fired at a base in Iraq on Sunday. The Iran-backed group gave no reason, police said."
    at = text.index("The Iran-backed group")
    facet = {"slot": "actor", "quote": "", "span": [at, at + 21], "value": "Kataib Hezbollah"}
    claim = {
        "id": "c1",
        "event": "I1",
        "value": "CT+",
        "chain_spans": [],
        "cue_spans": [],
        "content_spans": [[0, 50]],
        "facets": [facet],
    }
    reports = [{"report_id": "r1", "text": text, "published": "2024-04-22", "claims": [claim]}]
    gold = tmp_path / "gold.json"
    gold.write_text(json.dumps({"cluster_id": "c", "incidents": [], "reports": reports}), encoding="utf-8")
    code, out, _ = sayso("eval", "actors", gold, "--reader", "rules", "--predictions", tmp_path / "out.jsonl")
    figures = json.loads(out)
    assert code == 0
    assert figures["parties"]["right"] == 100.0
    assert figures["parties"]["right_by_look_up"] == 0.0
    assert json.loads((tmp_path / "out.jsonl").read_text())["actor"] == "kataib-hezbollah"


@pytest.mark.parametrize("arguments", [(), ("claims",), ("claims", "gone"), ("nonsense", ".")])
def test_wrong_usage(sayso, arguments):
    assert sayso("eval", *arguments)[0] == 2


def test_a_folder_without_gold_is_told(sayso, tmp_path):
    code, out, err = sayso("eval", "claims", tmp_path)
    assert (code, out) == (2, "")
    assert "no gold found" in err


def test_attribution_is_scored_against_a_corpus(sayso, tmp_path):
    text = "Nobody was hurt, a guard said."
    gold = tmp_path / "gold.jsonl"
    attribution = {"source": [[17, 24]], "cue": [[25, 29]], "content": [[0, 15]]}
    gold.write_text(json.dumps({"doc_id": "a", "text": text, "attributions": [attribution]}) + "\n", encoding="utf-8")
    code, out, _ = sayso("eval", "attribution", gold, "--reader", "rules", "--predictions", tmp_path / "out.jsonl")
    assert (code, json.loads(out)["attribution"]["f1"]) == (0, 100.0)
    assert json.loads((tmp_path / "out.jsonl").read_text())["attributions"][0] == attribution
