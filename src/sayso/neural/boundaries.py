"""Bring the edges of spans into the form that readers expect: whole words, balanced quotation marks, no loose marks."""

from __future__ import annotations

from ..model import Span, Spans, trim

_OPENING = "“‘«„"
_CLOSING = {"“": "”", "‘": "’", "«": "»", "„": "“", '"': '"'}
BLANKS = " \t\r\n\u00a0"
LOOSE = BLANKS + ",;:—–-"


def tidy(text: str, spans: Spans, *, loose: str = LOOSE) -> Spans:
    """Spans in order, without `loose` marks at their edges; those that only blanks part are one.

    >>> tidy("It is so, he said, and “will be”.", (Span(0, 9), Span(19, 32)))
    (Span(start=0, end=8), Span(start=19, end=32))
    """
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and not text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    bare = (trim(text, span, chars=loose) for span in joined)
    return tuple(_quoted(text, span) for span in bare if span.length)


def bridge(text: str, spans: Spans, parts: Spans, *, words: int) -> Spans:
    """Spans in order; two are one where at most `words` words part them and none of these is in `parts`.

    What interrupts a content is its cue and source; in news corpora little else does.
    """
    joined: list[Span] = []
    for span in sorted(spans):
        gap = Span(joined[-1].end, span.start) if joined else None
        if gap and len(gap.text(text).split()) <= words and not any(gap.overlaps(part) for part in parts):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def _quoted(text: str, span: Span) -> Span:
    """The span with the partner of a quotation mark at its edge, when that stands right beside it."""
    inner = span.text(text)
    start, end = span
    for opening, closing in _CLOSING.items():
        unclosed = inner.count(opening) > inner.count(closing) if opening != closing else inner.count(opening) % 2 == 1
        if unclosed and inner.startswith(opening) and text[end : end + 1] == closing:
            return Span(start, end + 1)
        unopened = inner.count(closing) > inner.count(opening) if opening != closing else inner.count(opening) % 2 == 1
        if unopened and inner.endswith(closing) and start and text[start - 1] == opening:
            return Span(start - 1, end)
    return span
