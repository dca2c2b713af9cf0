"""Events that are figures of speech, and such as are none."""

from __future__ import annotations

import pytest

from sayso.extract.counts import CountFinder
from sayso.extract.events import EventFinder
from sayso.extract.figurative import FigureFilter
from sayso.vocab.loader import load_yaml
from tests.extract.reading import coded, tagged

MATCH = (
    "The striker fired a rocket past the goalkeeper after the break. His coach said the side would attack again in the "
    "league match on Sunday, and that the derby had been a battle."
)


def events(text: str) -> list[str]:
    doc = FigureFilter()(EventFinder()(CountFinder()(tagged(text))))
    return [e.trigger.text(text) for e in doc.events]


@pytest.mark.parametrize(
    "text",
    [
        "The council shot down the proposal on Tuesday.",
        "The proposal was shot down by the council.",
        "The senator attacked the ruling as unfair.",
        "He called the bill an assault on voting rights.",
        MATCH,
    ],
)
def test_a_figure_of_speech_is_no_event(text: str) -> None:
    assert events(text) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Gunmen attacked the market at dawn.", "attacked"),
        ("Two rockets were shot down over the port.", "shot down"),
        ("Rebels attacked the town after the council passed the bill.", "attacked"),
        ("Gunmen attacked the coach of the league champions after the match.", "attacked"),
        ("Gunmen attacked Hope at her gate.", "attacked"),
        ("A bomb exploded at the stadium during the cup match, killing two players.", "exploded"),
    ],
)
def test_what_happens_stays(text: str, event: str) -> None:
    assert event in events(text)


@pytest.mark.parametrize(
    "example", [r["example"] for rows in load_yaml("lexicon/en/figurative.yaml").values() for r in rows]
)
def test_the_examples_of_the_lexicon_tell_of_no_event(example: str) -> None:
    assert events(example) == []


def test_a_report_of_sport_yields_no_event_type() -> None:
    assert not [f for c in coded(MATCH).claims for f in c.facets if f.slot == "event_type"]
