"""Times that are told by an event name it."""

from __future__ import annotations

import pytest

from sayso.extract.times import TimeFinder
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
