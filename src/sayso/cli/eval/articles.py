"""`sayso eval articles`: incidents made of articles, and how many were killed and hurt in each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from ...evaluate.articles import Placed, read_articles, sample_of
from ...evaluate.articles import evaluate as score_articles
from ...model import Report
from ...pipeline.articles import place_articles
from ...pipeline.code import ReaderChoice
from ...settings import Settings
from ..options import reader_option
from ..terminal import progress
from .common import print_figures


@click.command("articles")
@click.argument("gold", metavar="GOLD", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--predictions", metavar="OUT", type=click.Path(path_type=Path), help="Write where articles went, JSONL.")
@click.option(
    "--least",
    metavar="N",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="Take incidents with this many articles or more.",
)
@click.option(
    "--sample", metavar="N", type=click.IntRange(min=1), help="Take this many incidents, the same ones every time."
)
@reader_option
@click.pass_obj
def command(
    settings: Settings,
    gold: Path,
    predictions: Path | None,
    least: int,
    sample: int | None,
    reader: ReaderChoice | None,
) -> None:
    """Score incidents made of the articles of GOLD: are those of one incident together, and is its toll right.

    GOLD is JSONL (.gz is read directly) of incidents with their articles and final figures. All articles are merged
    together. Grouping is B-cubed over articles; the killed and hurt are those of the merged incident, exact.

    \b
    Examples:
      sayso eval articles gva.jsonl.gz --sample 200 --reader rules
      sayso eval articles gva.jsonl.gz --predictions placed.jsonl
    """
    stories = list(read_articles(gold, least=least))
    choice = reader or settings.reader

    def place(reports: Sequence[Report]) -> list[Placed]:
        with progress("Coding articles", len(reports)) as advance:
            return place_articles(reports, reader=choice, on_report=advance)

    print_figures(score_articles(sample_of(stories, sample) if sample else stories, place, predictions=predictions))
