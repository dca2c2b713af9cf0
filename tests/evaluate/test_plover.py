"""Records of PLOVER: events, and actors whose names agree by their words."""

import json

import pytest

from sayso.evaluate.plover import GoldRecord, PloverActor, PloverRecord, read_gold, score


def record(event: str, source: list[str], target: list[str] | str | None = None) -> GoldRecord:
    actors = [PloverActor(name) for name in target] if isinstance(target, list) else target
    return GoldRecord("r", event, "…", [PloverActor(name) for name in source], actors)


@pytest.mark.parametrize(
    ("wanted", "given", "found"),
    [
        ("United States", "The United States", True),
        ("Haiti's", "Haiti", True),
        ("Egyptian President Hosni Mubarak", "Mubarak", True),
        ("North Korea", "South Korea", False),
        ("Iran", "the", False),
    ],
)
def test_names_agree_when_one_holds_the_words_of_the_other(wanted, given, found):
    figures = score([record("AID", [wanted])], [PloverRecord("r", "AID", (given,))])
    assert figures["source"]["f1"] == (100.0 if found else 0.0)


def test_events_and_targets():
    gold = [record("AID", ["Chad"], ["Mali", "Niger"]), record("FIGHT", ["Chad"], ""), record("FIGHT", ["Chad"])]
    found = [
        PloverRecord("r", "AID", (), ("Mali",)),
        PloverRecord("r", "FIGHT", ("Chad",), ("Oman",)),
        PloverRecord("r", None),
    ]
    figures = score(gold, found)
    assert figures["events"]["accuracy"] == 66.7
    assert figures["target"] == {"p": 50.0, "r": 50.0, "f1": 50.0}
    assert figures["source"] == {"p": 100.0, "r": 33.3, "f1": 50.0}


def test_actors_may_be_missing_empty_or_a_list(tmp_path):
    path = tmp_path / "gold.jsonl"
    row = {"id": "r", "event": "AID", "text": "…", "source": [{"actorText": "Chad", "code": "TCD"}, {"code": "X"}]}
    targets: list[object] = ["", None, []]
    path.write_text("\n".join(json.dumps({**row, "target": t}) for t in targets), encoding="utf-8")
    assert [(r.actors("source"), r.actors("target")) for r in read_gold(path)] == [(("Chad",), ())] * 3
