"""Times read in the tests: a text of one Wednesday through the finder, alone."""

from __future__ import annotations

from sayso.extract.tags import Tagger
from sayso.extract.times import TimeFinder
from sayso.model import Document, Report, TimeMention
from sayso.text import segment

PUBLISHED = "2024-04-24"  # a Wednesday
FINDER = TimeFinder()
TAGGER = Tagger()


def read(text: str, published: str | None = PUBLISHED) -> Document:
    """The text with its times."""
    return FINDER(TAGGER(segment(Document(Report.of(text, published=published)))))


def last(text: str, published: str | None = PUBLISHED) -> TimeMention:
    """The last time of the text."""
    return read(text, published).times[-1]
