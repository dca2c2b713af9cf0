"""An incident: what the claims of many reports say about one happening, slot by slot, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .values import CountRange, EventType, FacetValue, PlacePrecision, Slot, TimeSpan


class FindingStatus(StrEnum):
    """How a slot stands: one independent source, several that agree, several that differ, or replaced later."""

    SINGLE_SOURCE = "single-source"
    CORROBORATED = "corroborated"
    CONTESTED = "contested"
    SUPERSEDED = "superseded"


ClaimRef = tuple[str, str]
"""(report id, claim id); for events (report id, event id)."""


@dataclass(frozen=True, slots=True)
class FindingValue:
    """One value of a slot, the claims that state it, how many independent sources hold it, and who denies it."""

    value: FacetValue
    claims: tuple[ClaimRef, ...]
    independent_sources: int
    denied_by: tuple[ClaimRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What is said of one slot of an incident; `best` is given for counts only."""

    slot: Slot
    status: FindingStatus
    values: tuple[FindingValue, ...]
    best: CountRange | None = None


@dataclass(frozen=True, slots=True)
class IncidentPlace:
    """A place of an incident and the part it plays: `site`, `origin` or `target`; degrees are WGS 84."""

    role: str
    name: str
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: PlacePrecision


@dataclass(frozen=True, slots=True)
class Credibility:
    """Admiralty credibility 1-6 (6 = cannot be judged), computed by the rule that `rule` words."""

    admiralty: int
    rule: str


@dataclass(frozen=True, slots=True)
class RelatedIncident:
    """A link to another incident: response_to, followed_by, part_of."""

    incident: str
    type: str


@dataclass(frozen=True, slots=True)
class Drift:
    """What a copy changed of the claim that it goes back to."""

    origin: ClaimRef
    copy: ClaimRef
    change: str
    slot: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening as the ledger knows it: a pure function of reports, claims and judgements."""

    id: str
    type: EventType
    title: str
    time: TimeSpan | None
    places: tuple[IncidentPlace, ...]
    reports: tuple[str, ...]
    events: tuple[ClaimRef, ...]
    findings: tuple[Finding, ...]
    credibility: Credibility
    related: tuple[RelatedIncident, ...] = ()
    drift: tuple[Drift, ...] = ()
