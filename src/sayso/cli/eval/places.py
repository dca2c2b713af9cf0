"""`sayso eval places`: names of places and where they are put on the map."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from ...evaluate.places import PlacedSpan
from ...evaluate.places import evaluate as score_places
from ...model import Report, Span
from ...pipeline.toponyms import find_toponyms
from ..terminal import progress
from .common import print_figures


@click.command("places")
@click.argument("gold", metavar="GOLD", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--given-spans", is_flag=True, help="Give the gold spans: score only where they are put on the map.")
@click.option("--predictions", metavar="OUT", type=click.Path(path_type=Path), help="Write what was found, as JSONL.")
def command(gold: Path, given_spans: bool, predictions: Path | None) -> None:
    """Score names of places and their coordinates against GOLD, a corpus of toponyms in JSONL (.gz is read directly).

    accuracy161_of_all is the share of all located toponyms put within 161 km; accuracy161_of_resolved leaves out those
    that were not found or not resolved. within_radius_of_all also counts what lies within the radius stated for the
    place: corpora set the point of a country or an ocean elsewhere. With --given-spans the cross-validated figures of
    the ranker, measured on documents it had not seen, stand in its data file gazetteer/ranker.json.

    \b
    Examples:
      sayso eval places lgl.jsonl.gz --given-spans
      sayso eval places trnews.jsonl.gz --predictions found.jsonl
    """

    def find(reports: Sequence[tuple[Report, tuple[Span, ...] | None]]) -> Sequence[Sequence[PlacedSpan]]:
        with progress("Finding places", len(reports)) as advance:
            return find_toponyms(reports, on_report=advance)

    print_figures(score_places(gold, find, given_spans=given_spans, predictions=predictions).as_dict())
