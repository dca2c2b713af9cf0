"""Parts of speech and lemmas."""

from __future__ import annotations

import pytest

from sayso.extract.tags import MAX_TOKENS, Tagger, english_tagger
from sayso.model import Document, Report
from sayso.text import segment


def tags(text: str) -> dict[str, tuple[str, str]]:
    doc = Tagger()(segment(Document(Report.of(text))))
    return {t.text: (t.tag, t.lemma) for t in doc.tokens}


def test_a_participle_and_a_past_tense_are_told_apart() -> None:
    found = tags("Five rockets were fired, and the guards fired back.")
    assert found["were"] == ("VBD", "be")
    doc = Tagger()(segment(Document(Report.of("Five rockets were fired, and the guards fired back."))))
    assert [t.tag for t in doc.tokens if t.text == "fired"] == ["VVN", "VVD"]


def test_typographic_marks_are_punctuation() -> None:
    assert {tags("“We ran,” he said.")[m][0] for m in ("“", "”", ",", ".")} == {"PUN"}


def test_shouted_text_is_read_as_plain_text() -> None:
    assert tags("GUERRILLAS BOMBED THE PIPELINE NEAR THE RIVER")["BOMBED"][1] == "bomb"


def test_a_very_long_line_is_tagged_in_pieces() -> None:
    doc = Tagger()(segment(Document(Report.of("rocket " * (MAX_TOKENS + 5)))))
    assert all(t.tag for t in doc.tokens)


def test_a_name_that_ends_like_a_verb_is_a_name_and_a_headline_keeps_its_verbs() -> None:
    assert tags("A spokesman, Major Laith Nouri, said so.")["Laith"][0] == "NP0"
    assert tags("Army Says Rockets Hit Base")["Says"][0] == "VVZ"


def test_words_that_are_remembered_read_as_if_they_were_met_anew() -> None:
    from HanTa.HanoverTagger import HanoverTagger

    sentences = [
        ["Guards", "fired", "on", "the", "crowd", "after", "shots", "were", "fired"],
        ["The", "fired", "officer", "guards", "the", "Crowd"],
    ] * 2
    plain = HanoverTagger("morphmodel_en.pgz")
    assert [english_tagger().tag_sent(s) for s in sentences] == [plain.tag_sent(s) for s in sentences]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The guards' commander fled.", "POS"),
        ("The rebels’ first attack failed.", "POS"),
        ("He called them 'the guards' and fled.", "PUN"),
        ("He spoke of 'lions' men feared.", "PUN"),
    ],
)
def test_an_apostrophe_behind_a_plural_owner_is_a_possessive_unless_it_closes_a_quotation(text: str, tag: str) -> None:
    doc = Tagger()(segment(Document(Report.of(text))))
    assert [t.tag for t in doc.tokens if t.text in {"'", "’"}][-1] == tag


def test_a_group_whose_letters_make_a_verb_is_a_name_unless_the_text_is_in_capitals() -> None:
    assert tags("On Sunday IS announced a raid.")["IS"] == ("NP0", "is")
    assert tags("THE BRIDGE IS CLOSED TODAY")["IS"] == ("VBZ", "be")
