"""Mark the paragraphs that belong to the page and not to the report: bios, captions, links, credits, notices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..model import Document, Span

EDGE_FIRST, EDGE_LAST = (
    2,
    4,
)  # paragraphs; bios stand in the last four of every page of the development set that has one
SHORT = 25  # words


@dataclass(frozen=True, slots=True)
class BoilerplateRule:
    """One pattern, the kind of boilerplate it shows, and where it holds: any | edge | short."""

    kind: str
    pattern: re.Pattern[str]
    where: str


class BoilerplateMarker:
    """Assign `boilerplate` and flag the sentences inside it.

    The rules come from outside (see `vocab.boilerplate`), so that a test can pass its own.
    """

    requires = ("paragraphs", "sentences")
    assigns = "boilerplate"

    def __init__(self, rules: Sequence[BoilerplateRule]) -> None:
        self.rules = tuple(rules)

    def __call__(self, doc: Document) -> Document:
        """The document with boilerplate spans; its sentences keep their places."""
        marked = tuple(self.find(doc.text, doc.paragraphs))
        if not marked:
            return doc
        sentences = tuple(
            replace(s, boilerplate=True) if any(m.contains(s.span) for m in marked) else s for s in doc.sentences
        )
        return replace(doc, boilerplate=marked, sentences=sentences)

    def find(self, text: str, paragraphs: Sequence[Span]) -> Iterable[Span]:
        """The paragraphs that some rule knows."""
        for number, span in enumerate(paragraphs):
            line = span.text(text)
            edge = number < EDGE_FIRST or number >= len(paragraphs) - EDGE_LAST
            if self.kind(line, edge=edge) is not None:
                yield span

    def kind(self, line: str, *, edge: bool) -> str | None:
        """The kind of boilerplate that one paragraph is, or None."""
        short = len(line.split()) <= SHORT
        for rule in self.rules:
            if (rule.where == "edge" and not edge) or (rule.where == "short" and not short):
                continue
            if rule.pattern.search(line):
                return rule.kind
        return None
