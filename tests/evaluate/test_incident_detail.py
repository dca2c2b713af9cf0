"""Contested slots, copies and drift, counted by hand on two small reports."""

from dataclasses import replace

import pytest

from sayso.evaluate.gold import GoldClaim, GoldCluster, GoldFacet, GoldIncident, GoldRelation, GoldReport
from sayso.evaluate.incident_detail import Hits, score_detail
from sayso.model import (
    CodedReport,
    Count,
    Credibility,
    Drift,
    EventType,
    Finding,
    FindingStatus,
    Incident,
    Report,
    Slot,
    Span,
    Value,
)

from .small import coded_claim, spans

TEXT = "Colonel Haddad said 3 people died. It was quiet in the harbour afterwards, he said."
TOLL, QUIET, HADDAD, HE = (20, 33), (35, 73), (0, 14), (75, 77)


def claim(number, content, source=HADDAD, value="CT+", resolved=None, **values):
    facets = tuple(GoldFacet(Slot(slot), Span(*content), value) for slot, value in values.items())
    chain = (spans(source),) if source else ()
    return GoldClaim(f"c{number}", "I1", Value(value), chain, (), spans(content), facets, resolved=resolved)


def cluster(first, second, *relations, publishers=("Post", "Sun")):
    reports = tuple(
        GoldReport(name, TEXT, tuple(claims), publisher=publisher, published="2024-03-05")
        for name, claims, publisher in zip(("r1", "r2"), (first, second), publishers, strict=True)
    )
    links = tuple(GoldRelation(a, b, kind) for kind, a, b in relations)
    return GoldCluster("one", (GoldIncident("I1", EventType.SHELLING),), reports, links)


def figures(gold, *, contested=(), drift=(), same=lambda a, b: True, read=(TOLL, QUIET)):
    coded = {
        name: CodedReport(Report.of(TEXT, id=name), claims=tuple(coded_claim(i, c) for i, c in enumerate(read, 1)))
        for name in ("r1", "r2")
    }
    incident = Incident(
        id="INC-1",
        type=EventType.SHELLING,
        title="",
        time=None,
        places=(),
        reports=("r1", "r2"),
        events=(("r1", "e1"), ("r2", "e1")),
        findings=tuple(Finding(Slot(slot), FindingStatus.CONTESTED, ()) for slot in contested),
        credibility=Credibility(3, ""),
        drift=drift,
    )
    return score_detail([gold], coded, [incident], same)


THREE, FIVE = {"killed": Count("=", 3)}, {"killed": Count("=", 5)}


@pytest.mark.parametrize(
    ("a", "b", "slots"),
    [
        (claim(1, TOLL, **THREE), claim(1, TOLL, **FIVE), {"killed"}),
        # of what both say the same, nothing is contested while something else differs
        (claim(1, TOLL, **THREE, place="Tarsa"), claim(1, TOLL, **FIVE, place="near Tarsa"), {"killed"}),
        (claim(1, TOLL, place="Tarsa"), claim(1, TOLL, place="Tarsa", value="CT-"), {"place"}),
        (claim(1, TOLL, weapon="a 16-mm mortar"), claim(1, TOLL, weapon="60-mm mortar"), {"weapon"}),
        (claim(1, TOLL, time="2024-03-04"), claim(1, TOLL, time="2024-03-04T20:00"), {"time"}),
        (claim(1, TOLL, time=None), claim(1, TOLL, time="2024-03-04"), set()),
        (claim(1, TOLL, **THREE), claim(1, TOLL, place="Tarsa"), set()),
    ],
)
def test_contested_slots_are_those_in_which_contradicting_claims_differ(a, b, slots):
    gold = cluster([a], [b], ("contradicts", "r1/c1", "r2/c1"))
    assert figures(gold, contested=slots).contested == Hits(len(slots), len(slots), len(slots))
    assert figures(gold, contested=("damage",)).contested == Hits(0, len(slots), 1)


def test_claims_of_two_incidents_contest_nothing():
    other = replace(claim(1, TOLL, **FIVE), event="other")
    assert figures(cluster([claim(1, TOLL, **THREE)], [other], ("contradicts", "r1/c1", "r2/c1"))).contested.gold == 0


def test_copies_are_pairs_that_same_origin_joins_in_any_number_of_steps():
    two = [claim(1, TOLL), claim(2, QUIET)]
    gold = cluster(
        two,
        two,
        ("same_origin", "r1/c1", "r2/c1"),
        ("same_origin", "r2/c1", "r1/c2"),
        ("corroborates", "r1/c2", "r2/c2"),
    )
    assert figures(gold).copies == Hits(2, 2, 3)  # c1 and c2 of r1 each with c1 of r2; the third pair is none
    assert figures(gold, same=lambda a, b: False).copies == Hits(0, 2, 0)
    assert figures(gold, read=(TOLL,)).copies == Hits(1, 2, 1)


def test_a_claim_that_was_cut_otherwise_is_looked_up_in_the_one_that_covers_it():
    gold = cluster([claim(1, (20, 28)), claim(2, (29, 33))], [claim(1, TOLL)], ("same_origin", "r1/c2", "r2/c1"))
    assert figures(gold, read=(TOLL,)).copies == Hits(1, 1, 1)  # "3 people" is aligned, "died" only covered
    assert figures(gold, read=(QUIET,)).copies == Hits(0, 1, 0)


ENTRY = Drift(("r1", "c1"), ("r2", "c1"), "value_changed", "killed")


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        (ENTRY, 1),
        (replace(ENTRY, origin=ENTRY.copy, copy=ENTRY.origin), 1),
        (replace(ENTRY, slot="place"), 0),
        (replace(ENTRY, copy=("r2", "c2")), 0),
    ],
)
def test_drift_is_found_where_an_entry_joins_the_claims_and_names_the_slot(entry, found):
    gold = cluster([claim(1, TOLL, **THREE)], [claim(1, TOLL, **FIVE)], ("updates", "r2/c1", "r1/c1"))
    told = figures(gold, drift=(entry,))
    assert (told.drift, told.drift_entries) == ((found, 1), 1)


@pytest.mark.parametrize(
    ("a", "b", "publishers", "asked"),
    [
        (claim(1, TOLL), claim(1, TOLL), ("Post", "Sun"), 1),
        (claim(1, TOLL), claim(1, TOLL, source=HE, resolved="Haddad"), ("Post", "Sun"), 1),
        (claim(1, TOLL), claim(1, TOLL, source=HE), ("Post", "Sun"), 0),
        (claim(1, TOLL), claim(1, TOLL, source=None), ("Post", "Sun"), 0),
        (claim(1, TOLL, source=None), claim(1, TOLL, source=None), ("Post", "Post"), 1),
        (claim(1, TOLL, source=None), claim(1, TOLL, source=None), ("Post", "Sun"), 0),
        (claim(1, TOLL, source=None), claim(1, TOLL, source=None), (None, None), 0),
    ],
)
def test_drift_is_asked_of_claims_of_one_origin(a, b, publishers, asked):
    gold = cluster([a], [b], ("updates", "r1/c1", "r2/c1"), publishers=publishers)
    assert figures(gold).drift == (0, asked)


def test_same_origin_makes_one_origin_whatever_the_names():
    links = (("updates", "r1/c1", "r2/c1"), ("same_origin", "r1/c1", "r2/c1"))
    assert figures(cluster([claim(1, TOLL)], [claim(1, TOLL, source=None)], *links)).drift == (0, 1)


def test_reports_that_were_not_coded_are_missed():
    gold = cluster([claim(1, TOLL, **THREE)], [claim(1, TOLL, **FIVE)], ("updates", "r2/c1", "r1/c1"))
    told = score_detail([gold], {}, [], lambda a, b: True)
    assert told.as_dict() == {
        "contested_f1": None,
        "contested_gold": 0,
        "contested_predicted": 0,
        "copies_f1": None,
        "copies_gold": 0,
        "copies_predicted": 0,
        "copies_none": 0,
        "drift_recall": 0.0,
        "drift_asked": 1,
        "drift_entries": 0,
    }
