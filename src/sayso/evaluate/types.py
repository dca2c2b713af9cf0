"""Score the type of snippets that tell of one event, as ACLED calls it.

The corpus is that of the CASE 2021 shared task 2 (Haneczok et al. 2021, "Fine-grained Event Classification in News-like
Text Snippets"): ACLED's sub-event types, and five more that ACLED has not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..vocab.acled import acled_crosswalk
from .jsonl import read_rows
from .labels import label_figures


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """The event of a snippet, by its label in the corpus."""

    type: str


@dataclass(frozen=True, slots=True)
class GoldSnippet:
    """A text that tells of one event."""

    doc_id: str
    text: str
    events: list[GoldEvent]

    @property
    def acled(self) -> str | None:
        """The sub-event type of ACLED; None for what ACLED has not."""
        return acled_crosswalk().case2021[self.events[0].type]


def read_gold(path: Path) -> tuple[GoldSnippet, ...]:
    """The snippets of a gold file.

    Raises:
        UsageError: it cannot be read, a line is no snippet, or a label is none of the shared task.
    """
    snippets = tuple(read_rows(path, GoldSnippet))
    known = acled_crosswalk().case2021
    for snippet in snippets:
        if not snippet.events or snippet.events[0].type not in known:
            raise UsageError(f"{path}: {snippet.doc_id} has no label of CASE 2021 task 2; give a file of that corpus")
    return snippets


def score(gold: Sequence[GoldSnippet], predicted: Sequence[str | None]) -> dict[str, Any]:
    """Figures over all snippets, and over those whose type ACLED has, given the sub-event types predicted."""
    pairs = [(snippet.acled, sub_event) for snippet, sub_event in zip(gold, predicted, strict=True)]
    return {"all": label_figures(pairs), "acled": label_figures([pair for pair in pairs if pair[0] is not None])}
