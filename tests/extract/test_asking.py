"""What is only asked: whose question is no claim, and what another one leaves open."""

from __future__ import annotations

import pytest

from sayso.model import Value
from tests.extract.reading import coded, words

TALK = """Briefing of 4 May

REPORTER: Did your forces shell the village?

GEN. HOLT: No shells were fired. We hit a depot.

REPORTER: How many fighters died?

GEN. HOLT: Nine fighters died."""


def test_the_questions_of_a_briefing_are_no_claims() -> None:
    said = [words(TALK, c.content) for c in coded(TALK).claims]
    assert "Nine fighters died" in said
    assert not [s for s in said if "?" in s or s.startswith(("Did", "How"))]


@pytest.mark.parametrize(
    ("text", "fragment", "value"),
    [
        ("The mayor said: “Did the army shell the village?”", "shell the village", Value.UNKNOWN),
        ("Nine soldiers killed in an attack on a bus?", "Nine soldiers", Value.POSSIBLE),
        ("The mayor said that nine soldiers were killed.", "nine soldiers", Value.CERTAIN),
    ],
)
def test_what_is_asked_is_left_open(text: str, fragment: str, value: Value) -> None:
    assert [c.value for c in coded(text).claims if fragment in words(text, c.content)] == [value]
