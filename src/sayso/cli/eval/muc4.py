"""`sayso eval muc4`: templates of attacks, bombings and kidnappings, with their role fillers."""

from __future__ import annotations

from pathlib import Path

import click

from ...evaluate.jsonl import write_rows
from ...evaluate.muc4 import read_gold
from ...evaluate.muc4 import score as score_templates
from ...model import Report
from ...pipeline.code import ReaderChoice
from ...pipeline.muc4 import find_templates
from ...settings import Settings
from ..options import reader_option
from ..terminal import progress, say
from .common import print_figures


@click.command("muc4")
@click.argument("gold", metavar="GOLD", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--predictions", metavar="OUT", type=click.Path(path_type=Path), help="Write the templates, as JSONL.")
@reader_option
@click.pass_obj
def command(settings: Settings, gold: Path, predictions: Path | None, reader: ReaderChoice | None) -> None:
    """Score templates of incidents against GOLD, a set of MUC-4 in JSONL (.gz is read directly).

    Prints precision, recall and F1 of role fillers over all and by role, of relevant documents, and of incident types.
    The shipped models have learned from MUC-4 DEV: only TST sets give figures that mean something.

    \b
    Examples:
      sayso eval muc4 muc4.tst1.jsonl.gz --predictions templates.jsonl
      sayso eval muc4 muc4.tst2.jsonl.gz --reader rules
    """
    documents = read_gold(gold)
    reports = [Report.of(d.text, id=d.doc_id, published=d.date_line.date_iso) for d in documents]
    with progress("Filling templates", len(reports)) as advance:
        found = find_templates(reports, reader=reader or settings.reader, on_report=advance)
    if predictions is not None:
        rows = zip(documents, found, strict=True)
        write_rows(({"doc_id": d.doc_id, "templates": templates} for d, templates in rows), predictions)
    if any(d.doc_id.startswith("DEV") for d in documents):
        say("The shipped models have learned from MUC-4 DEV; these figures say nothing about other texts.")
    print_figures(score_templates(documents, found).as_dict())
