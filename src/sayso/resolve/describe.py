"""Say what an incident is, when and where it was: its type, day and places, chosen among all that is claimed of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from math import inf

from ..model import (
    Claim,
    ClaimRef,
    CodedReport,
    EventType,
    Finding,
    FindingStatus,
    IncidentPlace,
    Place,
    Slot,
    TimeSpan,
)
from ..model.sphere import distance_km
from ..model.values import PlacePrecision
from ..vocab.matching import kinship
from .features import FINE, FINE_KM, Days, EventFacts, days_of, is_real, is_somewhere, nearness_of

GENERAL = 0.6  # what a general type counts against a specific one
ATTENDANT = 0.3  # an inquiry or a statement names an incident only when nothing else does
CLEARLY = 2  # times as many sources for another type than for the one that reports give
MOST_PLACES = 3  # of one role
FEW = 3  # less than a third of the sources that name the best known place may have slipped, or were misread
STRETCH = 2.0  # a land is no circle: its corners lie beyond its mean radius
NEAR_KM, SAME_KM = 25.0, 5.0
_COARSE: frozenset[PlacePrecision] = frozenset({"region", "country", "area", "unknown"})
_ROLES = {Slot.PLACE: "site", Slot.ORIGIN: "origin", Slot.DESTINATION: "target"}


def type_of(events: Sequence[EventFacts]) -> EventType:
    """The type that most reports give, specific ones before general ones; a report that tells it twice has one vote."""
    table = kinship()
    votes: dict[EventType, float] = {}
    fullest = {e.ref[0]: e for e in sorted(events, key=lambda e: len(e.claims))}
    for event in fullest.values():
        weight = ATTENDANT if event.type in table.attendant else GENERAL if event.type in table.general else 1.0
        votes[event.type] = votes.get(event.type, 0.0) + weight
    return max(votes, key=lambda t: (votes[t], -list(EventType).index(t)))


def settled_type(kind: EventType, findings: Iterable[Finding]) -> EventType:
    """The type that most reports give, or where that is contested one that clearly more independent sources hold.

    A general type counts in full then: that there was an explosion is agreed when an air strike is what some deny.
    """
    told = next((f for f in findings if f.slot is Slot.EVENT_TYPE and f.status is FindingStatus.CONTESTED), None)
    if told is None:
        return kind
    table = kinship()
    held = {EventType(str(v.value)): v.independent_sources for v in told.values if v.claims}
    least = held.get(kind, 0)
    others = [
        t
        for t in held
        if t not in table.attendant
        and ((t in table.general and held[t] > least) or ((t, kind) in table.rivals and held[t] >= CLEARLY * least))
    ]
    return max(others, key=lambda t: held[t], default=kind)


def time_of(events: Sequence[EventFacts]) -> TimeSpan | None:
    """The interval that most reports give, told beside what happened rather than beside what followed.

    A vague one ("last week") speaks for the days within it; what lasted ("25 to 27 July") is spoken for by parts of it
    that lasted too ("Thursday and Friday"). None when no report dates it: the day of publication is not the event's.
    """
    votes: dict[Days, float] = {}
    spans: dict[Days, list[TimeSpan]] = {}
    for event in events:
        own: dict[Days, float] = {}
        for claim in event.claims:
            for span in _times(claim):
                days = days_of(span)
                if days is not None:
                    own[days] = max(own.get(days, 0.0), nearness_of(claim, event.type))
                    spans.setdefault(days, []).append(span)
        for days, weight in own.items():
            votes[days] = votes.get(days, 0.0) + weight
    if not votes:
        return None
    lasting = {days for days, told in spans.items() if days[0] < days[1] and any(s.precision == "days" for s in told)}
    support = {days: sum(votes[d] for d in votes if d == days or _speaks_for(d, days, lasting)) for days in votes}
    best = max(votes, key=lambda d: (support[d], votes[d], d[0] - d[1], -d[0]))
    return max(spans[best], key=lambda s: (spans[best].count(s), -len(s.start or ""), s.start or "", s.end or ""))


def _speaks_for(told: Days, days: Days, lasting: Set[Days]) -> bool:
    """True when an interval that is told also holds of `days`: a vague one of those in it, a part of what lasted."""
    if told == days:
        return False
    if told in lasting:
        return days in lasting and _holds(days, told)
    return _holds(told, days)


def _holds(outer: Days, inner: Days) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def places_of(findings: Iterable[Finding], struck: Sequence[Struck] = ()) -> tuple[IncidentPlace, ...]:
    """Sites, origins and targets, the best supported first; what was struck is a target (see `struck_places`).

    A place says where as finely as it is known: a town goes before the country that more sources name, when it may lie
    in it. One that lies elsewhere is told beside it when half as many sources name it. An origin that few speak of is
    left out, and so is a site that is the origin, when others are known.
    """
    told = {_ROLES[f.slot]: list(_told(f)) for f in findings if f.slot in _ROLES}
    told.setdefault("target", []).extend(_Told(s.place, s.sources) for s in struck)
    every = [t for role in told.values() for t in role if t.place.lat is not None]
    most = max((t.sources for t in every), default=0)
    origins = [
        o
        for o in told.get("origin", ())
        if FEW * max([o.sources, *(t.sources for t in every if _is_one(t.place, o.place))]) >= most
    ]
    sites = [t for t in told.get("site", ()) if not any(_is_one(t.place, o.place) for o in origins)]
    if not any(t.place.lat is not None for t in (*sites, *told.get("target", ()))):
        sites = told.get("site", [])
    chosen = {"origin": origins, "site": sites, "target": told.get("target", [])}
    return tuple(
        IncidentPlace(role, p.name, p.lat, p.lon, p.radius_km, p.precision)
        for role, places in chosen.items()
        for p in dict.fromkeys(t.place for t in _fitting(places)[:MOST_PLACES])
    )


@dataclass(frozen=True, slots=True)
class Struck:
    """A place that was hit, with the number of independent sources that say so."""

    place: Place
    sources: int


def struck_places(
    events: Sequence[EventFacts], coded: Mapping[str, CodedReport], count: Callable[[Iterable[ClaimRef]], int]
) -> tuple[Struck, ...]:
    """The sites and towns that are named as what was hit, where no claim gives them as places: "struck Tower 22".

    Args:
        coded: the reports of the events by id.
        count: how many independent origins stand behind some claims.
    """
    found: dict[Place, list[ClaimRef]] = {}
    for event in events:
        report, text = event.ref[0], coded[event.ref[0]]
        known = [m for m in text.layers.places if m.lat is not None and m.precision in FINE]
        for claim in event.claims:
            if is_real(claim) and claim.value.sign == "+" and nearness_of(claim, event.type) == 1.0:
                spans = [f.span for f in claim.facets if f.slot is Slot.TARGET]
                for m in known:
                    if any(s.start <= m.span.start and m.span.end <= s.end for s in spans):
                        fine: PlacePrecision = "site" if m.precision == "site" else "town"
                        place = Place(m.name, m.lat, m.lon, m.geonameid, m.radius_km, fine)
                        found.setdefault(place, []).append((report, claim.id))
    return tuple(Struck(place, count(refs)) for place, refs in found.items())


@dataclass(frozen=True, slots=True)
class _Told:
    """A place with the number of independent sources that name it."""

    place: Place
    sources: int


def _told(finding: Finding) -> Iterable[_Told]:
    for value in finding.values:
        if value.claims and isinstance(value.value, Place) and is_somewhere(value.value):
            yield _Told(value.value, value.independent_sources)


def _fitting(told: Sequence[_Told]) -> list[_Told]:
    """The places that go together, the one that says best where it was first."""
    located = [t for t in told if t.place.lat is not None]
    if not located:
        return list(told)
    best = located[0]  # the values of a finding stand in the order of their sources
    fine = [t for t in located if _is_fine(t.place)]
    inside = [
        t
        for t in fine
        if _may_be_one(t.place, best.place)
        or (FEW * t.sources >= best.sources and _may_be_one(t.place, best.place, stretch=STRETCH))
    ]
    if not inside:
        return [t for t in located if 2 * t.sources >= best.sources]
    lead = max(inside, key=lambda t: t.sources)
    held = [t for t in fine if 2 * t.sources >= best.sources or _may_be_one(t.place, lead.place)]
    return [lead, *(t for t in held if t is not lead)]


def _is_fine(place: Place) -> bool:
    """True for a place that says where: a site or town, or an area hardly larger ("50 miles southwest of Aden")."""
    small = place.lat is not None and place.radius_km is not None and place.radius_km <= FINE_KM
    return small or place.precision not in _COARSE


def _may_be_one(a: Place, b: Place, *, stretch: float = 1.0) -> bool:
    """True when the doubt of two places overlaps, or nearly."""
    return _apart(a, b) <= stretch * ((a.radius_km or 0.0) + (b.radius_km or 0.0)) + NEAR_KM


def _is_one(a: Place, b: Place) -> bool:
    """True when two places are the same point of the map, or the same name."""
    return a.name == b.name or _apart(a, b) < SAME_KM


def _apart(a: Place, b: Place) -> float:
    """Kilometres between two places; without end where one is not on the map."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return inf
    return distance_km(a.lat, a.lon, b.lat, b.lon)


def _times(claim: Claim) -> Iterable[TimeSpan]:
    if not is_real(claim):
        return ()
    return (f.value for f in claim.facets if f.slot is Slot.TIME and isinstance(f.value, TimeSpan))
