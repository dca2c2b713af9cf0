"""The wording that the publishers of the gazetteer's coordinates ask for when these are passed on."""

from __future__ import annotations

from pathlib import Path

from ..gazetteer.packs import packs


def attribution(gazetteer: Path) -> tuple[str, ...]:
    """What to give with coordinates of a compiled gazetteer, with the licence of each.

    Raises:
        GazetteerError: it cannot be opened.
    """
    named = (f"{pack.attribution} ({pack.licence})" for pack in packs(gazetteer) if pack.attribution)
    return tuple(dict.fromkeys(named))
