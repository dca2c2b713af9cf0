"""Keep of the times that claims give those of the happening itself."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import COUNT_SLOTS, ClaimRef, EventType, Slot, TimeSpan
from ..model.codec import encode
from .assertions import Assertion
from .features import EventFacts, day_of, nearness_of
from .matcher import NEXT_DAY
from .values import compatible, has_hour


def of_its_time(
    said: Sequence[Assertion], events: Sequence[EventFacts], kind: EventType, time: TimeSpan | None
) -> list[Assertion]:
    """Without the times of other things: what followed, the hour of an update, the second day that a claim names.

    A claim that names the happening dates it, by the day that is the incident's where its holder names several; not by
    an hour whose day is only that of what was told before.
    Others are kept so far as they agree with the incident's time, and their hours so far as they agree with those that
    are told of the happening itself, or else with each other. What a claim tells of an earlier day is of something else
    ("last month a tanker escaped unhurt"), whatever it tells.
    """
    if time is None:
        return list(said)
    before = _before(events, time)
    said = [a for a in said if a.slot not in COUNT_SLOTS or a.ref not in before]
    nearness = {(e.ref[0], c.id): nearness_of(c, kind) for e in events for c in e.claims}
    told = [a for a in said if a.slot is Slot.TIME and not a.denies]
    agreed = {(a.ref, encode(a.value)) for a in told if compatible(Slot.TIME, a.value, time)}
    dated = {ref for ref, _ in agreed}
    firm = {a.ref for a in told if nearness.get(a.ref) == 1.0}
    holder = {(e.ref[0], c.id): (e.ref[0], c.chain) for e in events for c in e.claims}
    known = {holder[ref] for ref in dated & firm if ref in holder}
    hours = [a.value for a in told if has_hour(a.value) and a.ref in firm]
    hours = hours or [a.value for a in told if has_hour(a.value) and (a.ref, encode(a.value)) in agreed]

    def is_of_it(a: Assertion) -> bool:
        agrees = (a.ref, encode(a.value)) in agreed
        if a.ref in firm and a.day_told:
            return agrees or (a.ref not in dated and holder.get(a.ref) not in known)
        return agrees and (not has_hour(a.value) or all(compatible(Slot.TIME, a.value, hour) for hour in hours))

    return [a for a in said if a.slot is not Slot.TIME or a.denies or is_of_it(a)]


def _before(events: Sequence[EventFacts], time: TimeSpan) -> frozenset[ClaimRef]:
    """The claims all of whose times lie before the incident's, by more than the day that a night may be reckoned to."""
    start = day_of(time.start)
    if start is None:
        return frozenset()
    found = set()
    for event in events:
        for claim in event.claims:
            ends = [day_of(f.value.end or f.value.start) for f in claim.facets if isinstance(f.value, TimeSpan)]
            if ends and all(end is not None and end < start - NEXT_DAY for end in ends):
                found.add((event.ref[0], claim.id))
    return frozenset(found)
