"""`sayso gazetteer near`: places near a point."""

from __future__ import annotations

import click

from ...gazetteer import Containment, distance_km
from ...settings import Settings
from ..app import EXIT_DONE
from ..options import format_option
from ..output import write_json
from ..terminal import console, printable, say, show
from .ready import ready
from .tables import place_json, place_table

HOW = {"polygon": "by outlines", "nearest": "as the nearest town", "none": "not known"}


@click.command("near", context_settings={"ignore_unknown_options": True})
@click.argument("lat", type=click.FloatRange(-90, 90))
@click.argument("lon", type=click.FloatRange(-180, 180))
@click.option("--km", type=click.FloatRange(min=0, max=1000), default=10.0, show_default=True, help="How near.")
@click.option("--people", type=click.IntRange(min=0), default=0, help="Only places of so many people and more.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="No more than so many.")
@format_option
@click.pass_obj
def command(settings: Settings, /, lat: float, lon: float, km: float, people: int, limit: int, form: str) -> int:
    """Places near a point in WGS 84 degrees, nearest first; on stderr what the point lies in.

    \b
    Examples:
      sayso gazetteer near 36.2 37.16 --km 20
      sayso gazetteer near -- -16.78 179.9 --people 1000 --format jsonl
    """
    places = ready(settings)
    found = places.near(lat, lon, km, min_population=people, limit=limit)
    say(f"{lat:g}, {lon:g}: in {within(places.containing(lat, lon))}")
    if form == "text":
        show((place_table(found, [distance_km(lat, lon, p.lat, p.lon) for p in found]),), console())
    else:
        write_json(map(place_json, found), lines=form == "jsonl")
    return EXIT_DONE


def within(found: Containment) -> str:
    """`Aleppo, Syria (as the nearest town)`."""
    parts = [place.name for place in (*found.areas, found.county, found.region, found.country) if place is not None]
    return printable(f"{', '.join(parts) or 'no country'} ({HOW[found.how]})")
