"""Derived incidents: kept as a whole, ids for good, and stale when reports came."""

from dataclasses import replace

import pytest

from sayso.errors import NotFoundError
from sayso.ledger import Ledger
from sayso.model import Report

from ..cli.made import incident, post, radio


@pytest.fixture
def ledger():
    with Ledger.open("sqlite://") as opened:
        yield opened


def named(name, *events):
    return replace(incident(), id=name, events=events, reports=tuple(r for r, _ in events))


def keep(ledger, *incidents, redirects=None):
    ledger.keep(incidents, redirects=redirects or {}, state=ledger.state())


def test_incidents_are_stale_when_reports_came_or_were_coded_anew(ledger):
    assert not ledger.is_stale(), "an empty ledger has nothing to build"
    ledger.store(post())
    assert ledger.is_stale()
    keep(ledger)
    assert not ledger.is_stale()
    ledger.store(post())
    assert not ledger.is_stale()
    ledger.store(radio())
    assert ledger.is_stale()
    keep(ledger)
    ledger.store(replace(radio(), claims=()))
    assert ledger.is_stale()


def test_what_comes_while_incidents_are_built_leaves_them_stale(ledger):
    ledger.store(post())
    state = ledger.state()
    ledger.store(radio())
    ledger.keep([], redirects={}, state=state)
    assert ledger.is_stale()


def test_keeping_replaces_all_incidents_and_remembers_all_ids(ledger):
    a, b = ("post-1", "e1"), ("radio-1", "e1")
    keep(ledger, named("INC-AAAAAA", a), named("INC-BBBBBB", b))
    assert ledger.registry() == (("INC-AAAAAA", (a,)), ("INC-BBBBBB", (b,)))
    keep(ledger, named("INC-BBBBBB", a, b), redirects={"INC-AAAAAA": "INC-BBBBBB"})
    assert [i.id for i in ledger.incidents()] == ["INC-BBBBBB"]
    assert ledger.registry() == (("INC-AAAAAA", ()), ("INC-BBBBBB", (a, b)))


def test_an_id_that_was_merged_away_leads_to_the_one_in_use(ledger):
    a, b, c = ("a", "e1"), ("b", "e1"), ("c", "e1")
    keep(ledger, named("INC-AAAAAA", a), named("INC-BBBBBB", b), named("INC-CCCCCC", c))
    keep(ledger, named("INC-BBBBBB", a, b), named("INC-CCCCCC", c), redirects={"INC-AAAAAA": "INC-BBBBBB"})
    keep(ledger, named("INC-CCCCCC", a, b, c), redirects={"INC-BBBBBB": "INC-CCCCCC"})
    assert ledger.incident("INC-AAAAAA").id == "INC-CCCCCC"
    assert ledger.show("inc-aaaaaa").id == "INC-CCCCCC"


def test_an_id_in_use_again_leads_to_itself(ledger):
    a, b = ("a", "e1"), ("b", "e1")
    keep(ledger, named("INC-AAAAAA", a), named("INC-BBBBBB", b))
    keep(ledger, named("INC-BBBBBB", a, b), redirects={"INC-AAAAAA": "INC-BBBBBB"})
    keep(ledger, named("INC-AAAAAA", a), named("INC-BBBBBB", b))
    assert ledger.incident("INC-AAAAAA").events == (a,)


def test_an_id_without_incident_is_not_found(ledger):
    keep(ledger, named("INC-AAAAAA", ("a", "e1")))
    keep(ledger)
    with pytest.raises(NotFoundError):
        ledger.incident("INC-AAAAAA")


def test_a_view_of_the_past_knows_the_ids(ledger):
    ledger.store(replace(post(), report=Report.of("x", id="a", published="2024-04-22")))
    keep(ledger, named("INC-AAAAAA", ("a", "e1")))
    with ledger.as_of("2024-04-23") as past:
        assert past.registry() == ledger.registry()
        assert past.is_stale()
