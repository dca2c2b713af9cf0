"""An incident that calls itself an answer is linked with what it answers."""

import pytest

from sayso.resolve import merge

from .made import report, says


def links(words, *, day="2024-04-23", place="Zummar", cause="the raid"):
    raid = report("a", says(None, event_type="shelling", time="2024-04-21", place="Zummar", killed=4))
    answer = report(
        "b", says(None, event_type="air_strike", time=day, place=place, cause=cause, words=words), day="2024-04-25"
    )
    found = {i.events[0][0]: i for i in merge([raid, answer]).incidents}
    assert len(found) == 2
    return found["a"], found["b"]


def test_a_response_and_what_it_answers():
    raid, answer = links("jets hit the town in retaliation for the raid")
    assert [(r.incident, r.type) for r in answer.related] == [(raid.id, "response_to")]
    assert [(r.incident, r.type) for r in raid.related] == [(answer.id, "followed_by")]


@pytest.mark.parametrize(
    ("words", "day", "place"),
    [
        ("jets hit the town because of the raid", "2024-04-23", "Zummar"),
        ("jets hit the town in retaliation for the raid", "2024-05-23", "Zummar"),
        ("jets hit the town in retaliation for the raid", "2024-04-23", "Basra"),
    ],
)
def test_no_answer_too_late_or_elsewhere(words, day, place):
    raid, answer = links(words, day=day, place=place)
    assert raid.related == answer.related == ()
