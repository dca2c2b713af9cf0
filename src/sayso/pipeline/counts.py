"""Count the people of many reports: code each, and add up what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..evaluate.counts import Prediction
from ..model import CountRange, Report
from ..resolve.tally import document_counts
from .code import Coder, ReaderChoice


def count_people(reports: Iterable[Report], *, reader: ReaderChoice = "auto") -> Iterator[Prediction]:
    """The best figures for the killed, hurt and captured of each report, in order."""
    coder = Coder(reader=reader)
    for report in reports:
        counts = document_counts(coder.code(report))
        yield Prediction(report.id, _best(counts.killed), _best(counts.injured), _best(counts.captured))


def _best(figure: CountRange | None) -> int:
    return 0 if figure is None else figure.best
