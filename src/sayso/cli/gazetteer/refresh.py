"""`sayso gazetteer refresh`: put the places of this version of the package beside the added packs."""

from __future__ import annotations

import click

from ...gazetteer.packs import refresh
from ...settings import Settings
from ..app import EXIT_DONE
from ..terminal import say
from .tables import shares


@click.command("refresh")
@click.pass_obj
def command(settings: Settings, /) -> int:
    """Put the places that this version of Sayso brings into a gazetteer with added packs; needed after an upgrade.

    \b
    Example:
      python -m pip install --upgrade sayso && sayso gazetteer refresh
    """
    with shares() as on_progress:
        changed = refresh(settings, on_progress=on_progress)
    say(f"{settings.gazetteer}: {'refreshed' if changed else 'nothing to refresh'}")
    return EXIT_DONE
