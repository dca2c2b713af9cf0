"""What a claim leaves open: every row tells the slot of its example, and other words tell none."""

import pytest

from sayso.model import Slot
from sayso.vocab.loader import load_yaml
from sayso.vocab.open_questions import FILE, asked


@pytest.mark.parametrize("row", load_yaml(FILE), ids=lambda row: row["words"][0])
def test_every_row_tells_its_example(row: dict[str, str]) -> None:
    assert asked(row["example"]) is Slot(row["expect"])


@pytest.mark.parametrize("words", ["how many were hurt", "a whole group of houses burnt", "the toll is not yet known"])
def test_other_words_ask_after_none_of_these(words: str) -> None:
    assert asked(words) is None
