"""One coded report on a terminal: claims by event, each with chain, words, certainty, and values beside their words."""

from dataclasses import replace

import pytest

from sayso.cli.report_view import report_parts
from sayso.model import Diagnostic, Event, EventType, Relation, RelationType, Report, Slot

from . import made


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(shown, width):
    view = shown(*report_parts(made.post()), width=width)
    assert max(len(line) for line in view.splitlines()) <= width


def test_a_claim_reads_from_source_over_words_to_certainty(shown):
    lines = shown(*report_parts(made.post())).splitlines()
    head = next(i for i, line in enumerate(lines) if line.strip().startswith("c1"))
    assert lines[head].split() == ["c1", "A", "police", "officer", "“said”", "CT+", "certain"]
    assert lines[head + 1].strip().startswith("“at least three people were killed")


def test_values_stand_beside_their_words(shown):
    view = shown(*report_parts(made.post()))
    rows = [" ".join(line.split()) for line in view.splitlines()]
    assert "killed at least 3 people “at least three people”" in rows
    assert "time 2024-04-22 “on Monday”" in rows
    assert "place Varna Ford (51.25, 7.50) “Varna Ford”" in rows


def test_a_value_that_is_its_own_words_is_told_once(shown):
    coded = made.post()
    claim = replace(coded.claims[0], facets=(made.facet(made.POST, Slot.TARGET, "Varna Ford", "Varna Ford"),))
    assert "target          “Varna Ford”\n" in shown(*report_parts(replace(coded, claims=(claim,))))


def test_contradiction_is_told_on_both_sides_in_words(shown):
    view = shown(*report_parts(made.post()))
    assert "≠ contradicts c1" in view
    assert "≠ contradicts c2" in view


def test_alternatives_are_told_once(shown):
    coded = made.post()
    other = replace(coded.claims[1], alternative_of="c1")
    relation = Relation(RelationType.ALTERNATIVES, "c2", "c1")
    view = shown(*report_parts(replace(coded, claims=(coded.claims[0], other), relations=(relation,))))
    assert view.count("alternative to") == 1


def test_events_come_in_the_order_of_the_text(shown):
    coded = made.post()
    later = replace(coded.claims[2], event="e2")
    events = (Event("e2", EventType.INVESTIGATION), *coded.events)
    view = shown(*report_parts(replace(coded, events=events, claims=(later, *coded.claims[:2]))))
    assert view.index("e1  shelling  2 claims") < view.index("e2  investigation  1 claim")


def test_sources_boilerplate_and_notes_are_told(shown):
    view = shown(*report_parts(made.post()))
    assert "≈ may be the same as s2 (possible)" in view
    assert "Left unread as boilerplate: 24 characters." in view
    assert "note (roles/no-target): shelling without a target “shells hit”" in view


def test_many_notes_are_cut_and_counted(shown):
    notes = tuple(Diagnostic("times", "no-date", f"note {i}") for i in range(12))
    view = shown(*report_parts(replace(made.post(), diagnostics=notes)))
    assert "note 7" in view
    assert "note 8" not in view
    assert "and 4 more notes" in view


def test_a_report_without_claims_says_so(shown):
    coded = replace(made.post(), report=Report.of("The fair opened."), claims=(), events=(), sources=(), relations=())
    view = shown(*report_parts(coded, name="fair.txt"))
    assert view.startswith("fair.txt\n")
    assert "No claim found" in view
