"""Name incidents so that a name stays: drawn from the first event, kept while an incident grows, merges or splits."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ..model import ClaimRef

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # base 32 without I, L, O, U: read out without mistakes
LENGTH = 6
Registry = Sequence[tuple[str, Sequence[ClaimRef]]]
"""Ids in the order in which they were given, each with the events that it held when last built."""


@dataclass(frozen=True, slots=True)
class Names:
    """The id of each group, in their order, and where ids lead that no group bears any more."""

    ids: tuple[str, ...]
    redirects: Mapping[str, str]


def name_groups(
    groups: Sequence[Sequence[ClaimRef]],
    registry: Registry = (),
    wanted: Registry = (),
    *,
    elsewhere: Collection[str] = (),
) -> Names:
    """Give every group of events an id.

    A group keeps the id with which it has most events in common (the older one when in doubt); an id goes to one group
    only, and leads on to the group that took most of its events when it has lost its own. A new id is drawn from the
    first event of the group.

    Args:
        groups: events of each incident, first one first.
        registry: the ids given so far.
        wanted: ids that a person's decision binds to events, before what the registry says.
        elsewhere: ids that incidents bear which are not named here.
    """
    kept = _kept(groups, wanted, registry)
    taken = {*kept.values(), *elsewhere}
    ids: list[str] = []
    for number, group in enumerate(groups):
        name = kept.get(number) or _new(group[0], taken | {known for known, _ in registry}, taken)
        taken.add(name)
        ids.append(name)
    home = {event: ids[number] for number, group in enumerate(groups) for event in group}
    redirects = {}
    for known, members in registry:
        heirs = Counter(home[event] for event in members if event in home)
        if known not in taken and heirs:
            redirects[known] = min(heirs, key=lambda name: (-heirs[name], name))
    return Names(tuple(ids), redirects)


def incident_id(event: ClaimRef, salt: int = 0) -> str:
    """The id drawn from an event: 30 bits of SHA-256 in Crockford's base 32.

    >>> incident_id(("post-1", "e1"))
    'INC-04MZX7'
    """
    seed = "\0".join((*event, *([str(salt)] if salt else [])))
    number = int.from_bytes(hashlib.sha256(seed.encode("utf-8", "surrogatepass")).digest()[:4]) >> 2
    return "INC-" + "".join(CROCKFORD[(number >> shift) & 31] for shift in range(5 * (LENGTH - 1), -1, -5))


def _kept(groups: Sequence[Sequence[ClaimRef]], *registries: Registry) -> dict[int, str]:
    """Which group keeps which id: the first registry first, then the largest overlaps, then the older id."""
    home = {event: number for number, group in enumerate(groups) for event in group}
    overlaps = []
    for rank, registry in enumerate(registries):
        for age, (known, members) in enumerate(registry):
            for number, shared in Counter(home[event] for event in members if event in home).items():
                overlaps.append((rank, -shared, age, number, known))
    kept: dict[int, str] = {}
    given: set[str] = set()
    for *_, number, known in sorted(overlaps):
        if number not in kept and known not in given:
            kept[number] = known
            given.add(known)
    return kept


def _new(first: ClaimRef, known: set[str], taken: set[str]) -> str:
    """The id of the first event; another one when that is in use, or leads elsewhere."""
    salt = 0
    while (name := incident_id(first, salt)) in known and (salt or name in taken):
        salt += 1
    return name
