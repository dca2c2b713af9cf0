"""Tokens, paragraphs, datelines, quotations and sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Document, Report, Span
from sayso.text import paragraphs, quoted, segment, split_sentences, tokenize


def sentences(text: str) -> list[str]:
    return [s.span.text(text) for s in segment(Document(Report.of(text))).sentences]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Iraq's army fired 1,200 shells.", ["Iraq", "'s", "army", "fired", "1,200", "shells", "."]),
        (
            "He didn't see the U.S. convoy at 6.15pm.",
            ["He", "did", "n't", "see", "the", "U.S.", "convoy", "at", "6.15pm", "."],
        ),
        ("Gen. Haddad’s Iran-backed men", ["Gen.", "Haddad", "’s", "Iran-backed", "men"]),
        ("🚀 Five rockets @base #alert", ["🚀", "Five", "rockets", "@base", "#alert"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [t.text for t in tokenize(text)] == tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gen. Abu Ali spoke. Nobody was hurt.", ["Gen. Abu Ali spoke.", "Nobody was hurt."]),
        ("The raid began at 6 a.m. on Sunday. It failed.", ["The raid began at 6 a.m. on Sunday.", "It failed."]),
        ("They flew to the U.S. The talks failed.", ["They flew to the U.S.", "The talks failed."]),
        ("“We ran.” The roof fell.", ["“We ran.”", "The roof fell."]),
        ("BAGHDAD (Wire) - A mine went off.", ["A mine went off."]),
        ("Qarna News/ A mine went off.", ["A mine went off."]),
        ("SULAIMANI – A mine went off.", ["A mine went off."]),
        ("Abidjan, (Wire / Desk News - 26th Aug, 2024) A mine went off.", ["A mine went off."]),
        ("Kaya (a town of 60,000) Mines went off.", ["Kaya (a town of 60,000) Mines went off."]),
        ("Witnesses: the road was cut.", ["Witnesses: the road was cut."]),
        ("One line\nAnother line", ["One line", "Another line"]),
    ],
)
def test_sentences_without_their_datelines(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("He called it a “failed attack,” and left.", ["“failed attack,”"]),
        ('She said "we ran" and "we hid".', ['"we ran"', '"we hid"']),
        ("The ‘base’ isn’t a base.", ["‘base’"]),
        ("“An open quotation runs on", ["“An open quotation runs on"]),
        ("the soldiers' boots", []),
    ],
)
def test_quotations(text: str, quotations: list[str]) -> None:
    assert [q.text(text) for q in quoted(text, Span(0, len(text)))] == quotations


@given(st.text(max_size=300))
def test_every_layer_points_into_the_text_and_in_order(text: str) -> None:
    doc = segment(Document(Report.of(text)))
    for layer in ([t.span for t in doc.tokens], [s.span for s in doc.sentences], doc.paragraphs, doc.quotes):
        assert all(0 <= s.start < s.end <= len(text) for s in layer)
        assert all(a.end <= b.start for a, b in pairwise(layer))
    for token in doc.tokens:
        assert text[token.start : token.end] == token.text


@given(st.text(max_size=300))
def test_tokens_leave_out_white_space_only(text: str) -> None:
    covered = {i for t in tokenize(text) for i in range(t.start, t.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)


@given(st.text(alphabet="ab .!?“”\n", max_size=120))
def test_sentences_lie_in_their_paragraph(text: str) -> None:
    for block in paragraphs(text):
        assert all(block.contains(s) for s in split_sentences(text, block))
