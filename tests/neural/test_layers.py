from __future__ import annotations

import math

import numpy as np
import pytest

from sayso.model import EventType, Slot, Span, Value
from sayso.neural import NeuralLayers
from sayso.neural.labels import ROLES
from sayso.neural.layers import WordLines, WordRoles, WordSlots, WordValues, WordVectors

STARTS = np.asarray([0, 7, 15])  # "gunmen stormed Qarna"


def words() -> WordSlots:
    slots = np.zeros((3, len(Slot)), dtype=np.float32)
    slots[0, list(Slot).index(Slot.ACTOR)] = 0.8
    slots[1, list(Slot).index(Slot.EVENT_TYPE)] = 0.9
    slots[2, list(Slot).index(Slot.TARGET)] = 0.6
    slots[2, list(Slot).index(Slot.PLACE)] = 0.7
    types = np.zeros((3, 1 + len(EventType)), dtype=np.float32)
    types[1, 1 + list(EventType).index(EventType.ARMED_ASSAULT)] = 0.5
    return WordSlots(STARTS, slots, types)


@pytest.mark.parametrize(
    ("span", "slot", "probability"),
    [
        (Span(0, 6), Slot.ACTOR, 0.8),
        (Span(0, 14), Slot.ACTOR, 0.4),  # the mean over two words
        (Span(15, 20), Slot.PLACE, 0.7),
        (Span(1, 6), Slot.ACTOR, 0.0),  # no word begins there
    ],
)
def test_the_words_of_a_span_answer_a_slot_by_their_mean(span, slot, probability):
    assert words().of(span, slot) == pytest.approx(probability)


def test_the_best_other_slot_leaves_the_own_one_and_event_types_aside():
    assert words().best_of(Span(15, 20), but=Slot.PLACE) == pytest.approx(0.6)
    assert words().best_of(Span(7, 14), but=Slot.ACTOR) == 0.0
    assert words().best_of(Span(1, 2), but=Slot.ACTOR) == 0.0


def test_a_trigger_names_types_of_events():
    assert words().type_of(Span(7, 14), EventType.ARMED_ASSAULT) == pytest.approx(0.5)
    assert words().type_of(Span(1, 2), EventType.ARMED_ASSAULT) == 0.0


def test_values_are_means_over_words():
    values = WordValues(STARTS, np.eye(3, len(Value), dtype=np.float32))
    assert values.of((Span(0, 14),))[Value.CERTAIN] == pytest.approx(0.5)
    assert values.of((Span(1, 2),)) == {}


def test_words_of_one_meaning_point_one_way() -> None:
    told = WordVectors(STARTS, np.asarray([[2, 0], [0, 3], [0, 5]], dtype=np.float32))
    assert told.direction((Span(0, 6),)) == (1.0, 0.0)
    assert told.direction((Span(7, 14),)) == told.direction((Span(15, 20),)) == (0.0, 1.0)
    assert told.direction((Span(0, 6), Span(7, 14)))[1] == pytest.approx(3 / 13**0.5)
    assert told.direction((Span(1, 2),)) == ()


def test_a_role_is_filled_where_the_vectors_of_trigger_and_filler_agree() -> None:
    width = 2
    triggers = np.asarray([[0, 0], [1, 1], [0, 0]], dtype=np.float32)
    fillers = np.zeros((3, len(ROLES), width + 1), dtype=np.float32)
    fillers[0, ROLES.index("actor")] = (3, 2, -1)
    fillers[2, ROLES.index("actor")] = (1, 0, -5)
    roles = WordRoles(STARTS, triggers, fillers)
    gunmen, stormed, qarna = Span(0, 6), Span(7, 14), Span(15, 20)
    assert roles.of(stormed, gunmen, Slot.ACTOR) == pytest.approx(1 / (1 + math.exp(-4)))
    assert roles.of(stormed, qarna, Slot.ACTOR) == pytest.approx(1 / (1 + math.exp(4)))
    assert roles.of(stormed, gunmen, Slot.TIME) == 0.5  # no role that the reader links
    assert roles.of(stormed, Span(1, 2), Slot.ACTOR) == 0.5  # no word begins there


def test_a_sentence_is_bare_by_the_mean_of_its_words() -> None:
    lines = WordLines(STARTS, np.asarray([2.0, 4.0, -9.0], dtype=np.float32))
    assert lines.bare(Span(0, 14)) == pytest.approx(1 / (1 + math.exp(-3)))
    assert lines.bare(Span(15, 20)) < 0.01
    assert lines.bare(Span(1, 2)) == 0.0


def test_layers_are_equal_when_all_but_their_arrays_are():
    assert NeuralLayers() == NeuralLayers(words=words())
    assert NeuralLayers() != "layers"
