"""Code one report: run the stages over it and return what they read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from ..extract.second_reading import NeuralReading
from ..model import CodedReport, Document, Report
from ..neural import NeuralReader, find_bundle
from .stages import Stage, check_stages, default_stages

ReaderChoice = Literal["auto", "rules", "neural"]


class Coder:
    """The whole reading of a report; make one and use it for many reports."""

    def __init__(self, stages: tuple[Stage, ...] | None = None, *, reader: ReaderChoice = "auto") -> None:
        """Check and keep the stages; the default ones are those of `default_stages()`.

        Args:
            stages: the stages to run instead of the default ones.
            reader: `rules` alone, `neural` = rules with the neural reader beside them, `auto` = neural where a bundle
                is installed. Not looked at when stages are given.

        Raises:
            StageError: the stages do not fit together.
            ModelMissingError: `neural` is asked for and no bundle is installed.
            ModelMismatchError: the installed bundle is damaged or has other labels.
        """
        self.stages = default_stages(neural_reader(reader)) if stages is None else stages
        check_stages(self.stages)
        readings = {k: stage for k, stage in enumerate(self.stages) if isinstance(stage, NeuralReading)}
        self._begun = max(readings, default=-1) + 1
        self.threads = max((stage.reader.threads for stage in readings.values()), default=1)
        """How many reports it pays to `begin` at a time; 1 where no neural reader is used."""

    def code(self, report: Report) -> CodedReport:
        """Everything that the text of `report` says, and on whose say-so."""
        return self.end(self.begin(report))

    def begin(self, report: Report) -> Document:
        """What the neural reader reads of `report`, and what it needs for that; several threads may do this at once."""
        return _through(self.stages[: self._begun], Document(report))

    def end(self, begun: Document) -> CodedReport:
        """The coded report of a document that `begin` returned."""
        doc = _through(self.stages[self._begun :], begun)
        return CodedReport.of(replace(doc, report=replace(doc.report, boilerplate=doc.boilerplate)))


def _through(stages: Sequence[Stage], doc: Document) -> Document:
    for stage in stages:
        doc = stage(doc)
    return doc


def neural_reader(reader: ReaderChoice) -> NeuralReader | None:
    """The installed neural reader, or None where the rules are to read alone.

    Raises:
        ModelMissingError: `neural` is asked for and no bundle is installed.
        ModelMismatchError: the installed bundle is damaged or has other labels.
    """
    if reader == "rules" or (reader == "auto" and find_bundle() is None):
        return None
    return NeuralReader()


def code(
    text: str, *, published: str | None = None, publisher: str | None = None, id: str | None = None
) -> CodedReport:
    """Code one text. `published` is an ISO 8601 date or time against which "on Sunday" is resolved."""
    return Coder().code(Report.of(text, id=id, published=published, publisher=publisher))
