"""Times that are told by an event name it."""

from __future__ import annotations

import pytest

from sayso.extract.times import TimeFinder
from sayso.model import Slot, TimeSpan
from tests.extract.reading import coded, tagged


@pytest.mark.parametrize(
    ("text", "anchored"),
    [
        ("Rockets hit the camp the day before gunmen abducted two men in Orta.", True),
        ("Rockets hit the camp less than an hour after a drone strike killed two men in Orta.", True),
        ("Rockets hit the camp the day before the holidays.", False),
    ],
)
def test_the_event_that_tells_a_time_is_its_anchor(text, anchored):
    report = coded(text)
    anchors = {time.anchor for time in report.layers.times}
    events = {f"event:{event.id}" for event in report.events}
    assert anchors <= events | {"publication", "none", "time:t1"}
    assert bool(anchors & events) == anchored


def test_before_events_are_coded_the_anchor_is_open():
    found = TimeFinder()(tagged("Rockets hit the camp the day before a bomb killed two men.")).times
    assert [(t.anchor, t.value.start) for t in found] == [("event", None)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A bomb killed two men in Orta on 3 April. Police arrested a man two days after the bombing.", "2024-04-05"),
        ("Gunmen killed a mayor in Orta on 3 April. The day before the killing, rebels shelled a camp.", "2024-04-02"),
        ("A bomb killed two men in Orta on 3 April. A week after the attack, a guard died.", "2024-04-10"),
        ("Rockets hit a camp in Orta on 3 April. The attack came a day after gunmen shot a mayor.", "2024-04-03"),
    ],
)
def test_a_time_told_by_a_known_event_is_reckoned_from_its_day(text, day):
    report = coded(text, published="2024-04-24")
    assert report.layers.times[-1].start == day
    value = TimeSpan(day, day, "day")
    assert value in {f.value for c in report.claims for f in c.facets if f.slot is Slot.TIME}
    assert value in {f.value for e in report.events for f in e.facets if f.slot is Slot.TIME}


def test_a_deed_is_not_reckoned_from_itself_nor_of_the_kind_of_what_dates_it():
    report = coded(
        "A huge blast shook a camp in Orta on 3 April. One guard was killed in the blast. Almost a week before the "
        "blast, Iran had fired missiles at Israel in large numbers, in answer to an air strike in Damascus on 1 March.",
        published="2024-04-24",
    )
    blast, before = report.events[0], report.layers.times[1]
    assert (before.start, before.anchor) == ("2024-03-27", f"event:{blast.id}")
    kinds = [f.value for f in report.claims[-1].facets if f.slot is Slot.EVENT_TYPE]
    assert kinds == ["missile_strike"]
