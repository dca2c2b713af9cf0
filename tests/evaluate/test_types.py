"""Types of snippets against labels of CASE 2021."""

import json

import pytest

from sayso.errors import UsageError
from sayso.evaluate.types import GoldEvent, GoldSnippet, read_gold, score


def snippet(label: str) -> GoldSnippet:
    return GoldSnippet("s", "…", [GoldEvent(label)])


def test_types_that_acled_has_not_count_over_all_only():
    gold = [snippet("GRENADE"), snippet("ARREST"), snippet("NATURAL_DISASTER")]
    figures = score(gold, ["Grenade", "Attack", None])
    assert (figures["all"]["n"], figures["all"]["accuracy"]) == (3, 66.7)
    assert (figures["acled"]["n"], figures["acled"]["accuracy"]) == (2, 50.0)


@pytest.mark.parametrize("events", [[], [{"type": "PARADE"}]])
def test_a_label_of_another_corpus_is_told(tmp_path, events):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"doc_id": "s1", "text": "…", "events": events}), encoding="utf-8")
    with pytest.raises(UsageError, match="s1 has no label of CASE 2021"):
        read_gold(path)
