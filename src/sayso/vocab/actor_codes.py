"""Code actors in the schemes of others: ACLED's inter codes and PLOVER's agent sectors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..errors import VocabError
from .actors import Actor, ActorForm, ActorKind, actor_by_id
from .loader import load_yaml

FILE = "crosswalk/actor_codes.yaml"
EXTERNAL = 8  # ACLED: forces of a state outside it, international forces, mercenaries
_PARENT = "parent"
_OF_A_STATE = 1


@dataclass(frozen=True, slots=True)
class _Codes:
    acled: int | str
    plover: str


def inter_code(entry: Actor, *, country: str | None = None) -> int:
    """The ACLED inter code, 1 to 8, of an actor; `country` is where it acts, so that forces abroad are 8.

    >>> from .actors import actor
    >>> inter_code(actor("IDF")), inter_code(actor("IDF"), country="Lebanon"), inter_code(actor("JNIM"))
    (1, 8, 2)
    """
    code = _codes(entry).acled
    if code == _PARENT:
        parent = _parent(entry)
        return _OF_A_STATE if parent is None else inter_code(parent, country=country)
    abroad = code == _OF_A_STATE and country is not None and entry.country is not None and country != entry.country
    return EXTERNAL if abroad else int(code)


def inter_name(code: int) -> str:
    """The words for an ACLED inter code.

    Raises:
        VocabError: no such code.
    """
    names: Mapping[int, str] = load_yaml(FILE)["acled_names"]
    if code not in names:
        raise VocabError(f"{code}: no ACLED inter code; give {min(names)} to {max(names)}")
    return names[code]


def plover_sector(entry: Actor) -> str:
    """The PLOVER agent sector of an actor.

    >>> from .actors import actor
    >>> [plover_sector(actor(name)) for name in ("Security Media Cell", "M23", "the Philippine National Police")]
    ['GOV', 'REB', 'COP']
    """
    sector = _codes(entry).plover
    if sector != _PARENT:
        return sector
    parent = _parent(entry)
    return "GOV" if parent is None else plover_sector(parent)


def _parent(entry: Actor) -> Actor | None:
    return actor_by_id(entry.parent) if entry.parent is not None else None


def _codes(entry: Actor) -> _Codes:
    table = _table()
    return table.get((entry.kind, entry.form)) or table[entry.kind, None]


@cache
def _table() -> dict[tuple[ActorKind, ActorForm | None], _Codes]:
    table = dict(_parse(row) for row in load_yaml(FILE)["kinds"])
    missing = [kind.value for kind in ActorKind if (kind, None) not in table]
    if missing:
        raise VocabError(f"{FILE}: no codes for {', '.join(missing)}; add a line for each")
    return table


def _parse(row: Mapping[str, Any]) -> tuple[tuple[ActorKind, ActorForm | None], _Codes]:
    try:
        form = ActorForm(row["form"]) if "form" in row else None
        return (ActorKind(row["kind"]), form), _Codes(row["acled"], str(row["plover"]))
    except (KeyError, ValueError) as error:
        raise VocabError(f"{FILE}: line {row!r} is broken ({error}); give kind, acled and plover") from error
