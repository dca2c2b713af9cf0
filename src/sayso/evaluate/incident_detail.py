"""Score what incidents say of their claims: contested slots, copies of one statement, and what copies changed.

Gold is the relations between claims of a cluster. Each figure stands beside its denominators:

- *contested*: a slot of an incident is contested in gold when two claims of the incident are marked `contradicts` and
  both speak of the slot, with different values or, where both give the same value, with different signs. It is found
  when the incident that took most of the gold incident's claims has a contested finding of the slot; gold incidents
  that ended in one are asked together. Pairs that share no slot ask nothing.
- *copies*: pairs of claims of two reports that `same_origin` joins, in one step or several, are copies; pairs that are
  marked `corroborates`, and are not joined so, are none. F1 is of the copies among those pairs. A gold claim that no
  predicted one is aligned with is looked up in the one that covers most of it: how finely claims are cut is scored
  elsewhere. To call every pair a copy would score high where few are marked `corroborates`: `copies_none` counts these.
- *drift*: an `updates` or `contradicts` pair of two reports asks for an entry when the two claims have one origin: they
  are joined by `same_origin`, are two outlets' own voice under one name, or are held by parties of one name (the
  capitalised words of one are among those of the other). It is found when an entry joins the two claims, in either
  direction, and names a slot that gold contests, or any where the two share none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model import Claim, ClaimRef, CodedReport, FindingStatus, Incident, Slot
from .gold import GoldClaim, GoldCluster, GoldFacet, GoldRelation, GoldReport
from .ratios import f1, percent
from .spans import align

SameOrigin = Callable[[ClaimRef, ClaimRef], bool]
GoldRef = tuple[str, str]
"""(report id, claim id) of a gold claim."""

_CAPITALISED = re.compile(r"\b[A-Z][\w'’-]*")
_SMALL = frozenset({"The", "A", "An", "One", "Two"})
COVERED = 0.6  # share of a gold claim's content that a predicted claim must have to stand for it


@dataclass(frozen=True, slots=True)
class Hits:
    """True positives among what gold has and what was predicted."""

    right: int
    gold: int
    predicted: int


@dataclass(frozen=True, slots=True)
class DetailFigures:
    """The figures of this room; shares are counts so that they can be checked."""

    contested: Hits
    copies: Hits
    copies_none: int  # pairs that gold holds to be no copies
    drift: tuple[int, int]  # found, asked
    drift_entries: int

    def as_dict(self) -> dict[str, Any]:
        """All figures under their published names, in percent with one decimal, beside their denominators."""
        return {
            "contested_f1": f1(self.contested.right, self.contested.gold, self.contested.predicted),
            "contested_gold": self.contested.gold,
            "contested_predicted": self.contested.predicted,
            "copies_f1": f1(self.copies.right, self.copies.gold, self.copies.predicted),
            "copies_gold": self.copies.gold,
            "copies_predicted": self.copies.predicted,
            "copies_none": self.copies_none,
            "drift_recall": percent(*self.drift),
            "drift_asked": self.drift[1],
            "drift_entries": self.drift_entries,
        }


def score_detail(
    clusters: Sequence[GoldCluster],
    coded: Mapping[str, CodedReport],
    incidents: Sequence[Incident],
    same_origin: SameOrigin,
) -> DetailFigures:
    """Score incidents made of the coded reports; `same_origin` says whether two predicted claims have one origin."""
    found = _Found.of(clusters, coded, incidents)
    copies, none, drift = [0, 0, 0], 0, [0, 0]
    for cluster in clusters:
        gold = _Gold(cluster)
        for pair, is_copy in gold.copies():
            joined = found.joined(pair, same_origin)
            _add(copies, int(is_copy and joined), int(is_copy), int(joined))
            none += not is_copy
        for relation in gold.drifts():
            drift[0] += found.drifted((gold.ref(relation.a), gold.ref(relation.b)), gold.slots(relation))
            drift[1] += 1
    return DetailFigures(
        contested=_contested(clusters, found),
        copies=Hits(*copies),
        copies_none=none,
        drift=(drift[0], drift[1]),
        drift_entries=sum(len(incident.drift) for incident in incidents),
    )


def _contested(clusters: Sequence[GoldCluster], found: _Found) -> Hits:
    """Hits of contested slots; what several gold incidents were put into counts once, with the slots of all of them."""
    slots: dict[Hashable, set[Slot]] = defaultdict(set)
    told: dict[Hashable, set[Slot]] = {}
    for cluster in clusters:
        for incident, contested in _Gold(cluster).contested().items():
            chosen = found.chosen.get((cluster.cluster_id, incident))
            key = chosen.id if chosen else (cluster.cluster_id, incident)
            slots[key] |= contested
            told[key] = {f.slot for f in chosen.findings if f.status is FindingStatus.CONTESTED} if chosen else set()
    right = sum(len(slots[key] & told[key]) for key in slots)
    return Hits(right, sum(map(len, slots.values())), sum(map(len, told.values())))


def _add(tally: list[int], *more: int) -> None:
    for i, number in enumerate(more):
        tally[i] += number


class _Gold:
    """What the relations of one cluster say."""

    def __init__(self, cluster: GoldCluster) -> None:
        self.cluster = cluster
        self.claims = {(r.report_id, c.id): (r, c) for r in cluster.reports for c in r.claims}
        self._lead: dict[GoldRef, GoldRef] = {}
        for relation in cluster.relations:
            if relation.type == "same_origin":
                self._lead[self.lead(self.ref(relation.b))] = self.lead(self.ref(relation.a))

    @staticmethod
    def ref(name: str) -> GoldRef:
        """`report id/claim id` in two parts."""
        report, _, claim = name.rpartition("/")
        return report, claim

    def lead(self, ref: GoldRef) -> GoldRef:
        """The claim that stands for all that `same_origin` joins with this one."""
        while self._lead.get(ref, ref) != ref:
            ref = self._lead[ref]
        return ref

    def contested(self) -> dict[str, set[Slot]]:
        """The contested slots of every incident of the cluster."""
        slots: dict[str, set[Slot]] = {incident.id: set() for incident in self.cluster.incidents}
        for relation in self.cluster.relations:
            if relation.type == "contradicts":
                events = {self.claims[self.ref(name)][1].event for name in (relation.a, relation.b)}
                if len(events) == 1 and (event := events.pop()) in slots:
                    slots[event] |= self.slots(relation)
        return slots

    def slots(self, relation: GoldRelation) -> set[Slot]:
        """The slots in which two claims differ; where they give the same values with different signs, those.

        Words with a telling word in common differ only where nothing else does ("16-mm mortar", "60-mm mortar").
        """
        a, b = (self.claims[self.ref(name)][1] for name in (relation.a, relation.b))
        pairs = [(x, y) for x in a.facets for y in b.facets if x.slot is y.slot]
        agreed = {x.slot for x, y in pairs if not _differ(x, y)}
        differing = {x.slot for x, _ in pairs} - agreed
        if differing or a.value.sign != b.value.sign:
            return differing or agreed
        return {x.slot for x, y in pairs if x.value is not None and y.value is not None and x.value != y.value}

    def copies(self) -> Iterator[tuple[tuple[GoldRef, GoldRef], bool]]:
        """Pairs of claims of two reports, and whether they are copies."""
        groups: dict[GoldRef, list[GoldRef]] = defaultdict(list)
        for ref in self.claims:
            groups[self.lead(ref)].append(ref)
        for members in groups.values():
            yield from (((a, b), True) for i, a in enumerate(members) for b in members[:i] if a[0] != b[0])
        for relation in self.cluster.relations:
            a, b = self.ref(relation.a), self.ref(relation.b)
            if relation.type == "corroborates" and a[0] != b[0] and self.lead(a) != self.lead(b):
                yield (a, b), False

    def drifts(self) -> Iterator[GoldRelation]:
        """The updates and contradictions across reports between claims of one origin."""
        for relation in self.cluster.relations:
            a, b = self.ref(relation.a), self.ref(relation.b)
            asked = relation.type in {"updates", "contradicts"} and a[0] != b[0]
            if asked and (self.lead(a) == self.lead(b) or _one_holder(self.claims[a], self.claims[b])):
                yield relation


def _one_holder(a: tuple[GoldReport, GoldClaim], b: tuple[GoldReport, GoldClaim]) -> bool:
    if not a[1].chain_spans and not b[1].chain_spans:
        return a[0].publisher is not None and a[0].publisher == b[0].publisher
    return any(x and y and (x <= y or y <= x) for x in _names(*a) for y in _names(*b))


def _names(report: GoldReport, claim: GoldClaim) -> Iterable[frozenset[str]]:
    """The capitalised words of each party that holds a claim, behind its pronoun where gold says so."""
    told = [span.text(report.text) for span in claim.source_spans]
    if isinstance(claim.resolved, str) and len(told) == 1:
        told = [claim.resolved]
    return [frozenset(_CAPITALISED.findall(words)) - _SMALL for words in told]


def _differ(a: GoldFacet, b: GoldFacet) -> bool:
    """False when two answers are the same, or have a telling word in common, or one is not known."""
    if a.value is None or b.value is None:
        return False
    if isinstance(a.value, str) and isinstance(b.value, str) and a.slot not in {Slot.EVENT_TYPE, Slot.TIME}:
        return not _telling(a.value) & _telling(b.value)
    if a.slot is Slot.TIME:
        return not (str(a.value).startswith(str(b.value)[:10]) or str(b.value).startswith(str(a.value)[:10]))
    return bool(a.value != b.value)


def _telling(words: str) -> set[str]:
    return {word for word in re.findall(r"\w+", words.lower()) if len(word) > 3}


def _covering(gold: GoldClaim, predicted: Sequence[Claim]) -> Claim | None:
    """The predicted claim that has most of a gold claim's content."""
    wanted = {i for span in gold.content_spans for i in range(span.start, span.end)}
    shares = [(len(wanted & {i for s in c.content for i in range(s.start, s.end)}) / len(wanted), c) for c in predicted]
    best = max(shares, key=lambda share: share[0], default=(0.0, None))
    return best[1] if best[0] >= COVERED else None


class _Found:
    """What was predicted for gold claims."""

    def __init__(self, claims: Mapping[GoldRef, ClaimRef], incidents: Sequence[Incident]) -> None:
        self.claims = claims
        self.home = {event: incident for incident in incidents for event in incident.events}
        self.chosen: dict[tuple[str, str], Incident] = {}
        self.entries = [drift for incident in incidents for drift in incident.drift]

    @staticmethod
    def of(clusters: Sequence[GoldCluster], coded: Mapping[str, CodedReport], incidents: Sequence[Incident]) -> _Found:
        claims: dict[GoldRef, ClaimRef] = {}
        votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        home = {event: incident.id for incident in incidents for event in incident.events}
        for cluster in clusters:
            for report in cluster.reports:
                if report.report_id not in coded:
                    continue
                predicted = coded[report.report_id].claims
                for gold in report.claims:
                    if (cover := _covering(gold, predicted)) is not None:
                        claims[report.report_id, gold.id] = (report.report_id, cover.id)
                for i, j in align(report.claims, predicted):
                    claims[report.report_id, report.claims[i].id] = (report.report_id, predicted[j].id)
                    if name := home.get((report.report_id, predicted[j].event)):
                        votes[cluster.cluster_id, report.claims[i].event][name] += 1
        found = _Found(claims, incidents)
        by_id = {incident.id: incident for incident in incidents}
        found.chosen = {key: by_id[vote.most_common(1)[0][0]] for key, vote in votes.items()}
        return found

    def joined(self, pair: tuple[GoldRef, GoldRef], same_origin: SameOrigin) -> bool:
        """True when both claims were read, and are held to have one origin."""
        a, b = (self.claims.get(ref) for ref in pair)
        return a is not None and b is not None and same_origin(a, b)

    def drifted(self, pair: tuple[GoldRef, GoldRef], slots: set[Slot]) -> bool:
        """True when an entry joins the two claims and names one of the slots."""
        a, b = (self.claims.get(ref) for ref in pair)
        if a is None or b is None:
            return False
        return any(
            (not slots or drift.slot in slots) and {drift.origin, drift.copy} == {a, b} for drift in self.entries
        )
