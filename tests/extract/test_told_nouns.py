"""Nouns of what is told, and what a sentence says of it."""

from __future__ import annotations

import pytest

from sayso.vocab.told_nouns import ToldExample, told_nouns
from tests.extract.reading import propositions, said


@pytest.mark.parametrize("entry", told_nouns().examples, ids=lambda e: e.word)
def test_every_word_reads_its_own_example(entry: ToldExample) -> None:
    assert (entry.source, entry.value) in [(a.source, a.value) for a in said(entry.example)]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Reports that a boy was shot while fleeing come from one man.", "Reports", "a boy was shot while fleeing"),
        (
            "Reports in the local press that nine men were killed remain unconfirmed.",
            "the local press",
            "nine men were killed",
        ),
        (
            "Word that a man had jumped down and survived could not be confirmed.",
            "Word",
            "a man had jumped down and survived",
        ),
        ("Earlier reports that two men were hurt are incorrect.", "reports", "two men were hurt"),
        ("The mayor said reports that the bridge fell were false.", "reports", "the bridge fell"),
        ("The news circulating in the town that the bridge fell is false.", None, None),
        ("The mayor rejected the claim that the bridge fell.", "The mayor", "the claim that the bridge fell"),
        ("The reports that reached us were old.", None, None),
    ],
)
def test_what_a_noun_tells_is_its_tellers(text: str, source: str | None, content: str | None) -> None:
    found = [(a.source, a.content) for a in said(text)]
    assert (source, content) in found if source else found == []


def test_a_plural_owner_tells_what_his_noun_tells() -> None:
    assert ("The rebels", "they had won") in [
        (a.source, a.content) for a in said("The rebels' claim that they had won is false.")
    ]


def test_who_hands_a_word_on_is_the_outer_source() -> None:
    outer, inner = said("The priest conveyed the guards' account that the bridge fell.")
    assert (outer.source, inner.source, inner.parent) == ("The priest", "the guards", 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The reports by some traders that the bridge fell are false.",
            [("the bridge fell", "CT+"), ("the bridge fell", "CT-")],
        ),
        (
            "The reports by some traders that the bridge fell could not be verified.",
            [("the bridge fell", "CT+"), ("the bridge fell", "Uu")],
        ),
        ("The reports by some traders that the bridge fell are old.", [("the bridge fell", "CT+")]),
    ],
)
def test_what_the_report_says_of_it_is_a_judgement_of_the_same_content(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert sorted(propositions(text)) == sorted(expected)
