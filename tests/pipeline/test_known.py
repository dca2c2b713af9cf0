"""One incident as it was known at a moment, and what each of its reports changed."""

from dataclasses import replace

import pytest

from sayso.errors import NotFoundError, UsageError
from sayso.ledger import Ledger
from sayso.model import CountRange, Slot
from sayso.pipeline.known import heir, history, known_at, report_at, steps
from sayso.pipeline.rebuild import rebuild
from sayso.resolve import Turn

from ..resolve.made import report, says

SHELLING = {"event_type": "shelling", "place": "Varna Ford", "target": "the ferry landing", "time": "2024-04-21"}


def told(name, published, *claims):
    made = report(name, *claims)
    return replace(made, report=replace(made.report, published=published))


REPORTS = (
    told("post", "2024-04-22", says("the harbour police", **SHELLING, killed=30)),
    told("radio", "2024-04-22T20:00-05:00", says("a hospital doctor", **SHELLING, killed=34)),
    told("wire", "2024-04-24", says("the regional governor", **SHELLING, killed=34)),
)


@pytest.fixture
def ledger():
    with Ledger.open("sqlite://") as opened:
        for coded in REPORTS:
            opened.store(coded)
        rebuild(opened)
        yield opened


@pytest.fixture
def incident(ledger):
    (found,) = ledger.incidents()
    return found


def test_an_incident_is_known_by_the_reports_that_were_out(ledger, incident):
    known = known_at(ledger, incident, "2024-04-22")
    assert [i.reports for i in known.incidents] == [("post",)]
    assert known.incidents[0].id == incident.id
    assert list(known.coded) == ["post"]
    assert set(known_at(ledger, incident, "2024-04-23").incidents[0].reports) == {"post", "radio"}
    assert known_at(ledger, incident, "2024-04-30").incidents[0].findings == incident.findings


def test_it_is_what_the_whole_ledger_says_as_of_then(ledger, incident):
    for moment in ("2024-04-22", "2024-04-23", "2024-04-24"):
        with ledger.as_of(moment) as past:
            rebuild(past)
            assert past.incidents() == known_at(ledger, incident, moment).incidents


def test_nothing_known_and_no_moment(ledger, incident):
    with pytest.raises(NotFoundError, match="nothing was known of it by 2024-04-21"):
        known_at(ledger, incident, "2024-04-21")
    with pytest.raises(UsageError, match="is no date"):
        known_at(ledger, incident, "soon")


def test_steps_are_the_moments_of_publication_in_utc(ledger):
    found = steps(ledger, REPORTS)
    assert [(s.moment, s.reports, s.by_day, s.stored) for s in found] == [
        ("2024-04-22", ("post",), True, False),
        ("2024-04-23T01:00:00Z", ("radio",), False, False),
        ("2024-04-24", ("wire",), True, False),
    ]


def test_a_day_with_an_hour_in_it_is_asked_for_from_its_beginning(ledger):
    late = told("late", "2024-04-24T18:30Z", says(None, **SHELLING))
    ledger.store(late)
    assert [s.moment for s in steps(ledger, [*REPORTS, late])][-2:] == ["2024-04-24T00:00:00Z", "2024-04-24T18:30:00Z"]


def test_a_report_without_a_date_steps_in_when_it_was_stored(ledger):
    undated = told("undated", None, says(None, **SHELLING))
    ledger.store(undated)
    last = steps(ledger, [*REPORTS, undated])[-1]
    assert (last.reports, last.stored) == (("undated",), True)
    assert last.moment > "2024-04-24"


def test_each_step_tells_what_it_changed(ledger, incident):
    first, second, third = history(ledger, incident, [s.moment for s in steps(ledger, REPORTS)])
    assert {c.turn for c in first} == {Turn.CAME}
    killed = [[(c.turn, c.after.best) for c in step if c.slot is Slot.KILLED and c.after] for step in (second, third)]
    assert killed[0] == [(Turn.CONTESTED, CountRange(30, 34, 34))]
    assert killed[1] == [], "one more who says the same changes no answer"


def test_a_report_is_read_as_it_stood(ledger):
    later = replace(REPORTS[0], report=replace(REPORTS[0].report, title="Corrected", published="2024-04-26"))
    ledger.store(later)
    assert report_at(ledger, "post", "2024-04-25").report.title is None
    assert report_at(ledger, "post", "2024-04-26") == report_at(ledger, "post", None) == later
    with pytest.raises(NotFoundError, match="'wire': was not out by 2024-04-23; give a later time"):
        report_at(ledger, "wire", "2024-04-23")
    with pytest.raises(NotFoundError, match="not in the ledger"):
        report_at(ledger, "nowhere", "2024-04-23")


def test_an_incident_of_then_has_an_heir_while_any_of_its_events_is_told(ledger, incident):
    assert heir(ledger, replace(incident, id="INC-THEN00", events=incident.events[:1])) == incident
    with pytest.raises(NotFoundError, match="INC-THEN00: nothing of it is told any more"):
        heir(ledger, replace(incident, id="INC-THEN00", events=(("post", "e9"),)))
