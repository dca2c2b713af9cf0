"""Cues of the neural reader by which nobody speaks."""

from __future__ import annotations

import pytest

from sayso.extract.silent_cues import says_nothing
from sayso.model import Span
from sayso.neural import NeuralAttribution
from tests.extract.reading import tagged


def seen(text: str, source: str, cue: str, content: str) -> NeuralAttribution:
    def span(words: str) -> tuple[Span, ...]:
        start = text.index(words)
        return (Span(start, start + len(words)),)

    return NeuralAttribution(source=span(source), cue=span(cue), content=span(content), score=0.9)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "silent"),
    [
        ("The mayor shrugged that the mill burned.", "The mayor", "shrugged", "the mill burned", False),
        ("The mill, the mayor said, could burn.", "the mayor", "could", "The mill", True),
        ("It emerged that the mayor had fled.", "the mayor", "It emerged", "had fled", True),
        ("The army came to learn more about the raid.", "The army", "to learn more about", "the raid", True),
        ("Nine men were feared dead in the mill.", "Nine men", "were feared", "dead in the mill", True),
        ("The drones believed to be foreign fell.", "The drones", "believed", "to be foreign", True),
        ("Nine men were told by a guard to wait.", "a guard", "were told", "to wait", False),
        ("No one in the mill doubted who fired.", "No one in the mill", "doubted", "who fired", True),
        ("The bread is shown in the shop.", "The", "is shown", "in the shop", True),
    ],
)
def test_a_cue_says_something_or_nothing(text: str, source: str, cue: str, content: str, silent: bool) -> None:
    assert says_nothing(tagged(text), seen(text, source, cue, content)) is silent
