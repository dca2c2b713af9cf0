"""What the words of a candidate facet show."""

from __future__ import annotations

import pytest

from sayso.extract.facet_signs import word_signs
from sayso.model import Facet, Proposition, Slot, Span
from tests.extract.reading import tagged

TEXT = "At least ten people died when gunmen from the hills attacked the army's base near Qarna, hit by two rockets."


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def signs(slot: Slot, words: str, *others: Facet) -> set[str]:
    doc = tagged(TEXT)
    proposition = Proposition((Span(0, len(TEXT) - 1),), None)
    facet = Facet(slot, at(words), words)
    return set(word_signs(doc, proposition, facet, [facet, *others]))


@pytest.mark.parametrize(
    ("slot", "words", "shown", "not_shown"),
    [
        (Slot.VICTIM, "At least ten people", {"people only", "counted", "opens", "before verb"}, {"armed", "named"}),
        (Slot.ACTOR, "gunmen from the hills", {"armed", "before verb"}, {"people only", "area", "ragged"}),
        (Slot.TARGET, "the army's base", {"thing", "after verb"}, {"force", "weapon head"}),
        (Slot.ACTOR, "the army", {"owner", "force"}, {"opens"}),
        (Slot.WEAPON, "two rockets", {"by", "weapon head", "counted"}, {"ragged"}),
        (Slot.TARGET, "near Qarna, hit by", {"ragged"}, {"thing"}),
    ],
)
def test_head_and_place_of_a_phrase(slot: Slot, words: str, shown: set[str], not_shown: set[str]) -> None:
    found = signs(slot, words)
    assert shown <= found
    assert not not_shown & found


def test_what_else_the_claim_tells_counts() -> None:
    attack = Facet(Slot.EVENT_TYPE, at("attacked"), "armed_assault")
    rival = Facet(Slot.TARGET, at("gunmen from the hills"), "gunmen from the hills")
    killed = Facet(Slot.KILLED, at("ten"), "ten")
    found = signs(Slot.ACTOR, "gunmen", attack, rival, killed)
    assert {"tells attack", "may be target", "harm counted"} <= found
    assert "may be victim" not in found


def test_words_outside_the_text_show_nothing() -> None:
    doc = tagged(TEXT)
    beyond = Facet(Slot.ACTOR, Span(len(TEXT) + 5, len(TEXT) + 9), "none")
    assert word_signs(doc, Proposition((Span(0, 5),), None), beyond, [beyond]) == {}
