"""What a person decided about incidents and sources: rows that outrank the matcher and can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .span import Spans


class JudgementKind(StrEnum):
    """What was decided: two are one, some events are another, two are not one, how reliable, or: not so after all."""

    MERGE = "merge"
    SPLIT = "split"
    APART = "apart"
    GRADE = "grade"
    TAKE_BACK = "take_back"


class Reliability(StrEnum):
    """How reliable a source is, by the Admiralty code (NATO AJP-2.1); F until a person says otherwise."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


@dataclass(frozen=True, slots=True)
class Anchor:
    """An event as a person saw it: the text and the words that name it, which outlast ids when a report is recoded.

    Args:
        report: the report's id then.
        sha256: checksum of the text; another text under the same id is another matter.
        spans: the words that name the event, or of the claims about it where none do.
        event: its id then, which decides between events named by the same words.
    """

    report: str
    sha256: str
    spans: Spans
    event: str


@dataclass(frozen=True, slots=True)
class Side:
    """One party of a judgement about incidents: some events, and the id of their incident when it was judged."""

    incident: str
    events: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision, never changed: `takes_back` is the one that this row undoes, `taken_back_by` the row that undid it.

    Args:
        sides: merge, apart: the incidents; split: the events taken out, then those that they were taken from.
        source: the graded source, by its name.
    """

    kind: JudgementKind
    made_by: str
    reason: str | None = None
    sides: tuple[Side, ...] = ()
    source: str | None = None
    grade: Reliability | None = None
    takes_back: int | None = None
    id: int = 0
    made_at: str = ""
    taken_back_by: int | None = None

    @property
    def in_force(self) -> bool:
        """True for a decision that still stands."""
        return self.kind is not JudgementKind.TAKE_BACK and self.taken_back_by is None
