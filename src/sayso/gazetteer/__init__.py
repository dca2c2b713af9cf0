"""Places by name, whatever its spelling, and by point: one compiled SQLite file, read where it lies."""

from __future__ import annotations

from functools import cache

from ..model import distance_km
from ..settings import Settings, load_settings
from .geometry import Outline
from .keys import fold, skeleton
from .records import KINDS, Containment, Match, PlaceRecord
from .store import Gazetteer

__all__ = [
    "KINDS",
    "Containment",
    "Gazetteer",
    "Match",
    "Outline",
    "PlaceRecord",
    "distance_km",
    "fold",
    "gazetteer",
    "skeleton",
]


def gazetteer(settings: Settings | None = None) -> Gazetteer:
    """The gazetteer in force, opened once a process; None = the settings of `sayso.toml` and the environment.

    Raises:
        GazetteerError: it can neither be opened nor compiled.
        VocabError: the data it is compiled from is broken.
    """
    return _opened(settings or load_settings())


@cache
def _opened(settings: Settings) -> Gazetteer:
    return Gazetteer.open(settings)
