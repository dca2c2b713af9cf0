"""Score sentences coded in PLOVER: the event, and who did it to whom.

The corpus is the gold standard records of PLOVER (Open Event Data Alliance 2018), sentences of the CAMEO manual.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from .jsonl import read_rows
from .labels import label_figures
from .muc4 import Tally

_ARTICLES = frozenset({"the", "a", "an"})
_WORD = re.compile(r"[\w'’.-]+")


@dataclass(frozen=True, slots=True)
class PloverActor:
    """An actor as a gold record has it."""

    actorText: str = ""  # noqa: N815 - the name of the field in PLOVER's records


class GoldRecord(msgspec.Struct, frozen=True):
    """A sentence with its event; actors may be missing, empty, or a list."""

    id: str
    event: str
    text: str
    source: list[PloverActor] | str | None = None
    target: list[PloverActor] | str | None = None

    def actors(self, side: str) -> tuple[str, ...]:
        """The words of the actors on one side, `source` or `target`."""
        given = self.source if side == "source" else self.target
        return tuple(a.actorText for a in given if a.actorText) if isinstance(given, list) else ()


@dataclass(frozen=True, slots=True)
class PloverRecord:
    """What was predicted for a sentence; its fields are those of the dump."""

    id: str
    event: str | None
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()


def read_gold(path: Path) -> tuple[GoldRecord, ...]:
    """The records of a gold file.

    Raises:
        UsageError: it cannot be read, or a line is no record.
    """
    return tuple(read_rows(path, GoldRecord))


def score(gold: Sequence[GoldRecord], predicted: Sequence[PloverRecord]) -> dict[str, Any]:
    """Figures of events; of actors, where two names agree when one holds all the words of the other."""
    pairs = list(zip(gold, predicted, strict=True))
    sides = {
        "source": sum((_actors(g.actors("source"), p.source) for g, p in pairs), Tally()),
        "target": sum((_actors(g.actors("target"), p.target) for g, p in pairs), Tally()),
    }
    events = label_figures([(g.event, p.event) for g, p in pairs])
    return {"events": events, **{side: tally.as_dict() for side, tally in sides.items()}}


def _actors(wanted: Sequence[str], given: Sequence[str]) -> Tally:
    left = [_words(name) for name in wanted]
    hits = 0
    for words in map(_words, given):
        same = next((other for other in left if words and other and (words <= other or other <= words)), None)
        if same is not None:
            left.remove(same)
            hits += 1
    return Tally(hits, len(wanted), len(given))


def _words(name: str) -> frozenset[str]:
    return frozenset(w.removesuffix("'s") for w in _WORD.findall(name.lower())) - _ARTICLES
