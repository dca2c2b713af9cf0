"""What the suites of `sayso eval` share: their options, the coding of gold reports, the printing of figures."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from ...evaluate import GoldCluster, ReportFigures
from ...model import CodedReport
from ...pipeline.code import Coder, ReaderChoice
from ..terminal import progress, say

F = TypeVar("F", bound=Callable[..., Any])


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
