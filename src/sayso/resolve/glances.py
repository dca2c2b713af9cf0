"""See at a glance that two reports cannot be linked, before the facts of both are read and compared.

A name and a day in common bring up a thousand reports among a hundred thousand; nine of ten have nothing more in common
with the one that came. Where the weights ask for words, a figure or a spot on the map in common, these are enough to
leave a pair out, and no link is lost.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ..errors import CodecError
from .features import EventFacts, Spot
from .matcher import Matcher


class Glance(msgspec.Struct, frozen=True, array_like=True):
    """What all events of a report have in common with those of another, if anything.

    Args:
        words: the rarest of the report.
        counts: figures, as `killed:3`.
        spots: latitude, longitude and radius of the places that are well known.
    """

    words: frozenset[str]
    counts: frozenset[str]
    spots: tuple[tuple[float, float, float], ...]


_ENCODER = msgspec.json.Encoder(order="deterministic")  # sets in order
_DECODER = msgspec.json.Decoder(Glance)


def glance(events: Sequence[EventFacts]) -> Glance:
    """What is seen at a glance of the events of one report."""
    spots = {(spot.lat, spot.lon, spot.radius) for event in events for spot in event.spots if spot.fine}
    return Glance(
        frozenset(events[0].report_words if events else ()),
        frozenset(f"{slot.value}:{n}" for event in events for slot, n in event.counts),
        tuple(sorted(spots)),
    )


def written(seen: Glance) -> str:
    """JSON of a glance, the same whatever way it came."""
    return _ENCODER.encode(seen).decode()


def read_glance(raw: str) -> Glance:
    """A glance from its JSON.

    Raises:
        CodecError: another version of Sayso wrote it.
    """
    try:
        return _DECODER.decode(raw)
    except msgspec.DecodeError as error:
        raise CodecError(f"what is seen of a report at a glance: cannot be read ({error})") from error


def may_link(a: Glance, b: Glance, matcher: Matcher) -> bool:
    """False when no events of two reports can be linked."""
    if not matcher.asks_for_more_than_names or matcher.alike(a.words, b.words):
        return True
    if not a.counts.isdisjoint(b.counts):
        return True
    return bool(a.spots and b.spots) and matcher.near(_spots(a), _spots(b))


def _spots(seen: Glance) -> list[Spot]:
    return [Spot(*where, fine=True) for where in seen.spots]
