from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sayso.extract.event_features import facts_of, same_place
from sayso.extract.tags import Tagger
from sayso.model import (
    Count,
    Document,
    Facet,
    Place,
    PlaceMention,
    Proposition,
    Report,
    Slot,
    Span,
    TimeMention,
    TimeSpan,
)
from sayso.text import segment
from sayso.vocab.event_links import event_links
from sayso.vocab.loader import load_yaml

from .test_coreference import report

RELATED: list[dict[str, str]] = load_yaml("lexicon/en/event_links.yaml")["related"]
HERE = Place("Zorba", 36.0, 42.0, precision="town")


def facts(text: str, values: dict[Slot, Any]) -> Any:
    doc, facets = report((text, values))
    return facts_of(doc, facets, event_links())[0]


@pytest.mark.parametrize(
    ("start", "end", "known"),
    [
        ("2024-04-21", "2024-04-21", True),
        ("2024-04-21T23:00", None, True),
        ("2024-04-19", "2024-04-21", True),
        ("2024-02-01", "2024-04-21", False),  # "since February" dates no happening
        ("2024", None, False),
        (None, None, False),
        ("XXXX-04-21", None, False),
        ("P3M", None, False),
        ("2024-13-45", None, False),
    ],
)
def test_only_a_short_interval_on_the_calendar_dates_a_proposition(start: str, end: str, known: bool) -> None:
    found = facts("It burned.", {Slot.TIME: TimeSpan(start, end, "unknown")})
    assert (bool(found.days), found.own_days) == (known, known)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (Place("the town of Zorba"), Place("Zorba"), True),
        (Place("Zorba"), Place("Marah"), False),
        (Place("the town"), Place("the town"), False),  # no telling word
        (Place("A", geonameid=7), Place("B", geonameid=7), True),
        (Place("A", 36.0, 42.0), Place("B", 36.1, 42.1), True),
        (Place("A", 36.0, 42.0), Place("B", 16.1, 42.1), False),
        (Place("A", 36.0, 42.0), Place("B"), False),
    ],
)
def test_one_place_by_name_id_or_map(a: Place, b: Place, same: bool) -> None:
    assert same_place(a, b) is same_place(b, a) is same


def test_towns_are_spots_and_larger_places_areas() -> None:
    found = facts("It burned.", {Slot.PLACE: Place("Marah province", 30.0, 40.0, precision="region")})
    assert (found.spots, found.areas) == ((), {"marah"})
    assert facts("It burned.", {Slot.PLACE: HERE}).spots == (HERE,)


def test_a_place_inside_the_words_counts_unless_weapons_came_from_there() -> None:
    doc, _ = report(("Rockets hit the harbour of Zorba.", {}))
    start = doc.report.text.index("Zorba")
    span = Span(start, start + 5)
    doc = replace(doc, places=(PlaceMention(span, span, HERE),))
    (plain,) = facts_of(doc, ((),), event_links())
    assert plain.spots == (HERE,)
    (launched,) = facts_of(doc, ((Facet(Slot.ORIGIN, span, HERE),),), event_links())
    assert launched.spots == ()


def test_days_and_spots_are_borrowed_within_a_sentence_only() -> None:
    text = "A bomb hit Zorba on Sunday and killed two. Nobody claimed it."
    doc = Tagger()(segment(Document(Report.of(text))))
    spans = [Span(0, 26), Span(31, 41), Span(43, 61)]
    doc = replace(doc, propositions=tuple(Proposition((s,), None) for s in spans))
    time, place = TimeSpan("2024-04-21", "2024-04-21", "day"), HERE
    own = (Facet(Slot.TIME, spans[0], time), Facet(Slot.PLACE, spans[0], place))
    first, second, third = facts_of(doc, (own, (), ()), event_links())
    assert (first.own_days, second.own_days) == (True, False)
    assert first.days == second.days != third.days == ()
    assert (second.spots, third.spots) == ((HERE,), ())


@pytest.mark.parametrize("entry", RELATED, ids=lambda e: e["example"])
def test_words_that_set_what_follows_beside_what_was_told(entry: dict[str, str]) -> None:
    assert event_links().related.search(entry["example"])


def test_counts_above_one_are_kept_and_casualties_noticed() -> None:
    found = facts("Three died and one was hurt.", {Slot.KILLED: Count("=", 3), Slot.INJURED: Count("=", 1)})
    assert found.counts == {(Slot.KILLED, 3)}
    assert found.casualties
    assert not found.bare or not found.types


@pytest.mark.parametrize(
    ("rule", "anchor", "told"),
    [
        ("weekday-before-publication", "publication", True),
        ("days-after", "time:t1", True),
        ("hours-after", "time:t1", False),  # the day is only that of the time last spoken of
        ("days-after-event", "event:e1", True),  # the event is dated
        ("days-after-event", "event", False),  # nothing dates it
    ],
)
def test_a_day_is_told_by_its_own_words(rule: str, anchor: str, told: bool) -> None:
    at = TimeSpan("2024-04-21", "2024-04-21", "day")
    doc, facets = report(("It burned then.", {Slot.TIME: at}))
    doc = replace(doc, times=(TimeMention(facets[0][0].span, "DATE", "2024-04-21", at, anchor=anchor, rule=rule),))
    (found,) = facts_of(doc, facets, event_links())
    assert (bool(found.told_days), found.own_days) == (told, True)


def test_casualties_are_of_what_their_sentence_names() -> None:
    text = "Nine men were killed and six hurt by the raids."
    doc = Tagger()(segment(Document(Report.of(text))))
    spans = [Span(0, 20), Span(25, 46)]
    doc = replace(doc, propositions=tuple(Proposition((s,), None) for s in spans))
    toll = (Facet(Slot.KILLED, spans[0], Count("=", 9)),)
    assert [found.named for found in facts_of(doc, (toll, ()), event_links())] == [{"raid"}, {"raid"}]
    assert facts_of(doc, ((), ()), event_links())[0].named == set()
