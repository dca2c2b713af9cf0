"""`sayso eval types` and `sayso eval plover` print their figures and write their dumps."""

import json


def test_types(sayso, tmp_path):
    texts = {"ARREST": "Police arrested four men in the port.", "GRENADE": "A man threw a grenade at a bar in Ayma."}
    rows = [{"doc_id": label, "text": text, "events": [{"type": label}]} for label, text in texts.items()]
    gold, out_file = tmp_path / "gold.jsonl", tmp_path / "types.jsonl"
    gold.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    code, out, _ = sayso("eval", "types", gold, "--reader", "rules", "--predictions", out_file)
    assert (code, json.loads(out)["acled"]["accuracy"]) == (0, 100.0)
    assert [json.loads(line) for line in out_file.read_text(encoding="utf-8").splitlines()] == [
        {"doc_id": "ARREST", "type": "arrest", "acled": "Arrests"},
        {"doc_id": "GRENADE", "type": "bombing_ied", "acled": "Grenade"},
    ]


def test_plover(sayso, tmp_path):
    chad, iran = [{"actorText": "Chad"}], [{"actorText": "Iran"}]
    rows = [
        {"id": "1", "event": "REJECT", "text": "Iran rejected an offer of Chad.", "source": iran, "target": chad},
        {
            "id": "2",
            "event": "FIGHT",
            "text": "The army shelled a hospital.",
            "source": [{"actorText": "army"}],
            "target": "",
        },
        {"id": "3", "event": "AID", "text": "It rained.", "target": None},
    ]
    gold, out_file = tmp_path / "gold.jsonl", tmp_path / "records.jsonl"
    gold.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    code, out, _ = sayso("eval", "plover", gold, "--reader", "rules", "--predictions", out_file)
    figures = json.loads(out)
    assert (code, figures["events"]["accuracy"], figures["source"]["f1"]) == (0, 66.7, 100.0)
    found = [json.loads(line) for line in out_file.read_text(encoding="utf-8").splitlines()]
    assert found[0] == {"id": "1", "event": "REJECT", "source": ["Iran"], "target": ["Chad"]}
    assert found[1] == {"id": "2", "event": "FIGHT", "source": ["The army"], "target": ["a hospital"]}
    assert found[2] == {"id": "3", "event": None, "source": [], "target": []}
