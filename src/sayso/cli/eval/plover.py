"""`sayso eval plover`: event, source and target of sentences, as PLOVER codes them."""

from __future__ import annotations

from pathlib import Path

import click

from ...evaluate.jsonl import write_rows
from ...evaluate.plover import PloverRecord, read_gold
from ...evaluate.plover import score as score_records
from ...pipeline.code import ReaderChoice
from ...pipeline.snippets import type_snippets
from ...settings import Settings
from ..options import reader_option
from ..terminal import progress
from .common import print_figures


@click.command("plover")
@click.argument("gold", metavar="GOLD", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--predictions", metavar="OUT", type=click.Path(path_type=Path), help="Write the records, as JSONL.")
@reader_option
@click.pass_obj
def command(settings: Settings, gold: Path, predictions: Path | None, reader: ReaderChoice | None) -> None:
    """Score events and actors against GOLD, records of PLOVER in JSONL (.gz is read directly).

    Prints accuracy and macro-F1 of events, with those of the most frequent event beside them, and how many of the
    sources and targets were found: a name is right when it holds all words of the other, or the other way round.

    \b
    Example:
      sayso eval plover plover_gsr.jsonl.gz --predictions records.jsonl
    """
    records = read_gold(gold)
    with progress("Coding sentences", len(records)) as advance:
        typed = type_snippets([r.text for r in records], reader=reader or settings.reader, on_text=advance)
    found = [PloverRecord(r.id, t.plover, t.source, t.target) for r, t in zip(records, typed, strict=True)]
    if predictions is not None:
        write_rows(found, predictions)
    print_figures(score_records(records, found))
