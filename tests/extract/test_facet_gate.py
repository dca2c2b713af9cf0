"""Rules and reader each name candidates; weights made by hand show what is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from sayso.errors import VocabError
from sayso.extract import facet_gate
from sayso.extract.facet_gate import GATED, FacetGate, FacetWeights, facet_weights
from sayso.model import Document, Facet, Proposition, Slot, SlotMention, Span
from tests.extract.reading import tagged

TEXT = "The ministry said that gunmen stormed the depot, and they burned it."
CONTENT = (Span(TEXT.index("gunmen"), len(TEXT) - 1),)


@dataclass
class Words:
    """Probabilities by hand: for each slot the words that answer it."""

    sure: dict[Slot, str]

    def of(self, span: Span, slot: Slot) -> float:
        return 0.9 if span.text(TEXT) in self.sure.get(slot, "") else 0.1

    def best_of(self, span: Span, *, but: Slot) -> float:
        return max((self.of(span, slot) for slot in self.sure if slot is not but), default=0.1)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def facet(slot: Slot, words: str) -> Facet:
    return Facet(slot, at(words), words)


def gate(*found: Facet, **weights: float) -> FacetGate:
    names = {name.replace("_", " "): weight for name, weight in weights.items()}
    return FacetGate([lambda doc, proposition: found], FacetWeights(0.5, dict.fromkeys(GATED, names)))


def document(scores: Words | None, *mentions: SlotMention) -> Document:
    return replace(tagged(TEXT), slot_scores=scores, slot_mentions=mentions)


def kept(one: FacetGate, doc: Document) -> list[tuple[Slot, str]]:
    return [(f.slot, f.span.text(TEXT)) for f in one(doc, Proposition(CONTENT, None))]


def test_rules_alone_keep_all_that_they_found() -> None:
    assert kept(gate(facet(Slot.ACTOR, "they"), always=-9), document(None)) == [(Slot.ACTOR, "they")]


def test_a_party_that_the_reader_doubts_is_dropped() -> None:
    found = facet(Slot.ACTOR, "gunmen"), facet(Slot.TARGET, "it")
    assert kept(gate(*found, slot=1), document(Words({Slot.ACTOR: "gunmen"}))) == [(Slot.ACTOR, "gunmen")]


def test_a_tag_fills_what_the_rules_left_empty_and_doubles_nothing() -> None:
    mentions = [SlotMention(Slot.ACTOR, at("gunmen"), 0.9), SlotMention(Slot.TARGET, at("the depot"), 0.9)]
    one = gate(facet(Slot.ACTOR, "gunmen"), slot=1)
    doc = document(Words({Slot.ACTOR: "gunmen", Slot.TARGET: "the depot"}), *mentions)
    assert kept(one, doc) == [(Slot.ACTOR, "gunmen"), (Slot.TARGET, "the depot")]


def test_a_tag_outside_the_content_is_another_claims() -> None:
    doc = document(Words({Slot.ACTOR: "The ministry"}), SlotMention(Slot.ACTOR, at("The ministry"), 0.9))
    assert kept(gate(always=9), doc) == []


def test_slots_that_are_not_weighed_stay_with_the_rules() -> None:
    time = facet(Slot.DAMAGE, "burned it")
    assert kept(gate(time, always=-9), document(Words({}))) == [(Slot.DAMAGE, "burned it")]


@pytest.mark.parametrize(
    ("words", "weights", "stays"),
    [
        ("they", {"pronoun": -1.0}, False),
        ("gunmen", {"pronoun": -1.0}, True),
        ("gunmen", {"rule": 1.0}, True),
        ("gunmen", {"no_event": -1.0}, False),
        ("gunmen", {"other_slot": 1.0}, False),
        ("gunmen", {"rivals": -1.0}, False),
    ],
)
def test_every_sign_can_turn_the_scale(words: str, weights: dict[str, float], stays: bool) -> None:
    found = kept(gate(facet(Slot.ACTOR, words), always=0.01, **weights), document(Words({})))
    assert bool(found) is stays


def test_the_packaged_weights_cover_every_weighed_slot() -> None:
    packaged = facet_weights()
    assert set(packaged.weights) == set(GATED)
    assert 0 < packaged.least < 1
    assert all(0 < packaged.probability(slot, {"always": 1.0}) < 1 for slot in GATED)


def test_a_file_without_weights_is_refused_with_the_command_that_makes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facet_gate, "load_yaml", lambda name: {"least": 0.3, "weights": {}})
    facet_weights.cache_clear()
    with pytest.raises(VocabError, match=r"training\.facets"):
        facet_weights()
    monkeypatch.undo()
    facet_weights.cache_clear()


def test_words_that_name_nothing_are_no_candidate() -> None:
    doc = document(Words({Slot.TARGET: "the"}), SlotMention(Slot.TARGET, at("the"), 0.9))
    assert list(FacetGate.candidates(doc, Proposition(CONTENT, None), [])) == []
