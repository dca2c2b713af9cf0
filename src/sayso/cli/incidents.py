"""`sayso incidents`: list the incidents of a ledger."""

from __future__ import annotations

from typing import Any

import click

from ..ledger import IncidentQuery, Ledger
from ..model import EventType, FindingStatus, Incident
from ..pipeline.rebuild import rebuild
from ..settings import Settings
from .incident_view import print_incidents
from .near import near, place_named
from .options import box, day, format_option, ledger_option, member_option
from .output import write_json
from .shelf import open_existing
from .terminal import console, say


@click.command("incidents")
@click.option("--since", type=day, metavar="DATE", help="Happened on this day or later.")
@click.option("--until", type=day, metavar="DATE", help="Happened on this day or earlier.")
@click.option("--as-of", type=day, metavar="DATE", help="As known from what had been published by then.")
@click.option("--bbox", type=box, metavar="W,S,E,N", help="A place within this box, in degrees.")
@click.option("--near", "place", metavar="PLACE", help="A place near PLACE, by its name in the gazetteer.")
@click.option("--within", "km", type=click.FloatRange(min=0), default=50.0, metavar="KM", help="How near [50].")
@member_option("--type", EventType, show=False, help="Event type, as shelling.")
@click.option("--actor", metavar="NAME", help="Somebody names NAME as actor or as responsible.")
@click.option("--source", metavar="NAME", help="A claim goes back to NAME, or NAME published it.")
@member_option("--status", FindingStatus, help="A finding stands like this.")
@click.option("--text", metavar="WORDS", help="All of these words in the title, or in one of the reports.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="No more than N, the latest first.")
@ledger_option
@format_option
@click.pass_obj
def command(
    settings: Settings,
    /,
    ledger: str | None,
    form: str,
    as_of: str | None,
    place: str | None,
    km: float,
    limit: int | None,
    **conditions: Any,
) -> int:
    """List incidents, the latest first; every condition given must hold.

    \b
    Examples:
      sayso incidents --since 2024-04-01 --status contested
      sayso incidents --type rocket_attack --bbox 40,35,45,38
      sayso incidents --near Mosul --within 80
      sayso incidents --as-of 2024-04-21 --format json > as-known-then.json

    Event types: rocket_attack, missile_strike, shelling, air_strike, drone_strike, bombing_ied, explosion, armed_clash,
    abduction, and others; `sayso schema` lists all under EventType.
    """
    around = place_named(place) if place else None
    with open_existing(ledger, settings) as opened:
        found = incidents_as_of(opened, as_of, IncidentQuery(**conditions))
    if around:
        say(f"near {around.name} ({around.lat:.2f}, {around.lon:.2f})")
        found = tuple(near(found, around, km))
    found = found[:limit]
    if form == "text":
        print_incidents(found, console())
    else:
        write_json(found, lines=form == "jsonl")
    return 0


def incidents_as_of(ledger: Ledger, moment: str | None, query: IncidentQuery) -> tuple[Incident, ...]:
    """The incidents that match now, or as they stood at a moment."""
    if moment is not None:
        with ledger.as_of(moment) as past:
            rebuild(past)
            return past.incidents(query)
    if ledger.is_stale():
        say("reports came since the incidents were built; building them anew")
        rebuild(ledger)
    return ledger.incidents(query)
