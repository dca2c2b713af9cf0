"""Build the incidents of a ledger anew from its reports, claims and judgements.

A ledger may hold more than memory does. Each coded report is read twice: first for what merging compares, which goes
into a file; then, when all events are grouped, with the others of its incident. What is built goes into a file as well,
and from there into the ledger in one transaction. Held throughout are ids and links only.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice

from .. import __version__
from ..ledger import FactsRow, Ledger, MarkRow, Merging, Registry, Snapshot, merging
from ..model import CodedReport, Incident, RelatedIncident
from ..model.codec import decode_incident, encode
from ..resolve import constraints, glances
from ..resolve.blocking import index_keys
from ..resolve.ids import Names, name_groups
from ..resolve.judged import INCIDENT_KINDS, Judged
from ..resolve.matcher import Matcher
from ..resolve.merge import build
from ..resolve.neighbourhood import Link, ReportFacts, decoded, report_facts, rules_name
from ..resolve.neighbourhood import encoded as encoded_facts
from ..resolve.network import Group, Network, with_claims
from ..resolve.related import Mark, mark_of, related, written
from .spool import Spool

YOUNG = 100_000  # new objects after which Python looks for garbage in a build; at 700 that is a fifth of the time
AT_ONCE = 100  # incidents that are built, or rows of reports that are written, together
Related = Mapping[str, tuple[RelatedIncident, ...]]
KEPT = 500  # coded reports that are held: those of one report's incidents lie near each other


def rebuild(ledger: Ledger, *, wanted: Registry = (), on_read: Callable[[], None] | None = None) -> int:
    """Merge everything that the ledger holds into incidents, keep them there, and return how many there are.

    Ids stay as they were. Built again from the same reports and judgements, the same incidents come out.

    Args:
        wanted: ids that certain events are to bear from now on, because a person decided so.
        on_read: called for each report that was read; when all are, they are merged.

    Raises:
        LedgerError: the ledger cannot be read or written.
    """
    with built(ledger, wanted=wanted, on_read=on_read) as made, merging(ledger) as desk:
        desk.clear(made.state)
        desk.register(made.names.ids, made.names.redirects)
        _write(desk, made.facts, made.links, made.groups)
        _write_incidents(desk, made)
        desk.built(made.state, rules())
        return len(made.names.ids)


@dataclass(frozen=True, slots=True)
class Built:
    """What comes of a ledger's reports and judgements; facts and incidents lie in files and are read one by one."""

    state: str  # of the ledger when it was read
    facts: Sequence[ReportFacts]
    links: Sequence[Link]
    groups: Sequence[Group]
    names: Names
    bare: Sequence[Incident]  # in the order of `names.ids`, without links between them
    marks: Sequence[Mark]

    def incidents(self) -> Iterator[Incident]:
        """The incidents with their links."""
        links = self.links_between()
        return (self.incident(number, links) for number in range(len(self.bare)))

    def links_between(self) -> Related:
        """The links between all incidents."""
        return related(self.marks)

    def incident(self, number: int, links: Related) -> Incident:
        """One of the incidents, with its links."""
        incident = self.bare[number]
        return replace(incident, related=links.get(incident.id, ()))


@contextmanager
def built(ledger: Ledger, *, wanted: Registry = (), on_read: Callable[[], None] | None = None) -> Iterator[Built]:
    """Build everything anew beside what the ledger keeps; see `rebuild`. Nothing is written.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    with _rare_collections(), Spool(_raw, decoded) as facts, Spool(encode, decode_incident) as incidents:
        made = _Build(Snapshot(ledger), facts)
        judged = made.read(on_read or (lambda: None))
        network = Network(facts, Matcher())
        links = network.links()
        groups = network.groups(links, judged)
        founding = [group for group in groups if group.founds]
        names = name_groups([group.events for group in founding], made.snapshot.registry, wanted)
        marks = []
        for incident, mark in made.incidents(names.ids, founding, network):
            incidents.append(incident)
            marks += [mark] if mark is not None else []
        yield Built(made.snapshot.state, facts, links, groups, names, incidents, marks)


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Let Python look for garbage less often: what is built here is many values without a circle among them."""
    before = gc.get_threshold()
    gc.set_threshold(max(YOUNG, before[0]), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@dataclass(slots=True)
class _Build:
    """What is read of a ledger while its incidents are built."""

    snapshot: Snapshot
    facts: Spool[ReportFacts]
    codings: dict[str, int] = field(default_factory=dict)  # the coding of each report that is read
    coded: dict[str, CodedReport] = field(default_factory=dict)  # those that were read last

    def read(self, on_read: Callable[[], None]) -> Judged:
        """Note what merging knows of every report; returned is what people decided of their events."""
        standing = [j for j in self.snapshot.judgements if j.in_force and j.kind in INCIDENT_KINDS]
        judged = {anchor.sha256 for j in standing for side in j.sides for anchor in side.events}
        named = []
        for number, coded in self.snapshot.coded():
            self.codings[coded.report.id] = number
            self.facts.append(report_facts(coded))
            if coded.report.sha256 in judged:
                named.append(number)
            on_read()
        return constraints(standing, self.snapshot.again(named))

    def incidents(
        self, names: Sequence[str], groups: Sequence[Group], network: Network
    ) -> Iterator[tuple[Incident, Mark | None]]:
        """The incidents of some groups, not linked with each other yet, and what links look at in them."""
        for start in range(0, len(groups), AT_ONCE):
            some = groups[start : start + AT_ONCE]
            self._hold({report for group in some for report, _ in group.events})
            for name, group in zip(names[start : start + AT_ONCE], some, strict=True):
                events = [with_claims(event, self.coded) for event in network.events(group)]
                texts = {report: self.coded[report].report.text for report, _ in group.events}
                yield build(name, events, self.coded), mark_of(name, events, texts)

    def _hold(self, wanted: set[str]) -> None:
        """Read the reports that are wanted, and let go of others."""
        for name in [name for name in self.coded if name not in wanted][: max(0, len(self.coded) - KEPT)]:
            del self.coded[name]
        missing = [self.codings[name] for name in wanted - self.coded.keys()]
        self.coded |= {coded.report.id: coded for coded in self.snapshot.again(missing)}


def _write(desk: Merging, facts: Sequence[ReportFacts], links: Sequence[Link], groups: Sequence[Group]) -> None:
    for start in range(0, len(facts), AT_ONCE):
        desk.put_facts([facts_row(own) for own in facts[start : start + AT_ONCE]])
    desk.put_links(links)
    desk.put_groups((), [group.events for group in groups])


def _write_incidents(desk: Merging, made: Built) -> None:
    rows, incidents = {mark.incident: mark_row(mark) for mark in made.marks}, made.incidents()
    while some := list(islice(incidents, AT_ONCE)):
        desk.add(some, [rows[incident.id] for incident in some if incident.id in rows])
    desk.count_sources((), anew=True)


def rules() -> str:
    """What a ledger's merging was done by; by another version everything is built anew."""
    return f"{__version__} {rules_name()}"


def facts_row(facts: ReportFacts) -> FactsRow:
    """What a ledger keeps of a report for merging."""
    seen = glances.written(glances.glance(facts.events))
    return FactsRow(facts.report, facts.sha256, seen, encoded_facts(facts), index_keys(facts.events))


def mark_row(mark: Mark) -> MarkRow:
    """What a ledger keeps of an incident for its links."""
    return MarkRow(mark.incident, mark.since, written(mark))


def _raw(facts: ReportFacts) -> bytes:
    return encoded_facts(facts).encode()
