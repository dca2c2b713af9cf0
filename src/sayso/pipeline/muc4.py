"""Make MUC-4 templates of reports: code them, judge whether each tells of an incident, and fill the roles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..exporters.muc4 import MucTemplate, muc_templates
from ..exporters.muc4_fillers import RULES_ALONE, WITH_MODEL, ScoredFiller
from ..extract.relevance import relevance_model
from ..model import CodedReport, Report
from .code import Coder, ReaderChoice

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
        mark: more role fillers of a coded report with their scores, such as a model's.
        on_report: called after each report.

    Raises:
        ModelMissingError: the neural reader is asked for and not installed.
    """
    coder, judge = Coder(reader=reader), relevance_model()
    options = replace(RULES_ALONE if mark is None else WITH_MODEL, relevance=judge.threshold)
    found = []
    for report in reports:
        coded = coder.code(report)
        more = () if mark is None else mark(coded)
        found.append(muc_templates(coded, more, relevance=judge.probability(report.text), options=options))
        on_report()
    return found
