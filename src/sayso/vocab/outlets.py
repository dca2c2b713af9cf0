"""News outlets and wire agencies by the names that reports give them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ..errors import VocabError
from .loader import load_yaml
from .names import name_key, name_keys

FILES = ("outlets/agencies.yaml", "outlets/media.yaml")


class OutletKind(StrEnum):
    """How an outlet reaches its readers."""

    AGENCY = "agency"
    NEWSPAPER = "newspaper"
    BROADCASTER = "broadcaster"
    ONLINE = "online"
    TELEGRAM = "telegram"


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet; `state` is true when a government or a party to a conflict runs it."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: OutletKind
    country: str | None = None
    state: bool = False

    @property
    def is_agency(self) -> bool:
        """True for agencies, whose texts other outlets print word for word."""
        return self.kind is OutletKind.AGENCY


def outlet(name: str) -> Outlet | None:
    """The outlet that goes by `name`; a leading article, quotation marks and full stops do not matter.

    >>> outlet("the Associated Press").id
    'ap'
    """
    return _by_name().get(name_key(name))


def is_outlet(name: str) -> bool:
    """True when `name` names a known outlet or agency."""
    return outlet(name) is not None


@cache
def outlets() -> tuple[Outlet, ...]:
    """All known outlets, agencies first.

    Raises:
        VocabError: a data file holds a broken entry.
    """
    return tuple(_parse(file, row) for file in FILES for row in load_yaml(file))


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
        aliases = row.get("aliases") or ()
        return Outlet(
            id=str(row["id"]),
            name=str(row["name"]),
            aliases=tuple(str(alias) for alias in aliases) if isinstance(aliases, list) else (),
            kind=OutletKind(str(row["kind"])),
            country=str(row["country"]) if "country" in row else None,
            state=row.get("state") is True,
        )
    except (KeyError, ValueError) as error:
        raise VocabError(
            f"{file}: entry {row.get('id', row)!r} is broken ({error}); give id, name and a known kind"
        ) from error
