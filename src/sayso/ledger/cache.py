"""Keep derived incidents in a ledger, with ids that stay the same over builds.

Written anew as a whole here; `ledger.merging` rewrites some of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, func, insert, select, update

from ..model import ClaimRef, Incident, JudgementKind
from .merge_tables import MERGE
from .names import keep_names
from .rows import Row, incident_rows, position_of
from .schema import CACHE, cache_state, codings, heads, incident_events, incident_ids, judgements

CHUNK = 500  # ids of one query
Registry = tuple[tuple[str, tuple[ClaimRef, ...]], ...]
"""Incident ids in the order in which they were given, each with the events that it holds now: () = merged away."""


def registry(connection: Connection) -> Registry:
    """The ids given so far."""
    members: dict[str, list[ClaimRef]] = {}
    for row in connection.execute(select(incident_events).order_by(*incident_events.primary_key)):
        members.setdefault(row.incident_id, []).append((row.report_id, row.event_id))
    ids = connection.execute(select(incident_ids.c.incident_id).order_by(incident_ids.c.position)).scalars()
    return tuple((known, tuple(members.get(known, ()))) for known in ids)


def keep(connection: Connection, incidents: Iterable[Incident], redirects: Mapping[str, str], state: str) -> None:
    """Replace the cached incidents; `redirects` lead from ids merged away, `state` says what they were built of."""
    incidents = tuple(incidents)
    clear(connection, state)
    register(connection, [i.id for i in incidents], redirects)
    add_incidents(connection, incidents)
    keep_names(connection)


def clear(connection: Connection, state: str) -> None:
    """Forget all that is derived; what is written next is built of `state`."""
    for table in (*MERGE, *CACHE):
        connection.execute(delete(table))
    connection.execute(insert(cache_state).values(id=1, heads=state))


def add_incidents(connection: Connection, incidents: Iterable[Incident]) -> None:
    """Write the rows of incidents that are not there; their ids are."""
    together: dict[str, list[Row]] = {}
    for incident in incidents:
        for table, rows in incident_rows(incident, position_of(incident)):
            together.setdefault(table.name, []).extend(rows)
    for table in reversed(CACHE):
        if together.get(table.name):
            connection.execute(insert(table), together[table.name])


def heads_state(connection: Connection) -> str:
    """What the incidents are to be built of: up to which coding and judgement the ledger has come, and how many.

    Both are only ever added, so that numbers tell what a checksum of all of them would; the count tells of one that a
    writer of another process finished late. A grade changes no incident.
    """
    number = select(func.count()).select_from(codings).scalar_subquery()  # apart from the newest: then it reads no rows
    coded = connection.execute(select(number, select(func.max(codings.c.id)).scalar_subquery())).one()
    about_incidents = judgements.c.kind != JudgementKind.GRADE.value
    judged = connection.execute(
        select(func.count(judgements.c.id), func.max(judgements.c.id)).where(about_incidents)
    ).one()
    return f"codings {coded[0]}/{coded[1] or 0} judgements {judged[0]}/{judged[1] or 0}"


def state_numbers(state: str) -> tuple[int, int, int, int]:
    """How many codings, the newest; how many judgements, the newest.

    >>> state_numbers("codings 3/7 judgements 0/0")
    (3, 7, 0, 0)
    """
    first, second = state.split()[1::2]
    return (*map(int, first.split("/")), *map(int, second.split("/")))  # type: ignore[return-value]


def is_stale(connection: Connection) -> bool:
    """True when reports came, or were coded anew, since the incidents were built."""
    built = connection.execute(select(cache_state.c.heads)).scalar()
    if built is None:
        return connection.execute(select(heads.c.report_id).limit(1)).first() is not None
    return bool(built != heads_state(connection))


def redirect_of(connection: Connection, incident_id: str) -> str | None:
    """The id in use that stands for `incident_id` now; None when it never was an id or its incident is gone."""
    seen: set[str] = set()
    current: str | None = incident_id
    while current is not None and current not in seen:
        seen.add(current)
        row = connection.execute(select(incident_ids.c.redirect).filter_by(incident_id=current)).first()
        if row is None:
            return None
        if row.redirect is None:
            return current
        current = row.redirect
    return None


def register(connection: Connection, used: Sequence[str], redirects: Mapping[str, str]) -> None:
    """Remember the ids that incidents bear, in their order, and where ids lead that none bears any more."""
    parts = [used[start : start + CHUNK] for start in range(0, len(used), CHUNK)]
    ids, known = incident_ids.c.incident_id, set[str]()
    for part in parts:
        known.update(connection.execute(select(ids).where(ids.in_(part))).scalars())
    last = connection.execute(select(func.max(incident_ids.c.position))).scalar() or 0
    new = [incident_id for incident_id in used if incident_id not in known]
    if new:
        rows = [{"incident_id": new_id, "position": last + i} for i, new_id in enumerate(new, start=1)]
        connection.execute(insert(incident_ids), rows)
    changed = update(incident_ids)
    for old, now in sorted(redirects.items()):
        connection.execute(changed.where(incident_ids.c.incident_id == old).values(redirect=now))
    back = changed.where(incident_ids.c.redirect.is_not(None))
    for part in parts:  # an id that is in use again leads to itself
        connection.execute(back.where(ids.in_(part)).values(redirect=None))
