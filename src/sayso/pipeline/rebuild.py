"""Build the incidents of a ledger anew from its reports, claims and judgements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from .. import __version__
from ..ledger import FactsRow, Ledger, MarkRow, Registry, merging
from ..model import CodedReport, Incident
from ..model.codec import encode
from ..resolve import merge
from ..resolve.blocking import index_keys
from ..resolve.neighbourhood import ReportFacts, rules_name
from ..resolve.neighbourhood import encoded as encoded_facts
from ..resolve.related import Mark


def rebuild(
    ledger: Ledger, *, wanted: Registry = (), on_read: Callable[[], None] | None = None
) -> tuple[Incident, ...]:
    """Merge everything that the ledger holds into incidents, keep them there, and return them, the latest first.

    Ids stay as they were. Built again from the same reports and judgements, the same incidents come out.

    Args:
        wanted: ids that certain events are to bear from now on, because a person decided so.
        on_read: called for each report that was read; when all are, they are merged.

    Raises:
        LedgerError: the ledger cannot be read or written.
    """
    state = ledger.state()  # before reading: what arrives meanwhile makes the incidents stale, and is not overlooked
    reports = _told(ledger.coded_reports(), on_read) if on_read else ledger.coded_reports()
    merged = merge(reports, ledger.registry(), judgements=ledger.judgements(), wanted=wanted)
    with merging(ledger) as desk:
        desk.keep(merged.incidents, merged.redirects, state)
        desk.put_marks([mark_row(mark) for mark in merged.marks])
        desk.put_facts([facts_row(facts) for facts in merged.network.facts])
        desk.put_links(merged.network.links)
        desk.put_groups((), merged.network.groups)
        desk.built(state, rules())
    return merged.incidents


def _told(reports: Iterable[CodedReport], on_read: Callable[[], None]) -> Iterator[CodedReport]:
    for coded in reports:
        on_read()
        yield coded


def rules() -> str:
    """What a ledger's merging was done by; by another version everything is built anew."""
    return f"{__version__} {rules_name()}"


def facts_row(facts: ReportFacts) -> FactsRow:
    """What a ledger keeps of a report for merging."""
    return FactsRow(facts.report, facts.sha256, encoded_facts(facts), index_keys(facts.events))


def mark_row(mark: Mark) -> MarkRow:
    """What a ledger keeps of an incident for its links."""
    return MarkRow(mark.incident, mark.since, encode(mark).decode())
