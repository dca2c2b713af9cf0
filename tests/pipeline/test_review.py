"""What needs a decision, on a real ledger."""

from dataclasses import replace

import pytest

from sayso.ledger import Ledger
from sayso.pipeline.judging import Judge
from sayso.pipeline.rebuild import rebuild
from sayso.pipeline.review import DoubtKind, review

from ..resolve.made import report, says

STRIKE = {"event_type": "shelling", "place": "Zummar", "time": "2024-04-21"}


def paper(name, *said):
    return report(name, *said, publisher=f"The {name} Post", text=f"Paper {name} tells of it.")


@pytest.fixture
def ledger():
    doubtful = paper("b", says("a nurse", **STRIKE, killed=5))
    with Ledger.open("sqlite://") as opened:
        opened.store(paper("a", says("police", **STRIKE, killed=3)))
        opened.store(replace(doubtful, claims=(replace(doubtful.claims[0], score=0.3),)))
        opened.store(paper("c", says("the mayor", event_type="riot", place="Zummar", time="2024-04-21")))
        rebuild(opened)
        yield opened


def of_kind(ledger, kind):
    return [doubt for doubt in review(ledger) if doubt.kind is kind]


def test_contested_findings_show_the_values_side_by_side(ledger):
    doubt = next(d for d in of_kind(ledger, DoubtKind.CONTESTED) if d.slot == "killed")
    assert doubt.what.endswith("killed: 3 | 5") or doubt.what.endswith("killed: 5 | 3")
    assert set(doubt.claims) == {("a", "c1"), ("b", "c1")}
    assert doubt.commands[0] == f"sayso show {doubt.incidents[0]}"
    assert doubt.commands[1] == f"sayso correct {doubt.incidents[0]}/killed --accept"


def test_claims_read_with_doubt(ledger):
    (doubt,) = of_kind(ledger, DoubtKind.LOW_SCORE)
    assert (doubt.claims, doubt.score) == ((("b", "c1"),), 0.3)
    assert doubt.what == "b/c1: “it happened”, read with a score of 0.30"


def test_near_misses_come_with_the_commands_that_settle_them(ledger):
    (doubt,) = of_kind(ledger, DoubtKind.NEAR_MISS)
    first, second = doubt.incidents
    assert doubt.score < doubt.threshold
    assert doubt.commands == (f"sayso merge {first} {second}", f"sayso merge {first} {second} --not-the-same")
    Judge(ledger, "Mara").keep_apart(doubt.incidents)
    assert of_kind(ledger, DoubtKind.NEAR_MISS) == []


def test_a_judgement_whose_text_changed_is_told(ledger):
    shelled, rioted = (next(i.id for i in ledger.incidents() if name in i.reports) for name in "ac")
    Judge(ledger, "Mara").merge([shelled, rioted])
    assert of_kind(ledger, DoubtKind.LOST_JUDGEMENT) == []
    ledger.store(report("c", says(None, **STRIKE), text="The paper wrote it anew."))
    rebuild(ledger)
    (doubt,) = of_kind(ledger, DoubtKind.LOST_JUDGEMENT)
    assert doubt.judgement == 1
    assert "judgement 1 no longer holds for c/e1" in doubt.what


def test_kinds_come_in_order_the_most_pressing_first(ledger):
    kinds = [doubt.kind for doubt in review(ledger)]
    assert kinds == sorted(kinds, key=list(DoubtKind).index)
    with Ledger.open("sqlite://") as empty:
        assert review(empty) == ()
