"""Leafing through a ledger: counts of filters, order, sources, and how their claims fare."""

from dataclasses import replace

import pytest

from sayso.errors import NotFoundError
from sayso.ledger import IncidentQuery, Ledger, Order, Unknown, standing
from sayso.model import Count, CountRange, EventType, Finding, FindingStatus, FindingValue, IncidentPlace, Place, Slot

from ..cli.made import incident, post, radio

S, R = "INC-7KQ2M9", "INC-BBBBBB"


def shelling():
    named = (
        Finding(Slot.ACTOR, FindingStatus.SINGLE_SOURCE, (FindingValue("The Šar Brigade", (("post-1", "c1"),), 1),)),
        Finding(Slot.PLACE, FindingStatus.SINGLE_SOURCE, (FindingValue(Place("Varna Ford"), (("post-1", "c1"),), 1),)),
    )
    kept = incident()
    return replace(kept, reports=("post-1", "radio-1"), findings=(*kept.findings, *named))


def riot():
    place = IncidentPlace("site", "the old market", None, None, None, "unknown")
    return replace(
        incident(), id=R, type=EventType.RIOT, time=None, places=(place,), events=(("post-1", "e9"),), findings=()
    )


@pytest.fixture
def ledger():
    with Ledger.open("sqlite://") as opened:
        for coded in (post(), radio()):
            opened.store(coded)
        opened.keep([shelling(), riot()], redirects={}, state=opened.state())
        yield opened


def test_counts_tell_what_one_more_filter_would_leave(ledger):
    counts = ledger.facet_counts()
    assert counts.total == 2
    assert counts.types == {EventType.RIOT: 1, EventType.SHELLING: 1}
    assert counts.statuses == {
        FindingStatus.CONTESTED: 1, FindingStatus.CORROBORATED: 1, FindingStatus.SINGLE_SOURCE: 1,
    }  # fmt: skip
    assert counts.unknown == {Unknown.TIME: 1, Unknown.PLACE: 1}
    assert counts.actors == {"the sar brigade": 1}
    assert counts.publishers == {"Harbour Post": 2}


def test_a_filter_does_not_narrow_its_own_counts(ledger):
    counts = ledger.facet_counts(IncidentQuery(type=EventType.RIOT, actor=None))
    assert counts.total == 1
    assert counts.types == {EventType.RIOT: 1, EventType.SHELLING: 1}
    assert counts.actors == {}
    counts = ledger.facet_counts(IncidentQuery(actor="sar", source="harbour"))
    assert (counts.total, counts.actors, counts.publishers) == (1, {"the sar brigade": 1}, {"Harbour Post": 1})


def test_every_count_is_what_the_filter_then_finds(ledger):
    for query in (IncidentQuery(), IncidentQuery(text="ford"), IncidentQuery(status=FindingStatus.CONTESTED)):
        counts = ledger.facet_counts(query)
        assert counts.total == ledger.total(query) == len(ledger.incidents(query))
        for field in ("types", "statuses", "unknown", "actors", "publishers"):
            asked = {"types": "type", "statuses": "status", "actors": "actor", "publishers": "source"}.get(field, field)
            for value, n in getattr(counts, field).items():
                narrowed = replace(query, **{asked: value})
                assert len(ledger.incidents(narrowed)) == n, (field, value)


def test_words_are_looked_for_anew_when_the_incidents_are_built_anew(ledger):
    by_words = IncidentQuery(text="nurse")
    assert [i.id for i in ledger.incidents(by_words)] == [S]
    assert ledger.total(by_words) == 1
    ledger.store(replace(radio(), report=replace(radio().report, text="A nurse spoke.", title=None, id="radio-2")))
    moved = replace(riot(), events=(("radio-2", "e1"),))
    ledger.keep([shelling(), moved], redirects={}, state=ledger.state())
    assert ledger.facet_counts(by_words).total == ledger.total(by_words) == 2


@pytest.mark.parametrize(("among", "found"), [((S,), [S]), ((), []), ((R, "INC-NOTHERE"), [R])])
def test_among_some_ids(ledger, among, found):
    assert [i.id for i in ledger.incidents(IncidentQuery(among=among))] == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("police OFFICER", [S]),
        ("officer army", []),  # all words in one name
        ("harbour post", [S, R]),  # who published
        ("nurse", [S]),
        ("100%", []),
    ],
)
def test_a_source_is_found_by_the_words_of_one_name(ledger, words, found):
    assert [i.id for i in ledger.incidents(IncidentQuery(source=words))] == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (IncidentQuery(order=Order.EARLIEST), [S, R]),
        (IncidentQuery(order=Order.MOST_REPORTS), [S, R]),
        (IncidentQuery(order=Order.MOST_CONTESTED), [S, R]),
        (IncidentQuery(offset=1), [R]),
        (IncidentQuery(offset=1, limit=5), [R]),
        (IncidentQuery(unknown=Unknown.TIME), [R]),
        (IncidentQuery(unknown=Unknown.PLACE), [R]),
        (IncidentQuery(area="varna"), [S]),
        (IncidentQuery(area="harbour"), []),
    ],
)
def test_order_page_and_what_is_unknown(ledger, query, found):
    assert [i.id for i in ledger.incidents(query)] == found


def test_beginnings_and_spots(ledger):
    assert ledger.beginnings(IncidentQuery()) == {"2024-04-22": 1}
    assert ledger.beginnings(IncidentQuery(type=EventType.RIOT)) == {}
    assert [(s.name, s.incidents, s.one) for s in ledger.spots(IncidentQuery())] == [("Varna Ford", 1, S)]
    assert ledger.spots(IncidentQuery(bbox=(0.0, 0.0, 1.0, 1.0))) == ()


def test_sources_come_by_name_with_their_claims_and_kinds(ledger):
    rows, total = ledger.sources()
    assert total == len(rows) == 4
    police = next(r for r in rows if r.name == "A police officer")
    assert (police.kinds, police.claims, police.reports) == (("official_anonymous",), 1, 1)
    some, total = ledger.sources("a", limit=1, offset=1)
    assert (len(some), total) == (1, 4)
    assert ledger.sources("nobody") == ((), 0)


def test_a_source_is_found_by_its_name_only(ledger):
    assert ledger.source("THE ARMY").claims == (("post-1", "c2"),)
    with pytest.raises(NotFoundError, match="nobody of this name"):
        ledger.source("post-1")


def test_incidents_of_reports(ledger):
    assert [i.id for i in ledger.incidents_telling(["radio-1"])] == [S]
    assert [i.id for i in ledger.incidents_telling(["post-1", "radio-1"])] == [S, R]
    assert ledger.incidents_telling([]) == ()


@pytest.mark.parametrize(
    ("claim", "alone", "corroborated", "contradicted"),
    [
        (("post-1", "c1"), [Slot.ACTOR, Slot.PLACE], [Slot.TIME], [Slot.KILLED, Slot.EVENT_TYPE]),
        (("post-1", "c2"), [], [], [Slot.EVENT_TYPE]),
        (("radio-1", "c9"), [], [], []),
    ],
)
def test_standing(claim, alone, corroborated, contradicted):
    found = standing([claim], shelling().findings)
    assert [slot for _, slot in found.alone] == alone
    assert [slot for _, slot in found.corroborated] == corroborated
    assert [slot for _, slot in found.contradicted] == contradicted


def test_a_figure_that_was_replaced_is_revised():
    best = CountRange(5, 5, 5)
    values = (FindingValue(Count("=", 5), (("b", "c1"),), 1), FindingValue(Count("=", 3), (("a", "c1"),), 1))
    replaced = Finding(Slot.KILLED, FindingStatus.SUPERSEDED, values, best)
    found = standing([("a", "c1"), ("b", "c1")], [replaced])
    assert found.revised == ((("a", "c1"), Slot.KILLED),)
    assert found.alone == ((("b", "c1"), Slot.KILLED),)
