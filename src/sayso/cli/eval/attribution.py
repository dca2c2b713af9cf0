"""`sayso eval attribution`: source, cue and content in a corpus of attributions."""

from __future__ import annotations

from pathlib import Path

import click

from ...evaluate.attribution import evaluate as score_attributions
from ...pipeline.attributions import find_attributions
from ...pipeline.code import ReaderChoice
from ...settings import Settings
from ..options import reader_option
from .common import print_figures


@click.command("attribution")
@click.argument("gold", metavar="GOLD", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--predictions", metavar="OUT", type=click.Path(path_type=Path), help="Write what was found, as JSONL.")
@reader_option
@click.pass_obj
def command(settings: Settings, gold: Path, predictions: Path | None, reader: ReaderChoice | None) -> None:
    """Score source, cue and content against GOLD, a corpus of attributions in JSONL (.gz is read directly).

    \b
    Example:
      sayso eval attribution polnear.dev.jsonl.gz --predictions found.jsonl
    """
    choice = reader or settings.reader
    figures = score_attributions(gold, lambda texts: find_attributions(texts, reader=choice), predictions=predictions)
    print_figures(figures.as_dict())
