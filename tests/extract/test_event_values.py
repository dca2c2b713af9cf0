"""Any event word gets a value from what stands around it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.event_values import EventValuer
from sayso.model import Span, Value
from sayso.vocab.event_values import Governor, event_words

from .reading import finder, tagged

VALUER = EventValuer()


def signs(marked: str):
    """The signs of the word in brackets."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    return VALUER.signs_at(finder()(tagged(text)), Span(start, end))


@pytest.mark.parametrize("entry", tuple(event_words().entries()), ids=lambda e: e.lemma)
def test_every_entry_of_the_lexicon_judges_its_own_example(entry: Governor):
    found = signs(entry.example)
    assert found.value is entry.expect
    assert found.future or not entry.future


@pytest.mark.parametrize(
    ("marked", "value"),
    [
        ("The mayor [opened] the bridge.", "CT+"),
        ("The army denied that the bridge was [hit].", "CT-"),
        ("The army denied that the bridge was not [hit].", "CT+"),
        ("Officials believe that the bridge was [hit].", "PR+"),
        ("The bridge was probably [hit].", "PR+"),
        ("It was unclear whether the bridge was [hit].", "Uu"),
        ("The mill did not refuse to [pay].", "CT+"),
        ("No [offer] was made.", "CT-"),
        ("He did not make an [offer].", "CT-"),
        ("The mill may not [pay].", "PS-"),
        ("The [visit] was not cancelled.", "CT+"),
        ("Drivers who did not stop [paid] a fine.", "CT+"),
        ("Asked about a [sale], the owner would not speak.", "CT+"),
        ("The army does not plan to [leave].", "CT-"),
        ("The firm denied that it had refused to [pay].", "CT+"),
        ("Workers [said] that the mill would not open.", "CT+"),
    ],
)
def test_value_of_a_word(marked, value):
    assert signs(marked).value.value == value


def test_what_is_planned_or_willed_is_to_come():
    assert signs("The mill will [open].").future
    assert signs("The army plans to [leave] the town.").future
    assert not signs("The mill [opened] in May.").future


def test_a_span_without_words_of_a_sentence_has_no_signs_and_is_taken_for_certain():
    doc = tagged("The mill opened.")
    assert VALUER.signs_at(doc, Span(15, 16)) is None
    assert VALUER.value_at(doc, Span(15, 16)) is Value.CERTAIN
    assert VALUER.value_at(doc, Span(9, 15)) is Value.CERTAIN


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="not may if to ADe.,\n🚀'", max_size=60), st.integers(0, 60), st.integers(1, 10))
def test_any_span_of_any_text_has_a_value(text, start, length):
    assert isinstance(VALUER.value_at(tagged(text), Span(start, start + length)), Value)
