"""`sayso incidents`: list the incidents of a ledger."""

from __future__ import annotations

from dataclasses import replace

import click
from rich.text import Text

from ..ledger import Ledger
from ..model import Incident
from ..settings import Settings
from .filters import Filters, heirs, incident_filters, ledger_at, matching, since_then, tell_where
from .incident_view import print_incidents
from .options import format_option, ledger_option
from .output import write_json
from .shelf import open_existing
from .terminal import console, say, show


@click.command("incidents")
@incident_filters
@ledger_option
@format_option
@click.pass_obj
def command(settings: Settings, /, filters: Filters, ledger: str | None, form: str) -> int:
    """List incidents, the latest first unless --sort says otherwise; every condition given must hold.

    With --as-of, incidents are built from what had been published by then alone, by today's reading and judgements; a
    last line tells how the picture changed since.

    \b
    Examples:
      sayso incidents --since 2024-04-01 --status contested
      sayso incidents --type rocket_attack --bbox 40,35,45,38
      sayso incidents --near Mosul --within 80
      sayso incidents --precision region --sort contested
      sayso incidents --as-of 2024-04-21 --format json > as-known-then.json

    Event types: rocket_attack, missile_strike, shelling, air_strike, drone_strike, bombing_ied, explosion, armed_clash,
    abduction, and others; `sayso schema` lists all under EventType.
    """
    tell_where(filters)
    with open_existing(ledger, settings) as opened, ledger_at(opened, filters.as_of) as then:
        found = matching(then, filters)
        changed = since_then(found, then, now_of(opened, found, filters)) if filters.as_of else None
    if form == "text":
        print_incidents(found, console())
        if changed:
            show([Text(changed, style="note")], console())
    else:
        write_json(found, lines=form == "jsonl")
        if changed:
            say(changed)
    return 0


def now_of(ledger: Ledger, then: tuple[Incident, ...], filters: Filters) -> tuple[Incident, ...]:
    """What incidents of then are now, and all those of now that the same filters find."""
    matched = matching(ledger, replace(filters, as_of=None, limit=None))
    return tuple({incident.id: incident for incident in (*heirs(ledger, then), *matched)}.values())
