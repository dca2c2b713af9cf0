"""Bring the incidents of a ledger up to date with what came, and look at nothing but its neighbourhood.

A report that came, or was read or judged otherwise, can change the groups that its events are or were in, and those
that a link leads to from there. These are clustered anew; where a group beside them comes out otherwise, so are the
groups beside that one, until all around stay as they were. Then the incidents that came out otherwise are built, and
the links between incidents of these weeks are set. The result is what `rebuild` makes of the whole ledger
(docs/decisions/0009-incremental-merging.md says why).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from ..ledger import Ledger, Merging, Registry, merging
from ..model import ClaimRef, CodedReport, Judgement, RelatedIncident
from ..resolve import constraints
from ..resolve.blocking import lookups
from ..resolve.features import EventFacts
from ..resolve.glances import glance, may_link, read_glance
from ..resolve.ids import Names, incident_id, name_groups
from ..resolve.judged import INCIDENT_KINDS, Judged
from ..resolve.matcher import Matcher
from ..resolve.merge import build
from ..resolve.neighbourhood import Link, ReportFacts, decoded, founds, links, regroup, report_facts
from ..resolve.network import with_claims
from ..resolve.related import REACH, WEEK, mark_of, read_mark, related
from .rebuild import facts_row, mark_row, rebuild, rules

FEW, SHARE = 50, 0.1  # reports that are taken in at once, or share of the ledger: more is quicker built anew
Links = Mapping[str, tuple[RelatedIncident, ...]]
SALTS = 3  # ids that are drawn for an event when the first is in use


def update(ledger: Ledger, *, wanted: Registry = (), on_read: Callable[[], None] | None = None) -> None:
    """Take what came since the incidents were built into them; builds all anew where that is needed, or quicker.

    Args:
        wanted: ids that certain events are to bear from now on, because a person decided so.
        on_read: called for each report that is read when all are built anew.

    Raises:
        LedgerError: the ledger cannot be read or written.
    """
    with merging(ledger) as desk:
        came = desk.arrivals(rules())
        few = came is not None and (len(came.reports) <= FEW or len(came.reports) <= SHARE * desk.reports())
        if came is not None and few:
            _Neighbourhood(desk, came.reports).take_in(came.judged, wanted)
            return
    rebuild(ledger, wanted=wanted, on_read=on_read)


@dataclass(slots=True)
class _Neighbourhood:
    """The events that what came can bear on, as far as they were looked up."""

    desk: Merging
    came: frozenset[str]
    matcher: Matcher = field(default_factory=Matcher)
    facts: dict[str, ReportFacts] = field(default_factory=dict)
    links: dict[str, list[Link]] = field(default_factory=dict)  # by the report they start from
    grouped: dict[ClaimRef, frozenset[ClaimRef]] = field(default_factory=dict)  # as last built; none: in no group
    judged: dict[str, dict[int, Judgement]] = field(default_factory=dict)  # by the texts that were looked for
    touched: set[ClaimRef] = field(default_factory=set)  # events of groups that were clustered anew

    def take_in(self, judged: Sequence[Judgement], wanted: Registry) -> None:
        """Rewrite what is otherwise now."""
        desk, state = self.desk, self.desk.state()
        before = desk.facts(self.came)
        seeds = {end for a, b in desk.links(self.came) for end in (a, b)}  # links of before, which may be gone now
        coded = {c.report.id: c for c in desk.coded(self.came)}
        self._file(coded.values())
        seeds |= {event.ref for name in self.came for event in self.facts[name].events}
        for was in map(decoded, before.values()):
            seeds |= {event.ref for event in was.events}
            seeds |= self._events_with({t for j in self._judgements({was.sha256}) for t in _texts(j)})
        seeds |= self._events_with({text for judgement in judged for text in _texts(judgement)})
        seeds |= {ref for _, members in wanted for ref in members}
        groups, former, ruled = self._settled(seeds)
        self.touched = {ref for group in former for ref in group}
        desk.put_groups(former, [[event.ref for event in group] for group in groups])
        self._write([group for group in groups if founds(group, ruled)], wanted, coded)
        new = sorted(self.came - before.keys())
        desk.count_sources(new, anew=len(new) < len(self.came))
        desk.built(state, rules())

    def _file(self, coded: Iterable[CodedReport]) -> None:
        """Keep what merging needs to know of the reports that came, and link their events."""
        own = [report_facts(report) for report in coded]
        self.facts |= {facts.report: facts for facts in own}
        self.desk.put_facts([facts_row(facts) for facts in own])
        found: set[Link] = set()
        for facts in own:
            seen = glance(facts.events)
            near = self.desk.neighbours((q.keys, q.window, q.least) for q in lookups(facts.events))
            near = {name: raw for name, raw in near.items() if may_link(seen, read_glance(raw), self.matcher)}
            others = self._facts(near.keys() - {facts.report})
            found.update(links(facts, others, self.matcher))
        self.desk.put_links(found)

    def _facts(self, names: Collection[str]) -> list[ReportFacts]:
        missing = [name for name in names if name not in self.facts]
        self.facts |= {name: decoded(raw) for name, raw in self.desk.facts(missing).items()}
        return [self.facts[name] for name in sorted(names) if name in self.facts]

    def _settled(self, seeds: set[ClaimRef]) -> tuple[list[list[EventFacts]], list[frozenset[ClaimRef]], Judged]:
        """The groups now, those of before in their place, and what people decided of them."""
        core, former = self._close(seeds), set[frozenset[ClaimRef]]()
        while True:
            former.update(self._groups(core))
            beside = [group for group in self._groups(self._linked_with(core)) if not group <= core]
            members = self._existing(core.union(*beside))
            ruled = self._constraints(members)
            facts = self._facts({report for report, _ in members})
            groups = regroup(facts, members, self._links_of(members), self.matcher, ruled)
            now = {frozenset(event.ref for event in group) for group in groups}
            other = [group for group in beside if group not in now]
            if not other:
                kept = set(beside)
                return [g for g in groups if frozenset(e.ref for e in g) not in kept], [*former], ruled
            core = self._close(core.union(*other))

    def _close(self, refs: set[ClaimRef]) -> set[ClaimRef]:
        """Events with all that were one group with them, or are one with them by a judgement or within a report."""
        closed, frontier = set[ClaimRef](), refs
        while frontier:
            closed |= frontier
            frontier = self._one_with(frontier) - closed
        return closed

    def _one_with(self, refs: set[ClaimRef]) -> set[ClaimRef]:
        found = {ref for group in self._groups(refs) for ref in group}
        facts = self._facts({report for report, _ in refs})
        judged = self._judgements({own.sha256 for own in facts})
        for own in facts:
            found.update(ref for group in own.fragments if not refs.isdisjoint(group) for ref in group)
        return found | self._events_with({text for judgement in judged for text in _texts(judgement)})

    def _groups(self, refs: Set[ClaimRef]) -> list[frozenset[ClaimRef]]:
        """The groups, as last built, that hold some events; each event is looked for once."""
        new = refs - self.grouped.keys()
        if new:
            self.grouped |= dict.fromkeys(new, frozenset[ClaimRef]())
            self.grouped |= {ref: group for group in self.desk.groups(new) for ref in group}
        return sorted({group for ref in refs if (group := self.grouped[ref])}, key=min)

    def _existing(self, refs: Collection[ClaimRef]) -> set[ClaimRef]:
        """Those of some events that there are still."""
        there = {event.ref for facts in self._facts({report for report, _ in refs}) for event in facts.events}
        return there.intersection(refs)

    def _linked_with(self, refs: set[ClaimRef]) -> set[ClaimRef]:
        return {b for a, b in self._links_of(refs) if a in refs}

    def _links_of(self, refs: Collection[ClaimRef]) -> list[Link]:
        """The links of the reports of some events."""
        names = {report for report, _ in refs}
        new = names - self.links.keys()
        self.links |= {name: [] for name in new}
        for a, b in self.desk.links(new):
            self.links[a[0]].append((a, b))
        return [link for name in names for link in self.links[name]]

    def _events_with(self, texts: Collection[str]) -> set[ClaimRef]:
        """The events of all reports of some texts."""
        if not texts:
            return set()
        return {event.ref for facts in self._facts(self.desk.with_texts(texts)) for event in facts.events}

    def _constraints(self, members: Iterable[ClaimRef]) -> Judged:
        """What people decided about some events, with all that these decisions hang on."""
        texts, standing = {self.facts[report].sha256 for report, _ in members}, list[Judgement]()
        while True:
            standing = self._judgements(texts)
            named = {text for judgement in standing for text in _texts(judgement)}
            if named <= texts:
                return constraints(standing, self.desk.coded(self.desk.with_texts(named)))
            texts |= named

    def _judgements(self, texts: Set[str]) -> list[Judgement]:
        """The judgements in force about incidents that name some texts; each text is looked for once."""
        new = texts - self.judged.keys()
        self.judged |= {text: {} for text in new}
        for judgement in self.desk.judgements(new):
            if judgement.in_force and judgement.kind in INCIDENT_KINDS:
                for text in _texts(judgement) & new:
                    self.judged[text][judgement.id] = judgement
        return list({number: j for text in texts for number, j in self.judged[text].items()}.values())

    def _write(self, groups: list[list[EventFacts]], wanted: Registry, coded: dict[str, CodedReport]) -> None:
        events = {event.ref for group in groups for event in group}
        holders = self.desk.bearing({report for report, _ in events | self.touched} | self.came)
        ids = {n for ref, n in holders.items() if ref in events or ref in self.touched or ref[0] in self.came}
        registry = self.desk.registry(ids)
        names = self._named(groups, registry, wanted)
        stood = {name: set(members) for name, members in registry if members}
        changed = [
            (name, group)
            for name, group in zip(names.ids, groups, strict=True)
            if {event.ref for event in group} != stood.get(name) or any(e.ref[0] in self.came for e in group)
        ]
        needed = {event.ref[0] for _, group in changed for event in group}
        coded |= {c.report.id: c for c in self.desk.coded(needed - coded.keys())}
        full = [(name, [with_claims(event, coded) for event in group]) for name, group in changed]
        texts = {name: coded[name].report.text for name in needed}
        marks = {name: mark for name, group in full if (mark := mark_of(name, group, texts)) is not None}
        gone = (stood.keys() - set(names.ids)) | (stood.keys() & {name for name, _ in changed})
        days = {*self.desk.beginnings(gone).values(), *(mark.since for mark in marks.values())}
        stood_around = {name: read_mark(raw) for name, raw in self.desk.marks(_spans(days, REACH)).items()}
        self.desk.remove(gone)
        around = {name: mark for name, mark in stood_around.items() if name not in gone} | marks
        before, now = related(stood_around.values()), related(around.values())
        built = [replace(i, related=now.get(i.id, ())) for i in (build(name, group, coded) for name, group in full)]
        self.desk.register([i.id for i in built], names.redirects)
        self.desk.add(built, [mark_row(mark) for mark in marks.values()])
        self._relate(before, now, {name: around[name].since for name in around.keys() - marks.keys()}, days)

    def _relate(self, before: Links, now: Links, since: Mapping[str, int], days: Collection[int]) -> None:
        """Set the links anew of incidents that stay, in the weeks around the first days of those that changed."""
        near = _spans(days, WEEK)
        within = {name for name, day in since.items() if any(first <= day <= last for first, last in near)}
        others = self.desk.incidents({name for name in within if before.get(name) != now.get(name)})
        self.desk.rewrite(replace(incident, related=now.get(incident.id, ())) for incident in others)

    def _named(self, groups: Sequence[Sequence[EventFacts]], registry: Registry, wanted: Registry) -> Names:
        """Ids for the groups; what other incidents are called is taken."""
        refs = [[event.ref for event in group] for group in groups]
        drawn = {incident_id(group[0], salt) for group in refs for salt in range(SALTS)}
        others = self.desk.registry(drawn - {name for name, _ in registry})
        elsewhere = {name for name, members in others if members}
        return name_groups(refs, (*registry, *((name, ()) for name, _ in others)), wanted, elsewhere=elsewhere)


def _texts(judgement: Judgement) -> set[str]:
    return {anchor.sha256 for side in judgement.sides for anchor in side.events}


def _spans(days: Collection[int], reach: int) -> list[tuple[int, int]]:
    """The stretches of time around some days, those that touch as one."""
    spans: list[tuple[int, int]] = []
    for day in sorted(days):
        if spans and day - reach <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], day + reach)
        else:
            spans.append((day - reach, day + reach))
    return spans
