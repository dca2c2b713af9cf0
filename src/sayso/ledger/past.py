"""Tell one past from another: all moments at which the same was known share a name."""

from __future__ import annotations

import hashlib

from sqlalchemy import select

from ..model import JudgementKind
from . import reader, schema
from .connect import plain_errors
from .ledger import Ledger


def picture_of(ledger: Ledger, moment: str) -> str | None:
    """A name for what was known by a moment, the same for all moments at which the same was; None = all of now.

    It stands for the codings that were out and for what people judged, grades aside, which change no incident.

    Raises:
        LedgerError: the ledger cannot be read.
        UsageError: the moment is none.
    """
    with plain_errors(ledger.where), ledger._engine.begin() as connection:
        out = reader.codings_at(connection, moment, None)
        now = connection.execute(select(schema.heads.c.coding_id)).scalars().all()
        if set(out) == set(now):
            return None
        rows = schema.judgements.c
        judged = select(rows.id).where(rows.kind != JudgementKind.GRADE.value).order_by(rows.id)
        numbers = connection.execute(judged).scalars().all()
    return hashlib.sha256(f"{out} {numbers}".encode()).hexdigest()[:16]
