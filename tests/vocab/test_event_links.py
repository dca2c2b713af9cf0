from typing import Any

import pytest

from sayso.errors import VocabError
from sayso.model import EventType
from sayso.vocab import event_links as room
from sayso.vocab.event_links import event_links, event_weights
from sayso.vocab.loader import load_yaml


def test_every_event_type_has_a_class() -> None:
    assert set(event_links().classes) == set(EventType)


def test_weights_are_numbers_of_a_sane_size() -> None:
    assert all(abs(weight) < 10 for weight in event_links().weights.values())


@pytest.mark.parametrize("text", ["the attack", "The second blast", "this ambush", "its raids"])
def test_definite_event_nouns(text: str) -> None:
    assert event_links().definite.search(text)


@pytest.mark.parametrize(
    ("text", "noun"), [("by the Israeli airstrikes", "airstrike"), ("this ambush", "ambush"), ("the attack", None)]
)
def test_nouns_that_tell_which_happening_is_meant(text: str, noun: str | None) -> None:
    found = event_links().named.search(text)
    assert (found and found[1]) == noun


def test_a_type_without_class_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    raw: dict[str, Any] = load_yaml(room.FILE)
    less = raw | {"classes": {"attack": ["shelling"]}}
    monkeypatch.setattr(room, "load_yaml", lambda file: less if file == room.FILE else {"weights": {}})
    with pytest.raises(VocabError, match="no class for"):
        event_links.__wrapped__()


def test_a_broken_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "load_yaml", lambda file: {"classes": {}})
    with pytest.raises(VocabError, match=r"event_links\.yaml"):
        event_links.__wrapped__()


@pytest.mark.parametrize("broken", [{}, {"weights": {"main": "much"}}, {"weights": None}])
def test_broken_weights_are_named(monkeypatch: pytest.MonkeyPatch, broken: dict[str, Any]) -> None:
    monkeypatch.setattr(room, "load_yaml", lambda file: broken)
    with pytest.raises(VocabError, match=r"weights/event_links\.yaml"):
        event_weights()
