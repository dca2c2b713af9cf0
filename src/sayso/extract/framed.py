"""A cue with its speaker and the side of its content, and the marks that bound them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .cues import Cue
from .party import Party

CLOSING = frozenset({"”", '"', "’", "'", "»"})
OPENING = frozenset({"“", '"', "‘", "'", "«", ":"})
END = frozenset({".", "!", "?", ";", "…"})


class Side(StrEnum):
    """Where the content stands, seen from the cue."""

    LEFT = "left"
    RIGHT = "right"
    AROUND = "around"


@dataclass(frozen=True, slots=True)
class Framed:
    """A cue with its party and the side of its content; `start` is where the content begins when it stands right."""

    cue: Cue
    party: Party
    side: Side
    start: int
    frame_first: int
    frame_last: int
