"""`sayso eval incidents`: incidents made of gold reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from ...evaluate import load_gold
from ...evaluate.alarms import DRAWN, draw, sheet
from ...evaluate.claims import score as score_claims
from ...evaluate.happenings import happenings
from ...evaluate.incident_detail import SameOrigin, score_detail
from ...evaluate.incidents import score as score_incidents
from ...evaluate.noise import read_noise
from ...evaluate.predictions import write_coded, write_incidents
from ...model import ClaimRef, CodedReport, Incident
from ...pipeline.code import Coder, ReaderChoice
from ...resolve import merge
from ...resolve.merge import independence_of
from ...settings import Settings
from ..options import reader_option
from ..terminal import progress
from .common import code_gold, gold_options, print_figures, tell


@click.command("incidents")
@gold_options
@click.option("--detail", is_flag=True, help="Score contested slots, copies, drift and events within reports too.")
@click.option(
    "--noise",
    metavar="PATH",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Mix in unrelated reports (the first 300 of each file or folder).",
)
@click.option(
    "--alarms",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help=f"Write {DRAWN} drift alarms, drawn by a fixed seed from GOLD and what --noise mixes in, to check by hand.",
)
@reader_option
@click.pass_obj
def command(
    settings: Settings,
    gold: Path,
    predictions: Path | None,
    per_report: bool,
    detail: bool,
    noise: tuple[Path, ...],
    alarms: Path | None,
    reader: ReaderChoice | None,
) -> None:
    """Score incidents made of the gold reports: is one happening one incident, in the right place, on the right day.

    Prints the figures of `sayso eval claims` as well. With --predictions OUT the incidents go to OUT.incidents.json.
    With --noise, reports that have nothing to do with GOLD are merged together with its reports: gold clusters, JSONL
    of reports or of coded reports, or incidents with their articles (.gz is read directly).

    \b
    Examples:
      sayso eval incidents evals/gold --predictions coded.jsonl
      sayso eval incidents evals/gold --detail --noise gva.jsonl.gz
      sayso eval incidents evals/gold --alarms alarms.txt
      sayso eval incidents evals/gold --noise OTHER_GOLD --alarms pooled.txt
    """
    clusters = load_gold(gold)
    choice = reader or settings.reader
    coded = code_gold(clusters, choice)
    mixed_in = _code_noise(noise, coded, choice)
    together = coded | mixed_in
    found = merge(together.values()).incidents
    if predictions is not None:
        write_coded(together.values(), predictions)
        write_incidents(found, predictions)
    if alarms is not None:
        alarms.write_text(sheet(draw(found, together), together), encoding="utf-8")
    figures = score_claims(clusters, coded, per_report=tell if per_report else None).as_dict()
    figures |= score_incidents(clusters, coded, found).as_dict()
    if detail:
        figures |= score_detail(clusters, coded, found, _one_origin(found, together)).as_dict()
        figures["within_reports"] = happenings(clusters, coded).as_dict()
    print_figures(figures | (_noise_figures(found, mixed_in) if noise else {}))


def _code_noise(paths: Sequence[Path], gold: Mapping[str, CodedReport], reader: ReaderChoice) -> dict[str, CodedReport]:
    """The unrelated reports, coded, by id; those that are among the gold reports are left out."""
    texts = {coded.report.sha256 for coded in gold.values()}
    read = [report for path in paths for report in read_noise(path)]
    coder, coded = Coder(reader=reader), {}
    with progress("Coding unrelated reports", len(read)) as advance:
        for entry in read:
            report = entry.report if isinstance(entry, CodedReport) else entry
            if report.id not in gold and report.sha256 not in texts:
                coded[report.id] = entry if isinstance(entry, CodedReport) else coder.code(report)
            advance()
    return coded


def _one_origin(found: Sequence[Incident], coded: Mapping[str, CodedReport]) -> SameOrigin:
    """Whether two claims of one incident have one origin."""
    home = {event: incident for incident in found for event in incident.events}
    origins = {incident.id: independence_of(incident, coded) for incident in found}
    event_of = {(r.report.id, claim.id): claim.event for r in coded.values() for claim in r.claims}

    def same(a: ClaimRef, b: ClaimRef) -> bool:
        first, second = (home.get((ref[0], event_of[ref])) for ref in (a, b))
        return first is not None and first is second and origins[first.id].one_origin(a, b)

    return same


def _noise_figures(found: Sequence[Incident], noise: Mapping[str, CodedReport]) -> dict[str, Any]:
    """How many reports were mixed in, how many incidents they made, and how many hold both kinds."""
    told = [sum(report in noise for report in incident.reports) for incident in found]
    whole = [number == len(incident.reports) for number, incident in zip(told, found, strict=True)]
    return {
        "noise_reports": len(noise),
        "noise_incidents": sum(whole),
        "mixed_incidents": sum(bool(number) and not only for number, only in zip(told, whole, strict=True)),
    }
