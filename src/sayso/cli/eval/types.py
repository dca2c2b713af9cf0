"""`sayso eval types`: the type of snippets that tell of one event."""

from __future__ import annotations

from pathlib import Path

import click

from ...evaluate.jsonl import write_rows
from ...evaluate.types import read_gold
from ...evaluate.types import score as score_types
from ...pipeline.code import ReaderChoice
from ...pipeline.snippets import type_snippets
from ...settings import Settings
from ..options import reader_option
from ..terminal import progress
from .common import print_figures


@click.command("types")
@click.argument("gold", metavar="GOLD", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--predictions", metavar="OUT", type=click.Path(path_type=Path), help="Write the types, as JSONL.")
@reader_option
@click.pass_obj
def command(settings: Settings, gold: Path, predictions: Path | None, reader: ReaderChoice | None) -> None:
    """Score the types of snippets against GOLD, labels of CASE 2021 task 2 in JSONL (.gz is read directly).

    Prints accuracy and macro-F1 over ACLED's sub-event types, with those of the most frequent type beside them.

    \b
    Example:
      sayso eval types case2021_task2.jsonl.gz --predictions types.jsonl
    """
    snippets = read_gold(gold)
    with progress("Typing snippets", len(snippets)) as advance:
        typed = type_snippets([s.text for s in snippets], reader=reader or settings.reader, on_text=advance)
    if predictions is not None:
        pairs = zip(snippets, typed, strict=True)
        write_rows(({"doc_id": s.doc_id, "type": t.type, "acled": t.acled} for s, t in pairs), predictions)
    print_figures(score_types(snippets, [t.acled for t in typed]))
