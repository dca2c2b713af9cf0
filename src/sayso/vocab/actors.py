"""Armed groups, forces, institutions and states by the names that reports give them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ..errors import VocabError
from .loader import load_yaml
from .names import name_key, name_keys

FILES = ("actors/armed_groups.yaml", "actors/forces.yaml", "actors/institutions.yaml")


class ActorKind(StrEnum):
    """What sort of body an actor is."""

    ARMED_GROUP = "armed_group"
    MILITARY = "military"
    COALITION = "coalition"
    POLICE = "police"
    INTELLIGENCE = "intelligence"
    PRESS_OFFICE = "press_office"
    GOVERNMENT = "government"
    MINISTRY = "ministry"
    INTERGOVERNMENTAL = "intergovernmental"
    JUSTICE = "justice"
    PARTY = "party"
    MONITOR = "monitor"
    MEDICAL = "medical"


@dataclass(frozen=True, slots=True)
class Actor:
    """A body that acts, reports or is accused.

    `parent` is the id of the body that it belongs to, `source` the public list that names it, or `own`.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: ActorKind
    country: str | None = None
    parent: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """A state: `iso` ISO 3166-1 alpha-2, `adjectives` that qualify a source, `seats` of its government."""

    iso: str
    name: str
    adjectives: tuple[str, ...]
    seats: tuple[str, ...]
    aliases: tuple[str, ...] = ()


def actor(name: str) -> Actor | None:
    """The actor that goes by `name`.

    >>> actor("the Hashd al-Shaabi").id
    'pmf'
    """
    return _actors_by_name().get(name_key(name))


def actor_by_id(id: str) -> Actor | None:
    """The actor with this id."""
    return _actors_by_id().get(id)


def state(name: str) -> State | None:
    """The state whose name, adjective or seat of government `name` is.

    >>> state("Iraqi").name, state("Damascus").name
    ('Iraq', 'Syria')
    """
    return _states_by_name().get(name_key(name))


def is_seat(name: str) -> bool:
    """True when `name` is a seat of government that stands for its state ("Moscow said")."""
    return name_key(name) in _seats()


@cache
def actors() -> tuple[Actor, ...]:
    """All known actors.

    Raises:
        VocabError: a data file holds a broken entry.
    """
    return tuple(_parse_actor(file, row) for file in FILES for row in load_yaml(file))


@cache
def states() -> tuple[State, ...]:
    """All known states.

    Raises:
        VocabError: the data file holds a broken entry.
    """
    return tuple(_parse_state(row) for row in load_yaml("actors/states.yaml"))


@cache
def _actors_by_id() -> dict[str, Actor]:
    return {entry.id: entry for entry in actors()}


@cache
def _actors_by_name() -> dict[str, Actor]:
    table: dict[str, Actor] = {}
    for entry in actors():
        for key in name_keys(entry.name, entry.aliases):
            known = table.setdefault(key, entry)
            if known.id != entry.id:
                raise VocabError(f"actors: {key!r} names both {known.id} and {entry.id}; drop one alias")
    return table


@cache
def _states_by_name() -> dict[str, State]:
    # Names go before adjectives and seats; "Congolese" and "Guinean" belong to several states and take the first.
    table: dict[str, State] = {}
    for entry in states():
        for key in name_keys(entry.name, entry.aliases):
            table.setdefault(key, entry)
    for entry in states():
        for key in name_keys(entry.name, (*entry.adjectives, *entry.seats)):
            table.setdefault(key, entry)
    return table


@cache
def _seats() -> frozenset[str]:
    return frozenset(name_key(seat) for entry in states() for seat in entry.seats)


def _parse_actor(file: str, row: Mapping[str, object]) -> Actor:
    try:
        return Actor(
            id=str(row["id"]),
            name=str(row["name"]),
            aliases=_names(row, "aliases"),
            kind=ActorKind(str(row["kind"])),
            country=str(row["country"]) if "country" in row else None,
            parent=str(row["parent"]) if "parent" in row else None,
            source=str(row["source"]),
        )
    except (KeyError, ValueError) as error:
        raise VocabError(
            f"{file}: entry {row.get('id', row)!r} is broken ({error}); give id, name, kind, source"
        ) from error


def _parse_state(row: Mapping[str, object]) -> State:
    try:
        return State(
            iso=str(row["iso"]),
            name=str(row["name"]),
            adjectives=_names(row, "adjectives"),
            seats=_names(row, "seats"),
            aliases=_names(row, "aliases"),
        )
    except KeyError as error:
        raise VocabError(f"actors/states.yaml: entry {row!r} has no {error}; add it") from error


def _names(row: Mapping[str, object], field: str) -> tuple[str, ...]:
    names = row.get(field) or ()
    return tuple(str(name) for name in names) if isinstance(names, list) else ()
