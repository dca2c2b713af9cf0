"""`sayso gazetteer lookup`: places under a name."""

from __future__ import annotations

import click

from ...gazetteer import Match
from ...settings import Settings
from ..app import EXIT_DONE, EXIT_SET_ASIDE
from ..options import format_option
from ..output import write_json
from ..terminal import console, say, show
from .ready import ready
from .tables import place_json, place_table


@click.command("lookup")
@click.argument("name")
@click.option("--country", "countries", metavar="XX", multiple=True, help="Only in this country; may be given again.")
@click.option("--variants", is_flag=True, help="Other transliterations too, beside places of exactly this name.")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="No more than so many.")
@format_option
@click.pass_obj
def command(settings: Settings, /, name: str, countries: tuple[str, ...], variants: bool, limit: int, form: str) -> int:
    """Places under NAME, best first: of exactly this name, else of another transliteration, else of a misspelling.

    Exit code 1 when there is none.

    \b
    Examples:
      sayso gazetteer lookup Rmelan
      sayso gazetteer lookup "دير الزور"
      sayso gazetteer lookup Tripoli --country LB --format json
    """
    places = ready(settings)
    within = {code.upper() for code in countries} or None
    found = (
        places.variants(name, country=within, limit=limit)
        if variants
        else places.lookup(name, country=within, upto=Match.FUZZY, limit=limit)
    )
    if form != "text":
        write_json(map(place_json, found), lines=form == "jsonl")
    elif found:
        show((place_table(found),), console())
    if not found:
        say(f"{name}: no place of this name; sayso gazetteer fetch XX adds all places of a country")
    return EXIT_DONE if found else EXIT_SET_ASIDE
