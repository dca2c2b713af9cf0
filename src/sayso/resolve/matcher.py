"""Say how likely two events of different reports are one happening, and whether they cannot be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..model import distance_km
from ..vocab.matching import Evidence, Kinship, evidence, kinship
from .features import Days, EventFacts, Spot

SLACK_KM = 5.0  # two gazetteer points of one town
APART_KM = 60.0  # beyond the doubt of both: places that cannot be one
SPECIFIC = frozenset({"place_name", "on_the_map", "name", "two_parties", "count"})
NEXT_DAY = 1  # a night belongs to two days, and reporters count from where they sit
LOOK_BACK = 3  # days that an undated event may lie before its report
WEEK = 7


class Matcher:
    """Likeness of events as log-odds, by the packaged weights."""

    def __init__(self, weights: Evidence | None = None, kin: Kinship | None = None) -> None:
        self.evidence = weights or evidence()
        self.kinship = kin or kinship()

    def score(self, a: EventFacts, b: EventFacts) -> float:
        """Log-odds that the two are one happening; type and day alone are never enough."""
        found = self.likenesses(a, b)
        if not SPECIFIC.intersection(found):
            return self.evidence.bias
        return self.evidence.bias + sum(self.evidence.weights[name] for name in found)

    def likenesses(self, a: EventFacts, b: EventFacts) -> list[str]:
        """The names of the likenesses that hold between the two."""
        found = [*self._time(a, b), *self._type(a, b), *_place(a, b)]
        if a.names & b.names:
            found.append("name")
        parties = a.party_names & b.party_names
        if len(parties) > 1 and any(not party.startswith("state:") for party in parties):
            found.append("two_parties")  # two states at war do not tell one strike from the next
        counts = len(a.counts & b.counts)
        return found + ["count", "two_counts"][:counts]

    def excluded(self, a: EventFacts, b: EventFacts) -> bool:
        """True when the two cannot be one: both dated firmly, days apart; or both placed, far apart."""
        if a.firm and b.firm and gap(a.firm, b.firm) > NEXT_DAY:
            return True
        if _yearly_gap(a, b) > NEXT_DAY or _yearly_gap(b, a) > NEXT_DAY:
            return True
        return far_apart(a, b)

    def _time(self, a: EventFacts, b: EventFacts) -> Iterable[str]:
        if a.days and b.days:
            return ("same_day",) if gap(a.days, b.days) == 0 else ()
        if _weekday_fits(a, b) or _weekday_fits(b, a):
            return ("published_near",)
        if (a.yearless and b.firm) or (b.yearless and a.firm):
            return ("same_day",) if 0 in {_yearly_gap(a, b), _yearly_gap(b, a)} else ()
        first, second = likely_days(a, LOOK_BACK), likely_days(b, LOOK_BACK)
        if not first or not second:
            return ()
        between = gap(first, second)
        if between > WEEK:
            return ("published_far",)
        return ("published_near",) if between <= NEXT_DAY else ()

    def _type(self, a: EventFacts, b: EventFacts) -> Iterable[str]:
        if a.type is b.type:
            return ("same_type",)
        shared = (a.types & b.types) - self.kinship.general
        return ("kin_type",) if shared or self.kinship.may_be_one(a.type, b.type) else ()


def gap(a: Iterable[Days], b: Iterable[Days]) -> int:
    """The fewest days between two sets of intervals; 0 when some overlap."""
    return min(max(0, x[0] - y[1], y[0] - x[1]) for x in a for y in b)


def _yearly_gap(undated: EventFacts, dated: EventFacts) -> int:
    """The fewest days between a day without a year and the firm days of another event; -1 when not to be told."""
    known = [day for day in undated.yearless if "W" not in day]
    found = [-1]
    for day in known:
        for start, end in dated.firm:
            try:
                at = date.fromisoformat(f"{date.fromordinal(end).year}{day[4:]}").toordinal()
            except ValueError:  # 29 February
                continue
            found.append(max(0, at - end, start - at))
    return min(found[1:], default=-1)


def _weekday_fits(undated: EventFacts, dated: EventFacts) -> bool:
    """True when a day of the week that the one tells is among the firm days of the other."""
    wanted = {int(day[-1]) for day in undated.yearless if "W" in day}
    return any(date.fromordinal(d).isoweekday() in wanted for start, end in dated.firm for d in range(start, end + 1))


def likely_days(event: EventFacts, back: int) -> tuple[Days, ...]:
    """The days told, or those before publication; () when neither is known."""
    if event.days or event.published is None:
        return event.days
    return ((event.published - back, event.published),)


def kilometres(a: Spot, b: Spot) -> float:
    """How far the middles of two places lie from one another."""
    return distance_km(a.lat, a.lon, b.lat, b.lon)


def far_apart(a: EventFacts, b: EventFacts) -> bool:
    """True when both have well-known places, none of one near any of the other, and no name of a place in common."""
    first, second = _fine(a), _fine(b)
    if not first or not second or a.place_names & b.place_names:
        return False
    return not _near(first, second, APART_KM)


def _place(a: EventFacts, b: EventFacts) -> list[str]:
    common = len(a.place_names & b.place_names)
    if not common and (a.place_names & b.names or b.place_names & a.names):
        common = 1
    found = ["place_name", "more_place_names"][:common]
    if _near(_fine(a), _fine(b), SLACK_KM):
        return [*found, "on_the_map"]
    if not found and a.place_names and b.place_names:
        found.append("other_places")
    return found


def _fine(event: EventFacts) -> list[Spot]:
    return [spot for spot in event.spots if spot.fine]


def _near(a: Iterable[Spot], b: Iterable[Spot], slack: float) -> bool:
    return any(kilometres(x, y) <= x.radius + y.radius + slack for x in a for y in b)
