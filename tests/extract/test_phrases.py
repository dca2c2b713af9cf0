from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.phrases import conjuncts, noun_phrase_ending, noun_phrase_starting, noun_phrases, sentence_at
from sayso.vocab.loader import load_yaml

from .worded import doc_of

LEXICON = load_yaml("lexicon/en/phrases.yaml")


def bases(text: str) -> list[str]:
    doc = doc_of(text)
    return [p.span.text(text) for s in doc.sentences for p in noun_phrases(doc, s)]


def fulls(text: str) -> list[str]:
    doc = doc_of(text)
    return [p.full.text(text) for s in doc.sentences for p in noun_phrases(doc, s)]


@pytest.mark.parametrize(
    "entry", [e for name in ("quantifiers", "measures", "calendar", "hours") for e in LEXICON[name]], ids=str
)
def test_each_word_shapes_the_base_phrase_of_its_example(entry):
    assert entry["expect"] in bases(entry["example"])


@pytest.mark.parametrize("entry", LEXICON["attaching"], ids=str)
def test_a_preposition_carries_a_phrase_on(entry):
    assert entry["expect"] in fulls(entry["example"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A US military facility in eastern Tarmud was hit.", "A US military facility"),
        ("At least seven masked gunmen crossed the border.", "At least seven masked gunmen"),
        ("The blast hit Tarmud's old grain market.", "Tarmud's old grain market"),
        ("Two of his guards were hurt.", "Two of his guards"),
        ("The 1st Infantry Division arrived.", "The 1st Infantry Division"),
        ("Soldiers at Tower 22 were hurt.", "Tower 22"),
        ("The dead and wounded villagers were moved.", "The dead and wounded villagers"),
        ('He blamed the "cowardly" attack on rebels.', 'the "cowardly" attack'),
        ("The wounded were taken away.", "The wounded"),
        ("Wounded soldiers lay in the yard.", "Wounded soldiers"),
        ("Gunmen killed two men and abducted scores of others.", "scores of others"),
        ("Islamic State West Africa Province attacked.", "Islamic State West Africa Province"),
    ],
)
def test_base_phrase_runs_from_determiner_to_head(text, expected):
    assert expected in bases(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A depot belonging to the group that carried out the attack burned.",
            "A depot belonging to the group that carried out the attack",
        ),
        ("The man who led the raid was arrested.", "The man who led the raid"),
        ("Groups backed by the junta attacked.", "Groups backed by the junta"),
        ("The Tarmud Defence Force (TDF) denied it.", "The Tarmud Defence Force (TDF)"),
        ("A shop near the bridge burned on Sunday.", "A shop near the bridge"),
    ],
)
def test_full_phrase_takes_in_what_narrows_it_down_and_no_time(text, expected):
    assert expected in fulls(text)


@pytest.mark.parametrize(
    ("text", "first", "expected"),
    [
        ("The army, the police and two witnesses said so.", "The", ["The army", "the police", "two witnesses"]),
        ("Gunmen killed two men and a guard was hurt.", "two", ["two men"]),
        ("The mayor, a doctor, left.", "The", ["The mayor"]),
        ("Houses as well as two shops burned.", "Houses", ["Houses", "two shops"]),
    ],
)
def test_joint_phrases_come_one_by_one(text, first, expected):
    doc = doc_of(text)
    i = next(i for i, t in enumerate(doc.tokens) if t.text == first)
    phrase = noun_phrase_starting(doc, i)
    assert phrase is not None
    assert [p.span.text(text) for p in conjuncts(doc, phrase)] == expected


def test_the_head_of_a_measure_is_what_it_measures():
    doc = doc_of("Dozens of bullets hit the jeep.")
    phrase = noun_phrases(doc, doc.sentences[0])[0]
    assert doc.tokens[phrase.head].text == "bullets"
    assert phrase.possessor is None


def test_possessor_is_the_words_before_the_clitic():
    doc = doc_of("The army's airstrikes went on.")
    phrase = noun_phrases(doc, doc.sentences[0])[0]
    assert phrase.possessor is not None
    assert [t.text for t in doc.tokens[slice(*phrase.possessor)]] == ["The", "army"]


def test_phrase_ending_prefers_the_full_phrase():
    text = "A spokesman for the group in Tarmud said so."
    doc = doc_of(text)
    i = next(i for i, t in enumerate(doc.tokens) if t.text == "Tarmud")
    phrase = noun_phrase_ending(doc, i)
    assert phrase is not None
    assert phrase.full.text(text) == "A spokesman for the group in Tarmud"
    assert noun_phrase_ending(doc, i + 1) is None


def test_tokens_outside_sentences_have_no_phrase():
    doc = doc_of("TARMUD (Agency) - Gunmen fled.")
    assert sentence_at(doc, 0) is None
    assert noun_phrase_starting(doc, 0) is None
    assert sentence_at(doc, len(doc.tokens)) is None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "the",
                "two",
                "of",
                "gunmen",
                "killed",
                "Tarmud",
                "'s",
                "and",
                ",",
                ".",
                "who",
                "“",
                "at least",
                "a",
                "dozens",
                "🚀",
                "hit",
                "by",
                "(",
                ")",
            ]
        ),
        max_size=25,
    )
)
def test_phrases_lie_in_the_text_and_hold_their_heads(words):
    text = " ".join(words)
    doc = doc_of(text)
    for sentence in doc.sentences:
        for phrase in noun_phrases(doc, sentence):
            assert sentence.span.contains(phrase.full)
            assert phrase.full.contains(phrase.span)
            assert phrase.span.contains(doc.tokens[phrase.head].span)
