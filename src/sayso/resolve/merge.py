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
from .blocking import candidates
from .dated import of_its_time
from .describe import places_of, settled_type, struck_places, time_of, type_of
from .drift import drifts
from .features import EventFacts, facts_of
from .fragments import fragments
from .grading import grade
from .ids import Registry, name_groups
from .independence import Independence, SourceChain
from .judged import Judged, constraints
from .matcher import Matcher
from .neighbourhood import NOTHING, Network, founds, grouped, stripped
from .related import Mark, mark_of, related
from .titles import title_of


@dataclass(frozen=True, slots=True)
class Merged:
    """What merging came to.

    Args:
        incidents: the latest first.
        redirects: ids that were merged away, with those that stand for them.
        marks: what links between incidents look at.
        network: what merging knew of each report, and the events that it linked.
    """

    incidents: tuple[Incident, ...]
    redirects: Mapping[str, str]
    marks: tuple[Mark, ...] = ()
    network: Network = NOTHING


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
    matcher = matcher or Matcher()
    ordered = sorted(reports, key=lambda c: (c.report.published or "~", c.report.id))
    groups, network = group_events(ordered, matcher, constraints(judgements, ordered))
    names = name_groups([[event.ref for event in group] for group in groups], registry, wanted)
    coded = {c.report.id: c for c in ordered}
    built = [build(name, group, coded) for name, group in zip(names.ids, groups, strict=True)]
    texts = {c.report.id: c.report.text for c in ordered}
    marks = [m for name, group in zip(names.ids, groups, strict=True) if (m := mark_of(name, group, texts))]
    links = related(marks)
    built = [replace(i, related=links.get(i.id, ())) for i in built]
    built.sort(key=lambda i: i.id)
    built.sort(key=lambda i: (i.time.start or "") if i.time else "", reverse=True)
    return Merged(tuple(built), names.redirects, tuple(marks), network)


def group_events(
    ordered: Sequence[CodedReport], matcher: Matcher, judged: Judged | None = None
) -> tuple[list[list[EventFacts]], Network]:
    """Events that are one happening together, the first report first; groups that found no incident are left out.

    Returned with what `neighbourhood.regroup` needs to do the same for a part of them.
    """
    events = [event for number, coded in enumerate(ordered) for event in facts_of(coded, number)]
    found = {event.report: event.report_names for event in events}
    names = [found.get(number, frozenset()) for number in range(len(ordered))]
    scores = {(i, j): matcher.score(events[i], events[j]) for i, j in candidates(events, names)}
    judged, least = judged or Judged(), matcher.evidence.link
    groups = grouped(events, scores, matcher, judged, told_twice=fragments(events))
    pairs = [
        (events[i].ref, events[j].ref)
        for (i, j), score in scores.items()
        if score >= least and not matcher.excluded(events[i], events[j])
    ]
    own: dict[int, list[EventFacts]] = {number: [] for number in range(len(ordered))}
    for event in events:
        own[event.report].append(event)
    facts = tuple(stripped(coded, own[number]) for number, coded in enumerate(ordered))
    links = tuple((a, b) if a < b else (b, a) for a, b in pairs)
    network = Network(facts, links, tuple(tuple(event.ref for event in group) for group in groups))
    return [group for group in groups if founds(group, judged)], network


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
