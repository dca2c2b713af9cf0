from __future__ import annotations

from dataclasses import replace

from training.events import Teacher, Told, choices, cross_validated, grouped, learn, right_options

from sayso.extract.event_accounts import Account
from sayso.extract.event_features import facts_of
from sayso.model import Place, Slot
from sayso.vocab.event_links import event_links

from ..extract.test_coreference import STRIKE, Given, day, report

LEAD: Given = (
    "Warplanes bombed the depot in Zorba.",
    STRIKE | {Slot.PLACE: Place("Zorba"), Slot.TIME: day("2024-04-21")},
)
MORE: Given = ("The depot burned.", {})
ASIDE: Given = (
    "Separately, a bomb hit Marah last year.",
    {Slot.EVENT_TYPE: "bombing_ied", Slot.PLACE: Place("Marah"), Slot.TIME: day("2023-03-10")},
)


def told(cluster: str) -> Told:
    facts = facts_of(*report(LEAD, MORE, ASIDE, MORE), event_links())
    return Told(cluster, facts, {0: "I1", 1: "I1", 2: "I2", 3: "I1"})


REPORTS = [told(f"c{k}") for k in range(12)]


def account(*members: int) -> Account:
    return Account(members=list(members))


def test_the_right_account_is_the_one_of_the_same_incident_or_a_new_one() -> None:
    labels = {0: "I1", 1: "I2", 2: "other"}
    assert right_options("I1", labels, [account(0), account(1)]) == {0}
    assert right_options("I3", labels, [account(0), account(1)]) == {2}
    assert right_options("other", labels, [account(0), account(2)]) == {1, 2}  # gold's other may be several
    assert right_options("I1", labels, [account(7)]) == {0}  # the lead is not in gold


def test_a_teacher_keeps_what_it_was_shown_and_leaves_the_rest_to_the_scores() -> None:
    teacher = Teacher({0: "I1", 1: "I2"})
    assert teacher(1, [account(0)], [{"main": 1.0}, {"new": 1.0}], [3.0, -3.0]) == 1
    assert teacher(5, [account(0)], [{"main": 1.0}, {"new": 1.0}], [3.0, -3.0]) == 0
    assert [choice.right for choice in teacher.shown] == [1]


def test_what_is_learned_parts_the_aside_from_the_main_happening() -> None:
    links = replace(event_links(), weights=learn(REPORTS, event_links()))
    assert len(list(choices(REPORTS, links))) == 3 * len(REPORTS)
    items = grouped(REPORTS[:1], links)
    assert [predicted == items[0][1] for _, predicted in items] == [True, True, False, True]
    assert len({predicted for _, predicted in grouped(REPORTS[:1], None)}) == 1


def test_cross_validation_is_over_clusters() -> None:
    assert cross_validated(REPORTS, event_links()) == 100.0


def test_the_weight_that_is_chosen_by_hand_is_not_learned() -> None:
    aided = [replace(r, facts=tuple(replace(f, direction=(1.0, 0.0)) for f in r.facts)) for r in REPORTS]
    links = replace(event_links(), weights={**event_links().weights, "alike": 0.7})
    assert learn(aided, links)["alike"] == 0.7
