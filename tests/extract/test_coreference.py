from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.coreference import EventGrouper, event_type_of, group_events
from sayso.extract.tags import Tagger
from sayso.model import Count, Document, EventType, Facet, Place, Proposition, Report, Slot, Span, TimeSpan
from sayso.text import segment
from sayso.vocab.event_links import event_links
from sayso.vocab.loader import load_yaml

Given = tuple[str, dict[Slot, Any]]
CUES: list[dict[str, str]] = load_yaml("lexicon/en/event_links.yaml")["cues"]
STRIKE = {Slot.EVENT_TYPE: "air_strike"}


def day(iso: str) -> TimeSpan:
    return TimeSpan(iso, iso, "day")


def report(*claims: Given, between: str = "\n") -> tuple[Document, tuple[tuple[Facet, ...], ...]]:
    """A report of one sentence per claim, each with the given slot values; each is a paragraph of its own."""
    text, spans = "", []
    for sentence, _ in claims:
        text += between if text else ""
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += sentence
    doc = Tagger()(segment(Document(Report.of(text))))
    doc = replace(doc, propositions=tuple(Proposition((span,), None) for span in spans))
    return doc, tuple(
        tuple(Facet(slot, span, value) for slot, value in values.items())
        for span, (_, values) in zip(spans, claims, strict=True)
    )


LEAD: Given = (
    "Two rockets hit a base near Zorba on Sunday.",
    {Slot.EVENT_TYPE: "rocket_attack", Slot.TIME: day("2024-04-21"), Slot.PLACE: Place("Zorba")},
)


@pytest.mark.parametrize("entry", CUES, ids=lambda e: e["cue"])
def test_cue_examples_are_recognised(entry: dict[str, str]) -> None:
    assert event_links().cues[entry["expect"]].search(entry["example"])


@pytest.mark.parametrize(
    "claim",
    [
        ("One guard was killed.", {Slot.KILLED: Count("=", 1)}),
        ("The attack damaged a hangar.", {Slot.DAMAGE: "hangar"}),
        ("Nobody has claimed the attack.", {}),
        ("The rockets were fired from a truck.", {Slot.EVENT_TYPE: "rocket_attack", Slot.WEAPON: "truck"}),
        ("Police opened an investigation.", {Slot.EVENT_TYPE: "investigation"}),
    ],
)
def test_what_belongs_to_the_attack_shares_its_event(claim: Given) -> None:
    assert group_events(*report(LEAD, claim)) == (0, 0)


@pytest.mark.parametrize(
    "claim",
    [
        (
            "Separately, a similar attack killed five soldiers in Marah last month.",
            {
                Slot.EVENT_TYPE: "bombing_ied",
                Slot.TIME: day("2024-03-10"),
                Slot.PLACE: Place("Marah"),
                Slot.KILLED: Count("=", 5),
            },
        ),
        (
            "Elsewhere, gunmen had shelled the port of Marah in January.",
            {
                Slot.EVENT_TYPE: "shelling",
                Slot.TIME: TimeSpan("2024-01", "2024-01", "month"),
                Slot.PLACE: Place("Marah"),
            },
        ),
    ],
)
def test_another_attack_with_its_own_date_and_place_is_its_own_event(claim: Given) -> None:
    filler: list[Given] = [
        ("One guard was killed.", {Slot.KILLED: Count("=", 1)}),
        ("Nobody has claimed the attack.", {}),
    ]
    assert group_events(*report(LEAD, *filler, claim)) == (0, 0, 0, 1)


def test_a_stretch_of_asides_is_one_event_and_a_later_one_another() -> None:
    aside = {Slot.EVENT_TYPE: "bombing_ied", Slot.TIME: day("2023-03-10"), Slot.PLACE: Place("Marah")}
    other = {Slot.EVENT_TYPE: "talks_visit", Slot.TIME: day("2022-06-01"), Slot.PLACE: Place("Lisbon")}
    doc, facets = report(
        LEAD,
        LEAD,
        ("Separately, a bomb hit Marah last year.", aside),
        ("It had killed nine.", aside),
        ("Meanwhile talks were held in Lisbon in 2022.", other),
        between=" ",
    )
    groups = group_events(doc, facets)
    assert groups[:2] == (0, 0)
    assert groups[2] == groups[3] == 1
    assert groups[4] == 2


def test_the_order_of_propositions_need_not_be_that_of_the_text() -> None:
    doc, facets = report(LEAD, ("One guard was killed.", {}))
    turned = replace(doc, propositions=doc.propositions[::-1])
    assert group_events(turned, facets[::-1]) == (0, 0)


def test_no_propositions_no_events() -> None:
    assert group_events(Document(Report.of("")), ()) == ()


def test_facets_must_fit_the_propositions() -> None:
    doc, facets = report(LEAD)
    with pytest.raises(ValueError, match="2 tuples of facets for 1 propositions"):
        EventGrouper()(doc, facets + facets)


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (["rocket_attack", "rocket_attack", "investigation"], "rocket_attack"),
        (["investigation", "arrest", "armed_clash"], "armed_clash"),
        (["explosion", "bombing_ied", "bombing_ied", "bombing_ied"], "bombing_ied"),
        (["talks_visit"], "talks_visit"),
        ([], "other"),
    ],
)
def test_type_of_an_event(types: list[str], expected: str) -> None:
    assert event_type_of([EventType(t) for t in types]).value == expected


@given(st.lists(st.sampled_from(list(EventType)), min_size=1, max_size=8))
def test_the_type_is_one_of_those_told(types: list[EventType]) -> None:
    assert event_type_of(types) in types


@given(st.lists(st.sampled_from([t.value for t in EventType]), min_size=1, max_size=12))
def test_numbers_start_at_zero_and_leave_no_gap(types: list[str]) -> None:
    groups = group_events(*report(*((f"Claim {t}.", {Slot.EVENT_TYPE: t}) for t in types)))
    assert groups[0] == 0
    assert set(groups) == set(range(max(groups) + 1))
