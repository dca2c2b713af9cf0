"""List what a person should decide: near misses, contested findings, doubtful claims, judgements without a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..ledger import Ledger, is_checked, quoted
from ..model import ClaimAnchor, ClaimRef, CodedReport, FindingStatus, Incident, Judgement
from ..resolve import Likeness, NearMiss, constraints, near_misses
from ..wording import value_words

LOW_SCORE = 0.5  # a claim that is as likely wrong as right


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
    incidents, judgements = ledger.incidents(), ledger.judgements()
    reports = list(ledger.coded_reports())
    titles = {incident.id: incident.title for incident in incidents}
    misses = [_near_miss(miss, titles) for miss in near_misses(reports, incidents, judgements=judgements)]
    checked = frozenset((c.report.id, claim.id) for c in reports for claim in c.claims if is_checked(claim))
    contested = [doubt for incident in incidents for doubt in _contested(incident, checked)]
    contested.sort(key=lambda d: (-len(d.claims), d.incidents))
    low = sorted(_low_scores(incidents, reports), key=lambda d: (d.score or 0.0, d.claims))
    return (*misses, *contested, *low, *_lost(judgements, reports, ledger.lost_corrections()))


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


def _contested(incident: Incident, checked: frozenset[ClaimRef]) -> Iterator[Doubt]:
    """The findings of an incident on which sources differ, but for those whose claims a person has all looked at."""
    for finding in incident.findings:
        if finding.status is not FindingStatus.CONTESTED:
            continue
        said = [
            value_words(value.value) + (" (denied)" if value.denied_by else "")
            for value in finding.values
            if value.claims or value.denied_by
        ]
        claims = tuple(dict.fromkeys(ref for v in finding.values for ref in (*v.claims, *v.denied_by)))
        if checked.issuperset(claims):
            continue
        yield Doubt(
            DoubtKind.CONTESTED,
            (incident.id,),
            f"{incident.title}: {finding.slot.value.replace('_', ' ')}: {' | '.join(said)}",
            slot=finding.slot.value,
            claims=claims,
            commands=(f"sayso show {incident.id}", f"sayso correct {incident.id}/{finding.slot.value} --accept"),
        )


def _low_scores(incidents: Iterable[Incident], reports: Iterable[CodedReport]) -> Iterator[Doubt]:
    home = {event: incident.id for incident in incidents for event in incident.events}
    for coded in reports:
        for claim in coded.claims:
            name, incident = f"{coded.report.id}/{claim.id}", home.get((coded.report.id, claim.event))
            if incident is not None and claim.score < LOW_SCORE:
                yield Doubt(
                    DoubtKind.LOW_SCORE,
                    (incident,),
                    f"{name}: {quoted(claim.content, coded.report.text)}, read with a score of {claim.score:.2f}",
                    score=claim.score,
                    claims=((coded.report.id, claim.id),),
                    commands=(f"sayso show {name}", f"sayso correct {name} --accept", f"sayso correct {name} --reject"),
                )


def _lost(
    judgements: Iterable[Judgement], reports: Iterable[CodedReport], corrections: Mapping[int, tuple[ClaimAnchor, ...]]
) -> Iterator[Doubt]:
    lost = {
        number: (", ".join(f"{anchor.report}/{anchor.event}" for anchor in anchors), "tells of no such event")
        for number, anchors in constraints(judgements, reports).lost.items()
    } | {
        number: (", ".join(f"{anchor.report}/{anchor.claim}" for anchor in anchors), "makes no such claim")
        for number, anchors in corrections.items()
    }
    for number, (gone, why) in sorted(lost.items()):
        what = f"judgement {number} no longer holds for {gone}: the text changed, or {why} any more"
        yield Doubt(DoubtKind.LOST_JUDGEMENT, (), what, judgement=number)
