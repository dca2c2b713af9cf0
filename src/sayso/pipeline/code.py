"""Code one report: run the stages over it and return what they read."""

from __future__ import annotations

from dataclasses import replace

from ..extract.attribution import AttributionFinder
from ..extract.claims import ClaimBuilder
from ..extract.propositions import PropositionFinder
from ..extract.tags import Tagger
from ..model import CodedReport, Document, Report
from ..text import Segmenter


class Coder:
    """The whole reading of a report; make one and use it for many reports."""

    def __init__(self) -> None:
        self.stages = (Segmenter(), Tagger(), AttributionFinder(), PropositionFinder(), ClaimBuilder())

    def code(self, report: Report) -> CodedReport:
        """Everything that the text of `report` says, and on whose say-so."""
        doc = Document(report)
        for stage in self.stages:
            doc = stage(doc)
        return CodedReport.of(replace(doc, report=replace(report, boilerplate=doc.boilerplate)))


def code(text: str, *, published: str | None = None, publisher: str | None = None, id: str | None = None) -> CodedReport:  # noqa: A002
    """Code one text. `published` is an ISO 8601 date or time against which "on Sunday" is resolved."""
    return Coder().code(Report.of(text, id=id, published=published, publisher=publisher))
