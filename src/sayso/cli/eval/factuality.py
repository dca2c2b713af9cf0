"""`sayso eval factuality`: how certain given events are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from ...evaluate.factuality import ValuedEvent
from ...evaluate.factuality import evaluate as score_factuality
from ...model import Span
from ...pipeline.code import ReaderChoice
from ...pipeline.layers import value_events
from ...settings import Settings
from ..options import reader_option
from ..terminal import progress
from .common import print_figures


@click.command("factuality")
@click.argument("gold", metavar="GOLD", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--predictions", metavar="OUT", type=click.Path(path_type=Path), help="Write the values, as JSONL.")
@reader_option
@click.pass_obj
def command(settings: Settings, gold: Path, predictions: Path | None, reader: ReaderChoice | None) -> None:
    """Score the value (FactBank's: CT+, PR+, PS+, their negatives, Uu) of the events of GOLD, given their words.

    GOLD is MEANTIME in JSONL (.gz is read directly). The figure is macro-F1 over CERTAIN, PROBABLE, POSSIBLE x POS,
    NEG, of the labels that occur; that of always answering CERTAIN POS stands beside it.

    \b
    Example:
      sayso eval factuality meantime.jsonl.gz --predictions values.jsonl
    """
    choice = reader or settings.reader

    def judge(texts: Sequence[tuple[str, tuple[Span, ...]]]) -> Sequence[Sequence[ValuedEvent]]:
        with progress("Reading texts", len(texts)) as advance:
            return value_events(texts, reader=choice, on_text=advance)

    print_figures(score_factuality(gold, judge, predictions=predictions))
