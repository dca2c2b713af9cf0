"""Take reports into a ledger: code, store, one by one, and then merge what came into incidents."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field, replace

from ..errors import LedgerError
from ..ledger import IncidentQuery, Ledger, StoreOutcome
from ..ledger.ledger import CODER
from ..model import Diagnostic, Report
from ..readers import Reading, ReadResult, Unread
from .ahead import Begun, ahead
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
    live: bool = False,
) -> IngestSummary:
    """Code and store every reading, then take what changed into the incidents.

    Reports are stored whole, one after another, while the neural reader reads ahead (see `ahead`); stopped at any
    point, the same call goes on where it ended. A report that fails is noted in the ledger, with the reason, and the
    rest goes on.

    Args:
        readings: what `sayso.readers.read` yields.
        on_progress: called after each reading.
        building: entered while the incidents are written, such as the lock of a server.
        live: the readings come as they happen, so each is stored before the next one is asked for.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    tally, name = _Tally(), fingerprint(coder)

    def wanted(report: Report) -> bool:
        with suppress(Exception):  # which it meets again in its turn
            return name is None or not ledger.knows(report, name)
        return False

    for begun in ahead(coder, readings, wanted=wanted, live=live):
        if isinstance(begun, Unread):
            ledger.note(begun.diagnostic, begun.origin)
            tally.set_aside.append(begun)
        else:
            _take(ledger, begun, name, tally)
        if on_progress is not None:
            on_progress(begun if isinstance(begun, Unread) else begun.reading)
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


def _take(ledger: Ledger, begun: Begun, name: str | None, tally: _Tally) -> None:
    reading = begun.reading
    try:
        outcome = _store(ledger, begun, name)
    except LedgerError:  # the next report would fare no better
        raise
    except Exception as error:  # whatever goes wrong in reading one text must not stop the others
        problem = Unread(reading.origin, _failure(reading, error))
        ledger.note(problem.diagnostic, problem.origin)
        tally.failed.append(problem)
    else:
        tally.stored.append((reading.report.id, outcome))


def _store(ledger: Ledger, begun: Begun, name: str | None) -> StoreOutcome:
    if name is not None and ledger.knows(begun.reading.report, name):
        return StoreOutcome.UNCHANGED
    coded = begun.code()
    noted = replace(coded, diagnostics=begun.reading.diagnostics + coded.diagnostics)
    return ledger.store(noted, coder=name or CODER)


def _failure(reading: Reading, error: Exception) -> Diagnostic:
    message = f"report {reading.report.id!r} could not be coded: {type(error).__name__}: {error}"
    return Diagnostic("code", "failed", message)
