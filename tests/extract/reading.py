"""Small readings for the tests of the extract rooms: run the stages up to the one under test over a few words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sayso.extract.attribution import AttributionFinder
from sayso.extract.counts import CountFinder
from sayso.extract.events import EventFinder
from sayso.extract.propositions import PropositionFinder
from sayso.extract.tags import Tagger
from sayso.model import CodedReport, Document, Report, Spans
from sayso.pipeline.code import Coder
from sayso.text import segment
from sayso.text.boilerplate import BoilerplateMarker, BoilerplateRule
from sayso.vocab.boilerplate import boilerplate_entries


@dataclass(frozen=True)
class Said:
    """An attribution in words."""

    source: str
    cue: str
    content: str
    value: str
    parent: int | None


def words(text: str, spans: Spans) -> str:
    """The words of spans, joined by " … "."""
    return " … ".join(s.text(text) for s in spans)


@cache
def finder() -> AttributionFinder:
    return AttributionFinder()


@cache
def coder() -> Coder:
    return Coder(reader="rules")


def tagged(text: str) -> Document:
    """Segmented, without boilerplate, tagged."""
    rules = [BoilerplateRule(e.kind, e.pattern, e.where) for e in boilerplate_entries()]
    return Tagger()(BoilerplateMarker(rules)(segment(Document(Report.of(text)))))


def said(text: str) -> list[Said]:
    """The attributions of a text in words; joint parties are joined by " + "."""
    doc = finder()(tagged(text))
    return [
        Said(
            " + ".join(s.text(text) for s in a.source),
            words(text, a.cue),
            words(text, a.content),
            a.value.value,
            a.parent,
        )
        for a in doc.attributions
    ]


def propositions(text: str) -> list[tuple[str, str]]:
    """(content words, value) of the propositions of a text."""
    doc = finder()(EventFinder()(CountFinder()(tagged(text))))
    return [(words(text, p.content), p.value.value) for p in PropositionFinder()(doc).propositions]


def coded(text: str, *, published: str | None = "2024-04-22") -> CodedReport:
    """The whole reading."""
    return coder().code(Report.of(text, id="r", published=published))
