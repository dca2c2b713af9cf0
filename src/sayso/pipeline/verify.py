"""Walk a ledger from every finding to the characters that it rests on, and build its incidents once more to compare.

An incident is a pure function of reports, claims and judgements: built again from these it must come out the same, and
every number in it must be that of a claim, which must be words of a text that is the one that was stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..errors import SaysoError
from ..ledger import Fault, Ledger
from ..ledger.audit import REBUILD
from ..model import Claim, ClaimRef, CodedReport, Count, FacetValue, Finding, Incident, Responsibility, Slot
from ..model.codec import encode
from ..resolve import merge

Progress = Callable[[], None]
_WHO = frozenset({Slot.ACTOR, Slot.RESPONSIBILITY})


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked, and what is wrong; `stale` = reports or judgements came since the incidents were built."""

    codings: int
    judgements: int
    incidents: int
    findings: int
    values: int  # of findings
    numbers: int  # of these values, counts
    claims: int  # that the values rest on
    stale: bool
    faults: tuple[Fault, ...]


def steps(ledger: Ledger) -> int:
    """How many times `verify` reports progress."""
    counts = ledger.counts()
    return counts.codings + counts.judgements + 2 * counts.incidents


def verify(ledger: Ledger, *, on_progress: Progress = lambda: None) -> Verified:
    """Check everything that a ledger holds; nothing is written.

    Raises:
        LedgerError: the database cannot be read at all.
    """
    faults: list[Fault] = []
    for told in ledger.audit():
        faults += told
        on_progress()
    tally = _Tally()
    stale = ledger.is_stale()
    try:
        reports = {c.report.id: c for c in ledger.coded_reports()}
        stored, judgements = ledger.incidents(), ledger.judgements()
    except SaysoError as error:  # said of the row by the audit; without it nothing can be followed
        if not faults:
            raise
        faults.append(Fault("incident", "incidents", f"cannot be followed: {error}", REBUILD))
        reports, stored, judgements = {}, (), ()
    for incident in stored:
        faults += _unsupported(incident, reports, tally)
        on_progress()
    if not stale and reports:
        merged = merge(reports.values(), ledger.registry(), judgements=judgements)
        faults += _otherwise({i.id: i for i in stored}, {i.id: i for i in merged.incidents})
    counts = ledger.counts()
    return Verified(
        codings=counts.codings,
        judgements=counts.judgements,
        incidents=len(stored),
        findings=tally.findings,
        values=tally.values,
        numbers=tally.numbers,
        claims=len(tally.claims),
        stale=stale,
        faults=tuple(faults),
    )


class _Tally:
    """How much was followed."""

    def __init__(self) -> None:
        self.findings = self.values = self.numbers = 0
        self.claims: set[ClaimRef] = set()


def _unsupported(incident: Incident, reports: Mapping[str, CodedReport], tally: _Tally) -> Iterator[Fault]:
    """What of an incident leads to no claim, or to a claim that does not say it."""
    claims = {(r, c.id): c for r in incident.reports if r in reports for c in reports[r].claims}
    for report in incident.reports:
        if report not in reports:
            yield Fault("incident", incident.id, f"report {report} is not in the ledger", REBUILD)
    for report, event in incident.events:
        if report in reports and event not in {e.id for e in reports[report].events}:
            yield Fault("incident", incident.id, f"event {report}/{event} is not in the ledger", REBUILD)
    for drift in incident.drift:
        for end in (drift.origin, drift.copy):
            if end not in claims:
                yield Fault("incident", incident.id, f"drift: claim {'/'.join(end)} is not in the ledger", REBUILD)
    for finding in incident.findings:
        tally.findings += 1
        for what in _of_finding(finding, claims, tally):
            yield Fault("finding", f"{incident.id} {finding.slot.value}", what, REBUILD)


def _of_finding(finding: Finding, claims: Mapping[ClaimRef, Claim], tally: _Tally) -> Iterator[str]:
    for value in finding.values:
        tally.values += 1
        tally.numbers += isinstance(value.value, Count)
        refs = (*value.claims, *value.denied_by)
        if not refs:
            yield f"{_shown(value.value)} rests on no claim"
        for ref in refs:
            if ref not in claims:
                yield f"{_shown(value.value)} rests on claim {'/'.join(ref)}, which is not in the ledger"
        known = [claims[ref] for ref in refs if ref in claims]
        tally.claims.update(ref for ref in refs if ref in claims)
        held = known if value.claims else [*known, *claims.values()]  # a denial may answer what another claim says
        if known and not any(_says(claim, finding.slot, value.value) for claim in held):
            yield f"{_shown(value.value)} is said by none of the claims that it rests on"
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


def _otherwise(stored: Mapping[str, Incident], built: Mapping[str, Incident]) -> Iterator[Fault]:
    """What comes out otherwise when the incidents are built again."""
    for name in sorted(stored.keys() | built.keys()):
        if name not in built:
            yield Fault("incident", name, "is kept, and does not follow from the reports and judgements", REBUILD)
        elif name not in stored:
            yield Fault("incident", name, "follows from the reports and judgements, and is not kept", REBUILD)
        elif encode(stored[name]) != encode(built[name]):
            parts = ", ".join(_parts(stored[name], built[name]))
            yield Fault("incident", name, f"comes out otherwise when it is built again: {parts}", REBUILD)


def _parts(stored: Incident, built: Incident) -> Iterator[str]:
    for name in ("type", "title", "time", "places", "reports", "events", "credibility", "related", "drift"):
        if encode(getattr(stored, name)) != encode(getattr(built, name)):
            yield name
    before, after = ({f.slot: f for f in i.findings} for i in (stored, built))
    yield from (f"finding {s.value}" for s in Slot if encode(before.get(s)) != encode(after.get(s)))
