"""A glance leaves out no pair of reports that are linked, and leaves out those with nothing in common."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings

from sayso.errors import CodecError
from sayso.resolve.glances import glance, may_link, read_glance, written
from sayso.resolve.matcher import Matcher
from sayso.resolve.neighbourhood import links, report_facts
from sayso.vocab.matching import evidence

from .made import report, says
from .test_neighbourhood import reports

FIRST = (
    "Weavers unloaded woollen bolts beside empty mills, dyed them crimson and indigo, hung drenched skeins on racks."
)
OTHER = "Herders drove shaggy cattle across frozen meadows before autumn fairs, haggled over fleece, honey and candles."


def seen(name, text, **facets):
    return glance(report_facts(report(name, says(None, event_type="riot", **facets), text=text)).events)


@settings(max_examples=60)
@given(reports)
def test_no_linked_reports_are_left_out(coded):
    facts, matcher = [report_facts(each) for each in coded], Matcher()
    for a, b in combinations(facts, 2):
        if not may_link(glance(a.events), glance(b.events), matcher):
            assert list(links(a, [b], matcher)) == []


@pytest.mark.parametrize(
    ("text", "first", "second", "may"),
    [
        (OTHER, {"place": "Zummar"}, {"place": "Zummar"}, False),
        (FIRST, {"place": "Zummar"}, {"place": "Zummar"}, True),
        ("They fled.", {"place": "Zummar"}, {"place": "Zummar"}, True),  # too short to tell
        (OTHER, {"killed": 3}, {"killed": 3}, True),
        (OTHER, {"killed": 3}, {"killed": 4}, False),
        (OTHER, {"place": ("Tell Ahl", 36.7, 42.6)}, {"place": ("Qasr", 36.72, 42.61)}, True),
        (OTHER, {"place": ("Tell Ahl", 36.7, 42.6)}, {"place": ("Basra", 30.5, 47.8)}, False),
    ],
)
def test_words_a_figure_or_a_spot_in_common_are_worth_a_closer_look(text, first, second, may):
    a, b = seen("a", FIRST, **first), seen("b", text, **second)
    assert may_link(a, b, Matcher()) is may_link(b, a, Matcher()) is may


def test_where_nothing_need_be_in_common_nothing_is_left_out():
    a, b = seen("a", FIRST), seen("b", OTHER)
    assert may_link(a, b, Matcher(replace(evidence(), link=evidence().bias - 1)))
    assert not may_link(a, b, Matcher())


@given(reports)
def test_glances_are_read_back(coded):
    for each in coded:
        found = glance(report_facts(each).events)
        assert read_glance(written(found)) == found


def test_a_report_without_events_has_a_glance_too():
    assert written(glance(())) == "[[],[],[]]"


def test_what_cannot_be_read_is_said():
    with pytest.raises(CodecError, match="cannot be read"):
        read_glance('{"words": 3}')
