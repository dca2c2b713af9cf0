"""What a person decided about incidents, claims and sources: rows that outrank machines and can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .span import Span, Spans
from .values import FacetValue, Slot


class JudgementKind(StrEnum):
    """What was decided.

    Incidents are one (`merge`), some events are another (`split`), two are not one (`apart`); claims were read rightly
    (`accept`), are not in the text (`reject`), or say something else (`correct`); how reliable a source is (`grade`);
    and: not so after all (`take_back`).
    """

    MERGE = "merge"
    SPLIT = "split"
    APART = "apart"
    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
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
class ClaimAnchor:
    """A claim as a person saw it: the text, what is claimed and by whom, which outlast ids when a report is recoded.

    Args:
        report: the report's id then.
        sha256: checksum of the text.
        content: the words of the content.
        said_by: the words that name its sources.
        claim: its id then, which decides between claims of the same words.
    """

    report: str
    sha256: str
    content: Spans
    said_by: Spans
    claim: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What stands in the place of what was read of a claim: a value, its sources, or the event that it is about.

    Args:
        slot: the corrected slot; `value` is what it says there, None = nothing.
        span: the words of the value. A facet of the slot whose words overlap them is replaced.
        chain: the names of its sources, outermost first; () = the report itself, None = as it was read.
        chain_spans: the words that name them.
        event: the event that it is about.
        alone: it is about an event of its own.
    """

    slot: Slot | None = None
    value: FacetValue | None = None
    span: Span | None = None
    chain: tuple[tuple[str, ...], ...] | None = None
    chain_spans: tuple[Spans, ...] = ()
    event: Anchor | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision, never changed: `takes_back` is the one that this row undoes, `taken_back_by` the row that undid it.

    Args:
        sides: merge, apart: the incidents; split: the events taken out, then those that they were taken from.
        source: the graded source, by its name.
        claims: accept, reject, correct: the claims that it is about.
    """

    kind: JudgementKind
    made_by: str
    reason: str | None = None
    sides: tuple[Side, ...] = ()
    source: str | None = None
    grade: Reliability | None = None
    claims: tuple[ClaimAnchor, ...] = ()
    correction: Correction | None = None
    takes_back: int | None = None
    id: int = 0
    made_at: str = ""
    taken_back_by: int | None = None

    @property
    def in_force(self) -> bool:
        """True for a decision that still stands."""
        return self.kind is not JudgementKind.TAKE_BACK and self.taken_back_by is None
