"""Say in few words what an incident is: its type, day, places and title, chosen among all that is claimed of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from ..model import (
    Claim,
    EventType,
    Finding,
    FindingValue,
    IncidentPlace,
    Place,
    Slot,
    TimeSpan,
)
from ..model.values import PlacePrecision
from ..vocab.matching import kinship
from ..vocab.ontology import event_class, event_kind
from .features import FINE_KM, EventFacts, days_of, is_real, is_somewhere, nearness_of
from .names import is_state, name_tokens

GENERAL = 0.6  # what a general type counts against a specific one
ATTENDANT = 0.3  # an inquiry or a statement names an incident only when nothing else does
MOST_PLACES = 3  # of one role
_COARSE: frozenset[PlacePrecision] = frozenset({"region", "country", "area", "unknown"})
_ARTICLE = re.compile(r"^(?:an?|the|its|their|his|her|that|this)\s+", re.IGNORECASE)
_OF_SOMEBODY = frozenset({EventType.MASSACRE, EventType.EXECUTION, EventType.ASSASSINATION})
_ROLES = {Slot.PLACE: "site", Slot.ORIGIN: "origin", Slot.DESTINATION: "target"}
LONGEST = 60  # characters of a target in a title


def type_of(events: Sequence[EventFacts]) -> EventType:
    """The type that most reports give, specific ones before general ones."""
    table = kinship()
    votes: dict[EventType, float] = {}
    for event in events:
        weight = ATTENDANT if event.type in table.attendant else GENERAL if event.type in table.general else 1.0
        votes[event.type] = votes.get(event.type, 0.0) + weight
    return max(votes, key=lambda t: (votes[t], -list(EventType).index(t)))


def time_of(events: Sequence[EventFacts]) -> TimeSpan | None:
    """The interval that most reports give, told beside what happened rather than beside what followed.

    None when no report dates it: the day of publication is not the day of the event.
    """
    votes: dict[tuple[int, int], float] = {}
    spans: dict[tuple[int, int], list[TimeSpan]] = {}
    for event in events:
        own: dict[tuple[int, int], float] = {}
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
    best = max(votes, key=lambda d: (votes[d], d[0] - d[1], -d[0]))
    return max(spans[best], key=lambda s: (spans[best].count(s), -len(s.start or ""), s.start or "", s.end or ""))


def places_of(findings: Iterable[Finding]) -> tuple[IncidentPlace, ...]:
    """Sites, origins and targets, the best supported first; coarse ones only where nothing finer is known."""
    found: list[IncidentPlace] = []
    for finding in findings:
        role = _ROLES.get(finding.slot)
        if role is None:
            continue
        places = [v.value for v in finding.values if v.claims and isinstance(v.value, Place) and is_somewhere(v.value)]
        fine = [p for p in places if _is_fine(p)] or [p for p in places if p.lat is not None] or places
        found += [
            IncidentPlace(role, p.name, p.lat, p.lon, p.radius_km, p.precision)
            for p in dict.fromkeys(fine[:MOST_PLACES])
        ]
    return tuple(sorted(found, key=lambda p: ("origin", "site", "target").index(p.role)))


def _is_fine(place: Place) -> bool:
    """True for a place that says where: a site or town, or an area hardly larger ("50 miles southwest of Aden")."""
    small = place.lat is not None and place.radius_km is not None and place.radius_km <= FINE_KM
    return small or place.precision not in _COARSE


def title_of(
    kind: EventType, time: TimeSpan | None, places: Sequence[IncidentPlace], findings: Sequence[Finding]
) -> str:
    """A title in plain words: "Rocket attack from Zummar on coalition base in Rumalyn, 21 April 2024"."""
    by_role = {place.role: place.name for place in reversed(places)}
    origin, site = by_role.get("origin"), by_role.get("target") or by_role.get("site")
    target = _best_words(findings, Slot.TARGET) or _best_words(findings, Slot.VICTIM)
    words = "Incident" if kind is EventType.OTHER else event_kind(kind).label.capitalize()
    if origin and origin != site:
        words += f" from {_bare(origin)}"
    if target and event_class(kind) in {"attack", "capture"}:
        words += f" {_preposition(kind)} {_bare(target)}"
    if site and not name_tokens(site) <= name_tokens(words):
        words += f" {'' if _has_preposition(site) else 'in '}{_bare(site)}"
    when = time_words(time)
    return f"{words}, {when}" if when else words


def time_words(time: TimeSpan | None) -> str:
    """`21 April 2024`, `25–27 July 2024`, `April 2024`; "" when unknown."""
    try:
        start = date.fromisoformat((time.start or "")[:10]) if time else None
        end = date.fromisoformat((time.end or time.start or "")[:10]) if time else None
    except ValueError:
        return ""
    if time is None or start is None or end is None:
        return ""
    if time.precision == "month":
        return f"{start:%B %Y}"
    if time.precision == "year":
        return f"{start:%Y}"
    if start == end:
        return f"{start.day} {start:%B %Y}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {end:%B %Y}"
    return f"{start.day} {start:%B}{'' if start.year == end.year else f' {start.year}'} – {end.day} {end:%B %Y}"


def _times(claim: Claim) -> Iterable[TimeSpan]:
    if not is_real(claim):
        return ()
    return (f.value for f in claim.facets if f.slot is Slot.TIME and isinstance(f.value, TimeSpan))


def _best_words(findings: Sequence[Finding], slot: Slot) -> str | None:
    values: list[FindingValue] = next((list(f.values) for f in findings if f.slot is slot), [])
    words = [v.value for v in values if v.claims and isinstance(v.value, str) and len(v.value) <= LONGEST]
    return next((w for w in words if not is_state(w)), None)


def _preposition(kind: EventType) -> str:
    if kind is EventType.EXPLOSION:
        return "at"
    return "of" if kind in _OF_SOMEBODY or event_class(kind) == "capture" else "on"


def _bare(words: str) -> str:
    return _ARTICLE.sub("", words.strip())


def _has_preposition(words: str) -> bool:
    return bool(
        re.match(r"(?:near|off|on|outside|around|between|south|north|east|west|about|\d)", words, re.IGNORECASE)
    )
