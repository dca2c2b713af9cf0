"""Open the gazetteer for a command, with a progress bar where it is compiled first."""

from __future__ import annotations

from ...gazetteer import Gazetteer
from ...gazetteer.files import ready_file
from ...gazetteer.packs import is_stale
from ...settings import Settings
from ..terminal import say
from .tables import shares


def ready(settings: Settings) -> Gazetteer:
    """The gazetteer in force; says so when its places of the package are those of another version.

    Raises:
        GazetteerError: it can neither be opened nor compiled.
    """
    with shares() as on_progress:
        path = ready_file(settings, on_progress=on_progress)
    if path == settings.gazetteer and is_stale(path):
        say(f"{path}: holds the places of another version of Sayso; say: sayso gazetteer refresh")
    return Gazetteer(path)
