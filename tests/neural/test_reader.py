"""The neural reader with a scripted model: windows, spans, batches, nesting; and the real one where it is installed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.model import Document, EventType, Report, Slot, Span, Value
from sayso.neural.bundle import Calibration, Thresholds, find_bundle
from sayso.neural.reader import NeuralReader
from sayso.text.segment import segment

from .scripted import Encoder, bundle


def sentences(text: str) -> tuple[Span, ...]:
    return tuple(s.span for s in segment(Document(Report.of(text))).sentences)


def read(text: str, reader: NeuralReader | None = None):
    (layers,) = (reader or NeuralReader(bundle())).read([text], [sentences(text)])
    return layers


def shown(text: str, attributions) -> list[tuple[str, ...]]:
    parts = [(a.source, a.cue, a.content) for a in attributions]
    return [tuple(" … ".join(span.text(text) for span in part) for part in three) for three in parts]


def test_source_cue_and_content_are_spans_of_the_text():
    text = "The ARMY said nobody was hurt. Police denied it."
    layers = read(text)
    assert shown(text, layers.attributions) == [("The ARMY", "said", "nobody was hurt"), ("Police", "denied", "it")]
    assert all(0 < a.score <= 1 for a in layers.attributions)


def test_offsets_are_code_points_beyond_the_basic_plane():
    text = "🚀🚀 The army said rockets were found."
    (found,) = read(text).attributions
    assert found.content[0].text(text) == "rockets were found"


def test_every_word_says_of_which_happening_it_tells():
    text = "The army fired rockets. Nobody was hurt."
    told = read(text).happenings
    rockets, nobody = (Span(text.index(w), text.index(w) + len(w)) for w in ("rockets", "Nobody"))
    assert told.direction((rockets,))[:2] == (1.0, 0.0)
    assert told.direction((nobody,))[:2] == (0.0, 1.0)


def test_a_cue_without_content_is_no_attribution():
    assert read("The army said.").attributions == ()


def test_words_of_several_pieces_come_back_whole():
    text = "The army said rocketed hill."
    (found,) = read(text).attributions
    assert found.content[0].text(text) == "rocketed hill"


@pytest.mark.parametrize("window", [24, 40, 254])
def test_long_texts_are_read_in_windows_without_loss_or_repetition(window):
    line = "The army said nobody was hurt. He left and it had fired on a hill. "
    text = line * 12
    found = read(text, NeuralReader(bundle(window=window, margin=8))).attributions
    assert shown(text, found) == [("The army", "said", "nobody was hurt")] * 12


def test_texts_of_a_batch_keep_their_order_and_do_not_touch_each_other():
    texts = ["The army said nobody was hurt. " * 9, "", "Police said it was found.", "He left."]
    layers = NeuralReader(bundle()).read(texts, [sentences(t) for t in texts])
    assert [len(found.attributions) for found in layers] == [9, 0, 1, 0]
    assert layers == [read(text) for text in texts]


@pytest.mark.parametrize("threads", [1, 4])
def test_every_window_is_a_call_of_its_own_without_padding(threads):
    model = bundle()
    assert isinstance(model.encoder, Encoder)
    texts = ["The army said nobody was hurt. " * n for n in (1, 30, 1)]
    layers = NeuralReader(model, threads=threads).read(texts, [sentences(t) for t in texts])
    assert sorted(model.encoder.shapes) == [(1, 9), (1, 9), (1, 212)]
    assert [len(found.attributions) for found in layers] == [1, 30, 1]


def test_lists_of_sentences_must_match_the_texts():
    with pytest.raises(ValueError, match="argument"):
        NeuralReader(bundle()).read(["The army said it."], [])


def test_a_threshold_turns_cues_away():
    strict = NeuralReader(bundle(thresholds=Thresholds(cue_news=-50)))
    layers = read("The army said nobody was hurt.", strict)
    assert layers.attributions == ()
    assert len(layers.claim_attributions) == 1


def test_attributions_below_the_least_score_are_dropped():
    strict = NeuralReader(bundle(thresholds=Thresholds(least_news=1.1)))
    layers = read("The army said nobody was hurt.", strict)
    assert (len(layers.attributions), len(layers.claim_attributions)) == (0, 1)


def test_scores_are_calibrated_by_style():
    model = bundle()
    doubtful = replace(model, config=replace(model.config, calibration={"news": Calibration(slope=0, offset=0)}))
    layers = read("The army said nobody was hurt.", NeuralReader(doubtful))
    assert layers.attributions[0].score == 0.5
    assert layers.claim_attributions[0].score > 0.99


def test_slots_come_with_their_probability():
    text = "Rockets were found on a hill."
    layers = read(text)
    (weapon,) = layers.slots[Slot.WEAPON]
    assert weapon.span.text(text) == "Rockets"
    assert weapon.score > 0.99


def test_a_slot_can_be_made_shy_without_the_others():
    shy = NeuralReader(bundle(thresholds=Thresholds(slots={"weapon": -50})))
    assert set(read("The army fired rockets.", shy).slots) == {Slot.EVENT_TYPE}


def test_fillers_of_templates_come_by_role():
    text = "Rockets were found on a hill."
    fillers = read(text).fillers
    assert {role: [f.span.text(text) for f in found] for role, found in fillers.items()} == {"instrument": ["Rockets"]}


def test_a_role_can_be_made_shy():
    shy = NeuralReader(bundle(thresholds=Thresholds(fillers={"instrument": -50})))
    assert read("Rockets were found on a hill.", shy).fillers == {}


def test_triggers_come_with_their_type():
    text = "The army fired rockets."
    (event,) = read(text).events
    assert (event.span.text(text), event.type) == ("fired", EventType.ROCKET_ATTACK)
    assert event.score > 0.99


def test_values_of_a_stretch_are_the_mean_of_its_words():
    text = "Nobody was hurt."
    values = read(text).values
    assert values.of((Span(7, 10),))[Value.CERTAIN] > 0.99
    assert values.of((Span(0, 10),))[Value.CERTAIN_NOT] == pytest.approx(0.5, abs=0.01)
    assert values.of((Span(1, 2),)) == {}


def test_layers_are_equal_only_to_layers():
    assert read("He left.") == read("It left.")
    assert read("He left.") != "He left."


def test_the_reader_names_itself_as_origin():
    assert NeuralReader(bundle()).name == "model:scripted"


@pytest.mark.skipif(find_bundle() is None, reason="the model bundle is not installed")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The gate was shut at noon, a guard said.", ("a guard", "said", "The gate was shut at noon")),
        ("According to Mayor Ana Ruiz, two boats sank.", ("Mayor Ana Ruiz", "According to", "two boats sank")),
    ],
)
def test_the_installed_model_reads_plain_attributions(text, expected):
    (found,) = shown(text, read(text, NeuralReader()).attributions)
    assert found == expected
