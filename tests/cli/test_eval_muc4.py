"""`sayso eval muc4` prints the figures and writes every slot of its templates."""

import json

import pytest


@pytest.fixture
def gold(tmp_path):
    filler = {"alts": ["TWO ENGINEERS", "ENGINEERS"], "optional": False}
    template = {"incident_type": ["KIDNAPPING"], "optional": False, "hum_tgt_desc": [filler]}
    texts = {
        "TST-1": (
            "GUNMEN KIDNAPPED TWO ENGINEERS IN BOGOTA LAST NIGHT. THE GUERRILLAS WOUNDED A POLICEMAN.",
            [template],
        ),
        "TST-2": ("THE MINISTERS SIGNED A TRADE AGREEMENT AND DISCUSSED WAGES AND EXPORTS OF COFFEE.", []),
    }
    rows = [
        {"doc_id": id, "text": text, "templates": templates, "date_line": {"date_iso": "1990-01-03"}}
        for id, (text, templates) in texts.items()
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_figures_and_dump(sayso, gold, tmp_path):
    out_file = tmp_path / "templates.jsonl"
    code, out, err = sayso("eval", "muc4", gold, "--reader", "rules", "--predictions", out_file)
    figures = json.loads(out)
    assert (code, "DEV" in err) == (0, False)
    assert figures["relevant_documents"] == {"p": 100.0, "r": 100.0, "f1": 100.0}
    assert figures["hum_tgt"]["r"] == 100.0
    first, second = map(json.loads, out_file.read_text(encoding="utf-8").splitlines())
    assert second == {"doc_id": "TST-2", "templates": []}
    (template,) = first["templates"]
    assert template["date"] == "1990-01-02"
    assert set(template) == {
        "incident_type", "stage", "date", "location", "perp_ind", "perp_org", "perp_confidence",
        "phys_tgt", "hum_tgt", "instrument",
    }  # fmt: skip


def test_figures_of_the_training_set_come_with_a_word_of_caution(sayso, gold):
    gold.write_text(gold.read_text(encoding="utf-8").replace("TST-", "DEV-"), encoding="utf-8")
    _, _, err = sayso("eval", "muc4", gold, "--reader", "rules")
    assert "learned from MUC-4 DEV" in err


def test_a_missing_file_is_wrong_usage(sayso, tmp_path):
    assert sayso("eval", "muc4", tmp_path / "gone.jsonl")[0] == 2
