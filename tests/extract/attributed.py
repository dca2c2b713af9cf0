"""Documents whose attributions are marked in the text: `{the mayor}` speaks, `{a|b}` is no mark."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.extract.tags import Tagger
from sayso.model import Attribution, Document, Report, Span
from sayso.text import segment

_MARK = re.compile(r"\{(\^?)([^{}]+)\}")


def attributed(marked: str, *, publisher: str | None = None) -> Document:
    """A document of the text without marks: `{…}` is the source of an attribution, `{^…}` one nested in that before.

    `{a} and {b}` with nothing but " and " between are joint parties of one attribution.
    """
    text, spans, nested, end = "", [], [], 0
    for mark in _MARK.finditer(marked):
        text += marked[end : mark.start()]
        spans.append(Span(len(text), len(text) + len(mark.group(2))))
        nested.append(bool(mark.group(1)))
        text += mark.group(2)
        end = mark.end()
    text += marked[end:]
    found: list[Attribution] = []
    for span, inner in zip(spans, nested, strict=True):
        if found and text[found[-1].source[-1].end : span.start] == " and ":
            found[-1] = replace(found[-1], source=(*found[-1].source, span))
        else:
            found.append(Attribution((span,), (), (), parent=len(found) - 1 if inner else None))
    doc = Tagger()(segment(Document(Report.of(text, publisher=publisher))))
    return replace(doc, attributions=tuple(found))
