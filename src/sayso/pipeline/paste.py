"""Take one report that somebody pasted into a ledger."""

from __future__ import annotations

from dataclasses import dataclass

from ..ledger import Ledger
from ..readers import Reading
from ..readers.drafts import Draft, finish
from ..readers.facts import NAMES, Facts, facts_of
from .code import Coder
from .ingest import IngestSummary, ingest

ORIGIN = "pasted"


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text and what its giver says of it; empty fields say nothing. `published` is a date, best in ISO 8601."""

    text: str
    title: str = ""
    url: str = ""
    publisher: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of it; `report_id` is None when the text was set aside."""

    summary: IngestSummary
    report_id: str | None


def paste(ledger: Ledger, pasted: Pasted, coder: Coder) -> Taken:
    """Code and store it, and merge its claims into incidents; an empty text is set aside, with the reason.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    stated = {name: getattr(pasted, name) for name in NAMES if hasattr(pasted, name)}
    facts, notes = facts_of(stated)
    draft = Draft(ORIGIN, pasted.text.replace("\r\n", "\n"), facts, notes)  # forms send line ends as CR LF
    reading = finish(draft, Facts())
    return Taken(ingest(ledger, [reading], coder), reading.report.id if isinstance(reading, Reading) else None)
