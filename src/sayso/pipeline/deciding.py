"""Take a decision as a page, a program or a command hands it in, and keep it unless somebody changed the matter.

Optimistic locking: who decides hands back the revision of what they saw. When incidents or claims are otherwise by
then, nothing is stored, and the error says so; nobody has to hold a lock while they read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..errors import ConflictError, NotFoundError, UsageError
from ..ledger import Ledger
from ..model import ClaimRef, Correction, JudgementKind, Reliability, Slot
from ..model.codec import encode
from .correcting import chain_in_words, claim_ref, corrected_event, corrected_sources, corrected_value
from .judging import EVERY_KIND, Decision, Judge

DIGITS = 16  # of a revision


@dataclass(frozen=True, slots=True)
class Wanted:
    """A decision as it is asked for; only what its kind needs is given.

    Args:
        incidents: merge, apart: those meant; split: the one.
        parts: split: events (`report/e1`) or claims (`report/c3`) that are taken out.
        reports: split: reports all of whose events are taken out.
        claims: accept, reject, correct: `report/c3`; accept, reject also `INC-7KQ2M9/killed`, all claims of a finding.
        slot, value, words: correct: what the claim says there (`-`: nothing), and in which words of the text.
        said_by: correct: who says so, as `Radio Varna -> a nurse`; "" = the report itself.
        event: correct: of which event, or `new`.
        source, grade: grade.
        takes_back: take_back: the number of the judgement.
    """

    kind: JudgementKind
    incidents: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    slot: Slot | None = None
    value: str | None = None
    words: str | None = None
    said_by: str | None = None
    event: str | None = None
    source: str | None = None
    grade: Reliability | None = None
    takes_back: int | None = None


def decide(judge: Judge, wanted: Wanted) -> Decision:
    """Keep a decision.

    Raises:
        NotFoundError: an incident, event, claim, source or judgement is not there.
        UsageError: something is missing or makes no sense.
        ConflictError: somebody judged at the same moment.
    """
    match wanted.kind:
        case JudgementKind.MERGE:
            return judge.merge(wanted.incidents)
        case JudgementKind.APART:
            return judge.keep_apart(wanted.incidents)
        case JudgementKind.SPLIT:
            return judge.split(_only(wanted.incidents, "incident"), wanted.parts, wanted.reports)
        case JudgementKind.GRADE:
            if not wanted.source or wanted.grade is None:
                raise UsageError("give a source and a grade from A to F")
            return Decision(judge.grade(wanted.source, wanted.grade), ())
        case JudgementKind.TAKE_BACK:
            if wanted.takes_back is None:
                raise UsageError("give the number of the judgement that is taken back")
            return judge.undo(EVERY_KIND, wanted.takes_back)
    return _about_claims(judge, wanted)


def _about_claims(judge: Judge, wanted: Wanted) -> Decision:
    if wanted.kind is not JudgementKind.CORRECT:
        refs = [ref for name in wanted.claims for ref in _refs(judge.ledger, name)]
        return judge.accept(refs) if wanted.kind is JudgementKind.ACCEPT else judge.reject(refs)
    coded, claim = claim_ref(judge.ledger, _only(wanted.claims, "claim"))
    correction: Correction
    if wanted.slot is not None and wanted.value is not None:
        correction = corrected_value(coded, claim, wanted.slot, wanted.value, at=wanted.words or None)
    elif wanted.said_by is not None:
        correction = corrected_sources(coded, chain_in_words(wanted.said_by))
    elif wanted.event:
        correction = corrected_event(coded, claim, wanted.event)
    else:
        raise UsageError("say what is put right: a slot with its value, who says so, or the event")
    return judge.correct((coded.report.id, claim.id), correction)


def _refs(ledger: Ledger, name: str) -> Iterator[ClaimRef]:
    """The claim that `report/c3` names, or all of the finding that `INC-7KQ2M9/killed` names."""
    about, _, part = name.rpartition("/")
    if about.startswith("INC-") and part in set(Slot):
        incident = ledger.incident(about)
        for finding in incident.findings:
            if finding.slot == part:
                yield from dict.fromkeys(ref for v in finding.values for ref in (*v.claims, *v.denied_by))
                return
        raise NotFoundError(f"{incident.id}: nothing is said of {part}")
    coded, claim = claim_ref(ledger, name)
    yield coded.report.id, claim.id


def revision_of(ledger: Ledger, incidents: Iterable[str] = (), claims: Iterable[ClaimRef] = ()) -> str:
    """A checksum of incidents and claims as they are; that of what is gone differs from every other.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    digest = hashlib.sha256()
    for incident_id in incidents:
        try:
            digest.update(encode(ledger.incident(incident_id)))
        except NotFoundError:
            digest.update(f"no incident {incident_id}".encode())
    coded: dict[str, dict[str, bytes]] = {}
    for report_id, claim_id in claims:
        if report_id not in coded:
            try:
                coded[report_id] = {c.id: encode(c) for c in ledger.coded(report_id).claims}
            except NotFoundError:
                coded[report_id] = {}
        digest.update(coded[report_id].get(claim_id, b"no claim"))
    return digest.hexdigest()[:DIGITS]


def check_unchanged(seen: str, now: str) -> None:
    """Refuse a decision on what is otherwise by now.

    Raises:
        ConflictError: the two revisions differ.
    """
    if seen != now:
        raise ConflictError("what this decision is about changed in the meantime; look again, then decide")


def _only(given: tuple[str, ...], what: str) -> str:
    if len(given) != 1:
        raise UsageError(f"give one {what}, not {len(given)}")
    return given[0]
