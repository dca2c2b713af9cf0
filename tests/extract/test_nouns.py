from __future__ import annotations

import pytest

from sayso.extract.nouns import is_aircraft, is_name, is_weapon, may_act, may_suffer
from sayso.extract.phrases import noun_phrases
from sayso.vocab.loader import load_yaml

from .worded import doc_of, read


@pytest.mark.parametrize("entry", load_yaml("lexicon/en/weapons.yaml"), ids=lambda e: e["words"][:30])
def test_each_weapon_is_found_in_its_example(entry):
    doc = doc_of(entry["example"])
    weapons = [p.span.text(doc.text) for p in noun_phrases(doc, doc.sentences[0]) if is_weapon(doc.tokens, p)]
    assert weapons == ([entry["expect"]] if entry["expect"] else [])


@pytest.mark.parametrize("entry", load_yaml("lexicon/en/nouns.yaml"), ids=lambda e: e["words"][:30])
def test_each_row_of_nouns_names_its_kind(entry):
    doc = read(entry["example"])
    assert entry["kind"] in [m.kind.value for m in doc.mentions if m.span.text(doc.text) == entry["expect"]]


@pytest.mark.parametrize(
    ("words", "acts", "suffers"),
    [
        ("Gunmen", True, True),
        ("They", True, True),
        ("It", True, False),
        ("Israel", True, False),
        ("The ministry", True, False),
        ("Two drones", False, False),
        ("The depot", False, False),
        ("Karim Dosh", True, True),
        ("JNIM", True, True),
    ],
)
def test_who_may_act_and_who_may_suffer(words, acts, suffers):
    doc = doc_of(f"{words} came to the town.")
    phrase = noun_phrases(doc, doc.sentences[0])[0]
    assert (may_act(doc.tokens, phrase), may_suffer(doc.tokens, phrase)) == (acts, suffers)


def test_jets_are_aircraft_and_drones_are_not():
    doc = doc_of("Two fighter jets met a drone.")
    jets, drone = noun_phrases(doc, doc.sentences[0])
    assert is_aircraft(doc.tokens, jets)
    assert not is_aircraft(doc.tokens, drone)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("THE LEAFLETS WERE LEFT IN THE STREET.", []),
        ("THE POLICE SAID THAT CARLOS GALAN WAS IN BOGOTA.", ["CARLOS GALAN", "BOGOTA"]),
        ("A column of the FARC came to the town.", ["the FARC"]),
    ],
)
def test_in_capitals_a_capital_makes_no_name(text, named):
    doc = doc_of(text)
    phrases = noun_phrases(doc, doc.sentences[0])
    assert [n for n in named if n in {p.span.text(text) for p in phrases if is_name(doc.tokens, p)}] == named
    if not named:
        assert not any(is_name(doc.tokens, p) for p in phrases)
