"""News outlets and wire agencies by the names that reports give them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ..errors import VocabError
from .names import bare_name, name_key, name_keys
from .rows import load_rows

FILES = ("outlets/agencies.yaml", "outlets/media.yaml")


class OutletKind(StrEnum):
    """How an outlet reaches its readers."""

    AGENCY = "agency"
    NEWSPAPER = "newspaper"
    BROADCASTER = "broadcaster"
    ONLINE = "online"
    TELEGRAM = "telegram"


class Owner(StrEnum):
    """Who runs an outlet."""

    STATE = "state"
    PARTY = "party"
    PUBLIC = "public"
    INDEPENDENT = "independent"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet.

    `owner` says who runs it, `voice` is the id of the actor that it speaks for, `side` whose view it takes where that
    is plain; `wire` is true when others print its texts word for word, `carries` the ids of agencies that it prints.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: OutletKind
    country: str | None = None
    owner: Owner = Owner.PRIVATE
    voice: str | None = None
    side: tuple[str, ...] = ()
    wire: bool = False
    carries: tuple[str, ...] = ()

    @property
    def state(self) -> bool:
        """True when a government or a party to a conflict runs it."""
        return self.owner in {Owner.STATE, Owner.PARTY}

    @property
    def is_agency(self) -> bool:
        """True for agencies, whose texts other outlets print word for word."""
        return self.kind is OutletKind.AGENCY


def outlet(name: str) -> Outlet | None:
    """The outlet that goes by `name`; a leading article, quotation marks and full stops do not matter.

    >>> outlet("the Associated Press").id
    'ap'
    """
    if bare_name(name).islower() and name_key(name) not in _lower_names():
        return None  # "the insider said": no name, though the letters are the same
    return _by_name().get(name_key(name))


def outlet_by_id(id: str) -> Outlet | None:
    """The outlet with this id."""
    return _by_id().get(id)


def speaks_for(name: str) -> str | None:
    """The id of the actor that an outlet speaks for, so that the two are no independent sources.

    >>> speaks_for("Al-Masirah"), speaks_for("Reuters")
    ('houthis', None)
    """
    found = outlet(name)
    return found.voice if found is not None else None


def may_copy(name: str) -> tuple[str, ...]:
    """The ids of the agencies whose texts an outlet is known to print; an agency "copies" itself.

    >>> may_copy("Naharnet")
    ('afp', 'ap')
    """
    found = outlet(name)
    if found is None:
        return ()
    return (found.id,) if found.wire else found.carries


def is_outlet(name: str) -> bool:
    """True when `name` names a known outlet or agency."""
    return outlet(name) is not None


@cache
def outlets() -> tuple[Outlet, ...]:
    """All known outlets, agencies first.

    Raises:
        VocabError: a data file holds a broken entry.
    """
    return tuple(_parse(file, row) for file in FILES for row in load_rows(file))


@cache
def _by_id() -> dict[str, Outlet]:
    return {entry.id: entry for entry in outlets()}


@cache
def _lower_names() -> frozenset[str]:
    """Names that are written without a capital ("dpa")."""
    return frozenset(name_key(name) for e in outlets() for name in (e.name, *e.aliases) if name.islower())


@cache
def _by_name() -> dict[str, Outlet]:
    table: dict[str, Outlet] = {}
    for entry in outlets():
        for key in name_keys(entry.name, entry.aliases):
            known = table.setdefault(key, entry)
            if known.id != entry.id:
                raise VocabError(f"outlets: {key!r} names both {known.id} and {entry.id}; drop one alias")
    return table


def _parse(file: str, row: Mapping[str, object]) -> Outlet:
    try:
        return Outlet(
            id=str(row["id"]),
            name=str(row["name"]),
            aliases=_texts(row, "aliases"),
            kind=OutletKind(str(row["kind"])),
            country=str(row["country"]) if "country" in row else None,
            owner=Owner(str(row.get("owner", "private"))),
            voice=str(row["voice"]) if "voice" in row else None,
            side=_texts(row, "side"),
            wire=row.get("wire") is True,
            carries=_texts(row, "carries"),
        )
    except (KeyError, ValueError) as error:
        raise VocabError(
            f"{file}: entry {row.get('id', row)!r} is broken ({error}); give id, name, a known kind and owner"
        ) from error


def _texts(row: Mapping[str, object], field: str) -> tuple[str, ...]:
    texts = row.get(field) or ()
    return tuple(str(text) for text in texts) if isinstance(texts, list) else ()
