"""Events grouped a connected part at a time are grouped as all at once."""

import pytest
from hypothesis import given, settings

from sayso.resolve import network
from sayso.resolve.judged import Judged
from sayso.resolve.matcher import Matcher
from sayso.resolve.neighbourhood import founds, regroup, report_facts
from sayso.resolve.network import Network

from .made import report, says
from .test_neighbourhood import reports


def all_at_once(facts, links, judged):
    members = {event.ref for own in facts for event in own.events}
    return regroup(facts, members, links, Matcher(), judged)


@settings(max_examples=60)
@given(reports)
def test_parts_are_grouped_as_the_whole(coded):
    facts = [report_facts(each) for each in coded]
    judged = Judged(together=((facts[0].events[0].ref, facts[-1].events[0].ref),))
    linked = Network(facts, Matcher())
    links = linked.links()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "AT_ONCE", 1)
        found = linked.groups(links, judged)
    whole = all_at_once(facts, links, judged)
    assert [group.events for group in found] == [tuple(event.ref for event in group) for group in whole]
    assert [group.founds for group in found] == [founds(group, judged) for group in whole]


def test_events_of_a_group_are_read_again():
    told = says("police", event_type="shelling", place="Zummar", time="2024-04-21", killed=3)
    facts = [report_facts(report(name, told)) for name in "ba"]
    found = Network(facts, Matcher())
    (group,) = found.groups(found.links(), Judged())
    assert [event.ref[0] for event in found.events(group)] == ["a", "b"]
