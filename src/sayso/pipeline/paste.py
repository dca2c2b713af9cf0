"""Make a reading of one report that somebody pasted."""

from __future__ import annotations

from dataclasses import dataclass

from ..readers import ReadResult
from ..readers.drafts import Draft, finish
from ..readers.facts import NAMES, Facts, facts_of

ORIGIN = "pasted"


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text and what its giver says of it; empty fields say nothing. `published` is a date, best in ISO 8601."""

    text: str
    title: str = ""
    url: str = ""
    publisher: str = ""
    published: str = ""


def pasted_reading(pasted: Pasted) -> ReadResult:
    """The report, ready to be ingested; an empty text is set aside, with the reason."""
    stated = {name: getattr(pasted, name) for name in NAMES if hasattr(pasted, name)}
    facts, notes = facts_of(stated)
    draft = Draft(ORIGIN, pasted.text.replace("\r\n", "\n"), facts, notes)  # forms send line ends as CR LF
    return finish(draft, Facts())
