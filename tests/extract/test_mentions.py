from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .worded import read


def kinds(text: str) -> dict[str, str]:
    return {m.span.text(text): m.kind.value for m in read(text).mentions}


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Two gunmen hit a checkpoint.", "Two gunmen", "person"),
        ("The Islamic State claimed it.", "The Islamic State", "group"),
        ("Israel denied it.", "Israel", "state"),
        ("An Iraqi patrol was hit.", "Iraqi", "nationality"),
        ("A drone fell.", "A drone", "weapon"),
        ("A bus burned.", "A bus", "vehicle"),
        ("The refinery burned.", "The refinery", "facility"),
        ("Seven men came.", "Seven", "quantity"),
        ("The village burned.", "The village", "place"),
        ("Karim Dosh came.", "Karim Dosh", "person"),
        ("They met in Tarmud.", "Tarmud", "place"),
        ("The White House denied it.", "The White House", "organisation"),
        ("THE POLICE SAID THAT CARLOS GALAN WAS HURT.", "CARLOS GALAN", "person"),
    ],
)
def test_noun_phrases_are_mentions_of_a_kind(text, words, kind):
    assert kinds(text).get(words) == kind


def test_names_of_one_body_share_an_entity():
    doc = read("JNIM attacked. The post was taken by JNIM.")
    entities = {m.entity for m in doc.mentions if m.span.text(doc.text) == "JNIM"}
    assert entities == {"actor:jnim"}


def test_mentions_come_in_order():
    spans = [m.span for m in read("Two Iraqi soldiers met three rebels in the town.").mentions]
    assert spans == sorted(spans, key=lambda s: (s.start, -s.end))


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="abc ADI.,'“”🚀-0123\n", max_size=80))
def test_mentions_lie_in_any_text(text):
    doc = read(text)
    for span in [m.span for m in doc.mentions] + [e.trigger for e in doc.events]:
        assert 0 <= span.start < span.end <= len(text)
