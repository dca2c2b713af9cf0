"""Pairs of events that are nearly alike, kept while reports come, change and go."""

from itertools import permutations

import pytest

from sayso.model import EventType
from sayso.resolve import Judged, Resemblances, missed
from sayso.resolve.doubts import MOST_OF_ONE
from sayso.resolve.resemblance import COMPARED

from .made import report, says

DAY = "2024-04-21"
PLACE = "Zummar"


def told(name, kind="riot", place=PLACE, time=DAY):
    said = says("medics", event_type=kind, place=place, time=time)
    return report(name, said, publisher=f"The {name} Post", text=f"Paper {name} tells of it.")


def alike(*reports):
    found = Resemblances()
    for coded in reports:
        found.take(coded)
    return found


def test_pairs_of_two_reports_come_once_with_their_score():
    found = alike(told("b"), told("a"))
    ((first, second, score),) = found.pairs()
    assert (first, second) == (("a", "e1"), ("b", "e1"))
    assert score == pytest.approx(found.matcher.score(found.facts(first), found.facts(second)))
    assert list(found.pairs()) == [(first, second, score)]


def test_a_pair_that_something_speaks_against_has_no_score():
    twice = told("a", time=["2024-04-21", "2024-04-25"])
    ((*_, score),) = alike(twice, told("b", time="2024-04-23")).pairs()
    assert score is None


def test_reports_far_apart_in_time_or_with_nothing_in_common_are_no_pair():
    assert list(alike(told("a"), told("b", time="2024-06-01")).pairs()) == []
    assert list(alike(told("a"), told("b", place="Basra")).pairs()) == []


def test_a_report_that_comes_again_otherwise_takes_the_place_of_what_was_known():
    found = alike(told("a"), told("b"))
    assert len(list(found.pairs())) == 1
    found.take(told("b", place="Basra"))
    assert list(found.pairs()) == []
    found.take(told("b"))
    assert len(list(found.pairs())) == 1


def test_a_report_that_goes_takes_its_pairs_with_it():
    found = alike(told("a"), told("b"), told("c"))
    assert len(list(found.pairs())) == 3
    found.drop("b")
    assert [(a[0], b[0]) for a, b, _ in found.pairs()] == [("a", "c")]
    found.drop("b")
    assert found.reports() == {"a", "c"}


def test_the_order_of_arrival_changes_nothing():
    reports = (told("a"), told("b", kind="shelling"), told("c"), told("d", place="Basra"))
    each = {tuple(sorted(alike(*order).pairs())) for order in permutations(reports)}
    assert len(each) == 1


def test_the_work_for_one_event_is_bounded_however_many_tell_the_same():
    many = 3 * COMPARED
    found = alike(*(told(f"r{n:03}") for n in range(many)))
    pairs = list(found.pairs())
    assert many <= len(pairs) <= many * COMPARED
    of_each = {ref for a, b, _ in pairs for ref in (a, b)}
    assert len(of_each) == many, "none is left alone"


def test_an_incident_is_in_a_few_near_misses_only_the_likeliest():
    kinds = (EventType.RIOT.value, EventType.SHELLING.value)
    found = alike(*(told(f"r{n:02}", kind=kinds[n % 2]) for n in range(20)))
    home = {(f"r{n:02}", "e1"): f"INC-{n:02}" for n in range(20)}
    misses = missed(found, home, Judged())
    counted = [incident for miss in misses for incident in miss.incidents]
    assert max(map(counted.count, set(counted))) <= MOST_OF_ONE
    assert [m.score for m in misses] == sorted((m.score for m in misses), reverse=True)
    assert all(home[event] == incident for m in misses for event, incident in zip(m.events, m.incidents, strict=True))
