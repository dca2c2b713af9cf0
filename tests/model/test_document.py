"""Which tokens of a document a stretch of its text touches."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Document, Report, Span, touching
from sayso.text import segment

TEXT = "“Five rockets hit the base,” police said. Nobody was hurt in al-Qarna."
TOKENS = segment(Document(Report.of(TEXT))).tokens


def test_tokens_that_a_span_touches():
    start = TEXT.index("ckets")
    assert [TOKENS[i].text for i in touching(TOKENS, Span(start, start + len("ckets hit t")))] == [
        "rockets",
        "hit",
        "the",
    ]
    assert list(touching((), Span(0, 5))) == []


@given(st.integers(0, len(TEXT)), st.integers(0, 30))
def test_what_is_touched_overlaps_and_nothing_else_does(start, length):
    span = Span(start, start + length)
    assert list(touching(TOKENS, span)) == [i for i, token in enumerate(TOKENS) if span.overlaps(token.span)]
