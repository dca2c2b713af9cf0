"""Take reports into a ledger: code, store, one by one, and then merge what came into incidents."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace

from ..errors import LedgerError
from ..ledger import IncidentQuery, Ledger, StoreOutcome
from ..ledger.ledger import CODER
from ..model import CodedReport, Diagnostic
from ..readers import Reading, ReadResult, Unread
from .code import Coder
from .fingerprint import fingerprint
from .update import update

Progress = Callable[[ReadResult], None]


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What an ingest did.

    Args:
        new: reports that the ledger did not hold.
        updated: known reports with another text, other provenance, or coded otherwise than before.
        unchanged: reports that were there already.
        set_aside: inputs that could not be read as reports.
        failed: reports that were read and could not be coded or stored.
        incidents: how many the ledger holds now.
        stored: the reports in the order in which they were read, and what storing each did.
    """

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    set_aside: tuple[Unread, ...] = ()
    failed: tuple[Unread, ...] = ()
    incidents: int = 0
    stored: tuple[tuple[str, StoreOutcome], ...] = ()

    @property
    def reports(self) -> int:
        """How many reports were read and stored, or were there already."""
        return self.new + self.updated + self.unchanged


@dataclass(slots=True)
class _Tally:
    stored: list[tuple[str, StoreOutcome]] = field(default_factory=list)
    set_aside: list[Unread] = field(default_factory=list)
    failed: list[Unread] = field(default_factory=list)

    def number(self, outcome: StoreOutcome) -> int:
        return sum(had is outcome for _, had in self.stored)


def ingest(
    ledger: Ledger,
    readings: Iterable[ReadResult],
    coder: Coder,
    *,
    on_progress: Progress | None = None,
    building: AbstractContextManager[object] | None = None,
) -> IngestSummary:
    """Code and store every reading, then take what changed into the incidents.

    Each report is stored whole before the next one is read; stopped at any point, the same call goes on where it ended.
    A report that fails is noted in the ledger, with the reason, and the rest goes on.

    Args:
        readings: what `sayso.readers.read` yields.
        on_progress: called after each reading.
        building: entered while the incidents are written, such as the lock of a server.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    tally, name = _Tally(), fingerprint(coder)
    for reading in readings:
        if isinstance(reading, Unread):
            ledger.note(reading.diagnostic, reading.origin)
            tally.set_aside.append(reading)
        else:
            _take(ledger, reading, coder, name, tally)
        if on_progress is not None:
            on_progress(reading)
    with building or nullcontext():
        if ledger.is_stale():
            update(ledger)
    incidents = ledger.total(IncidentQuery())
    return IngestSummary(
        new=tally.number(StoreOutcome.NEW),
        updated=tally.number(StoreOutcome.UPDATED),
        unchanged=tally.number(StoreOutcome.UNCHANGED),
        set_aside=tuple(tally.set_aside),
        failed=tuple(tally.failed),
        incidents=incidents,
        stored=tuple(tally.stored),
    )


def _take(ledger: Ledger, reading: Reading, coder: Coder, name: str | None, tally: _Tally) -> None:
    try:
        outcome = _store(ledger, reading, coder, name)
    except LedgerError:  # the next report would fare no better
        raise
    except Exception as error:  # whatever goes wrong in reading one text must not stop the others
        problem = Unread(reading.origin, _failure(reading, error))
        ledger.note(problem.diagnostic, problem.origin)
        tally.failed.append(problem)
    else:
        tally.stored.append((reading.report.id, outcome))


def _store(ledger: Ledger, reading: Reading, coder: Coder, name: str | None) -> StoreOutcome:
    if name is not None and ledger.knows(reading.report, name):
        return StoreOutcome.UNCHANGED
    return ledger.store(_coded(reading, coder), coder=name or CODER)


def _coded(reading: Reading, coder: Coder) -> CodedReport:
    """The coded report with what its reader noted."""
    coded = coder.code(reading.report)
    return replace(coded, diagnostics=reading.diagnostics + coded.diagnostics)


def _failure(reading: Reading, error: Exception) -> Diagnostic:
    message = f"report {reading.report.id!r} could not be coded: {type(error).__name__}: {error}"
    return Diagnostic("code", "failed", message)
