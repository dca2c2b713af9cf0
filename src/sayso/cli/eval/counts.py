"""`sayso eval counts`: how many were killed, hurt and captured, report by report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from ...evaluate.counts import Prediction
from ...evaluate.counts import evaluate as score_counts
from ...model import Report
from ...pipeline.code import ReaderChoice
from ...pipeline.counts import count_people
from ...settings import Settings
from ..options import reader_option
from ..terminal import progress
from .common import print_figures


@click.command("counts")
@click.argument("gold", metavar="GOLD", type=click.Path(exists=True, path_type=Path))
@click.option("--predictions", metavar="OUT", type=click.Path(path_type=Path), help="Write what was found, as JSONL.")
@reader_option
@click.pass_obj
def command(settings: Settings, gold: Path, predictions: Path | None, reader: ReaderChoice | None) -> None:
    """Score the people killed, hurt and captured that each report of GOLD counts in all.

    GOLD is a folder of gold clusters, or JSONL (.gz is read directly) of incidents with their articles and final
    figures, of shootings, or of press releases. Each figure stands beside its denominator and what always guessing the
    most frequent number would reach.

    \b
    Examples:
      sayso eval counts evals/gold
      sayso eval counts gva.jsonl.gz --predictions counts.jsonl
    """
    choice = reader or settings.reader

    def count(reports: Sequence[Report]) -> Iterator[Prediction]:
        with progress("Counting people", len(reports)) as advance:
            for prediction in count_people(reports, reader=choice):
                yield prediction
                advance()

    print_figures(score_counts(gold, count, predictions=predictions).as_dict())
