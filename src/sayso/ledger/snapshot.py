"""Read the codings of a ledger one by one, and some of them again later as they were then, whatever comes meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import select

from ..model import CodedReport, Judgement
from . import judgements, reader
from .cache import Registry
from .connect import plain_errors
from .corrections import corrected
from .ledger import Ledger
from .reader import CHUNK
from .schema import codings, reports


class Snapshot:
    """A ledger as it is now; no transaction is held, for rows of codings and judgements never change."""

    def __init__(self, ledger: Ledger) -> None:
        """Note up to where the ledger has come.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        self._ledger = ledger
        self.state: str = ledger.state()  # before all else: what comes meanwhile makes what is built of this stale
        self.judgements: tuple[Judgement, ...] = ledger.judgements()
        self.registry: Registry = ledger.registry()
        self._judged: dict[str, list[Judgement]] = {}  # those in force about claims, by text
        for judgement in self.judgements:
            if judgement.in_force and judgement.kind in judgements.ABOUT_CLAIMS:
                for text in {anchor.sha256 for anchor in judgement.claims}:
                    self._judged.setdefault(text, []).append(judgement)

    def coded(self) -> Iterator[tuple[int, CodedReport]]:
        """The codings in force in order of arrival, each with its number, with what people said of their claims."""
        query, last = reader.in_force(), 0
        while True:
            with plain_errors(self._ledger.where), self._ledger._engine.begin() as connection:
                rows = connection.execute(query.where(query.selected_columns.first_seq > last).limit(CHUNK)).all()
            yield from ((row.coding_id, self.read(row.coded, row.report_id)) for row in rows)
            if len(rows) < CHUNK:
                return
            last = rows[-1].first_seq

    def again(self, wanted: Collection[int]) -> Iterator[CodedReport]:
        """Codings by their numbers."""
        query = select(codings.c.coded, reports.c.report_id).join_from(codings, reports)
        ordered = sorted(wanted)
        for start in range(0, len(ordered), CHUNK):
            part = query.where(codings.c.id.in_(ordered[start : start + CHUNK])).order_by(codings.c.id)
            with plain_errors(self._ledger.where), self._ledger._engine.begin() as connection:
                rows = connection.execute(part).all()
            yield from (self.read(row.coded, row.report_id) for row in rows)

    def read(self, raw: str, report_id: str) -> CodedReport:
        """A coded report from its stored JSON, with what people said of its claims.

        Raises:
            LedgerError: this version of Sayso cannot read it.
        """
        coded = reader.decoded(raw, report_id)
        return corrected(coded, self._judged.get(coded.report.sha256, ()))
