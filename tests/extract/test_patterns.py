from __future__ import annotations

import pytest

from sayso.errors import VocabError
from sayso.extract.patterns import Patterns

from .worded import doc_of


def found(source: str, text: str) -> list[str]:
    doc = doc_of(text)
    matches = Patterns([(source, 1)]).find(doc.tokens)
    return [text[doc.tokens[m.start].start : doc.tokens[m.end - 1].end] for m in matches]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("blow up|explode", "It blew up, then two more exploded.", ["blew up", "exploded"]),
        ("set … on fire", "They set six old houses on fire.", ["set six old houses on fire"]),
        ("set … on fire", "They set a record. The shop was on fire.", []),
        ("search/v", "The search ended when they searched the house.", ["searched"]),
        ("search/n", "The search ended when they searched the house.", ["search"]),
        ("stone/nn2", "The stone fell; they threw stones.", ["stones"]),
        ("abduct", "Gunmen killed two and abducted scores of others.", ["abducted"]),
        (
            "seize,take/v … town,port",
            "They seized the old port and took two towns, not the road.",
            ["seized the old port", "took two towns"],
        ),
        ("take ~ town", "They took most of the old town.", ["took most of the old town"]),
        ("take ~ town", "It took place in the town.", []),
        ("strike|air strike", "An air strike and a strike.", ["air strike", "strike"]),
    ],
)
def test_patterns_match_lemmas_gaps_and_parts_of_speech(source, text, expected):
    assert found(source, text) == expected


@pytest.mark.parametrize("source", ["", "… fire", "fire …", "fire ~", "a|", "/v fire", "a,/v fire"])
def test_a_broken_pattern_is_refused_with_its_text(source):
    with pytest.raises(VocabError, match="pattern"):
        Patterns([(source, 1)])
