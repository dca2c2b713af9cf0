"""`sayso eval times`: time expressions and their values in a corpus of TIMEX3."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from ...evaluate.times import Timex
from ...evaluate.times import evaluate as score_times
from ...pipeline.times import find_times
from ..terminal import progress
from .common import print_figures


@click.command("times")
@click.argument("gold", metavar="GOLD", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--predictions", metavar="OUT", type=click.Path(path_type=Path), help="Write what was found, as JSONL.")
def command(gold: Path, predictions: Path | None) -> None:
    """Score time expressions and their TIMEX3 values against GOLD, a corpus in JSONL (.gz is read directly).

    The figures are those of TempEval-3: strict and relaxed F1 of the spans, F1 of value and type over relaxed pairs.

    \b
    Example:
      sayso eval times timebank.jsonl.gz --predictions found.jsonl
    """

    def find(texts: Sequence[tuple[str, str | None]]) -> Sequence[Sequence[Timex]]:
        with progress("Reading texts", len(texts)) as advance:
            return find_times(texts, on_text=advance)

    print_figures(score_times(gold, find, predictions=predictions).as_dict())
