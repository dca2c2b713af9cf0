from __future__ import annotations

import pytest

from sayso.errors import VocabError
from sayso.model import EventType
from sayso.vocab import ontology
from sayso.vocab.ontology import event_class, event_kind, event_kinds


def test_every_event_type_of_the_contract_has_an_entry_in_order():
    assert list(event_kinds()) == list(EventType)
    assert all(k.label and k.definition and k.example for k in event_kinds().values())


def test_classes_tell_attacks_from_politics():
    assert event_class(EventType.SHELLING) == "attack"
    assert event_kind(EventType.TALKS_VISIT).group == "politics"


def test_a_missing_type_is_named(monkeypatch):
    monkeypatch.setattr(ontology, "load_yaml", lambda _: [{"type": "zapping"}])
    event_kinds.cache_clear()
    with pytest.raises(VocabError, match="zapping"):
        event_kinds()
    event_kinds.cache_clear()
