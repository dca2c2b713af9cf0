"""Only pairs that could be one happening are compared, and all that could be."""

import pytest

from sayso.resolve.blocking import candidates
from sayso.resolve.features import facts_of

from .made import report, says


def pairs(*coded):
    events = [event for number, each in enumerate(coded) for event in facts_of(each, number)]
    places = {event.ref: i for i, event in enumerate(events)}
    return sorted(tuple(sorted((places[a.ref], places[b.ref]))) for a, b in candidates(events))


def shelling(name, day="2024-04-22", **facets):
    return report(name, says(None, event_type="shelling", **facets), day=day)


def test_a_place_name_in_common():
    assert pairs(shelling("a", place="Zummar"), shelling("b", place="Zumar"), shelling("c", place="Sinjar")) == [(0, 1)]


def test_a_cell_of_the_map_in_common():
    near, far = ("Tell Ahl", 36.7, 42.6), ("Basra", 30.5, 47.8)
    assert pairs(shelling("a", place=near), shelling("b", place=("Qasr", 36.9, 42.4)), shelling("c", place=far)) == [
        (0, 1)
    ]


def test_two_counts_or_two_parties_in_common():
    assert pairs(shelling("a", killed=3, injured=9), shelling("b", injured=9, killed=3)) == [(0, 1)]
    assert pairs(shelling("a", killed=3), shelling("b", killed=3)) == []
    assert pairs(shelling("a", actor="Hamas", target="Fatah"), shelling("b", actor="Fatah", target="Hamas")) == [(0, 1)]


def test_events_months_apart_are_not_compared():
    first, later = shelling("a", place="Zummar", time="2024-01-02"), shelling("b", place="Zummar", time="2024-04-02")
    assert pairs(first, later) == []
    assert pairs(first, shelling("b", place="Zummar", day="2024-01-20")) == [(0, 1)]
    assert pairs(first, shelling("b", place="Zummar", day="2024-04-20")) == []


def test_an_undated_event_of_an_undated_report_is_compared_with_all():
    assert pairs(shelling("a", place="Zummar", time="2019-01-02"), shelling("b", place="Zummar", day=None)) == [(0, 1)]


def test_events_of_one_report_are_never_a_pair():
    both = report("a", says(None, place="Zummar"), says(None, place="Zummar", event="e2"))
    assert pairs(both) == []


def test_reports_with_several_names_in_common():
    text = "It was told in Aleppo, in Mosul and in Kirkuk that day."
    a = report("a", says(None, event_type="riot"), text=text)
    b = report("b", says(None, event_type="riot"), text="Others in Kirkuk, in Mosul and in Aleppo told it.")
    c = report("c", says(None, event_type="riot"), text="Others in Kirkuk and in Aleppo told it.")
    assert pairs(a, b, c) == [(0, 1)]


def test_the_day_of_what_followed_does_not_keep_a_report_from_being_compared():
    first = shelling("a", place="Zummar", time="2024-04-02")
    followed = says(None, event_type="arrest", time="2024-04-12")
    later = report("b", says(None, event_type="shelling", place="Zummar"), followed, day="2024-04-13")
    assert pairs(first, later) == [(0, 1)]
    undated = report("b", says(None, event_type="shelling", place="Zummar"), followed, day=None)
    assert pairs(first, undated) == []


NAMES = "It was told in Aleppo, in Mosul, in Kirkuk, in Chicago and in Houston that day."


@pytest.mark.parametrize(
    ("opening", "names", "day", "compared"),
    [
        ("Two men were charged over it. ", NAMES, "2024-11-20", True),
        ("Two men were charged over it. ", NAMES, "2026-01-20", False),  # too long after
        ("Two men were charged over it. ", NAMES.replace("Chicago", "Dallas"), "2024-11-20", False),  # four names only
        ("Two men were seen by it. ", NAMES, "2024-11-20", False),
    ],
)
def test_a_report_of_a_trial_may_tell_of_what_lies_long_before(opening, names, day, compared):
    first = report("a", says(None, event_type="shelling", time="2024-04-21"), text=NAMES)
    later = report("b", says(None, event_type="shelling"), text=opening + names, day=day)
    assert bool(pairs(first, later)) is compared
    assert bool(pairs(later, first)) is compared


@pytest.mark.parametrize(
    ("text", "day", "compared"),
    [
        ("Two were shot at the Quillanberry ferry.", "2024-05-02", True),
        ("Two were shot at the Quillanberry ferry.", "2025-07-02", False),  # too long after
        ("Two were shot at the harbour.", "2024-04-22", False),  # no word that hardly any other report holds
    ],
)
def test_one_rare_word_in_common(text, day, compared):
    first = report("a", says(None, event_type="shelling", time="2024-04-21"), text="The Quillanberry ferry was hit.")
    other = report("b", says(None, event_type="riot"), text=text, day=day)
    assert bool(pairs(first, other)) is compared


def test_a_report_that_misreads_the_day_is_compared_with_one_that_names_none():
    misread = report("a", says(None, event_type="shelling", time="2024-02-12"), text=NAMES, day="2024-04-22")
    other = report("b", says(None, event_type="riot"), text=NAMES, day="2024-04-23")
    assert pairs(misread, other) == [(0, 1)]
    assert pairs(misread, report("b", says(None, event_type="riot"), text=NAMES, day="2024-09-23")) == []
