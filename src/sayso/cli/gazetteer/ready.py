"""Open the gazetteer for a command, with a progress bar where it is compiled first."""

from __future__ import annotations

from pathlib import Path

from ...gazetteer import Gazetteer
from ...gazetteer.files import compiled_base, ready_file
from ...gazetteer.packs import is_stale
from ...settings import Settings
from ..terminal import say
from .tables import shares


def prepare(settings: Settings) -> Path:
    """The file of the gazetteer in force; the first command on a machine compiles it, and shows how far it is.

    Raises:
        GazetteerError: it can neither be found nor compiled.
    """
    if settings.gazetteer.is_file() or compiled_base(settings) is not None:
        return ready_file(settings)
    with shares() as on_progress:
        return ready_file(settings, on_progress=on_progress)


def ready(settings: Settings) -> Gazetteer:
    """The gazetteer in force; says so when its places of the package are those of another version.

    Raises:
        GazetteerError: it can neither be opened nor compiled.
    """
    path = prepare(settings)
    if path == settings.gazetteer and is_stale(path):
        say(f"{path}: holds the places of another version of Sayso; say: sayso gazetteer refresh")
    return Gazetteer(path)
