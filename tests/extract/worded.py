"""Claims made of a few words, for the tests of the facet readers."""

from __future__ import annotations

from dataclasses import replace

from sayso.extract.events import EventFinder
from sayso.extract.mentions import MentionFinder
from sayso.extract.roles import RoleFacets
from sayso.extract.tags import Tagger
from sayso.model import Attribution, Document, Facet, Proposition, Report, Slot, Span, Value
from sayso.text import segment


def doc_of(text: str, *, publisher: str | None = None) -> Document:
    """The text, segmented and tagged."""
    return Tagger()(segment(Document(Report.of(text, publisher=publisher))))


def read(text: str, *, publisher: str | None = None) -> Document:
    """The text with its events and mentions."""
    return MentionFinder()(EventFinder()(doc_of(text, publisher=publisher)))


def facets_of(
    text: str, *, content: str | None = None, value: Value = Value.CERTAIN, publisher: str | None = None
) -> list[Facet]:
    """The facets of a narrator's claim: the last sentence of the text, or `content`."""
    doc = read(text, publisher=publisher)
    if content is None:
        span = doc.sentences[-1].span
        span = Span(span.start, span.end - text.endswith("."))
    else:
        span = span_of(text, content)
    return list(RoleFacets()(doc, Proposition((span,), None, value)))


def said_facets(source: str, cue: str, content: str, *, value: Value = Value.CERTAIN, before: str = "") -> list[Facet]:
    """The facets of a claim written "source cue content", after another sentence where `before` gives one."""
    text = f"{before} {source} {cue} {content}.".strip()
    start = len(before) + bool(before)
    spans = []
    for part in (source, cue, content):
        spans.append(Span(start, start + len(part)))
        start += len(part) + 1
    doc = read(text)
    doc = replace(doc, attributions=(Attribution((spans[0],), (spans[1],), (spans[2],)),))
    return list(RoleFacets()(doc, Proposition((spans[2],), 0, value, cue=(spans[1],))))


def span_of(text: str, words: str) -> Span:
    """Where `words` first stand in the text."""
    start = text.index(words)
    return Span(start, start + len(words))


def worded(text: str, facets: list[Facet]) -> dict[str, str]:
    """Slot -> the words of its facet."""
    return {facet.slot.value: facet.span.text(text) for facet in facets}


def value_of(facets: list[Facet], slot: Slot) -> object:
    """The value of a slot, None when no facet fills it."""
    return next((facet.value for facet in facets if facet.slot is slot), None)
