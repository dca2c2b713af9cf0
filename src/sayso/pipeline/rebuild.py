"""Build the incidents of a ledger anew from its reports, claims and judgements."""

from __future__ import annotations

from ..ledger import Ledger
from ..model import Incident
from ..resolve import merge


def rebuild(ledger: Ledger) -> tuple[Incident, ...]:
    """Merge everything that the ledger holds into incidents, keep them there, and return them, the latest first.

    Ids stay as they were. Built again from the same reports, the same incidents come out.

    Raises:
        LedgerError: the ledger cannot be read or written.
    """
    state = ledger.state()  # before reading: what arrives meanwhile makes the incidents stale, and is not overlooked
    merged = merge(ledger.coded_reports(), ledger.registry())
    ledger.keep(merged.incidents, redirects=merged.redirects, state=state)
    return merged.incidents
