"""Templates of MUC-4 made from a coded report: one an incident, role fillers as strings of the text.

Source: Sundheim 1992, "Overview of the Fourth Message Understanding Evaluation and Conference" (the task's templates).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model import Claim, CodedReport, Place, Responsibility, Slot, TimeSpan
from ..vocab.muc4 import MucCrosswalk, Role, muc_crosswalk
from .muc4_fillers import Entity, MergeOptions, ScoredFiller, merge_fillers, rule_fillers, told_of_incident


@dataclass(frozen=True, slots=True)
class MucTemplate:
    """One incident as MUC-4 has it; its field names are those of the public dump. Strings stand in the text.

    `date` is an ISO 8601 day or interval `from/to`; None where the report does not say. `perp_confidence` is how sure
    the report is of who did it; None where it names nobody.
    """

    incident_type: str
    stage: str
    date: str | None
    location: str | None
    perp_ind: tuple[str, ...]
    perp_org: tuple[str, ...]
    perp_confidence: str | None
    phys_tgt: tuple[str, ...]
    hum_tgt: tuple[str, ...]
    instrument: tuple[str, ...]

    @property
    def fillers(self) -> Mapping[str, Sequence[str]]:
        """The strings of every role."""
        return {role.value: getattr(self, role.value) for role in Role}


def muc_templates(
    coded: CodedReport,
    fillers: Iterable[ScoredFiller] = (),
    *,
    relevance: float | None = None,
    options: MergeOptions | None = None,
) -> tuple[MucTemplate, ...]:
    """The templates of a report, in the order of its events; none when it tells of no incident of these kinds.

    Args:
        coded: the coded report.
        fillers: what a model marked in its text; merged with what the claims say.
        relevance: the probability that it tells of such an incident; None = judge by its claims alone.
        options: what is kept of fillers, see `MergeOptions`.
    """
    table = muc_crosswalk()
    kept = merge_fillers(coded, (*rule_fillers(coded, table), *fillers), relevance=relevance, options=options)
    if not kept:
        return ()
    homes = _homes(coded, table)
    incidents: dict[Home, list[Entity]] = {}
    for entity in kept:
        incidents.setdefault(_home(coded, entity, homes, table), []).append(entity)
    return tuple(
        _template(coded, home[1], [c for c in coded.claims if homes.get(c.id) == home], entities, table)
        for home, entities in incidents.items()
    )


Home = tuple[str, str]  # the coded event and the incident type that a claim is about


def _homes(coded: CodedReport, crosswalk: MucCrosswalk) -> dict[str, Home]:
    """The incident of every claim that is about one.

    Events that the reading took for one are parted where their claims tell of different types of incident; a bare
    attack belongs to the type that was told before it.
    """
    types = {event.id: event.type for event in coded.events}
    last: dict[str, str] = {}
    homes = {}
    for claim in coded.claims:
        told = {
            crosswalk.incidents[t] for t in claim.event_types() or (types[claim.event],) if t in crosswalk.incidents
        }
        bare = crosswalk.order[-1]
        kind = next((k for k in crosswalk.order if k in told), None)
        if not claim.event_types() or kind == bare:
            kind = last.get(claim.event, kind)
        if kind is not None:
            last[claim.event] = kind
            homes[claim.id] = (claim.event, kind)
    return homes


def _home(coded: CodedReport, entity: Entity, homes: Mapping[str, Home], crosswalk: MucCrosswalk) -> Home:
    """The incident of the claim that names the entity, or of the one whose words stand nearest to its first mention."""
    if entity.claim is not None and entity.claim in homes:
        return homes[entity.claim]
    ends = (
        (max(span.start - entity.span.start, entity.span.end - span.end, 0), claim.id)
        for claim in coded.claims
        if claim.id in homes
        for span in claim.content
    )
    nearest = min(ends, default=None)
    return ("", crosswalk.order[-1]) if nearest is None else homes[nearest[1]]


def _template(
    coded: CodedReport, kind: str, claims: Sequence[Claim], entities: Sequence[Entity], crosswalk: MucCrosswalk
) -> MucTemplate:
    strings = {role.value: tuple(e.string for e in entities if e.role is role) for role in Role}
    named = strings[Role.PERP_IND] or strings[Role.PERP_ORG]
    return MucTemplate(
        incident_type=kind,
        stage=_stage(coded, claims, crosswalk),
        date=_date(claims),
        location=_location(claims),
        perp_confidence=_confidence(coded, claims, crosswalk) if named else None,
        **strings,
    )


def _stage(coded: CodedReport, claims: Sequence[Claim], crosswalk: MucCrosswalk) -> str:
    """Accomplished when one claim says so; else what the first claim of an incident says."""
    types = {e.id: e.type for e in coded.events}
    stages = [
        crosswalk.accomplished if claim.irrealis is None else crosswalk.stages.get(claim.irrealis)
        for claim in claims
        if told_of_incident(claim, types, crosswalk) and claim.event_types()
    ]
    if not stages or crosswalk.accomplished in stages:
        return crosswalk.accomplished
    return next((stage for stage in stages if stage), crosswalk.accomplished)


def _date(claims: Sequence[Claim]) -> str | None:
    spans = (f.value for c in claims for f in c.facets if f.slot is Slot.TIME and isinstance(f.value, TimeSpan))
    known = next((s for s in spans if s.start is not None), None)
    if known is None or known.start is None:
        return None
    start, end = known.start[:10], (known.end or known.start)[:10]
    return start if start == end else f"{start}/{end}"


def _location(claims: Sequence[Claim]) -> str | None:
    places = (f.value for c in claims for f in c.facets if f.slot is Slot.PLACE and isinstance(f.value, Place))
    return next((place.name for place in places), None)


def _confidence(coded: CodedReport, claims: Sequence[Claim], crosswalk: MucCrosswalk) -> str:
    stances = {f.value.stance for c in claims for f in c.facets if isinstance(f.value, Responsibility)}
    if "claimed" in stances:
        return crosswalk.confidence["claimed"]
    kinds = {s.id: s.kind for s in coded.sources}
    naming = [c for c in claims if any(f.slot is Slot.ACTOR for f in c.facets)]
    if "accused" in stances:
        holders = {kinds.get(party) for c in naming or claims for level in c.chain[-1:] for party in level}
        official = bool(holders & crosswalk.authorities)
        return crosswalk.confidence["accused_by_authorities" if official else "accused"]
    if naming and all(c.value.value.startswith("PS") for c in naming):
        return crosswalk.confidence["possible"]
    return crosswalk.confidence["reported"]
