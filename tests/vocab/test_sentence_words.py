"""Every list of the cutting of sentences shows what it is for."""

from __future__ import annotations

import pytest

from sayso.vocab.sentence_words import ListExample, list_examples, sentence_words
from tests.extract.reading import propositions, said


@pytest.mark.parametrize("entry", list_examples(), ids=lambda e: e.name)
def test_every_list_reads_its_own_example(entry: ListExample) -> None:
    if entry.name in {"effects", "harmed"}:
        assert tuple(content for content, _ in propositions(entry.example)) == entry.expect
    else:
        assert entry.expect in [(a.source, a.content) for a in said(entry.example)]


def test_lists_hold_lower_case_words() -> None:
    words = sentence_words()
    for name in words.__dataclass_fields__:
        assert all(word == word.lower() for word in getattr(words, name)), name
