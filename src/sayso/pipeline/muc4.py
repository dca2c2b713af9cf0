"""Make MUC-4 templates of reports: code them, judge whether each tells of an incident, and fill the roles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..exporters.muc4 import MucTemplate, muc_templates
from ..exporters.muc4_fillers import RULES_ALONE, WITH_MODEL, ScoredFiller, model_fillers
from ..extract.relevance import relevance_model
from ..model import CodedReport, Document, Report
from ..text import segment
from ..text.wrapping import unwrapped
from .code import Coder, ReaderChoice, neural_reader

Marker = Callable[[CodedReport], Sequence[ScoredFiller]]


def find_templates(
    reports: Sequence[Report],
    *,
    reader: ReaderChoice = "auto",
    mark: Marker | None = None,
    on_report: Callable[[], None] = lambda: None,
) -> list[tuple[MucTemplate, ...]]:
    """The templates of every report, in order; none for a report that tells of no incident.

    Args:
        reports: reports with their texts.
        reader: who reads: rules alone, or with the neural reader beside them.
        mark: more role fillers of a coded report with their scores; by default those of the neural reader, if it reads.
        on_report: called after each report.

    Raises:
        ModelMissingError: the neural reader is asked for and not installed.
    """
    coder, judge = Coder(reader=reader), relevance_model()
    mark = mark or marker(reader)
    options = replace(RULES_ALONE, relevance=judge.threshold) if mark is None else WITH_MODEL
    found = []
    for report in reports:
        coded = coder.code(report)
        more = () if mark is None else mark(coded)
        found.append(muc_templates(coded, more, relevance=judge.probability(report.text), options=options))
        on_report()
    return found


def marker(reader: ReaderChoice) -> Marker | None:
    """What marks role fillers in a report: the neural reader, which learned them from MUC-4 DEV; None for rules alone.

    Raises:
        ModelMissingError: `neural` is asked for and no bundle is installed.
    """
    model = neural_reader(reader)
    if model is None:
        return None

    def mark(coded: CodedReport) -> Sequence[ScoredFiller]:
        sentences = [s.span for s in segment(Document(coded.report)).sentences]
        (layers,) = model.read([unwrapped(coded.report.text)], [sentences])
        return model_fillers(layers.fillers)

    return mark
