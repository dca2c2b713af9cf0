from __future__ import annotations

import pytest

from sayso.extract.syntax import VerbForm, clauses, verb_groups
from sayso.vocab.loader import load_yaml

from .worded import doc_of


def parsed(text: str) -> list[tuple[str, str | None, str | None]]:
    """(verb, doer, undergoer) of every clause."""
    doc = doc_of(text)
    rows = []
    for sentence in doc.sentences:
        for c in clauses(doc, sentence):
            doer, undergoer = (None if p is None else p.span.text(text) for p in (c.doer, c.undergoer))
            rows.append((c.verb.span.text(text), doer, undergoer))
    return rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen attacked the convoy.", ("attacked", "Gunmen", "the convoy")),
        ("The convoy was attacked by gunmen.", ("was attacked", "gunmen", "The convoy")),
        ("The convoy was attacked at dawn.", ("was attacked", None, "The convoy")),
        ("Two soldiers killed in a blast.", ("killed", None, "Two soldiers")),
        ("Gunmen on motorbikes killed at least 17 people.", ("killed", "Gunmen", "at least 17 people")),
        ("A pickup blew up, killing eight civilians.", ("killing", "A pickup", "eight civilians")),
        (
            "Police arrested 14 men suspected of planting the bomb, and seized two rifles.",
            ("seized", "Police", "two rifles"),
        ),
        ("The raid, which killed a sergeant, was over.", ("killed", "The raid", "a sergeant")),
        ("The mayor, a doctor, left the town.", ("left", "The mayor", "the town")),
        ("They shot dead the mayor.", ("shot", "They", "the mayor")),
        ("Who opened fire is unknown.", ("opened", "Who", "fire")),
        ("The army accused the cells of planting the bomb.", ("planting", "the cells", "the bomb")),
        ("Rebels plan to attack the port.", ("to attack", "Rebels", "the port")),
        ("The gunmen on Sunday killed two men.", ("killed", "The gunmen", "two men")),
        ("Drones launched by the rebels hit the port.", ("launched by", None, None)),
    ],
)
def test_who_does_what_to_whom(text, expected):
    if expected[0] == "launched by":
        assert ("launched", "the rebels", "Drones") in parsed(text)
    else:
        assert expected in parsed(text)


@pytest.mark.parametrize(
    ("text", "negated"), [("The army did not fire.", True), ("Rebels never fled.", True), ("The army fired.", False)]
)
def test_negation_belongs_to_the_group(text, negated):
    doc = doc_of(text)
    assert verb_groups(doc, doc.sentences[0])[0].negated is negated


def test_prepositional_phrases_follow_their_verb():
    text = "The gunman opened fire with a rifle at the gate."
    doc = doc_of(text)
    (clause,) = clauses(doc, doc.sentences[0])
    assert [(o.preposition, o.phrase.span.text(text)) for o in clause.obliques] == [
        ("with", "a rifle"),
        ("at", "the gate"),
    ]
    assert clause.verb.form is VerbForm.FINITE


@pytest.mark.parametrize("entry", load_yaml("lexicon/en/phrases.yaml")["no_verbs"], ids=str)
def test_words_that_only_look_like_verbs_open_no_clause(entry):
    doc = doc_of(entry["example"])
    assert [doc.tokens[g.main].text for g in verb_groups(doc, doc.sentences[0])] == [entry["expect"]]
