"""`sayso gazetteer remove`: take a pack out again."""

from __future__ import annotations

import click

from ...gazetteer.packs import remove
from ...settings import Settings
from ..app import EXIT_DONE
from ..phrases import plural
from ..terminal import say
from .tables import shares


@click.command("remove")
@click.argument("pack")
@click.pass_obj
def command(settings: Settings, /, pack: str) -> int:
    """Take an added pack with its places, names and outlines out of the gazetteer; `sayso gazetteer info` lists them.

    \b
    Example:
      sayso gazetteer remove SY
    """
    with shares() as on_progress:
        gone = remove(settings, pack, on_progress=on_progress)
    say(f"{gone.name}: {plural(gone.places, 'place')} and {plural(gone.outlines, 'outline')} removed")
    return EXIT_DONE
