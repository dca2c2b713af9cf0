"""Merging: the same incidents in whatever order reports come, findings that rest on claims, unlike things apart."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import TimeSpan
from sayso.model.codec import decode_incidents, encode
from sayso.resolve import merge, source_chains
from sayso.resolve.fragments import SHORT

from ..model.coded import coded_reports
from .made import report, says

STRIKE = {"event_type": "shelling", "place": "Zummar", "time": "2024-04-21"}


def test_two_reports_of_one_happening_are_one_incident():
    a = report("a", says("police", **STRIKE, killed=3), publisher="Harbour Post")
    b = report(
        "b", says("medics", event_type="explosion", place="the town of Zumar", time="2024-04-21"), day="2024-04-23"
    )
    c = report("c", says(None, event_type="shelling", place="Basra", time="2024-04-21"))
    incidents = merge([a, b, c]).incidents
    assert sorted(i.reports for i in incidents) == [("a", "b"), ("c",)]


@pytest.mark.parametrize(
    "change",
    [{"time": "2024-04-24"}, {"place": "Basra"}, {"event_type": "protest", "place": "Sinjar"}, {"time": "2023-04-21"}],
)
def test_other_days_and_other_places_are_other_incidents(change):
    incidents = merge([report("a", says(None, **STRIKE)), report("b", says(None, **(STRIKE | change)))]).incidents
    assert len(incidents) == 2


def test_two_events_of_one_report_stay_two_incidents():
    second = {"event_type": "shelling", "place": "Zummar", "time": "2024-04-21", "event": "e2"}
    assert len(merge([report("a", says(None, **STRIKE), says(None, **second))]).incidents) == 2


def test_a_report_about_nothing_that_happened_has_no_incident():
    threat = report("a", says("army", event_type="shelling", place="Zummar", irrealis="threat"))
    assert merge([threat, report("b")]).incidents == ()
    assert merge([]).incidents == ()


def test_the_latest_incident_comes_first_and_undated_ones_last():
    days = {"Zummar": "2024-04-21", "Basra": "2024-04-25", "Sinjar": None}
    reports = [report(n, says(None, event_type="riot", place=n, time=[d] if d else [])) for n, d in days.items()]
    assert [i.reports[0] for i in merge(reports).incidents] == ["Basra", "Zummar", "Sinjar"]


def test_an_incident_prints_and_reads_back():
    merged = merge([report("a", says("police", **STRIKE, killed=">=3", responsibility=("accused", "US")))])
    assert decode_incidents(encode(merged.incidents)) == merged.incidents


def test_independent_chains_of_an_incident():
    a = report("a", says("Reuters", "police", **STRIKE), says(None, damage="a burnt hall"), publisher="Harbour Post")
    b = report("b", says("the police", **STRIKE), publisher="Radio Varna")
    (incident,) = merge([a, b]).incidents
    chains = source_chains(incident, {"a": a, "b": b})
    assert {c.label: sorted(c.claims) for c in chains} == {
        "the police": [("a", "c1"), ("b", "c1")],
        "Harbour Post": [("a", "c2")],
    }


places = st.sampled_from(["Zummar", "Zumar town", "Sinjar", "Basra", ("Zummar", 36.7, 42.6), ("Sinjar", 36.3, 41.9)])
counts = st.sampled_from(["=3", ">=3", "=5", "=2 children", "=0"])
parties = st.sampled_from([(), ("police",), ("Reuters", "an army officer"), ("US",), ("sources",)])
claims = st.builds(
    lambda chain, event, kind, day, place, killed, value, actor: says(
        *chain, event=event, event_type=kind, time=day, place=place, killed=killed, value=value, actor=actor
    ),
    parties,
    st.sampled_from(["e1", "e2"]),
    st.sampled_from(["shelling", "explosion", "protest", "investigation"]),
    st.sampled_from(["2024-04-21", "2024-04-22", "2024-04-25", None]),
    places,
    counts,
    st.sampled_from(["CT+", "CT+", "PR+", "CT-", "Uu"]),
    st.sampled_from([[], ["US"], ["gunmen"]]),
)
many_reports = st.lists(
    st.tuples(st.lists(claims, min_size=1, max_size=4), st.sampled_from(["2024-04-22", "2024-04-23", None])), max_size=6
).map(lambda made: [report(f"r{i}", *said, day=day, publisher=f"Outlet {i % 3}") for i, (said, day) in enumerate(made)])


@settings(deadline=None, max_examples=60)
@given(many_reports, st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(reports, random):
    expected = merge(reports)
    shuffled = list(reports)
    random.shuffle(shuffled)
    assert merge(shuffled) == expected


@settings(deadline=None, max_examples=60)
@given(many_reports)
def test_incidents_rest_on_claims_that_exist_and_events_belong_to_one_incident(reports):
    claims = {(c.report.id, claim.id): claim for c in reports for claim in c.claims}
    seen: set[tuple[str, str]] = set()
    for incident in merge(reports).incidents:
        assert not seen & set(incident.events)
        seen |= set(incident.events)
        told = [e for e in incident.events if sum(c.event == e[1] for (r, _), c in claims.items() if r == e[0]) > SHORT]
        assert len({r for r, _ in told}) == len(told), "one account of a report each"
        assert incident.reports == tuple(dict.fromkeys(r for r, _ in incident.events))
        for finding in incident.findings:
            for value in finding.values:
                assert value.claims or value.denied_by
                assert bool(value.claims) == bool(value.independent_sources)
                assert not set(value.claims) & set(value.denied_by)
                for ref in (*value.claims, *value.denied_by):
                    assert (ref[0], claims[ref].event) in incident.events


@settings(deadline=None, max_examples=60)
@given(many_reports, st.integers(0, 6))
def test_building_step_by_step_ends_as_building_at_once(reports, first):
    """Ids aside, which stay as they were given first, incidents do not depend on when reports came."""
    step = merge(reports[:first])
    registry = tuple((i.id, i.events) for i in step.incidents)
    grown, at_once = merge(reports, registry), merge(reports)

    def content(merged):
        renamed = {i.id: i.events[0] for i in merged.incidents}
        plain = [
            replace(i, id="", related=tuple((renamed[r.incident], r.type) for r in i.related)) for i in merged.incidents
        ]
        return sorted(plain, key=lambda i: i.events)

    assert content(grown) == content(at_once)


@settings(deadline=None, max_examples=40)
@given(st.lists(coded_reports, max_size=4, unique_by=lambda c: c.report.id))
def test_any_coded_reports_can_be_merged(reports):
    merged = merge(reports)
    assert decode_incidents(encode(merged.incidents)) == merged.incidents


def test_times_of_other_things_do_not_contest_the_day():
    beside = says("mayor", time="2024-04-28", words="the school opened again on 28 April")
    a = report("a", says("police", **STRIKE), beside, publisher="Harbour Post")
    b = report("b", says("medics", **STRIKE), says("medics", time="2024-04-21T20:00"), publisher="Radio Varna")
    (incident,) = merge([a, b]).incidents
    (time,) = (f for f in incident.findings if f.slot == "time")
    assert time.status == "corroborated"
    assert [v.value.start for v in time.values if isinstance(v.value, TimeSpan)] == ["2024-04-21", "2024-04-21T20:00"]


def test_a_source_that_denies_what_it_says_itself_contests_nothing():
    def status(denier):
        denial = says(denier, event_type="shelling", value="CT-")
        (incident,) = merge([report("a", says("police", **STRIKE), denial, publisher="Harbour Post")]).incidents
        return next(f.status for f in incident.findings if f.slot == "event_type")

    assert status("police") != "contested"
    assert status("the army") == "contested"


def test_what_copies_changed_is_told():
    words = "mortar shells struck the fuel depot outside Rabia and burned two trucks"
    a = report("a", says("Colonel Haddad", **STRIKE, killed=3, words=words), publisher="Harbour Post", day="2024-04-22")
    b = report("b", says("Colonel Haddad", **STRIKE, killed=5, words=words), publisher="Radio Varna", day="2024-04-23")
    (incident,) = merge([a, b]).incidents
    assert [(d.origin, d.copy, d.change, d.slot) for d in incident.drift] == [
        (("a", "c1"), ("b", "c1"), "value_changed", "killed")
    ]
