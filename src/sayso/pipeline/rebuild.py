"""Build the incidents of a ledger anew from its reports, claims and judgements."""

from __future__ import annotations

from ..ledger import Ledger, Registry
from ..model import Incident
from ..resolve import merge


def rebuild(ledger: Ledger, *, wanted: Registry = ()) -> tuple[Incident, ...]:
    """Merge everything that the ledger holds into incidents, keep them there, and return them, the latest first.

    Ids stay as they were. Built again from the same reports and judgements, the same incidents come out.

    Args:
        wanted: ids that certain events are to bear from now on, because a person decided so.

    Raises:
        LedgerError: the ledger cannot be read or written.
    """
    state = ledger.state()  # before reading: what arrives meanwhile makes the incidents stale, and is not overlooked
    merged = merge(ledger.coded_reports(), ledger.registry(), judgements=ledger.judgements(), wanted=wanted)
    ledger.keep(merged.incidents, redirects=merged.redirects, state=state)
    return merged.incidents
