"""`sayso eval incidents`: incidents made of gold reports."""

from __future__ import annotations

from pathlib import Path

import click

from ...evaluate import load_gold
from ...evaluate.claims import score as score_claims
from ...evaluate.incidents import score as score_incidents
from ...evaluate.predictions import write_coded, write_incidents
from ...pipeline.code import ReaderChoice
from ...resolve import merge
from ...settings import Settings
from ..options import reader_option
from .common import code_gold, gold_options, print_figures, tell


@click.command("incidents")
@gold_options
@reader_option
@click.pass_obj
def command(
    settings: Settings, gold: Path, predictions: Path | None, per_report: bool, reader: ReaderChoice | None
) -> None:
    """Score incidents made of the gold reports: is one happening one incident, in the right place, on the right day.

    Prints the figures of `sayso eval claims` as well. With --predictions OUT the incidents go to OUT.incidents.json.

    \b
    Example:
      sayso eval incidents evals/gold --predictions coded.jsonl
    """
    clusters = load_gold(gold)
    coded = code_gold(clusters, reader or settings.reader)
    found = merge(coded.values()).incidents
    if predictions is not None:
        write_coded(coded.values(), predictions)
        write_incidents(found, predictions)
    figures = score_claims(clusters, coded, per_report=tell if per_report else None)
    print_figures(figures.as_dict() | score_incidents(clusters, coded, found).as_dict())
