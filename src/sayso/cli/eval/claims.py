"""`sayso eval claims`: claims, sources, certainty and facts of gold reports."""

from __future__ import annotations

from pathlib import Path

import click

from ...evaluate import load_gold
from ...evaluate.claims import score as score_claims
from ...evaluate.predictions import write_coded
from ...pipeline.code import ReaderChoice
from ...settings import Settings
from ..options import reader_option
from .common import code_gold, gold_options, print_figures, tell


@click.command("claims")
@gold_options
@reader_option
@click.pass_obj
def command(
    settings: Settings, gold: Path, predictions: Path | None, per_report: bool, reader: ReaderChoice | None
) -> None:
    """Score claims, sources, certainty and facts against GOLD, a folder of gold clusters or one file.

    The headline is attributed_fact_f1: a fact counts only when its slot, value, innermost sources and sign are right.

    \b
    Examples:
      sayso eval claims evals/gold
      sayso eval claims evals/gold --predictions coded.jsonl --per-report
    """
    clusters = load_gold(gold)
    coded = code_gold(clusters, reader or settings.reader)
    if predictions is not None:
        write_coded(coded.values(), predictions)
    print_figures(score_claims(clusters, coded, per_report=tell if per_report else None).as_dict())
