"""The ledger as a library offers it: open one, ingest paths, ask for incidents."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property

from ..ledger import IncidentQuery
from ..ledger import Ledger as Store
from ..model import Incident
from ..readers import read
from .code import Coder
from .ingest import IngestSummary, Progress, ingest
from .update import update

StrPath = str | os.PathLike[str]


class Ledger(Store):
    """A ledger that reads, codes and merges by itself.

    >>> with Ledger.open("sqlite://") as ledger:
    ...     ledger.incidents()
    ()
    """

    @cached_property
    def coder(self) -> Coder:
        """What reports are coded with; made when first needed."""
        return Coder()

    def ingest(
        self,
        paths: StrPath | Iterable[StrPath],
        *,
        published: str | None = None,
        publisher: str | None = None,
        on_progress: Progress | None = None,
    ) -> IngestSummary:
        """Read, code and store reports, and merge their claims into incidents; what is there already stays.

        Args:
            paths: files or folders, one or many.
            published: ISO 8601 date or time of reports that carry none.
            publisher: publisher of reports that name none.
            on_progress: called after each reading.

        Raises:
            UsageError: `published` is no date.
            LedgerError: the ledger cannot be written.
        """
        given: Iterable[StrPath] = [paths] if isinstance(paths, str | os.PathLike) else paths
        readings = read([os.fspath(path) for path in given], published=published, publisher=publisher)
        return ingest(self, readings, self.coder, on_progress=on_progress)

    def incidents(self, query: IncidentQuery | None = None) -> tuple[Incident, ...]:
        """The incidents that match, latest first; what came since they were built is taken in before."""
        if self.is_stale():
            update(self)
        return super().incidents(query)
