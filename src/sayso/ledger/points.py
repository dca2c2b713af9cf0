"""Where incidents lie, as little as a map needs: thousands of them are read without the rest of each."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, select

from ..model import FindingStatus, IncidentPlace
from . import schema
from .view import IncidentQuery, conditions


@dataclass(frozen=True, slots=True)
class Point:
    """An incident on a map: its places with degrees, and whether any fact of it is contested."""

    incident: str
    title: str
    contested: bool
    places: tuple[IncidentPlace, ...]


class _Standing(msgspec.Struct):
    status: FindingStatus


class _Part(msgspec.Struct):
    """What is read of a stored incident; the decoder skips the rest."""

    id: str
    title: str
    places: tuple[IncidentPlace, ...]
    findings: tuple[_Standing, ...]


_PARTS = msgspec.json.Decoder(tuple[_Part, ...])


def placed(connection: Connection, query: IncidentQuery) -> tuple[str, ...]:
    """The ids of the incidents that match and have a place with degrees, in the order in which they were built."""
    table = schema.incidents
    wanted = select(table.c.incident_id).where(table.c.placed > 0, *conditions(query)).order_by(table.c.position)
    return tuple(connection.execute(wanted).scalars())


def points(connection: Connection) -> tuple[Point, ...]:
    """All incidents that have a place with degrees, in the order in which they were built."""
    table, bodies = schema.incidents, schema.incident_bodies
    wanted = (
        select(bodies.c.incident)
        .join_from(table, bodies, bodies.c.incident_id == table.c.incident_id)
        .where(table.c.placed > 0)
        .order_by(table.c.position)
    )
    raws = connection.execute(wanted).scalars().all()
    return tuple(
        Point(
            part.id,
            part.title,
            any(finding.status is FindingStatus.CONTESTED for finding in part.findings),
            tuple(place for place in part.places if place.lat is not None and place.lon is not None),
        )
        for part in _PARTS.decode(f"[{','.join(raws)}]")
    )
