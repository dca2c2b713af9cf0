from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sayso.errors import VocabError
from sayso.extract import events
from sayso.extract.events import EventFinder, Trigger
from sayso.extract.patterns import Patterns
from sayso.model import EventType
from sayso.vocab.loader import load_yaml
from sayso.vocab.ontology import event_kinds

from .worded import doc_of

TRIGGERS: list[dict[str, Any]] = load_yaml("lexicon/en/triggers.yaml")["triggers"]


def events_of(text: str) -> list[tuple[str, str]]:
    doc = EventFinder()(doc_of(text))
    return [(e.trigger.text(text), e.type.value) for e in doc.events]


@pytest.mark.parametrize("entry", TRIGGERS, ids=lambda e: e["words"][:30])
def test_each_trigger_is_found_and_typed_in_its_example(entry):
    found = events_of(entry["example"])
    if entry["expect"]:
        assert (entry["expect"], entry.get("as", entry["type"])) in found
    else:
        assert found == []


@pytest.mark.parametrize("kind", event_kinds().values(), ids=lambda k: k.type.value)
def test_each_event_type_is_read_from_its_example(kind):
    assert kind.type.value in [t for _, t in events_of(kind.example)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The base was hit by three missiles.", ("hit", "missile_strike")),
        ("Aircraft struck the depot.", ("struck", "air_strike")),
        ("Two rockets were fired at the base.", ("were fired", "rocket_attack")),
        ("A booby-trapped pickup blew up at the market.", ("blew up", "bombing_ied")),
        ("Three drones slammed into the terminal. Nobody claimed the attack.", ("attack", "drone_strike")),
        ("Warplanes bombed the port. The strikes went on for an hour.", ("strikes", "air_strike")),
        ("A bomber on a motorbike struck a bus.", ("struck", "suicide_bombing")),
        (
            "Clashes went on in the old town, clashes without end. Shooting was heard at dusk.",
            ("Shooting", "armed_clash"),
        ),
        ("The attack lasted an hour.", ("attack", "armed_assault")),
        ("The group launched a website.", None),
        ("The flood claimed the life of a farmer.", None),
        ("Two rockets lay in the field; gunmen attacked the post.", ("attacked", "armed_assault")),
    ],
)
def test_the_words_around_a_trigger_decide_its_type(text, expected):
    found = events_of(text)
    assert found == [] if expected is None else expected in found


def test_a_helicopter_elsewhere_makes_no_air_strike():
    text = "A helicopter took the wounded away. Police said that the attack was over."
    assert ("attack", "armed_assault") in events_of(text)


def test_boilerplate_tells_of_no_event():
    doc = doc_of("Gunmen attacked the post.")
    doc = replace(doc, sentences=tuple(replace(s, boilerplate=True) for s in doc.sentences))
    assert EventFinder()(doc).events == ()


def test_a_finder_takes_its_own_lexicon():
    finder = EventFinder(Patterns([("wobble", Trigger(EventType.OTHER))]))
    doc = finder(doc_of("The tower wobbled. Gunmen attacked."))
    assert [e.type for e in doc.events] == [EventType.OTHER]
    assert doc.events[0].sentence == 0


def test_an_unknown_type_in_the_lexicon_is_refused():
    with pytest.raises(VocabError, match="name an event type or a family"):
        events._trigger({"words": "zap", "type": "zapping"}, {})
