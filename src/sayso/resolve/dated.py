"""Keep of the times that claims give those of the happening itself."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import EventType, Slot, TimeSpan
from ..model.codec import encode
from .assertions import Assertion
from .features import EventFacts, nearness_of
from .values import compatible, has_hour


def of_its_time(
    said: Sequence[Assertion], events: Sequence[EventFacts], kind: EventType, time: TimeSpan | None
) -> list[Assertion]:
    """Without the times of other things: what followed, the hour of an update, the second day that a claim names.

    A claim that names the happening dates it, by the day that is the incident's where it names several. Others are
    kept so far as they agree with the incident's time, and their hours so far as they agree with those that are told
    of the happening itself, or else with each other.
    """
    if time is None:
        return list(said)
    nearness = {(e.ref[0], c.id): nearness_of(c, kind) for e in events for c in e.claims}
    told = [a for a in said if a.slot is Slot.TIME and not a.denies]
    agreed = {(a.ref, encode(a.value)) for a in told if compatible(Slot.TIME, a.value, time)}
    dated = {ref for ref, _ in agreed}
    firm = {a.ref for a in told if nearness.get(a.ref) == 1.0}
    hours = [a.value for a in told if has_hour(a.value) and a.ref in firm]
    hours = hours or [a.value for a in told if has_hour(a.value) and (a.ref, encode(a.value)) in agreed]

    def is_of_it(a: Assertion) -> bool:
        agrees = (a.ref, encode(a.value)) in agreed
        if a.ref in firm:
            return agrees or a.ref not in dated
        return agrees and (not has_hour(a.value) or all(compatible(Slot.TIME, a.value, hour) for hour in hours))

    return [a for a in said if a.slot is not Slot.TIME or a.denies or is_of_it(a)]
