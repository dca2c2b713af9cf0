"""What the neural reader adds to the rules, shown with layers made by hand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from sayso.extract.second_reading import LEAST_ATTRIBUTION, LEAST_OUTER, NeuralReading, SecondReader
from sayso.model import Document, Slot, Span, Value
from sayso.neural import NeuralAttribution, NeuralLayers, ScoredSpan
from sayso.neural.layers import WordLines
from tests.extract.reading import finder, tagged

TEXT = "Guards died in Qarna, the mayor said. Two shepherds have it that drones came. Photo: a drone over Qarna"


@dataclass
class Handmade:
    """A reader whose layers are given."""

    layers: NeuralLayers
    name: str = "model:handmade"

    def read(self, texts: list[str], sentences: list[list[Span]]) -> list[NeuralLayers]:
        assert [len(s) for s in sentences] == [len(tagged(t).sentences) for t in texts]
        return [self.layers]


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def heard(cue: str, source: str, content: str, score: float = 0.9, outer: str | None = None) -> NeuralAttribution:
    return NeuralAttribution(
        source=(at(source),), cue=(at(cue),), content=(at(content),), outer=(at(outer),) if outer else (), score=score
    )


def read(*attributions: NeuralAttribution, slots: dict[Slot, tuple[ScoredSpan, ...]] | None = None) -> Document:
    reader = Handmade(NeuralLayers(claim_attributions=attributions, slots=slots or {}))
    return second(reader, TEXT)


def second(reader: Handmade, text: str) -> Document:
    """The text read by rules and by the reader, which goes first."""
    doc = NeuralReading(reader)(tagged(text))  # type: ignore[arg-type]
    return SecondReader(reader.name)(finder()(doc))


SHEPHERDS = heard("have it that", "Two shepherds", "drones came")


def test_a_cue_that_no_rule_knows_is_added_with_its_origin_and_score() -> None:
    doc = read(SHEPHERDS)
    rules, model = doc.attributions
    assert (rules.origin, rules.score) == ("rules", None)
    assert (model.origin, model.score, model.value) == ("model:handmade", 0.9, Value.CERTAIN)
    assert model.content[0].text(TEXT) == "drones came"


def test_the_rules_keep_what_they_found() -> None:
    doc = read(heard("said", "Qarna", "Guards died"))
    (only,) = doc.attributions
    assert [s.text(TEXT) for s in only.source] == ["the mayor"]


@pytest.mark.parametrize(
    "seen",
    [
        heard("have it that", "Two shepherds", "drones came", score=LEAST_ATTRIBUTION - 0.01),
        NeuralAttribution(source=(), cue=(at("have it that"),), content=(at("drones came"),), score=0.9),
        NeuralAttribution(source=(at("Two"),), cue=(at("have"),), content=(Span(90, 900),), score=0.9),
    ],
)
def test_unsure_or_broken_attributions_are_left_out(seen: NeuralAttribution) -> None:
    assert [a.origin for a in read(seen).attributions] == ["rules"]


def test_an_outer_party_without_a_cue_of_its_own_becomes_a_level() -> None:
    doc = read(heard("have it that", "Two shepherds", "drones came", outer="the mayor"))
    inner = next(a for a in doc.attributions if a.source == (at("Two shepherds"),))
    assert inner.parent is not None
    assert doc.attributions[inner.parent].source == (at("the mayor"),)


def test_words_that_the_model_takes_for_a_party_are_kept_with_their_scores() -> None:
    doc = read(slots={Slot.ACTOR: (ScoredSpan(at("Two shepherds"), 0.99),)})
    assert [(m.slot, m.span.text(TEXT), m.score) for m in doc.slot_mentions] == [(Slot.ACTOR, "Two shepherds", 0.99)]
    assert doc.slot_scores is not None


def test_a_text_without_sentences_is_not_read() -> None:
    doc = Document(tagged("").report)
    reader = Handmade(NeuralLayers())
    assert NeuralReading(reader)(doc) is doc  # type: ignore[arg-type]
    assert SecondReader(reader.name)(doc) is doc


@pytest.mark.parametrize(
    ("cue", "sources", "content"),
    [
        ("are false", ["Reports"], "guards died"),
        ("are false", ["Reports", "the mayor"], "guards died"),
        ("are false", ["the mayor"], "guards died."[:-1]),
    ],
)
def test_what_the_rules_chain_to_the_same_words_already_is_no_further_claim(
    cue: str, sources: list[str], content: str
) -> None:
    text = "Reports that guards died are false, the mayor said."

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    seen = NeuralAttribution(
        source=tuple(map(span, sources)), cue=(span(cue),), content=(span(content),), outer=(), score=0.9
    )
    doc = second(Handmade(NeuralLayers(attributions=(seen,))), text)
    assert {a.origin for a in doc.attributions} == {"rules"}


def test_what_nobody_knows_is_not_given_to_a_speaker() -> None:
    text = "The mayor left. It was unclear whether the bridge was hit."
    cue = Span(text.index("It was"), text.index(" the bridge"))
    layers = NeuralLayers(
        claim_attributions=(NeuralAttribution((Span(0, 9),), (cue,), (Span(cue.end + 1, len(text) - 1),), score=0.99),)
    )
    doc = second(Handmade(layers), text)
    assert doc.attributions == ()


def test_an_outer_party_that_only_the_model_saw_is_put_above_the_rules_speaker() -> None:
    doc = read(heard("said", "the mayor", "Guards died in Qarna", score=0.95, outer="Two shepherds"))
    outer, inner = sorted(doc.attributions, key=lambda a: a.parent is not None)
    assert [s.text(TEXT) for s in outer.source] == ["Two shepherds"]
    assert ([s.text(TEXT) for s in inner.source], inner.parent) == (["the mayor"], doc.attributions.index(outer))


@pytest.mark.parametrize(("score", "outer"), [(LEAST_OUTER - 0.01, "Two shepherds"), (0.95, "the mayor")])
def test_an_unsure_outer_party_or_the_speaker_himself_is_none(score: float, outer: str) -> None:
    doc = read(heard("said", "the mayor", "Guards died in Qarna", score=score, outer=outer))
    assert [a.parent for a in doc.attributions] == [None]


def test_parties_that_the_rules_have_nested_stay_in_that_order() -> None:
    text = "Army Radio, quoting a colonel, said that the gate was open. Two shepherds have it that drones came."
    cut = {w: Span(text.index(w), text.index(w) + len(w)) for w in ("Two shepherds", "have it that", "drones came")}
    outer = tuple(Span(text.index(w), text.index(w) + len(w)) for w in ("Army Radio", "a colonel"))
    seen = NeuralAttribution(
        (cut["Two shepherds"],), (cut["have it that"],), (cut["drones came"],), outer=outer, score=0.9
    )
    doc = second(Handmade(NeuralLayers(claim_attributions=(seen,))), text)
    chain, at_level = [], next(a for a in doc.attributions if a.origin == "model:handmade")
    while at_level.parent is not None:
        at_level = doc.attributions[at_level.parent]
        chain.append(" + ".join(s.text(text) for s in at_level.source))
    assert chain == ["a colonel", "Army Radio"]


def test_parties_apart_in_the_text_are_not_joint() -> None:
    text = "The mayor left. A priest and a nun came. Two shepherds have it that drones came."
    where = {w: Span(text.index(w), text.index(w) + len(w)) for w in ("The mayor", "A priest", "a nun")}
    seen = NeuralAttribution(
        (Span(text.index("Two"), text.index(" have")),),
        (Span(text.index("have"), text.index(" drones")),),
        (Span(text.index("drones"), len(text) - 1),),
        outer=tuple(where.values()),
        score=0.9,
    )
    doc = second(Handmade(NeuralLayers(claim_attributions=(seen,))), text)
    assert [[s.text(text) for s in a.source] for a in doc.attributions] == [["A priest", "a nun"], ["Two shepherds"]]


def test_a_party_that_the_model_cut_in_two_is_one() -> None:
    seen = NeuralAttribution(
        source=(at("Two"), at("shepherds")), cue=(at("have it that"),), content=(at("drones came"),), score=0.9
    )
    model = read(seen).attributions[-1]
    assert [s.text(TEXT) for s in model.source] == ["Two shepherds"]


@pytest.mark.parametrize(
    ("tagged_as", "kept"),
    [("died in Qarna,", "died in Qarna"), ("in Qarna", "Qarna"), ("in Qarna, the", "Qarna"), (",", None)],
)
def test_tags_are_cut_back_to_a_phrase(tagged_as: str, kept: str | None) -> None:
    doc = read(slots={Slot.TARGET: (ScoredSpan(at(tagged_as), 0.9),)})
    assert [m.span.text(TEXT) for m in doc.slot_mentions] == ([] if kept is None else [kept])


def bare(text: str, words: str, odds: float) -> Document:
    """The text read with log-odds that nothing is claimed in the sentence that holds `words`."""
    doc = tagged(text)
    starts = np.asarray([t.start for t in doc.tokens])
    (sentence,) = (s.span for s in doc.sentences if words in s.span.text(text))
    inside = (starts >= sentence.start) & (starts < sentence.end)
    lines = WordLines(starts, np.where(inside, odds, -9).astype(np.float32))
    return second(Handmade(NeuralLayers(lines=lines)), text)


@pytest.mark.parametrize(
    ("words", "odds", "marked"),
    [
        ("Send us", 4.0, True),
        ("Send us", 1.0, False),  # not sure enough
        ("the mayor said", 4.0, False),  # somebody speaks there
    ],
)
def test_a_sentence_in_which_nothing_is_claimed_is_boilerplate(words: str, odds: float, marked: bool) -> None:
    text = "Guards died in Qarna, the mayor said. Send us your pictures of the fire."
    assert any(s.boilerplate for s in bare(text, words, odds).sentences) is marked
