"""`sayso gazetteer`: look places up, and add fuller data than the package brings."""

from __future__ import annotations

import click

from ..lazy import lazy_group

COMMANDS = {
    "lookup": "Places under a name, whatever its spelling.",
    "near": "Places near a point, and what the point lies in.",
    "info": "What the gazetteer holds, where it lies, whose data it is.",
    "add": "Add files of places: GeoNames, tables, outlines.",
    "fetch": "Fetch a country from GeoNames and add it.",
    "remove": "Take an added pack out again.",
    "refresh": "Put the places of this version beside the added packs.",
}


@click.command("gazetteer", cls=lazy_group("sayso.cli.gazetteer", COMMANDS))
def command() -> None:
    """Look places up by name or point, and add fuller data than the package brings.

    The package brings every town of 500 people and more, countries and their divisions (GeoNames, CC BY 4.0), and the
    bases, crossings and villages that reports of armed incidents name. What you add goes into one file of your own:
    SAYSO_GAZETTEER or `gazetteer` in sayso.toml says where it lies.

    \b
    Examples:
      sayso gazetteer lookup Rmelan
      sayso gazetteer fetch SY
      sayso gazetteer add allCountries.zip alternateNamesV2.zip
      sayso gazetteer near 36.2 37.16 --km 20
    """
