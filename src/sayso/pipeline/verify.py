"""Walk a ledger from every finding to the characters that it rests on, and build its incidents once more to compare.

An incident is a pure function of reports, claims and judgements: built again from these it must come out the same, and
every number in it must be that of a claim, which must be words of a text that is the one that was stored. A ledger may
hold more than memory does: everything is read a part at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..errors import SaysoError
from ..ledger import Fault, Ledger
from ..ledger.audit import REBUILD, RESTORE
from ..ledger.walk import Walk
from ..model import Claim, ClaimRef, CodedReport, Count, FacetValue, Finding, Incident, Responsibility, Slot
from ..model.codec import encode
from . import comparing

Progress = Callable[[], None]
_OF_ANOTHER_KIND = (AttributeError, KeyError, TypeError, ValueError)  # bytes for words: SQLite takes any value anywhere
_WHO = frozenset({Slot.ACTOR, Slot.RESPONSIBILITY})


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked, and what is wrong; `stale` = reports or judgements came since the incidents were built."""

    texts: int  # revisions of reports
    codings: int
    judgements: int
    incidents: int
    findings: int
    values: int  # of findings
    numbers: int  # of these values, counts
    claims: int  # that the values rest on
    characters: int  # of the words of these claims
    stale: bool
    compared: bool  # the incidents were built again beside those that are kept
    faults: tuple[Fault, ...]


def steps(ledger: Ledger) -> int:
    """How many times `verify` reports progress."""
    counts = ledger.counts()
    own = counts.codings + counts.judgements + 2 * counts.incidents
    return own if ledger.is_stale() else own + comparing.steps(ledger)


def verify(ledger: Ledger, *, on_progress: Progress = lambda: None) -> Verified:
    """Check everything that a ledger holds; nothing is written.

    Raises:
        LedgerError: the database cannot be read at all.
    """
    faults: list[Fault] = []
    try:
        for told in ledger.audit():
            faults += told
            on_progress()
    except _OF_ANOTHER_KIND as error:
        faults.append(Fault("report", ledger.where, f"a column holds what no ledger writes there: {error}", RESTORE))
    tally, stale, compared = _Tally(), ledger.is_stale(), False
    try:
        walk = Walk(ledger)
        for some in walk.incidents():
            for incident in some:
                faults += _unsupported(incident, walk.coded(incident.reports), tally)
                on_progress()
        if not stale:
            faults += comparing.otherwise(ledger, walk, on_progress)
            compared = True
    except (SaysoError, *_OF_ANOTHER_KIND) as error:  # said of the row by the audit; without it nothing can be followed
        if not faults and isinstance(error, SaysoError):
            raise
        faults.append(Fault("incident", "incidents", f"cannot be built again: {error}", REBUILD))
    counts = ledger.counts()
    return Verified(
        texts=counts.revisions,
        codings=counts.codings,
        judgements=counts.judgements,
        incidents=tally.incidents,
        findings=tally.findings,
        values=tally.values,
        numbers=tally.numbers,
        claims=tally.claims,
        characters=tally.characters,
        stale=stale,
        compared=compared,
        faults=tuple(faults),
    )


@dataclass(slots=True)
class _Tally:
    """How much was followed."""

    incidents: int = 0
    findings: int = 0
    values: int = 0
    numbers: int = 0
    claims: int = 0
    characters: int = 0

    def add(self, claims: Iterable[Claim]) -> None:
        """Count claims that were followed, and their words."""
        for claim in claims:
            self.claims += 1
            self.characters += sum(span.end - span.start for span in claim.content)


def _unsupported(incident: Incident, coded: Mapping[str, CodedReport | None], tally: _Tally) -> Iterator[Fault]:
    """What of an incident leads to no claim, or to a claim that does not say it."""
    reports = {name: own for name, own in coded.items() if own is not None}
    unread = coded.keys() - reports.keys()  # told of by the audit; nothing that rests on them can be followed
    claims = {(r, c.id): c for r in incident.reports if r in reports for c in reports[r].claims}
    followed: set[ClaimRef] = set()
    tally.incidents += 1
    for report in incident.reports:
        if report not in coded:
            yield Fault("incident", incident.id, f"report {report} is not in the ledger", REBUILD)
    for report, event in incident.events:
        if report in reports and event not in {e.id for e in reports[report].events}:
            yield Fault("incident", incident.id, f"event {report}/{event} is not in the ledger", REBUILD)
    for drift in incident.drift:
        for end in (drift.origin, drift.copy):
            if end not in claims and end[0] not in unread:
                yield Fault("incident", incident.id, f"drift: claim {'/'.join(end)} is not in the ledger", REBUILD)
    for finding in incident.findings:
        tally.findings += 1
        tally.values += len(finding.values)
        tally.numbers += sum(isinstance(value.value, Count) for value in finding.values)
        followed |= {ref for v in finding.values for ref in (*v.claims, *v.denied_by) if ref in claims}
        if not unread:
            for what in _of_finding(finding, claims):
                yield Fault("finding", f"{incident.id} {finding.slot.value}", what, REBUILD)
    tally.add(claims[ref] for ref in followed)


def _of_finding(finding: Finding, claims: Mapping[ClaimRef, Claim]) -> Iterator[str]:
    for value in finding.values:
        refs = (*value.claims, *value.denied_by)
        if not refs:
            yield f"{_shown(value.value)} rests on no claim"
        for ref in refs:
            if ref not in claims:
                yield f"{_shown(value.value)} rests on claim {'/'.join(ref)}, which is not in the ledger"
        known = {ref: claims[ref] for ref in refs if ref in claims}
        held = known if value.claims else claims  # a denial may answer what another claim says
        if known and not any(_says(claim, finding.slot, value.value) for claim in held.values()):
            where = ", ".join(f"{'/'.join(ref)} at {[list(s) for s in c.content]}" for ref, c in known.items())
            yield f"{_shown(value.value)} is said by none of the claims that it rests on: {where}"
    if finding.best is not None:
        numbers = {n for v in finding.values if isinstance(v.value, Count) for n in (v.value.n, v.value.n + 1)}
        if finding.best.best not in numbers and not any(
            isinstance(v.value, Count) and v.value.op != "=" for v in finding.values
        ):
            yield f"best figure {finding.best.best} is none of its values"


def _says(claim: Claim, slot: Slot, value: FacetValue) -> bool:
    """True when a claim has the value; who did it is also told by a claim of responsibility, and the other way."""
    wanted = encode(value)
    if any(f.slot is slot and encode(f.value) == wanted for f in claim.facets):
        return True
    party = value.party if isinstance(value, Responsibility) else value
    told = {f.value.party if isinstance(f.value, Responsibility) else f.value for f in claim.facets if f.slot in _WHO}
    return slot in _WHO and party in told


def _shown(value: FacetValue) -> str:
    return encode(value).decode()
