"""What needs a decision, on a real ledger."""

from dataclasses import replace

import pytest

from sayso.ledger import Ledger
from sayso.model import Reliability, Slot
from sayso.pipeline.correcting import corrected_value
from sayso.pipeline.judging import EVERY_KIND, Judge
from sayso.pipeline.rebuild import rebuild
from sayso.pipeline.review import DoubtKind, Reviewer, review, unsettled

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


def incidents_of(ledger, names):
    return [next(i.id for i in ledger.incidents() if name in i.reports) for name in names]


def correct(ledger):
    coded = ledger.coded("b")
    Judge(ledger, "Mara").correct(("b", "c1"), corrected_value(coded, coded.claims[0], Slot.KILLED, "3"))


def another(ledger):
    ledger.store(paper("d", says("a nurse", event_type="riot", place="Zummar", time="2024-04-21", killed=2)))
    rebuild(ledger)


STEPS = {
    "accepted": lambda ledger: Judge(ledger, "Mara").accept([("b", "c1")]),
    "rejected": lambda ledger: Judge(ledger, "Mara").reject([("b", "c1")]),
    "corrected": correct,
    "kept apart": lambda ledger: Judge(ledger, "Mara").keep_apart(incidents_of(ledger, "ac")),
    "merged": lambda ledger: Judge(ledger, "Mara").merge(incidents_of(ledger, "ac")),
    "split": lambda ledger: Judge(ledger, "Mara").split(incidents_of(ledger, "a")[0], ["b/e1"]),
    "graded": lambda ledger: Judge(ledger, "Mara").grade("police", Reliability.B),
    "a report more": another,
}


@pytest.mark.parametrize("step", STEPS)
def test_what_changed_is_read_anew_and_the_doubts_are_those_of_a_first_look(ledger, step):
    reviewer = Reviewer()
    assert reviewer(ledger) == review(ledger)
    STEPS[step](ledger)
    assert reviewer(ledger) == review(ledger)
    if ledger.judgements():
        Judge(ledger, "Mara").undo(EVERY_KIND)
        assert reviewer(ledger) == review(ledger)


def test_a_look_at_what_did_not_change_reads_no_report(ledger, monkeypatch):
    reviewer = Reviewer()
    before = reviewer(ledger)
    read = []
    real = ledger.coded_reports

    def counted(_, **given):
        found = list(real(**given))
        read.extend(found)
        return found

    monkeypatch.setattr(type(ledger), "coded_reports", counted)
    assert reviewer(ledger) == before
    assert read == []
    assert Reviewer()(ledger) == before
    assert len(read) == 3


def test_until_the_queue_is_made_anew_what_was_decided_is_left_out(ledger):
    before = review(ledger)
    assert unsettled(before, ledger.judgements()) == before
    Judge(ledger, "Mara").keep_apart(incidents_of(ledger, "ac"))
    left = unsettled(before, ledger.judgements())
    assert {d.kind for d in before} - {d.kind for d in left} == {DoubtKind.NEAR_MISS}
    Judge(ledger, "Mara").accept([("b", "c1")])
    assert all(("b", "c1") not in d.claims for d in unsettled(left, ledger.judgements()))
