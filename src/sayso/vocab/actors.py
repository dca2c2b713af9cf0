"""Armed groups, forces, institutions and states by the names that reports give them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from ..errors import VocabError
from .loader import load_yaml
from .names import bare_name, name_key, name_keys
from .rows import load_rows

FILES = (
    "actors/groups_mideast.yaml",
    "actors/groups_africa.yaml",
    "actors/groups_europe.yaml",
    "actors/groups_asia.yaml",
    "actors/groups_americas.yaml",
    "actors/forces.yaml",
    "actors/institutions.yaml",
)


_SHORT = re.compile(r"\s\([A-Z\d][\w/-]*\)$")  # "Rapid Support Forces (RSF)"


class ActorKind(StrEnum):
    """What sort of body an actor is; the last ones are crowds that only a description names."""

    ARMED_GROUP = "armed_group"
    MILITARY = "military"
    COALITION = "coalition"
    POLICE = "police"
    INTELLIGENCE = "intelligence"
    PRESS_OFFICE = "press_office"
    GOVERNMENT = "government"
    MINISTRY = "ministry"
    LEGISLATURE = "legislature"
    INTERGOVERNMENTAL = "intergovernmental"
    JUSTICE = "justice"
    PARTY = "party"
    MONITOR = "monitor"
    MEDICAL = "medical"
    COMPANY = "company"
    MEDIA = "media"
    CIVILIANS = "civilians"
    PROTESTERS = "protesters"
    RIOTERS = "rioters"


BODIES = frozenset(
    {ActorKind.ARMED_GROUP, ActorKind.MILITARY, ActorKind.COALITION, ActorKind.POLICE, ActorKind.INTELLIGENCE}
)
"""Kinds of body that carry arms."""


class ActorForm(StrEnum):
    """What sort of armed group, or of intergovernmental body, an actor is."""

    REBEL = "rebel"
    MILITIA = "militia"
    COMMUNAL = "communal"
    CRIMINAL = "criminal"
    MERCENARY = "mercenary"
    PEACEKEEPING = "peacekeeping"
    POLICE = "police"


@dataclass(frozen=True, slots=True)
class Actor:
    """A body that acts, reports or is accused.

    `parent` is the id of the body that it belongs to; `side` its alignments ("Iran-backed"); `since` and `until` ISO
    8601 dates, possibly shortened, between which it bore its name; `covers` the generic bodies of its country that it
    is; `ambiguous` names that lead to it only in its country or time; `source` the public list that names it.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: ActorKind
    country: str | None = None
    parent: str | None = None
    source: str = ""
    form: ActorForm | None = None
    side: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    covers: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()

    def in_force(self, at: str) -> bool:
        """True when it bore its name on the ISO date `at`.

        >>> actor("HTS").in_force("2023-05-01"), actor("HTS").in_force("2025-06-01")
        (True, False)
        """
        return in_force(self.since, self.until, at)


@dataclass(frozen=True, slots=True)
class State:
    """A state: `iso` ISO 3166-1 alpha-2, `adjectives` that qualify a source, `seats` of its government."""

    iso: str
    name: str
    adjectives: tuple[str, ...]
    seats: tuple[str, ...]
    aliases: tuple[str, ...] = ()


def actor(name: str, *, at: str | None = None, country: str | None = None) -> Actor | None:
    """The actor that goes by `name`, on the ISO date `at` and in `country` where those are known.

    A name of several bodies goes to one that bore it then, then to one of that country, then to the first of the list;
    a name that is marked ambiguous only to a body that date or country point to.

    >>> actor("the Hashd al-Shaabi").id, actor("Syrian army", at="2025-06-01").id
    ('pmf', 'syria-army-new')
    """
    found = bearers(name, at=at, country=country)
    return found[0] if found else None


@lru_cache(maxsize=8192)  # a report asks for the same few hundred names again and again
def bearers(name: str, *, at: str | None = None, country: str | None = None) -> tuple[Actor, ...]:
    """The actors that go by `name`, the likeliest first; see `actor`."""
    key = name_key(name)
    if bare_name(name).islower() and key not in _lower_names():
        return ()  # "the local force", "the observatory": no name, though the letters are the same
    known = _actors_by_name().get(key) or _actors_by_name().get(name_key(_SHORT.sub("", name)), ())
    if len(known) == 1 and key not in _ambiguous():
        return known
    here = [e for e in known if country is not None and e.country == country]
    then = [e for e in (here or known) if at is None or e.in_force(at)] or here or list(known)
    if key in _ambiguous() and not here and (at is None or len(then) > 1):
        then = [e for e in then if not _is_ambiguous(e, key)]
    return tuple(then)


def in_force(since: str | None, until: str | None, at: str) -> bool:
    """True when the ISO date `at` lies between two others; dates may be shortened, then the whole month or year counts.

    >>> in_force("2017", "2025-01", "2025-01-20"), in_force("2017-12-30", None, "2017-11-01")
    (True, False)
    """
    after = since is None or at[: len(since)] >= since[: len(at)]
    return after and (until is None or at[: len(until)] <= until[: len(at)])


def sides(entry: Actor) -> tuple[str, ...]:
    """The alignments of an actor and of the bodies that it belongs to.

    >>> "Iran-backed" in sides(actor("Radwan Force"))
    True
    """
    found = list(entry.side)
    seen = {entry.id}
    while entry.parent is not None and entry.parent not in seen:
        entry = _actors_by_id()[entry.parent]
        seen.add(entry.id)
        found += entry.side
    return tuple(dict.fromkeys(found))


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
    return tuple(_parse_actor(file, row) for file in FILES for row in load_rows(file))


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
def covering(country: str, concept: str) -> tuple[Actor, ...]:
    """The actors that are the army, the police … (`concept`) of a country, by its name in `states`."""
    return tuple(e for e in actors() if e.country == country and concept in e.covers)


@cache
def _actors_by_name() -> dict[str, tuple[Actor, ...]]:
    table: dict[str, tuple[Actor, ...]] = {}
    for entry in actors():
        for key in name_keys(entry.name, (*entry.aliases, *entry.ambiguous)):
            table[key] = (*table.get(key, ()), entry)
    for key, bearing in table.items():
        if len(bearing) > 1:
            _check_apart(key, bearing)
    return table


def _check_apart(key: str, bearing: Sequence[Actor]) -> None:
    """Two actors of one country and time must not share a name, unless both call it ambiguous."""
    for i, one in enumerate(bearing):
        for other in bearing[:i]:
            marked = _is_ambiguous(one, key) or _is_ambiguous(other, key)
            if not marked and one.country == other.country and _overlap(one, other):
                raise VocabError(f"actors: {key!r} names both {other.id} and {one.id}; drop one alias")


def _overlap(one: Actor, other: Actor) -> bool:
    start = max(one.since or "", other.since or "")
    return in_force(one.since, one.until, start) and in_force(other.since, other.until, start) if start else True


@cache
def _lower_names() -> frozenset[str]:
    """Names that are written without a capital ("anti-balaka")."""
    return frozenset(name_key(name) for e in actors() for name in (e.name, *e.aliases) if name.islower())


def _is_ambiguous(entry: Actor, key: str) -> bool:
    return any(key == name_key(name) for name in entry.ambiguous)


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(name_key(name) for entry in actors() for name in entry.ambiguous)


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
            country=_text(row, "country"),
            parent=_text(row, "parent"),
            source=str(row["source"]),
            form=ActorForm(str(row["form"])) if "form" in row else None,
            side=_names(row, "side"),
            since=_text(row, "from"),
            until=_text(row, "until"),
            covers=_names(row, "covers"),
            ambiguous=_names(row, "ambiguous"),
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


def _text(row: Mapping[str, object], field: str) -> str | None:
    return str(row[field]) if field in row else None
