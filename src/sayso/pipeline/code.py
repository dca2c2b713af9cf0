"""Code one report: run the stages over it and return what they read."""

from __future__ import annotations

from dataclasses import replace

from ..model import CodedReport, Document, Report
from .stages import Stage, check_stages, default_stages


class Coder:
    """The whole reading of a report; make one and use it for many reports."""

    def __init__(self, stages: tuple[Stage, ...] | None = None) -> None:
        """Check and keep the stages; the default ones are those of `default_stages()`.

        Raises:
            StageError: the stages do not fit together.
        """
        self.stages = default_stages() if stages is None else stages
        check_stages(self.stages)

    def code(self, report: Report) -> CodedReport:
        """Everything that the text of `report` says, and on whose say-so."""
        doc = Document(report)
        for stage in self.stages:
            doc = stage(doc)
        return CodedReport.of(replace(doc, report=replace(report, boilerplate=doc.boilerplate)))


def code(
    text: str, *, published: str | None = None, publisher: str | None = None, id: str | None = None
) -> CodedReport:
    """Code one text. `published` is an ISO 8601 date or time against which "on Sunday" is resolved."""
    return Coder().code(Report.of(text, id=id, published=published, publisher=publisher))
