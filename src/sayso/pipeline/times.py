"""Find the time expressions of texts, as corpora of TIMEX3 have them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..evaluate.times import Timex
from ..extract.tags import Tagger
from ..extract.times import TimeFinder
from ..model import Document, Report
from ..text import segment


def find_times(
    texts: Sequence[tuple[str, str | None]], *, on_text: Callable[[], None] | None = None
) -> list[tuple[Timex, ...]]:
    """The time expressions of every (text, publication date), in code points."""
    finder = TimeFinder()
    found = []
    for text, published in texts:
        doc = read_times(Report.of(text, published=published), finder)
        found.append(tuple(Timex(t.span, t.type, t.timex) for t in doc.times))
        if on_text is not None:
            on_text()
    return found


def read_times(report: Report, finder: TimeFinder | None = None) -> Document:
    """A report with its times and what they need; boilerplate is read like all text, as corpora have it."""
    return (finder or TimeFinder())(Tagger()(segment(Document(report))))
