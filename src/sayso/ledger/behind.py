"""Tell how far the incidents of a ledger are behind what it holds, and of which moment they are."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from .cache import heads_state, is_stale, state_numbers
from .connect import plain_errors
from .ledger import Ledger
from .schema import cache_state, codings, heads, judgements


@dataclass(frozen=True, slots=True)
class Behind:
    """What a ledger holds beyond its incidents.

    Args:
        reports: codings of reports that came since the incidents were built.
        judgements: what people judged since, grades aside.
        state: what the incidents were built of, as `built` gives it; None = they never were.
        moment: when the newest of what they were built of was stored, ISO 8601 in UTC; None = never built, or of none.
        rules: by which rules they were built, as `Merging.built` was told; by others all is built anew.
    """

    reports: int
    judgements: int
    state: str | None
    moment: str | None
    rules: str | None = None


def built(ledger: Ledger) -> str | None:
    """What the incidents were built of: `Ledger.state` as it was then; None when they never were.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    with plain_errors(ledger.where), ledger._engine.begin() as connection:
        return _built(connection)


def behind(ledger: Ledger) -> Behind | None:
    """How far the incidents are behind; None when they hold everything, all read at one moment.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    with plain_errors(ledger.where), ledger._engine.begin() as connection:
        if not is_stale(connection):
            return None
        state, now = _built(connection), state_numbers(heads_state(connection))
        if state is None:
            return Behind(now[0], now[2], None, None)
        then = state_numbers(state)
        rules = connection.execute(select(cache_state.c.rules)).scalar()
        return Behind(now[0] - then[0], now[2] - then[2], state, _moment(connection, then[1], then[3]), rules)


def reports_held(ledger: Ledger) -> int:
    """How many reports the ledger holds.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    with plain_errors(ledger.where), ledger._engine.begin() as connection:
        return int(connection.execute(select(func.count()).select_from(heads)).scalar_one())


def _built(connection: Connection) -> str | None:
    state = connection.execute(select(cache_state.c.heads)).scalar()
    return None if state is None else str(state)


def _moment(connection: Connection, coding: int, judgement: int) -> str | None:
    told = (
        connection.execute(select(codings.c.stored_at).where(codings.c.id == coding)).scalar(),
        connection.execute(select(judgements.c.made_at).where(judgements.c.id == judgement)).scalar(),
    )
    return max((moment for moment in told if moment is not None), default=None)
