"""`sayso eval mentions`: noun phrases that name something, with their kinds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from ...evaluate.mentions import evaluate as score_mentions
from ...model import Mention
from ...pipeline.code import ReaderChoice
from ...pipeline.layers import find_mentions
from ...settings import Settings
from ..options import reader_option
from ..terminal import progress, say
from .common import print_figures


@click.command("mentions")
@click.argument("gold", metavar="GOLD", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--predictions", metavar="OUT", type=click.Path(path_type=Path), help="Write what was found, as JSONL.")
@reader_option
@click.pass_obj
def command(settings: Settings, gold: Path, predictions: Path | None, reader: ReaderChoice | None) -> None:
    """Score mentions and their kinds against GOLD, a corpus of entities in JSONL (.gz is read directly).

    GOLD has the entities of re3d or ECB+, or mentions with our own kinds as --predictions writes them. The shipped
    model has learned mentions from re3d: --reader rules gives figures that owe nothing to it.

    \b
    Examples:
      sayso eval mentions re3d.jsonl.gz --reader rules
      sayso eval mentions re3d.jsonl.gz --predictions found.jsonl
    """
    choice = reader or settings.reader

    def find(texts: Sequence[str]) -> Sequence[Sequence[Mention]]:
        with progress("Reading texts", len(texts)) as advance:
            return find_mentions(texts, reader=choice, on_text=advance)

    figures = score_mentions(gold, find, predictions=predictions)
    if choice != "rules":
        say("The shipped model has learned mentions from re3d; --reader rules gives the figures of the rules alone.")
    print_figures(figures.as_dict())
