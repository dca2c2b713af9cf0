"""`sayso eval coref`: which given event mentions tell of one happening."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from ...evaluate.coref import Linking
from ...evaluate.coref import evaluate as score_coref
from ...model import Span
from ...pipeline.code import ReaderChoice
from ...pipeline.layers import link_events
from ...settings import Settings
from ..options import reader_option
from ..terminal import progress
from .common import print_figures


@click.command("coref")
@click.argument("gold", metavar="GOLD", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--predictions", metavar="OUT", type=click.Path(path_type=Path), help="Write the chains, as JSONL.")
@reader_option
@click.pass_obj
def command(settings: Settings, gold: Path, predictions: Path | None, reader: ReaderChoice | None) -> None:
    """Score the chains of the given event mentions of GOLD, within and across its documents: MUC, B3, CEAF-e, CoNLL.

    GOLD is ECB+ in JSONL (.gz is read directly). Figures are over the mentions of selected sentences. The floor beside
    them links mentions whose heads have the same stem, within a document and within a gold topic.

    \b
    Example:
      sayso eval coref ecbplus.jsonl.gz --reader rules --predictions chains.jsonl
    """
    choice = reader or settings.reader

    def link(documents: Sequence[tuple[str, str, tuple[Span, ...]]]) -> Linking:
        with progress("Reading texts", len(documents)) as advance:
            return link_events(documents, reader=choice, on_text=advance)

    print_figures(score_coref(gold, link, predictions=predictions))
