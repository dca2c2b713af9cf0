"""Go through what a ledger keeps a part at a time, however large it is, and stop at nothing that cannot be read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, select

from ..errors import CodecError, LedgerError
from ..model import ClaimRef, CodedReport, Incident
from ..model.codec import decode_incident
from . import reader, schema
from .connect import plain_errors
from .ledger import Ledger
from .merge_tables import merge_groups, merge_keys, merge_links, merge_reports
from .merging import FactsRow, MarkRow
from .snapshot import Snapshot

AT_ONCE = 100  # incidents, or reports, that are read together
KEPT = 500  # coded reports that are held: those of one report's incidents lie near each other


class Walk:
    """What a ledger keeps, part by part; what cannot be read is left out, and told of by `Ledger.audit`."""

    def __init__(self, ledger: Ledger) -> None:
        """Begin with what people decided.

        Raises:
            LedgerError: the ledger, or a judgement, cannot be read.
        """
        self._ledger = ledger
        self._snapshot = Snapshot(ledger)
        self._coded: dict[str, CodedReport | None] = {}

    def incidents(self) -> Iterator[list[Incident]]:
        """Incidents as last built, some at a time, those that stand near each other in the list together."""
        order = select(schema.incidents.c.incident_id).order_by(schema.incidents.c.position)
        ids = [str(row[0]) for row in self._rows(order)]
        for some in _parts(ids):
            yield list(self.bodies(some).values())

    def bodies(self, ids: Sequence[str]) -> dict[str, Incident]:
        """Incidents by their ids."""
        table, found = schema.incident_bodies, dict[str, Incident]()
        for row in self._rows(select(table).where(table.c.incident_id.in_(ids))):
            try:
                found[row[0]] = decode_incident(row[1])
            except CodecError:
                continue
        return {name: found[name] for name in ids if name in found}

    def coded(self, wanted: Collection[str]) -> dict[str, CodedReport | None]:
        """Coded reports, with what people said of their claims, by id; None is one that is there and cannot be read."""
        for name in [name for name in self._coded if name not in wanted][: max(0, len(self._coded) - KEPT)]:
            del self._coded[name]
        for some in _parts(sorted(set(wanted) - self._coded.keys())):
            for _, report_id, _, raw in self._rows(reader.in_force().where(schema.heads.c.report_id.in_(some))):
                self._coded[report_id] = self._read(raw, report_id)
        return {name: self._coded[name] for name in wanted if name in self._coded}

    def rules(self) -> str | None:
        """By which rules the tables of merging were filled; None when they are not."""
        return next((row[0] for row in self._rows(select(schema.cache_state.c.rules))), None)

    def merged(self) -> set[str]:
        """The ids of the reports of which merging knows something."""
        return {row[0] for row in self._rows(select(merge_reports.c.report_id))}

    def facts(self, reports: Sequence[str]) -> dict[str, FactsRow]:
        """What merging keeps of some reports."""
        found: dict[int, FactsRow] = {}
        keys: dict[int, dict[str, tuple[int, int]]] = {}
        for row in self._rows(select(merge_reports).where(merge_reports.c.report_id.in_(reports))):
            own = keys.setdefault(row.number, {})
            found[row.number] = FactsRow(row.report_id, row.sha256, row.glance, row.facts, own)
        for row in self._rows(select(merge_keys).where(merge_keys.c.number.in_(list(found)))):
            keys[row.number][row.key] = (row.since, row.until)
        return {row.report: row for row in found.values()}

    def links(self) -> Iterator[tuple[ClaimRef, ClaimRef]]:
        """The links between events that are kept, from either end."""
        for a, a_event, b, b_event in self._all(merge_links, merge_links.c.report_id):
            yield (a, a_event), (b, b_event)

    def groups(self) -> Iterator[tuple[ClaimRef, ClaimRef]]:
        """Every event that was put into a group, with the first event of that."""
        for report, event, first, first_event in self._all(merge_groups, merge_groups.c.report_id):
            yield (report, event), (first, first_event)

    def marks(self) -> Iterator[MarkRow]:
        """What is kept of incidents for their links."""
        for row in self._all(schema.incident_marks, schema.incident_marks.c.incident_id):
            yield MarkRow(*row)

    def _all(self, table: Table, by: ColumnElement[str]) -> Iterator[Any]:
        """The rows of a table, those of some values of a column at a time."""
        values = [row[0] for row in self._rows(select(by).distinct().order_by(by))]
        for some in _parts(values):
            yield from self._rows(select(table).where(by.in_(some)))

    def _rows(self, query: Select[Any]) -> Sequence[Any]:
        with plain_errors(self._ledger.where), self._ledger._engine.begin() as connection:
            return connection.execute(query).all()

    def _read(self, raw: str, report_id: str) -> CodedReport | None:
        try:
            return self._snapshot.read(raw, report_id)
        except LedgerError:
            return None


def _parts(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[start : start + AT_ONCE] for start in range(0, len(names), AT_ONCE))
