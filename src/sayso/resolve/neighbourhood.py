"""What merging needs to know of each report, small enough to be kept, and the grouping of a few reports by it alone.

A report is read once: its facts are kept as JSON beside the links of its events, and nobody decodes its text again to
see what is near. Which events are linked hangs on pairs alone; which incidents they form, on the connected component.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

import msgspec

from ..errors import CodecError
from ..model import ClaimRef, CodedReport
from ..vocab.matching import evidence, kinship, matching_words
from ..vocab.word_rarity import word_rarity
from .blocking import comparable, reach, touching
from .clusters import UNLIKE, cluster
from .features import EventFacts, facts_of
from .fragments import fragments
from .judged import Judged
from .matcher import Matcher

Link = tuple[ClaimRef, ClaimRef]
"""Two events that may be one happening, the lesser first."""


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What merging knows of one report: its events without their claims, and which of them are one told twice."""

    report: str
    published: str | None
    sha256: str
    events: tuple[EventFacts, ...]
    fragments: tuple[tuple[ClaimRef, ...], ...] = ()

    @property
    def order(self) -> tuple[str, str]:
        """Where it stands among reports that are merged."""
        return (self.published or "~", self.report)


_ENCODER = msgspec.json.Encoder(order="deterministic")  # sets in order
_DECODER = msgspec.json.Decoder(ReportFacts)


def report_facts(coded: CodedReport) -> ReportFacts:
    """What merging knows of a report."""
    events = list({event.ref: event for event in facts_of(coded, 0)}.values())  # another coder may give an id twice
    told_twice = tuple(tuple(events[i].ref for i in group) for group in fragments(events))
    bare = tuple(replace(event, claims=()) for event in events)
    return ReportFacts(coded.report.id, coded.report.published, coded.report.sha256, bare, told_twice)


def encoded(facts: ReportFacts) -> str:
    """JSON of the facts, the same whatever way they came."""
    return _ENCODER.encode(facts).decode()


def decoded(raw: str | bytes) -> ReportFacts:
    """Facts from their JSON.

    Raises:
        CodecError: another version of Sayso wrote it.
    """
    try:
        return _DECODER.decode(raw)
    except (msgspec.DecodeError, ValueError) as error:
        raise CodecError(f"facts of a report: cannot be read ({error})") from error


def rules_name() -> str:
    """A name for the rules by which facts are drawn and events are linked; other words or weights have another one."""
    words = matching_words()
    held = (evidence(), *map(sorted, (words.generic, words.calendar, words.aftermath)), sorted(kinship().kin))
    general, attendant = sorted(kinship().general), sorted(kinship().attendant)
    return hashlib.sha256(repr((held, general, attendant, word_rarity().digest)).encode()).hexdigest()[:16]


def links(report: ReportFacts, others: Iterable[ReportFacts], matcher: Matcher) -> Iterator[Link]:
    """The links of a report's events with those of others."""
    own = [(event, reach(event)) for event in report.events]
    for other in others:
        for b in other.events if other.report != report.report else ():
            days = reach(b)
            for a, own_days in own:
                if touching(days, own_days) and linked(a, b, matcher) and comparable(a, b):  # the quickest first
                    yield (a.ref, b.ref) if a.ref < b.ref else (b.ref, a.ref)


def regroup(
    reports: Iterable[ReportFacts],
    members: Collection[ClaimRef],
    linked: Iterable[Link],
    matcher: Matcher,
    judged: Judged,
) -> list[list[EventFacts]]:
    """All groups that some events form, those that found no incident as well; see `clusters.cluster`.

    Args:
        reports: those of the events; other events of theirs are passed over.
        members: the events.
        linked: links; those with other events are passed over.
    """
    ordered = sorted(reports, key=lambda facts: facts.order)
    events = [
        replace(event, report=number)
        for number, facts in enumerate(ordered)
        for event in facts.events
        if event.ref in members
    ]
    index = {event.ref: i for i, event in enumerate(events)}
    ends = [(index[a], index[b]) for a, b in linked if a in index and b in index]
    pairs = {(min(i, j), max(i, j)) for i, j in ends}
    scores = {(i, j): matcher.score(events[i], events[j]) for i, j in pairs}
    together = [found for group in judged.together if (found := [index[ref] for ref in group if ref in index])]
    ruled = {i for group in together for i in group} | {index[r] for pair in judged.apart for r in pair if r in index}
    told_twice = [[index[r] for r in group] for f in ordered for group in f.fragments if group[0] in index]
    together += [group for group in told_twice if not ruled.intersection(group)]

    def unscored(i: int, j: int) -> float:
        return matcher.score(events[i], events[j]) if comparable(events[i], events[j]) else UNLIKE

    def excluded(a: EventFacts, b: EventFacts) -> bool:
        return judged.forbids(a.ref, b.ref) or matcher.excluded(a, b)

    weights = matcher.evidence
    groups = cluster(
        events, scores, excluded, link=weights.link, group=weights.group, together=together, unscored=unscored
    )
    return [[events[i] for i in group] for group in groups]


def founds(group: Iterable[EventFacts], judged: Judged) -> bool:
    """True when a group of events is an incident: one of them tells enough, or a person made it one."""
    return any(event.founds or event.ref in judged.founding for event in group)


def linked(a: EventFacts, b: EventFacts, matcher: Matcher) -> bool:
    """True when two comparable events may bring their groups together.

    What excludes each other never does, whatever the score.
    """
    return matcher.reaches(a, b, matcher.evidence.link) and not matcher.excluded(a, b)
