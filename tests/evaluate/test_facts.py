"""When two facts are the same: slot, value in the way of the slot, sources, and sign."""

from dataclasses import replace

import pytest

from sayso.evaluate.facts import Fact, SlotTally, day_range, match_facts, name_words, same_fact, same_sources
from sayso.model import Count, Place, Responsibility, Slot, Span, TimeSpan

from .small import spans

HERE, THERE = Span(0, 10), Span(20, 30)


def fact(slot, value, span=HERE, sources=(), sign="+"):
    return Fact(slot, value, span, sources, sign)


@pytest.mark.parametrize(
    ("slot", "gold", "predicted", "same"),
    [
        (Slot.KILLED, Count("=", 3, "people"), Count("=", 3), True),
        (Slot.KILLED, Count(">=", 3), Count("=", 3), False),
        (Slot.KILLED, Count("=", 0), Count("=", 1), False),
        (Slot.KILLED, Count("=", 3), "three", False),
        (Slot.EVENT_TYPE, "shelling", "shelling", True),
        (Slot.EVENT_TYPE, "shelling", "air_strike", False),
        (Slot.TIME, "2024-02", TimeSpan("2024-02-01", "2024-02-31"), True),
        (Slot.TIME, "2024-04-20T01:00", TimeSpan("2024-04-20", "2024-04-20"), True),
        (Slot.TIME, "2024-04-20/2024-04-22", TimeSpan("2024-04-20", "2024-04-22"), True),
        (Slot.TIME, "2024-04-20", TimeSpan("2024-04-20", None), True),
        (Slot.TIME, "2024-04-20", TimeSpan("2024-04-21", "2024-04-21"), False),
        (Slot.TIME, None, TimeSpan(None, None), False),
        (Slot.TIME, "2024", TimeSpan("2024-01-01", "2024-12-31"), True),
        (Slot.PLACE, "the town of Tarsa", Place("Tarsa"), True),
        (Slot.PLACE, "Tarsa", Place("Mirand"), False),
        (Slot.ORIGIN, "Tarsa", "Tarsa province", True),
        (Slot.ACTOR, "rebels", "rebels", False),  # the words lie elsewhere
        (Slot.RESPONSIBILITY, Responsibility("denied", "the army"), Responsibility("denied", "army"), True),
        (Slot.RESPONSIBILITY, Responsibility("denied", "army"), Responsibility("claimed", "army"), False),
        (Slot.RESPONSIBILITY, Responsibility("denied", "army"), Responsibility("denied", None), False),
        (Slot.RESPONSIBILITY, Responsibility("claimed", None), Responsibility("claimed", None), True),
        (Slot.RESPONSIBILITY, Responsibility("claimed", None), "claimed", False),
    ],
)
def test_values_agree_in_the_way_of_their_slot(slot, gold, predicted, same):
    assert same_fact(fact(slot, gold, HERE), fact(slot, predicted, THERE)) is same


@pytest.mark.parametrize(
    ("span", "same"), [((0, 10), True), ((0, 5), True), ((0, 30), True), ((6, 16), False), ((6, 30), False)]
)
def test_other_slots_agree_by_half_of_the_shorter_words(span, same):
    assert same_fact(fact(Slot.ACTOR, "x", Span(0, 10)), fact(Slot.ACTOR, "y", Span(*span))) is same


def test_slot_sign_and_sources_must_agree():
    one = fact(Slot.ACTOR, "x", sources=spans((50, 60)))
    assert same_fact(one, one)
    assert not same_fact(one, replace(one, slot=Slot.TARGET))
    assert not same_fact(one, replace(one, sign="-"))
    assert not same_fact(one, replace(one, sources=()))


@pytest.mark.parametrize(
    ("gold", "predicted", "same"),
    [
        ((), (), True),
        (((0, 10),), (), False),
        ((), ((0, 10),), False),
        (((0, 10),), ((5, 10),), True),  # the shorter phrase lies in the longer
        (((0, 10),), ((6, 20),), False),  # 4 of 10
        (((0, 10), (20, 30)), ((0, 10),), False),  # one party is missing
        (((0, 10),), ((0, 10), (20, 30)), False),  # one party too many
        (((0, 10), (20, 30)), ((20, 30), (0, 10)), True),
    ],
)
def test_sources_meet_both_ways(gold, predicted, same):
    assert same_sources(spans(*gold), spans(*predicted)) is same


def test_facts_are_matched_one_to_one():
    killed = fact(Slot.KILLED, Count("=", 3))
    table = match_facts([killed, killed, fact(Slot.ACTOR, "x")], [killed, fact(Slot.KILLED, Count("=", 4))])
    assert table == {Slot.KILLED: SlotTally(hits=1, gold=2, predicted=2), Slot.ACTOR: SlotTally(gold=1)}
    assert table[Slot.KILLED].f1 == 50.0


def test_days_of_dates_and_intervals():
    assert day_range("2023-03/2024-01-28") == ("2023-03-01", "2024-01-28")
    assert day_range(TimeSpan(None, None)) == ("", "")


def test_names_are_compared_without_empty_words():
    assert name_words("The village of Al-Tarsa, near Mirand") == ["al", "tarsa", "mirand"]
