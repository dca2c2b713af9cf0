"""Read of what people judged only what somebody looks at: one, the newest, the grades, or those about some texts."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, func, select

from ..model import Judgement
from . import judgements
from .connect import plain_errors
from .ledger import Ledger
from .schema import judgements as table


class Decided:
    """The judgements of a ledger; every method raises `LedgerError` when the ledger cannot be read."""

    def __init__(self, ledger: Ledger) -> None:
        """Look into a ledger, each time anew."""
        self._ledger = ledger

    def newest(self) -> int:
        """The number of the newest; 0 when there is none."""
        with plain_errors(self._ledger.where), self._ledger._engine.begin() as connection:
            return judgements.last(connection)

    def total(self) -> int:
        """How many there are, those that were taken back as well."""
        with plain_errors(self._ledger.where), self._ledger._engine.begin() as connection:
            return int(connection.execute(select(func.count()).select_from(table)).scalar_one())

    def one(self, number: int) -> Judgement | None:
        """The judgement of this number; None when there is none."""
        return next(iter(self._some(table.c.id == number)), None)

    def since(self, number: int) -> tuple[Judgement, ...]:
        """Those after a number, oldest first."""
        return self._some(table.c.id > number)

    def lately(self, most: int, skip: int = 0) -> tuple[Judgement, ...]:
        """The newest ones, the newest first, without the first `skip`."""
        with plain_errors(self._ledger.where), self._ledger._engine.begin() as connection:
            ids = connection.execute(select(table.c.id).order_by(table.c.id.desc()).limit(most).offset(skip)).scalars()
            return judgements.some(connection, table.c.id.in_(list(ids)))[::-1]

    def grades(self) -> tuple[Judgement, ...]:
        """Those that grade a source, oldest first."""
        with plain_errors(self._ledger.where), self._ledger._engine.begin() as connection:
            return judgements.graded(connection)

    def touching(self, texts: Collection[str]) -> tuple[Judgement, ...]:
        """Those about events or claims of some texts, by SHA-256, oldest first."""
        return self._some(judgements.names(texts)) if texts else ()

    def _some(self, condition: ColumnElement[bool]) -> tuple[Judgement, ...]:
        with plain_errors(self._ledger.where), self._ledger._engine.begin() as connection:
            return judgements.some(connection, condition)
