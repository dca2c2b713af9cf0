"""`sayso demo`: code and merge the bundled sample reports, and show what came out."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import as_file, files

import click
from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from ..ledger import Ledger
from ..model import FindingStatus, Incident
from ..resolve import source_chains
from ..settings import Settings
from .incident_view import incident_header, list_entry
from .ingest import take_in
from .inputs import Intake
from .matrix import Matrix
from .phrases import plural
from .terminal import console, show

SAMPLES = files("sayso") / "data" / "samples"
LEDGER = "sayso-demo.db"
TELLING = frozenset({FindingStatus.CONTESTED, FindingStatus.CORROBORATED})


@click.command("demo")
@click.option("--ledger", metavar="URL", default=LEDGER, show_default=True, help="Ledger for the samples.")
@click.pass_obj
def command(settings: Settings, /, ledger: str) -> int:
    """Code the bundled sample reports, merge them into incidents, and show these with one claims matrix.

    The samples are written for Sayso: real incidents retold in other words, and invented ones, marked as such.

    \b
    Example:
      sayso demo && sayso incidents --ledger sayso-demo.db
    """
    with Ledger.open(ledger) as opened, as_file(SAMPLES) as folder:
        code = take_in(Intake(settings, tell_notes=False), (str(folder),), opened)
        tour(opened, ledger, console())
    return code


def tour(ledger: Ledger, name: str, to: Console) -> None:
    """Incidents of several reports, the richest of them as a matrix, and where to look next."""
    incidents = ledger.incidents()
    shared = [i for i in incidents if len(i.reports) > 1]
    show((Rule("incidents that several reports tell of", align="left"), *map(list_entry, shared)), to)
    show((Text(f"and {plural(len(incidents) - len(shared), 'incident')} in one report only", style="dim"), Text()), to)
    if not shared:
        return
    richest = max(shared, key=richness)
    coded = {report_id: ledger.coded(report_id) for report_id in richest.reports}
    matrix = Matrix.of(richest, coded, source_chains(richest, coded))
    matrix = replace(matrix, rows=tuple(r for r in matrix.rows if r.finding.status in TELLING), most_blocks=1)
    show((Rule("who says what: one column an independent source", align="left"), incident_header(richest), matrix), to)
    hints = Text("\nLook further:\n", style="bold")
    for line in (f"sayso show {richest.id} --ledger {name}", f"sayso incidents --status contested --ledger {name}"):
        hints.append(f"  {line}\n", style="not bold")
    show((hints,), to)


def richness(incident: Incident) -> tuple[int, int]:
    """How much an incident has to show: contested and agreed findings, then reports."""
    return sum(f.status in TELLING for f in incident.findings), len(incident.reports)
