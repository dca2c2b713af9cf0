"""An index of reports finds all that is worth comparing, and a part of the events groups as it does among all."""

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import CodecError
from sayso.resolve.blocking import candidates, comparable, index_keys, lookups
from sayso.resolve.features import facts_of
from sayso.resolve.matcher import Matcher
from sayso.resolve.neighbourhood import decoded, encoded, links, report_facts, rules_name
from sayso.resolve.network import Network
from sayso.resolve.related import read_mark

from .made import report, says

PLACES = ["Zummar", "Rabia", ("Qasr", 36.9, 42.4), ("Tell Ahl", 36.7, 42.6), ("Basra", 30.5, 47.8), None]


def given_of(facets: dict[str, Any]) -> dict[str, Any]:
    return {slot: value for slot, value in facets.items() if value}


told = st.fixed_dictionaries(
    {
        "place": st.sampled_from(PLACES),
        "time": st.sampled_from(["2024-04-21", "2024-04-22", "2024-05-30", None]),
        "target": st.sampled_from(["Hezbollah", "the Harbour Brigade", None]),
        "actor": st.sampled_from(["Israel", "the Harbour Brigade", None]),
        "killed": st.sampled_from([2, 9, None]),
        "injured": st.sampled_from([4, None]),
    }
)
words = st.sampled_from(
    [
        "it happened",
        "on the road from Rabia to Sinune and Khana",
        "near Khana, Rabia and Sinune",
        "seen from Rabia to Sinune, and in Khana, Badush and Zurmat",
        "a court heard men from Badush, Khana, Rabia, Sinune and Zurmat",
    ]
)
days = st.sampled_from(["2024-04-22", "2024-05-01", "2024-06-20", "2024-12-20", None])
reports = st.lists(
    st.tuples(st.lists(st.tuples(told, words), min_size=1, max_size=2), days), min_size=2, max_size=5
).map(
    lambda made: [
        report(
            f"r{number}",
            *(
                says(None, event=f"e{i}", words=content, event_type="riot", **given_of(facets))
                for i, (facets, content) in enumerate(events, 1)
            ),
            day=day,
        )
        for number, (events, day) in enumerate(made)
    ]
)


@settings(max_examples=60)
@given(reports)
def test_a_pair_is_compared_whatever_else_there_is(coded):
    events = [event for number, each in enumerate(coded) for event in facts_of(each, number)]
    found = [frozenset((a.ref, b.ref)) for a, b in candidates(events)]
    pairs = [frozenset((a.ref, b.ref)) for a, b in combinations(events, 2) if comparable(a, b)]
    assert sorted(map(sorted, found)) == sorted(map(sorted, pairs)), "each once"


@settings(max_examples=60)
@given(reports)
def test_an_index_finds_every_report_worth_comparing(coded):
    asker, *others = (report_facts(each) for each in coded)
    found = set()
    for asked in lookups(asker.events):
        start, end = asked.window
        for other in others:
            filed = index_keys(other.events)
            hits = [key for key in asked.keys if key in filed and filed[key][0] <= end and filed[key][1] >= start]
            if len(hits) >= asked.least:
                found.add(other.report)
    wanted = {o.report for o in others if any(comparable(a, b) for a in asker.events for b in o.events)}
    assert wanted <= found


@settings(max_examples=30)
@given(reports)
def test_links_of_one_report_are_those_of_the_whole(coded):
    facts, matcher = [report_facts(each) for each in coded], Matcher()
    one_by_one = {link for number, own in enumerate(facts) for link in links(own, facts[:number], matcher)}
    assert one_by_one == set(Network(facts, matcher).links())


@settings(max_examples=60)
@given(reports, st.floats(-5, 3))
def test_a_pair_reaches_what_it_scores(coded, least):
    events, matcher = [event for number, each in enumerate(coded) for event in facts_of(each, number)], Matcher()
    for a, b in combinations(events, 2):
        assert matcher.reaches(a, b, least) is (matcher.score(a, b) >= least)


@given(reports)
def test_facts_are_read_back(coded):
    for each in coded:
        facts = report_facts(each)
        assert decoded(encoded(facts)) == facts


@pytest.mark.parametrize("read", [decoded, read_mark])
def test_what_cannot_be_read_is_said(read):
    with pytest.raises(CodecError, match="cannot be read"):
        read('{"report": 3}')


def test_an_undated_event_in_an_undated_report_asks_for_all_days():
    (asked,) = [
        q for q in lookups(report_facts(report("a", says(None, place="Zummar"), day=None)).events) if q.least == 1
    ]
    assert asked.window[0] < 1 < 10**6 < asked.window[1]
    assert lookups(()) == []


def test_rules_have_one_name():
    assert rules_name() == rules_name()
