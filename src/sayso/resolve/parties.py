"""Compare parties by name: are two names of one party, or of one side?"""

from __future__ import annotations

from functools import lru_cache

from ..vocab.actors import ActorKind, actor, state
from ..vocab.generic_actors import compose
from .names import known_parts, party_key, plain

_OF_NO_STATE = frozenset({ActorKind.ARMED_GROUP, ActorKind.PARTY, ActorKind.MONITOR, ActorKind.COALITION})


def same_party(a: str | None, b: str | None) -> bool:
    """True when two names are of one party: the same body or state, or the same telling words.

    >>> same_party("US", "the United States"), same_party("gunmen", "armed men")
    (True, False)
    """
    if a is None or b is None:
        return a is b
    first, second = party_key(a), party_key(b)
    return first == second if first and second else plain(a).lower() == plain(b).lower()


def one_side(a: str, b: str) -> bool:
    """True when two names are of one party, or of bodies of which one belongs to the other or to one state.

    What a longer name holds counts: "SDF cells" are of the side for which the SDF's media centre speaks.

    >>> one_side("US Central Command", "the United States"), one_side("US Central Command", "Iran")
    (True, False)
    >>> one_side("a Houthi spokesman", "Houthi fighters in boats")
    True
    """
    return same_party(a, b) or bool(_sides(a) & _sides(b))


@lru_cache(maxsize=65536)
def lineage(name: str) -> frozenset[str]:
    """The body or state that a name is of, and what that belongs to; empty for one that excludes nobody."""
    body = actor(name)
    if body is None:
        land = state(name)
        if land is not None:
            return frozenset({land.iso})
        body = compose(name)
        if body is None or body.kind in _OF_NO_STATE:  # "Iran-backed groups" exclude nobody
            return frozenset()
    above = {body.id, body.parent or body.id}
    land = state(body.country or "")
    if land is not None and body.kind not in _OF_NO_STATE:
        above.add(land.iso)
    return frozenset(above)


@lru_cache(maxsize=65536)
def _sides(name: str) -> frozenset[str]:
    """The bodies and states that a party is of; of a name that is known by none, those that it holds."""
    whole = lineage(name)
    if whole or compose(name) is not None:
        return whole
    return frozenset(side for part in known_parts(name) if not isinstance(part, str) for side in lineage(part.name))
