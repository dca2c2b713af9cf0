"""A person's words become a correction, and what they decide of claims reaches the incidents and back."""

from typing import Any

import pytest

from sayso.errors import NotFoundError, UsageError
from sayso.ledger import Ledger
from sayso.model import Count, JudgementKind, Place, Responsibility, Slot, TimeSpan, hull
from sayso.pipeline.correcting import (
    chain_in_words,
    claim_ref,
    corrected_event,
    corrected_sources,
    corrected_value,
    value_of,
)
from sayso.pipeline.judging import ABOUT_CLAIMS, EVERY_KIND, Judge
from sayso.pipeline.rebuild import rebuild
from sayso.pipeline.review import DoubtKind, review

from ..cli.made import POST, at, post
from ..resolve.made import report, says

STRIKE: dict[str, Any] = {"event_type": "shelling", "place": ("Zummar", 36.7, 42.6), "time": "2024-04-21"}


@pytest.mark.parametrize(
    ("slot", "words", "value"),
    [
        (Slot.KILLED, "5", Count("=", 5)),
        (Slot.KILLED, ">= 3 people", Count(">=", 3, "people")),
        (Slot.INJURED, "at least 1,200 men", Count(">=", 1200, "men")),
        (Slot.INJURED, "about 20", Count("~", 20)),
        (Slot.KILLED, "fewer than 4", Count("<", 4)),
        (Slot.TIME, "2024-04-21", TimeSpan("2024-04-21", "2024-04-21", "day")),
        (Slot.TIME, "2024-04-21 06:30", TimeSpan("2024-04-21T06:30", "2024-04-21T06:30", "minute")),
        (Slot.TIME, "2024-04", TimeSpan("2024-04", "2024-04", "month")),
        (Slot.TIME, "2024-04-20 to 2024-04-22", TimeSpan("2024-04-20", "2024-04-22", "days")),
        (Slot.TIME, "2023/2024-03", TimeSpan("2023", "2024-03", "range")),
        (Slot.PLACE, "Zummar (36.7, 42.6)", Place("Zummar", 36.7, 42.6, precision="town")),
        (Slot.PLACE, "Zummar @ -36.7,42", Place("Zummar", -36.7, 42.0, precision="town")),
        (Slot.PLACE, "the hills", Place("the hills")),
        (Slot.RESPONSIBILITY, "claimed: the Brigade", Responsibility("claimed", "the Brigade")),
        (Slot.RESPONSIBILITY, "Denied", Responsibility("denied")),
        (Slot.EVENT_TYPE, "Rocket attack", "rocket_attack"),
        (Slot.ACTOR, "  the  Brigade ", "the Brigade"),
    ],
)
def test_words_become_the_value_that_is_printed_so(slot, words, value):
    assert value_of(slot, words, post()) == value


@pytest.mark.parametrize(
    ("slot", "words", "told"),
    [
        (Slot.KILLED, "many", "is no count; give it as 5"),
        (Slot.TIME, "Monday", "is no date; give it as 2024-04-21"),
        (Slot.TIME, "2024-02-30", "is no date"),
        (Slot.TIME, "2024-04-22 to 2024-04-20", "ends before it begins"),
        (Slot.PLACE, "Zummar (136.7, 42.6)", "are no degrees"),
        (Slot.RESPONSIBILITY, "the army", "give it as claimed"),
        (Slot.EVENT_TYPE, "rocket atack", "did you mean rocket attack"),
        (Slot.EVENT_TYPE, "xyzzy", "known are rocket attack"),
    ],
)
def test_words_that_are_no_value_are_refused_with_an_example(slot, words, told):
    with pytest.raises(UsageError, match=told):
        value_of(slot, words, post())


def test_a_value_points_at_the_words_read_before_or_at_those_named():
    claim = post().claims[0]
    assert corrected_value(post(), claim, Slot.KILLED, "4").span == at(POST, "at least three people")
    assert corrected_value(post(), claim, Slot.INJURED, "4").span == hull(claim.content)
    assert corrected_value(post(), claim, Slot.INJURED, "4", at="PEOPLE were").span == at(POST, "people were")
    assert corrected_value(post(), claim, Slot.PLACE, "-").value is None
    with pytest.raises(UsageError, match="says nothing of injured"):
        corrected_value(post(), claim, Slot.INJURED, "-")
    with pytest.raises(UsageError, match="not in the text"):
        corrected_value(post(), claim, Slot.INJURED, "4", at="a nurse")


def test_of_two_values_of_one_slot_the_words_say_which():
    coded = report("a", says("police", killed=["3 soldiers", "2 children"], words="five died"))
    with pytest.raises(UsageError, match="more than once"):
        corrected_value(coded, coded.claims[0], Slot.KILLED, "4")


def test_sources_are_named_as_they_are_printed():
    assert corrected_sources(post(), chain_in_words("the army")).chain_spans == ((at(POST, "The army"),),)
    assert corrected_sources(post(), []).chain == ()
    with pytest.raises(UsageError, match="not in the text"):
        corrected_sources(post(), chain_in_words("Radio Varna -> a nurse"))


def test_events_are_named_by_id():
    claim = post().claims[0]
    assert corrected_event(post(), claim, "new").alone
    known = corrected_event(post(), claim, "e1").event
    assert known is not None
    assert known.event == "e1"
    with pytest.raises(NotFoundError, match="tells of e1, or say new"):
        corrected_event(post(), claim, "e7")


@pytest.fixture
def ledger():
    with Ledger.open("sqlite://") as opened:
        for name, who, killed in (("a", "police", 3), ("b", "a nurse", 5)):
            said = says(who, **STRIKE, killed=killed, words=f"{killed} were killed in Zummar")
            opened.store(report(name, said, publisher=f"The {name} Post", text=f"Paper {name} tells of it."))
        rebuild(opened)
        yield opened


def killed(ledger):
    (incident,) = ledger.incidents()
    return next(f for f in incident.findings if f.slot is Slot.KILLED)


def test_claims_are_named_by_report_and_id(ledger):
    coded, claim = claim_ref(ledger, "a/c1")
    assert (coded.report.id, claim.id) == ("a", "c1")
    for wrong in ("a/c9", "c1", "z/c1"):
        with pytest.raises(NotFoundError):
            claim_ref(ledger, wrong)


def test_a_correction_settles_a_finding_and_undoing_it_opens_it_again(ledger):
    judge = Judge(ledger, "Mara", "misheard")
    before = ledger.incidents()
    assert killed(ledger).status == "contested"
    coded, claim = claim_ref(ledger, "b/c1")
    decision = judge.correct(("b", "c1"), corrected_value(coded, claim, Slot.KILLED, "3"))
    assert decision.incidents == (before[0].id,)
    assert killed(ledger).status == "corroborated"
    assert judge.undo(ABOUT_CLAIMS).incidents == (before[0].id,)
    assert ledger.incidents() == before


def test_a_rejected_claim_leaves_the_incident(ledger):
    (incident,) = ledger.incidents()
    assert Judge(ledger, "Mara").reject([("b", "c1")]).incidents == (incident.id,)
    assert ledger.incident(incident.id).reports == ("a",)
    with pytest.raises(NotFoundError):
        Judge(ledger, "Mara").reject([("b", "c1")])
    Judge(ledger, "Mara").undo(EVERY_KIND)
    assert ledger.incident(incident.id).reports == ("a", "b")


def test_a_contested_finding_of_accepted_claims_is_in_no_queue(ledger):
    doubt = next(d for d in review(ledger) if d.kind is DoubtKind.CONTESTED and d.slot == "killed")
    Judge(ledger, "Mara").accept(doubt.claims)
    assert killed(ledger).status == "contested"
    assert [d for d in review(ledger) if d.kind is DoubtKind.CONTESTED] == []


def test_a_claim_of_its_own_event_leaves_its_incident(ledger):
    said = says("the mayor", event_type="riot", place="Basra", words="a riot in Basra")
    ledger.store(report("c", says("police", **STRIKE, killed=3), said, publisher="The c Post"))
    rebuild(ledger)
    coded, claim = claim_ref(ledger, "c/c2")
    Judge(ledger, "Mara").correct(("c", "c2"), corrected_event(coded, claim, "new"))
    assert {("c", "e1"), ("c", "e2")} <= {ref for i in ledger.incidents() for ref in i.events}


def test_nothing_to_judge_is_refused(ledger):
    with pytest.raises(UsageError, match="give a claim"):
        Judge(ledger, "Mara").accept([])


def test_lost_corrections_are_in_the_queue(ledger):
    Judge(ledger, "Mara").accept([("b", "c1")])
    changed = says("a nurse", **STRIKE, killed=5, words="five were killed")
    ledger.store(report("b", changed, publisher="The b Post", text="Another text."))
    rebuild(ledger)
    (doubt,) = [d for d in review(ledger) if d.kind is DoubtKind.LOST_JUDGEMENT]
    assert (doubt.judgement, "makes no such claim" in doubt.what) == (1, True)
    assert ledger.judgements()[0].kind is JudgementKind.ACCEPT
