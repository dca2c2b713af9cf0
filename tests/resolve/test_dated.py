"""Which of the times that claims give are those of the happening."""

from dataclasses import replace

import pytest

from sayso.model import EventType, TimeSpan
from sayso.resolve.assertions import assertions
from sayso.resolve.dated import of_its_time
from sayso.resolve.features import facts_of

from .made import report, says

KIND = EventType.SHELLING
DAY = TimeSpan("2024-04-21", "2024-04-21", "day")


def kept(*claims, time=DAY):
    coded = report("a", *claims)
    said = [a for claim in coded.claims for a in assertions(coded, claim, KIND)]
    times = of_its_time(said, list(facts_of(coded, 0)), KIND, time)
    return [a.value.start for a in times if isinstance(a.value, TimeSpan)]


def shelled(*times, by="police"):
    return says(by, event_type="shelling", time=list(times))


@pytest.mark.parametrize(
    ("claims", "left"),
    [
        ([shelled("2024-04-21")], ["2024-04-21"]),
        # who dates the happening itself otherwise is at odds with the others, and is kept
        ([shelled("2024-04-21"), shelled("2024-04-20", by="army")], ["2024-04-21", "2024-04-20"]),
        # who gives the day of the incident means another shelling by the other day
        ([shelled("2024-04-21"), shelled("2024-04-20")], ["2024-04-21"]),
        # "those killed on Sunday were buried on Monday"
        ([shelled("2024-04-21", "2024-04-22")], ["2024-04-21"]),
        ([shelled("2024-04-21"), says("mayor", killed=3, time="2024-04-23")], ["2024-04-21"]),
        # the hour of an update is not that of the shelling; an hour that agrees with it is
        ([shelled("2024-04-21T03:40"), says(None, time="2024-04-21T18:05")], ["2024-04-21T03:40"]),
        ([shelled("2024-04-21T03:40"), says(None, time="2024-04-21T04:00")], ["2024-04-21T03:40", "2024-04-21T04:00"]),
        ([shelled("2024-04-21"), says(None, time="2024-04-21T20:00")], ["2024-04-21", "2024-04-21T20:00"]),
        ([shelled("2024-04-21"), says(None, time=["2024-04-21T12:36", "2024-04-21T18:05"])], ["2024-04-21"]),
    ],
)
def test_times_of_other_things_are_left_out(claims, left):
    assert kept(*claims) == left


def test_a_part_of_a_day_whose_day_nobody_told_does_not_date_the_happening():
    coded = report("a", shelled("2024-04-21"), shelled("2024-04-22", by="army"))
    said = [a for claim in coded.claims for a in assertions(coded, claim, KIND)]
    said = [replace(a, day_told=a.ref[1] == "c1") for a in said]
    times = of_its_time(said, list(facts_of(coded, 0)), KIND, DAY)
    assert [a.value.start for a in times if isinstance(a.value, TimeSpan)] == ["2024-04-21"]


def test_without_a_day_every_time_is_kept():
    assert kept(shelled("2024-04-21"), says(None, time="2024-04-23"), time=None) == ["2024-04-21", "2024-04-23"]


def test_what_an_earlier_day_cost_is_no_toll_of_this_one():
    coded = report(
        "a", says("police", event_type="shelling", killed=3), says("army", killed=9, time="2024-03-02", place="Zummar")
    )
    said = [a for claim in coded.claims for a in assertions(coded, claim, KIND)]
    told = [(a.slot, a.ref[1]) for a in of_its_time(said, list(facts_of(coded, 0)), KIND, DAY)]
    assert told == [("event_type", "c1"), ("killed", "c1"), ("place", "c2")]


def test_slots_other_than_time_are_left_alone():
    coded = report("a", says("police", killed=3), says("army", time="2024-04-23", value="CT-"))
    said = [a for claim in coded.claims for a in assertions(coded, claim, KIND)]
    assert [a.slot for a in of_its_time(said, list(facts_of(coded, 0)), KIND, DAY)] == ["killed", "time"]
