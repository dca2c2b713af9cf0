"""Of several that "he" may be, the one whose words the reader holds to be alike."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sayso.extract.antecedents import Antecedents
from sayso.extract.speaker_likeness import SpeakerLikeness
from sayso.model import Document
from sayso.neural.layers import WordVectors
from tests.extract.attributed import attributed

TEXT = "{Mayor Hiwa Rashid} met {Governor Omar Said}. {He} left."


def pointing(doc: Document, **ways: tuple[float, float]) -> Document:
    """The document with a direction for each of these words, and none for others."""
    vectors = np.asarray([ways.get(t.text, (0.0, 0.0)) for t in doc.tokens], dtype=np.float32)
    return replace(doc, speakers=WordVectors(np.asarray([t.start for t in doc.tokens]), vectors))


@pytest.mark.parametrize(
    ("he", "meant"),
    [((1.0, 0.0), "Hiwa"), ((0.0, 1.0), "Omar")],
)
def test_a_pronoun_means_whom_it_is_most_like(he: tuple[float, float], meant: str) -> None:
    doc = pointing(attributed(TEXT), Hiwa=(1.0, -1.0), Omar=(-1.0, 1.0), He=he)
    (party,) = (p for p in Antecedents().parties(doc) if any(phrase.text == "He" for phrase in p.phrases))
    assert meant in party.best.text


def test_without_a_reader_all_are_alike() -> None:
    doc = attributed(TEXT)
    first, _ = Antecedents().parties(doc)[:2]
    assert SpeakerLikeness(doc).of(first.phrases[0], first) == 0.0
