"""Near misses: what nearly became one incident, and why."""

import pytest

from sayso.model import Judgement, JudgementKind, Side
from sayso.resolve import Judged, Resemblances, anchor, merge, missed, near_misses

from .made import report, says

A = report("a", says("police", event_type="shelling", place="Zummar", time="2024-04-21"), publisher="Harbour Post")


def other(name="b", **facets):
    return report(name, says("medics", **facets), publisher="Radio Varna", text=f"Paper {name} tells of it.")


NEAR = other(event_type="riot", place="Zummar", time="2024-04-21")  # the same day at one place, no kin of type


def found(*reports, judgements=()):
    return near_misses(reports, merge(reports, judgements=judgements).incidents, judgements=judgements)


def test_a_near_miss_names_its_likenesses_and_what_they_weigh():
    (miss,) = found(A, NEAR)
    assert {"same_day", "other_type", "place_name", "bias"} <= {likeness.name for likeness in miss.likenesses}
    assert miss.score == pytest.approx(sum(likeness.weight for likeness in miss.likenesses))
    assert miss.score < miss.threshold
    assert set(miss.events) == {("a", "e1"), ("b", "e1")}
    assert miss.incidents == tuple(sorted(i.id for i in merge([A, NEAR]).incidents))


@pytest.mark.parametrize(
    "facets",
    [
        {"event_type": "shelling", "place": "Zummar", "time": "2024-04-21"},  # one incident already
        {"event_type": "riot", "place": "Basra", "time": "2024-04-21"},  # unlike
        {"event_type": "shelling", "place": "Zummar", "time": "2024-04-28"},  # another week
    ],
)
def test_what_is_joined_or_far_from_it_is_no_near_miss(facets):
    assert found(A, other(**facets)) == ()


@pytest.mark.parametrize("kind", [JudgementKind.APART, JudgementKind.MERGE])
def test_what_a_person_decided_is_not_asked_again(kind):
    sides = tuple(Side("INC-X", (anchor(c, "e1"),)) for c in (A, NEAR))
    assert found(A, NEAR, judgements=[Judgement(kind, "Mara", id=1, sides=sides)]) == ()


def test_two_happenings_of_one_report_are_no_near_miss():
    both = report(
        "a",
        says("police", event_type="shelling", place="Zummar", time="2024-04-21"),
        says("police", event_type="riot", place="Zummar", time="2024-04-21", event="e2"),
    )
    assert found(both) == ()


def test_incidents_most_of_whose_events_lie_days_apart_are_no_near_miss():
    week = [other(name, event_type="riot", place="Zummar", time="2024-04-28") for name in ("b1", "b2")]
    undated = other("c", event_type="riot", place="Zummar")
    alike = Resemblances()
    for coded in (A, *week, undated):
        alike.take(coded)
    alone = {("a", "e1"): "INC-A", ("b1", "e1"): "INC-B", ("b2", "e1"): "INC-B", ("c", "e1"): "INC-C"}
    assert ("INC-A", "INC-C") in [miss.incidents for miss in missed(alike, alone, Judged())]
    together = alone | {("c", "e1"): "INC-B"}
    assert missed(alike, together, Judged()) == ()


def test_events_without_a_day_do_not_outweigh_days_that_exclude_each_other():
    dated = other("b", event_type="riot", place="Zummar", time="2024-04-28")
    vague = [other(name, event_type="riot", place="Zummar") for name in ("c", "d")]
    alike = Resemblances()
    for coded in (A, dated, *vague):
        alike.take(coded)
    home = {("a", "e1"): "INC-A"} | {(name, "e1"): "INC-B" for name in "bcd"}
    assert any(score is not None for *_, score in alike.pairs())
    assert missed(alike, home, Judged()) == ()


def test_only_the_likeliest_pair_stands_for_two_incidents():
    third = other("c", event_type="riot", place="Zummar", time="2024-04-21")
    misses = found(A, NEAR, third)
    assert len({miss.incidents for miss in misses}) == len(misses)
