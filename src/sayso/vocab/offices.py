"""Offices and who held them when: so that "Kirby", "Hagari" or "the Iraqi prime minister" lead to a body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..errors import VocabError
from .actors import in_force
from .names import bare_name, name_key, name_keys
from .rows import load_rows

FILE = "actors/offices.yaml"


@dataclass(frozen=True, slots=True)
class Office:
    """One person's time in one office; `body` is the id of an actor, dates are ISO 8601 and may be shortened.

    No `until` = the project does not know that it has ended.
    """

    holder: str
    office: str
    aliases: tuple[str, ...] = ()
    body: str | None = None
    country: str | None = None
    since: str | None = None
    until: str | None = None

    def in_force(self, at: str) -> bool:
        """True when the office was held on the ISO date `at`."""
        return in_force(self.since, self.until, at)


def offices_of(name: str, at: str | None = None) -> tuple[Office, ...]:
    """The offices of a person, those of the ISO date `at` first; a person without one then still has the others.

    >>> [(o.office, o.body) for o in offices_of("John Kirby", "2024-02-01")][0]
    ('National Security Council spokesperson', 'white-house')
    """
    if bare_name(name).islower():
        return ()
    found = _by_name().get(name_key(name), ())
    return found if at is None else tuple(sorted(found, key=lambda o: not o.in_force(at)))


def holder_of(office: str, country: str, at: str) -> Office | None:
    """Who held an office of a country on the ISO date `at`.

    >>> holder_of("Prime Minister", "Iraq", "2024-04-22").holder
    'Mohammed Shia al-Sudani'
    """
    wanted = office.lower()
    return next((o for o in offices() if o.office.lower() == wanted and o.country == country and o.in_force(at)), None)


@cache
def offices() -> tuple[Office, ...]:
    """All known terms of office.

    Raises:
        VocabError: the data file holds a broken entry.
    """
    return tuple(_parse(row) for row in load_rows(FILE))


@cache
def _by_name() -> dict[str, tuple[Office, ...]]:
    table: dict[str, tuple[Office, ...]] = {}
    for office in offices():
        for key in name_keys(office.holder, office.aliases):
            table[key] = (*table.get(key, ()), office)
    return table


def _parse(row: Mapping[str, object]) -> Office:
    aliases = row.get("aliases") or ()
    try:
        return Office(
            holder=str(row["holder"]),
            office=str(row["office"]),
            aliases=tuple(str(a) for a in aliases) if isinstance(aliases, list) else (),
            body=_text(row, "body"),
            country=_text(row, "country"),
            since=_text(row, "from"),
            until=_text(row, "until"),
        )
    except KeyError as error:
        raise VocabError(f"{FILE}: entry {row!r} has no {error}; add it") from error


def _text(row: Mapping[str, object], field: str) -> str | None:
    return str(row[field]) if field in row else None
