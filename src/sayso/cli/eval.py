"""`sayso eval`: score the reading against gold reports."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from ..evaluate import GoldCluster, ReportFigures, load_gold
from ..evaluate.attribution import evaluate as score_attributions
from ..evaluate.claims import score as score_claims
from ..evaluate.incidents import score as score_incidents
from ..evaluate.predictions import write_coded, write_incidents
from ..model import CodedReport
from ..pipeline.attributions import find_attributions
from ..pipeline.code import Coder, ReaderChoice
from ..resolve import merge
from ..settings import Settings
from .options import reader_option
from .terminal import progress, say

F = TypeVar("F", bound=Callable[..., Any])


@click.group("eval")
def command() -> None:
    """Score the reading against gold reports; every figure is printed as JSON."""


def gold_options(function: F) -> F:
    """GOLD, `--predictions` and `--per-report`."""
    for option in (
        click.option("--per-report", is_flag=True, help="Tell the figures of every report on stderr."),
        click.option(
            "--predictions", metavar="OUT", type=click.Path(path_type=Path), help="Write what was predicted, as JSONL."
        ),
        click.argument("gold", metavar="GOLD", type=click.Path(exists=True, path_type=Path)),
    ):
        function = option(function)
    return function


@command.command("claims")
@gold_options
@reader_option
@click.pass_obj
def claims(
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


@command.command("incidents")
@gold_options
@reader_option
@click.pass_obj
def incidents(
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


@command.command("attribution")
@click.argument("gold", metavar="GOLD", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--predictions", metavar="OUT", type=click.Path(path_type=Path), help="Write what was found, as JSONL.")
@reader_option
@click.pass_obj
def attribution(settings: Settings, gold: Path, predictions: Path | None, reader: ReaderChoice | None) -> None:
    """Score source, cue and content against GOLD, a corpus of attributions in JSONL (.gz is read directly).

    \b
    Example:
      sayso eval attribution polnear.dev.jsonl.gz --predictions found.jsonl
    """
    choice = reader or settings.reader
    figures = score_attributions(gold, lambda texts: find_attributions(texts, reader=choice), predictions=predictions)
    print_figures(figures.as_dict())


def code_gold(clusters: tuple[GoldCluster, ...], reader: ReaderChoice) -> dict[str, CodedReport]:
    """The coded reports of all clusters by report id; the coder sees text and provenance, never labels."""
    reports = [r.report() for cluster in clusters for r in cluster.reports]
    coder, coded = Coder(reader=reader), {}
    with progress("Coding gold reports", len(reports)) as advance:
        for report in reports:
            coded[report.id] = coder.code(report)
            advance()
    return coded


def print_figures(figures: dict[str, Any]) -> None:
    """Figures as JSON, one a line."""
    click.echo(json.dumps(figures, indent=1))


def tell(figures: ReportFigures) -> None:
    """The figures of one report on stderr."""
    tally = figures.tally
    say(
        f"{figures.report_id}: gold {tally.gold}, predicted {tally.predicted}, hits {tally.hits}, "
        f"sources right {tally.source}, attributed_fact_f1 {figures.attributed_fact_f1}"
    )
