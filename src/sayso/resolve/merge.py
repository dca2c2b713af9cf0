"""Merge the claims of many reports into incidents: the pure function that every view of the ledger rests on.

The result depends on the set of reports and on the ids given before, never on the order in which reports came. Nothing
is counted over the whole ledger: weights are fitted beforehand, pairs are judged by themselves, and an incident is
built of its own reports, so that `resolve.neighbourhood` can do the same for a part of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..model import Claim, CodedReport, EventType, Incident, Judgement
from .agreement import findings
from .assertions import Assertion, assertions, contradictions
from .dated import of_its_time
from .describe import places_of, settled_type, struck_places, time_of, type_of
from .drift import drifts
from .features import EventFacts
from .grading import grade
from .ids import Registry, name_groups
from .independence import Independence, SourceChain
from .judged import Judged, constraints
from .matcher import Matcher
from .neighbourhood import report_facts
from .network import Network, with_claims
from .related import mark_of, related
from .titles import title_of


@dataclass(frozen=True, slots=True)
class Merged:
    """What merging came to: the incidents, the latest first, and where ids lead that were merged away."""

    incidents: tuple[Incident, ...]
    redirects: Mapping[str, str]


def merge(
    reports: Iterable[CodedReport],
    registry: Registry = (),
    *,
    judgements: Iterable[Judgement] = (),
    wanted: Registry = (),
    matcher: Matcher | None = None,
) -> Merged:
    """The incidents that some reports tell of.

    Args:
        registry, wanted: the ids given so far, and those that certain events are to bear now (see `ids.name_groups`).
        judgements: what people decided; it outranks the matcher.
    """
    coded = {c.report.id: c for c in reports}
    groups = group_events(coded.values(), matcher or Matcher(), constraints(judgements, coded.values()))
    names = name_groups([[event.ref for event in group] for group in groups], registry, wanted)
    built = [build(name, group, coded) for name, group in zip(names.ids, groups, strict=True)]
    texts = {c.report.id: c.report.text for c in coded.values()}
    marks = [m for name, group in zip(names.ids, groups, strict=True) if (m := mark_of(name, group, texts))]
    links = related(marks)
    built = [replace(i, related=links.get(i.id, ())) for i in built]
    built.sort(key=lambda i: i.id)
    built.sort(key=lambda i: (i.time.start or "") if i.time else "", reverse=True)
    return Merged(tuple(built), names.redirects)


def group_events(
    reports: Iterable[CodedReport], matcher: Matcher, judged: Judged | None = None
) -> list[list[EventFacts]]:
    """Events that are one happening together, the first report first; groups that found no incident are left out."""
    coded = {c.report.id: c for c in reports}
    network = Network([report_facts(c) for c in coded.values()], matcher)
    groups = network.groups(network.links(), judged or Judged())
    return [[with_claims(event, coded) for event in network.events(group)] for group in groups if group.founds]


def build(name: str, events: Sequence[EventFacts], coded: Mapping[str, CodedReport]) -> Incident:
    """One incident of its events."""
    independence = _independence(events, coded)
    kind, time = type_of(events), time_of(events)
    said = [a for event in events for a in _said(event, coded[event.ref[0]], kind)]
    said = of_its_time(said, events, kind, time)
    changed = drifts(independence)
    found = findings(said, independence.origins, changed)
    places = places_of(found, struck_places(events, coded, independence.count))
    shown = settled_type(kind, found)
    return Incident(
        id=name,
        type=shown,
        title=title_of(shown, time, places, found),
        time=time,
        places=places,
        reports=tuple(dict.fromkeys(event.ref[0] for event in events)),
        events=tuple(event.ref for event in events),
        findings=found,
        credibility=grade(said, found, independence.count, outlets=independence.outlets),
        drift=changed,
    )


def source_chains(incident: Incident, coded: Mapping[str, CodedReport]) -> tuple[SourceChain, ...]:
    """The independent source chains of an incident, those with most claims first; `coded` holds its reports by id."""
    return independence_of(incident, coded).chains()


def independence_of(incident: Incident, coded: Mapping[str, CodedReport]) -> Independence:
    """Where the claims of an incident come from; reports that `coded` lacks are left out."""
    of_incident = set(incident.events)
    claims = {
        report_id: [c for c in coded[report_id].claims if (report_id, c.event) in of_incident]
        for report_id in incident.reports
        if report_id in coded
    }
    return Independence((coded[r] for r in claims), claims)


def _independence(events: Sequence[EventFacts], coded: Mapping[str, CodedReport]) -> Independence:
    claims: dict[str, list[Claim]] = {}
    for event in events:  # a person may have put two events of one report together
        claims.setdefault(event.ref[0], []).extend(event.claims)
    return Independence((coded[r] for r in claims), claims)


def _said(event: EventFacts, coded: CodedReport, kind: EventType) -> Iterable[Assertion]:
    for claim in event.claims:
        yield from assertions(coded, claim, kind)
    yield from contradictions(coded, frozenset({event.ref[1]}))
