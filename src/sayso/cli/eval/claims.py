"""`sayso eval claims`: claims, sources, certainty and facts of gold reports."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.table import Table

from ...evaluate import load_gold
from ...evaluate.calibration import Reliability, judged_claims, reliability
from ...evaluate.chains import nested_chains
from ...evaluate.claims import score as score_claims
from ...evaluate.predictions import write_coded
from ...evaluate.speakers import resolved_speakers
from ...pipeline.code import ReaderChoice
from ...settings import Settings
from ..options import reader_option
from ..terminal import console, show
from .common import code_gold, gold_options, print_figures, tell


@click.command("claims")
@gold_options
@click.option("--nested", is_flag=True, help="Add the chains of two or more sources that are right at every level.")
@click.option("--speakers", is_flag=True, help='Add how many of "he", "the official" are traced to whom gold names.')
@click.option("--calibration", is_flag=True, help="Add how well the scores of claims tell how often they are right.")
@reader_option
@click.pass_obj
def command(
    settings: Settings,
    gold: Path,
    predictions: Path | None,
    per_report: bool,
    nested: bool,
    speakers: bool,
    calibration: bool,
    reader: ReaderChoice | None,
) -> None:
    """Score claims, sources, certainty and facts against GOLD, a folder of gold clusters or one file.

    The headline is attributed_fact_f1: a fact counts only when its slot, value, innermost sources and sign are right.

    \b
    Examples:
      sayso eval claims evals/gold
      sayso eval claims evals/gold --predictions coded.jsonl --per-report
      sayso eval claims evals/gold --nested --speakers --calibration
    """
    clusters = load_gold(gold)
    coded = code_gold(clusters, reader or settings.reader)
    if predictions is not None:
        write_coded(coded.values(), predictions)
    figures = score_claims(clusters, coded, per_report=tell if per_report else None).as_dict()
    if nested:
        figures["chains_nested"] = nested_chains(clusters, coded).as_dict()
    if speakers:
        figures["speakers_resolved"] = resolved_speakers(clusters, coded).as_dict()
    if calibration:
        measured = reliability(tuple(judged_claims(clusters, coded)))
        figures["calibration"] = measured.as_dict()
        show([_reliability_table(measured)], console(sys.stderr))
    print_figures(figures)


def _reliability_table(measured: Reliability) -> Table:
    """For people: what each bin of scores promised, and what it held."""
    table = Table(title=f"Scores of {measured.count} claims: ECE {measured.ece:.3f}, Brier {measured.brier:.3f}")
    for name in ("score", "claims", "mean score", "share right"):
        table.add_column(name, justify="right")
    for b in measured.bins:
        table.add_row(f"{b.low:.2f}-{b.high:.2f}", str(b.count), f"{b.score:.2f}", f"{b.right:.2f}")
    return table
