"""List what a person should decide: near misses, contested findings, doubtful claims, judgements without a place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ..ledger import IncidentQuery, Ledger, built, is_checked, quoted
from ..ledger.cache import state_numbers
from ..model import Anchor, ClaimAnchor, ClaimRef, CodedReport, FindingStatus, Incident, Judgement
from ..resolve import Likeness, NearMiss, Resemblances, constraints, missed
from ..wording import value_words

LOW_SCORE = 0.5  # a claim that is as likely wrong as right
AT_ONCE = 500  # incidents read together


class DoubtKind(StrEnum):
    """Why something needs a decision."""

    NEAR_MISS = "near_miss"
    CONTESTED = "contested"
    LOW_SCORE = "low_score"
    LOST_JUDGEMENT = "lost_judgement"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should look at.

    Args:
        incidents: ids of the incidents in question.
        what: the doubt in one line.
        slot: the contested slot.
        score: near miss: log-odds of the likeliest pair; low score: the claim's score, 0 to 1.
        threshold: from what score pairs are joined, unless others of the two groups speak against it.
        claims: the claims in question; of a near miss the pair of events.
        likenesses: what makes up the score of a near miss.
        judgement: the number of a judgement whose text or event is gone.
        commands: what may settle it.
    """

    kind: DoubtKind
    incidents: tuple[str, ...]
    what: str
    slot: str | None = None
    score: float | None = None
    threshold: float | None = None
    claims: tuple[ClaimRef, ...] = ()
    likenesses: tuple[Likeness, ...] = ()
    judgement: int | None = None
    commands: tuple[str, ...] = ()


def review(ledger: Ledger) -> tuple[Doubt, ...]:
    """All doubts, kind by kind, the most pressing first; the incidents of the ledger are taken as they were built.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    return Reviewer()(ledger)


class Reviewer:
    """Finds the doubts of one ledger again and again, reading anew only what changed; for one thread at a time.

    A decision changes a few reports and incidents. Everything is read anew only when reports came.
    """

    def __init__(self) -> None:
        self._alike = Resemblances()
        self._reports: dict[str, _OfReport] = {}
        self._incidents: dict[str, _OfIncident] = {}
        self._codings = ""
        self._judged: frozenset[tuple[int, bool]] = frozenset()

    def __call__(self, ledger: Ledger) -> tuple[Doubt, ...]:
        """All doubts, as `review` lists them.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        judgements = ledger.judgements()
        changed = self._read_reports(ledger, judgements)
        home = self._read_incidents(ledger, changed)
        judged = constraints(judgements, ledger.coded_reports(only=self._bearing(_of_incidents(judgements))))
        titles = {incident: known.title for incident, known in self._incidents.items()}
        misses = [_near_miss(miss, titles) for miss in missed(self._alike, home, judged)]
        checked = frozenset[ClaimRef]().union(*(known.checked for known in self._reports.values()))
        of_incidents = (doubt for known in self._incidents.values() for doubt in known.contested)
        contested = [doubt for doubt in of_incidents if not checked.issuperset(doubt.claims)]
        contested.sort(key=lambda d: (-len(d.claims), d.incidents))
        low = [
            replace(doubt, incidents=(home[event],))
            for known in self._reports.values()
            for event, doubt in known.low
            if event in home
        ]
        low.sort(key=lambda d: (d.score or 0.0, d.claims))
        return (*misses, *contested, *low, *_lost(judged.lost, ledger.lost_corrections()))

    def _read_reports(self, ledger: Ledger, judgements: Sequence[Judgement]) -> frozenset[str] | None:
        """Read the reports that changed, and give their ids; None when all of them were read."""
        state = built(ledger) or ledger.state()  # what came later is not in the incidents, and is looked at then
        codings = state.partition(" judgements ")[0]  # were this not told apart, all would be read each time
        judged = frozenset(_standing(judgements, state_numbers(state)[-1]))
        only = None
        if codings == self._codings:
            anew = {number for number, _ in judged ^ self._judged}
            only = self._bearing({a.sha256 for j in judgements if j.id in anew for a in j.claims})
        read = {}
        for coded in ledger.coded_reports(only=only):
            read[coded.report.id] = _OfReport.of(coded)
            self._alike.take(coded)
        if only is None:
            for gone in self._alike.reports() - read.keys():
                self._alike.drop(gone)
        self._reports = read if only is None else self._reports | read
        self._codings, self._judged = codings, judged
        return only

    def _read_incidents(self, ledger: Ledger, changed: frozenset[str] | None) -> dict[ClaimRef, str]:
        """Read the incidents that changed, or whose reports did, and give the incident of every event."""
        standing = {incident: events for incident, events in ledger.registry() if events}
        self._incidents = {i: known for i, known in self._incidents.items() if i in standing and changed is not None}
        wanted = [
            incident
            for incident, events in standing.items()
            if incident not in self._incidents
            or self._incidents[incident].events != events
            or any(report in (changed or ()) for report, _ in events)
        ]
        for start in range(0, len(wanted), AT_ONCE):
            for found in ledger.incidents(IncidentQuery(among=tuple(wanted[start : start + AT_ONCE]))):
                self._incidents[found.id] = _OfIncident(standing[found.id], found.title, tuple(_contested(found)))
        return {event: i for i, events in standing.items() if i in self._incidents for event in events}

    def _bearing(self, texts: Collection[str]) -> frozenset[str]:
        """The reports that bear some texts, by checksum."""
        return frozenset(report_id for report_id, known in self._reports.items() if known.sha256 in texts)


@dataclass(frozen=True, slots=True)
class _OfReport:
    """What is kept of a report: its doubtful claims with their events, and those that a person checked."""

    sha256: str
    low: tuple[tuple[ClaimRef, Doubt], ...]
    checked: tuple[ClaimRef, ...]

    @classmethod
    def of(cls, coded: CodedReport) -> _OfReport:
        checked = tuple((coded.report.id, claim.id) for claim in coded.claims if is_checked(claim))
        return cls(coded.report.sha256, tuple(_low_scores(coded)), checked)


@dataclass(frozen=True, slots=True)
class _OfIncident:
    """What is kept of an incident: its events by which a change shows, and its contested findings."""

    events: tuple[ClaimRef, ...]
    title: str
    contested: tuple[Doubt, ...]


def unsettled(doubts: Iterable[Doubt], since: Iterable[Judgement]) -> tuple[Doubt, ...]:
    """Those of some doubts that no later judgement is about: what is left of a queue until it is made anew."""
    since = tuple(since)
    sides = [{side.incident for side in judgement.sides} for judgement in since if judgement.sides]
    claims = {(anchor.report, anchor.claim) for judgement in since for anchor in judgement.claims}
    taken_back = {judgement.takes_back for judgement in since}

    def settled(doubt: Doubt) -> bool:
        if doubt.kind is DoubtKind.NEAR_MISS:
            return any(side.issuperset(doubt.incidents) for side in sides)
        return not claims.isdisjoint(doubt.claims) or (doubt.judgement is not None and doubt.judgement in taken_back)

    return tuple(doubt for doubt in doubts if not settled(doubt))


def matter_of(doubt: Doubt) -> tuple[tuple[str, ...], tuple[ClaimRef, ...]]:
    """The incidents and claims that a doubt is about: when these change, it is another one."""
    return doubt.incidents, () if doubt.kind is DoubtKind.NEAR_MISS else doubt.claims


def _near_miss(miss: NearMiss, titles: dict[str, str]) -> Doubt:
    first, second = miss.incidents
    return Doubt(
        DoubtKind.NEAR_MISS,
        miss.incidents,
        f"{titles[first]} / {titles[second]}",
        score=miss.score,
        threshold=miss.threshold,
        claims=miss.events,
        likenesses=miss.likenesses,
        commands=(f"sayso merge {first} {second}", f"sayso merge {first} {second} --not-the-same"),
    )


def _contested(incident: Incident) -> Iterator[Doubt]:
    """The findings of an incident on which sources differ."""
    for finding in incident.findings:
        if finding.status is not FindingStatus.CONTESTED:
            continue
        said = [
            value_words(value.value) + (" (denied)" if value.denied_by else "")
            for value in finding.values
            if value.claims or value.denied_by
        ]
        claims = tuple(dict.fromkeys(ref for v in finding.values for ref in (*v.claims, *v.denied_by)))
        yield Doubt(
            DoubtKind.CONTESTED,
            (incident.id,),
            f"{incident.title}: {finding.slot.value.replace('_', ' ')}: {' | '.join(said)}",
            slot=finding.slot.value,
            claims=claims,
            commands=(f"sayso show {incident.id}", f"sayso correct {incident.id}/{finding.slot.value} --accept"),
        )


def _low_scores(coded: CodedReport) -> Iterator[tuple[ClaimRef, Doubt]]:
    """The claims of a report that are as likely wrong as right, each with its event; their incidents are not known."""
    for claim in coded.claims:
        if claim.score < LOW_SCORE:
            name = f"{coded.report.id}/{claim.id}"
            yield (
                (coded.report.id, claim.event),
                Doubt(
                    DoubtKind.LOW_SCORE,
                    (),
                    f"{name}: {quoted(claim.content, coded.report.text)}, read with a score of {claim.score:.2f}",
                    score=claim.score,
                    claims=((coded.report.id, claim.id),),
                    commands=(f"sayso show {name}", f"sayso correct {name} --accept", f"sayso correct {name} --reject"),
                ),
            )


def _standing(judgements: Iterable[Judgement], newest: int) -> Iterator[tuple[int, bool]]:
    """The judgements up to one, each with whether it was in force then."""
    for judgement in judgements:
        if judgement.id <= newest:
            yield judgement.id, judgement.taken_back_by is None or judgement.taken_back_by > newest


def _of_incidents(judgements: Iterable[Judgement]) -> frozenset[str]:
    """The checksums of the texts whose events people put together or kept apart."""
    return frozenset(a.sha256 for j in judgements if j.in_force for side in j.sides for a in side.events)


def _lost(
    events: Mapping[int, tuple[Anchor, ...]], corrections: Mapping[int, tuple[ClaimAnchor, ...]]
) -> Iterator[Doubt]:
    lost = {
        number: (", ".join(f"{anchor.report}/{anchor.event}" for anchor in anchors), "tells of no such event")
        for number, anchors in events.items()
    } | {
        number: (", ".join(f"{anchor.report}/{anchor.claim}" for anchor in anchors), "makes no such claim")
        for number, anchors in corrections.items()
    }
    for number, (gone, why) in sorted(lost.items()):
        what = f"judgement {number} no longer holds for {gone}: the text changed, or {why} any more"
        yield Doubt(DoubtKind.LOST_JUDGEMENT, (), what, judgement=number)
