"""`sayso gazetteer info`: what the gazetteer holds."""

from __future__ import annotations

from dataclasses import asdict

import click

from ...gazetteer.packs import packs
from ...settings import Settings
from ..app import EXIT_DONE
from ..options import format_option
from ..output import write_json
from ..terminal import console, show
from .ready import ready
from .tables import attributions, pack_table


@click.command("info")
@click.option("--files", is_flag=True, help="With the names of the files that each pack was made of.")
@format_option
@click.pass_obj
def command(settings: Settings, /, files: bool, form: str) -> int:
    """The packs in the gazetteer with their licences, the wording that their publishers ask for, and where it lies.

    \b
    Examples:
      sayso gazetteer info
      sayso gazetteer info --format json
    """
    places = ready(settings)
    found = packs(places.path)
    if form != "text":
        write_json(({**asdict(pack), "file": str(places.path)} for pack in found), lines=form == "jsonl")
        return EXIT_DONE
    out = console()
    show((pack_table(found), "", "Print with maps and lists of these places:"), out)
    show((f"  {text}" for text in attributions(found)), out)
    size = places.path.stat().st_size / 1e6
    show(("", f"{places.path} ({size:,.0f} MB, version {places.version})"), out)
    if files:
        show((f"{pack.name}: {pack.files}" for pack in found), out)
    return EXIT_DONE
