"""Find codings in force by who made them, as their coder gave them: without what people said of their claims."""

from __future__ import annotations

from sqlalchemy import func, select

from ..model import CodedReport
from . import reader
from .connect import plain_errors
from .ledger import Ledger
from .schema import codings, heads, reports


def codings_by(ledger: Ledger, coder: str) -> tuple[tuple[int, ...], int]:
    """The numbers of the codings in force that this coder made, and how many others made.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    own = select(codings.c.id).join_from(heads, codings, codings.c.id == heads.c.coding_id)
    with plain_errors(ledger.where), ledger._engine.begin() as connection:
        found = connection.execute(own.where(codings.c.coder == coder).order_by(codings.c.id)).scalars().all()
        total = connection.execute(select(func.count()).select_from(heads)).scalar_one()
    return tuple(found), int(total) - len(found)


def coding(ledger: Ledger, number: int) -> CodedReport:
    """A coding by its number.

    Raises:
        LedgerError: it cannot be read.
    """
    query = select(codings.c.coded, reports.c.report_id).join_from(codings, reports).where(codings.c.id == number)
    with plain_errors(ledger.where), ledger._engine.begin() as connection:
        row = connection.execute(query).one()
    return reader.decoded(row.coded, row.report_id)
