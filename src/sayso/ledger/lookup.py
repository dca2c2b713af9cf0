"""Find the incident that a person means by a part of its id."""

from __future__ import annotations

from sqlalchemy import Connection, select

from ..errors import UsageError
from . import schema

PREFIX = "INC-"
SHOWN = 5  # ids that a message lists


def full_id(connection: Connection, wanted: str) -> str:
    """The one incident id that starts with `wanted` (`INC-7K`), those merged away as well; `wanted` when none does.

    Raises:
        UsageError: several do.
    """
    start = wanted.strip().upper()
    if not start.startswith(PREFIX) or start == PREFIX:
        return wanted
    ids = schema.incident_ids.c.incident_id
    found = connection.execute(select(ids).where(ids.startswith(start, autoescape=True)).order_by(ids)).scalars().all()
    if len(found) > 1 and start not in found:
        listed = ", ".join(found[:SHOWN]) + (", …" if len(found) > SHOWN else "")
        raise UsageError(f"{wanted!r}: {len(found)} incidents start so ({listed}); give more of the id")
    return start if start in found or not found else str(found[0])
