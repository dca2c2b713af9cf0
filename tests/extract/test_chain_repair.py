"""Chains of sources after mending: whose levels stay, whose go, and which outlet goes on."""

from __future__ import annotations

import pytest

from sayso.extract.chain_repair import ChainMender
from sayso.model import Report
from tests.extract.reading import coder, finder, tagged


def chains(text: str, *, publisher: str | None = None) -> list[tuple[str, str]]:
    """(chain, content) of every claim of a text."""
    read = coder().code(Report.of(text, publisher=publisher))
    return [
        (
            " > ".join(" + ".join(s.text(text) for s in level) for level in claim.chain_spans),
            " … ".join(s.text(text) for s in claim.content),
        )
        for claim in read.claims
    ]


@pytest.mark.parametrize(
    ("text", "chain", "content"),
    [
        ("A farmer said he saw two trucks near the dam.", "A farmer", "he saw two trucks near the dam"),
        ("Two guards said they heard a blast at the gate.", "Two guards", "they heard a blast at the gate"),
        (
            "A nurse told reporters she believed the shell came from the hill.",
            "A nurse",
            "the shell came from the hill",
        ),
        (
            "The ministry denied that it had denied entry to the monitors.",
            "The ministry",
            "it had denied entry to the monitors",
        ),
        ("Mayor Lina Haddad confirmed what she called an attack on a school.", "she", "an attack on a school"),
    ],
)
def test_a_speakers_own_pronoun_is_no_level(text: str, chain: str, content: str) -> None:
    assert (chain, content) in chains(text)


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("His wife said he told her that the gate was open.", "His wife > he"),
        ("The mayor said they denied that the bridge was hit.", "The mayor > they"),
    ],
)
def test_a_pronoun_of_another_gender_or_number_stays_a_level(text: str, chain: str) -> None:
    assert chain in dict(chains(text))


RELAYED = "A colonel, quoted by the Qarna Radio agency, said that the post was lost. He added that two guards died."


def test_what_a_relayed_speaker_adds_is_known_by_the_same_outlet() -> None:
    assert ("the Qarna Radio agency > He", "two guards died") in chains(RELAYED)


def test_the_reports_own_outlet_is_no_relay() -> None:
    assert ("He", "two guards died") in chains(RELAYED, publisher="Qarna Radio")


def test_another_speaker_is_not_relayed() -> None:
    text = RELAYED.replace("He added", "The governor added")
    assert ("The governor", "two guards died") in chains(text)


def test_a_report_without_nested_speakers_is_left_as_it_is() -> None:
    doc = finder()(tagged("The mayor said that the bridge was hit."))
    assert ChainMender()(doc) is doc
