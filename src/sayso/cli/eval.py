"""`sayso eval`: score the reading against gold reports."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ..evaluate.claims import ReportFigures, evaluate
from ..model import CodedReport, Report
from ..pipeline.code import Coder
from .terminal import progress, say


@click.group("eval")
def command() -> None:
    """Score the reading against gold reports; every figure is printed as JSON."""


@command.command("claims")
@click.argument("gold", metavar="GOLD", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--predictions", metavar="OUT", type=click.Path(path_type=Path), help="Write the coded reports here (JSONL)."
)
@click.option("--per-report", is_flag=True, help="Tell the figures of every report on stderr.")
def claims(gold: Path, predictions: Path | None, per_report: bool) -> None:
    """Score claims, sources, certainty and facts against GOLD, a folder of gold clusters or one file.

    The headline is attributed_fact_f1: a fact counts only when its slot, value, innermost sources and sign are right.

    \b
    Examples:
      sayso eval claims evals/gold
      sayso eval claims evals/gold --predictions coded.jsonl --per-report
    """
    coder = Coder()
    with progress("Coding gold reports", None) as advance:

        def code(report: Report) -> CodedReport:
            coded = coder.code(report)
            advance()
            return coded

        figures = evaluate(gold, code, predictions=predictions, per_report=tell if per_report else None)
    click.echo(json.dumps(figures.as_dict(), indent=1))


def tell(figures: ReportFigures) -> None:
    """The figures of one report on stderr."""
    tally = figures.tally
    say(
        f"{figures.report_id}: gold {tally.gold}, predicted {tally.predicted}, hits {tally.hits}, "
        f"sources right {tally.source}, attributed_fact_f1 {figures.attributed_fact_f1}"
    )
