"""Texts whose lines were broken at a fixed width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Document, Report, Span
from sayso.text import paragraphs, segment
from sayso.text.wrapping import hard_wrapped, unwrapped

WIRE = (
    "   SAN RAFAEL, 3 MAY 91 -- [TEXT] THE BRIDGE OVER THE ARMIRA RIVER WAS BLOWN\n"
    "UP LAST NIGHT BY SOME 20 ARMED MEN, WHO LEFT LEAFLETS OF A GROUP THAT THE\n"
    "POLICE HAVE NEVER HEARD OF.  NOBODY WAS HURT, THE MAYOR SAID.\n"
    "\n"
    "   TRAFFIC TO THE COAST IS DIVERTED THROUGH LA PALMITA. THE MAYOR SAID THAT IT\n"
    "WILL TAKE WEEKS TO PUT UP ANOTHER ONE.\n"
)
BULLETIN = (
    "The bridge over the Armira river was blown up last night.\n"
    "Police: nobody hurt.\n"
    "Traffic is diverted.\n"
    "More at ten, when the mayor will speak to the press.\n"
    "All times are local.\n"
)


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        (WIRE, True),
        (WIRE.replace("\n", "\r\n"), True),
        (BULLETIN, False),
        ("A single line of news.", False),
        ("", False),
        ("\n\n \n", False),
        (WIRE + "x" * 300, False),
    ],
)
def test_full_lines_tell_a_text_that_was_broken_at_a_width(text: str, wrapped: bool) -> None:
    assert hard_wrapped(text) is wrapped


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_broken_text_has_a_paragraph_a_block(newline: str) -> None:
    text = WIRE.replace("\n", newline)
    blocks = [" ".join(block.text(text).split())[-30:] for block in paragraphs(text)]
    assert blocks == ["BODY WAS HURT, THE MAYOR SAID.", "E WEEKS TO PUT UP ANOTHER ONE."]


def test_an_indented_line_opens_a_block_where_no_empty_line_does() -> None:
    text = WIRE.replace("\n\n", "\n")
    assert len(list(paragraphs(text))) == 2


def test_sentences_run_over_broken_lines() -> None:
    doc = segment(Document(Report.of(WIRE)))
    said = [" ".join(s.span.text(WIRE).split()) for s in doc.sentences]
    assert said[1] == "NOBODY WAS HURT, THE MAYOR SAID."
    assert said[2] == "TRAFFIC TO THE COAST IS DIVERTED THROUGH LA PALMITA."


def test_a_bulletin_keeps_a_paragraph_a_line() -> None:
    assert len(list(paragraphs(BULLETIN))) == 5


@given(st.text(alphabet="ab .\n\t", max_size=400))
def test_paragraphs_are_trimmed_ordered_and_lose_no_word(text: str) -> None:
    blocks = list(paragraphs(text))
    assert blocks == sorted(blocks)
    assert all(b.text(text) == b.text(text).strip(" \t\xa0\ufeff\r\n") for b in blocks)
    outside = "".join(
        text[a.end : b.start] for a, b in zip([Span(0, 0), *blocks], [*blocks, Span(len(text), 0)], strict=True)
    )
    assert not outside.strip()


def test_a_text_broken_at_a_fixed_width_is_joined_in_place():
    lines = [
        "THE ARMY SAID ON SUNDAY THAT A COLUMN OF ITS OWN HAD BEEN",
        "ATTACKED NEAR THE BRIDGE BY MEN WHO CAME ACROSS THE RIVER IN",
    ]
    lines += ["SMALL BOATS, AND THAT TWO SOLDIERS AND ONE CIVILIAN HAD LOST", "THEIR LIVES BEFORE THE ATTACKERS FLED."]
    text = "\n".join(lines) + "\n\nNOBODY CLAIMED IT."
    joined = unwrapped(text)
    assert len(joined) == len(text)
    assert joined.split("\n") == [" ".join(lines), "", "NOBODY CLAIMED IT."]


def test_a_text_with_a_paragraph_a_line_stays_as_it_is():
    text = "One line a paragraph.\nAnother paragraph.\nA third.\nA fourth.\n"
    assert unwrapped(text) == text
