"""What the pages of one incident and one report show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from ..errors import NotFoundError, UsageError
from ..ledger import Ledger, moment_of
from ..model import Claim, CodedReport, Diagnostic, Event, Incident, Relation, RelationType, Report, Slot, hull
from ..pipeline.known import known_at, report_at, steps
from ..resolve import Changes, changes, source_chains
from ..wording import plural
from .drift import ShownDrift, shown_drift
from .findings import Evidence, ShownFinding, evidence, shown_findings
from .highlight import Chosen, highlighted
from .history import History, history_of
from .judging import Judging, Splitting, judging, splitting
from .matrix import Matrix, matrix
from .review import ShownJudgement, just_done

BEARS = {
    RelationType.CONTRADICTS: "≠ contradicts",
    RelationType.CONTRADICTS_PARTLY: "≠ partly contradicts",
    RelationType.CORROBORATES: "= agrees with",
    RelationType.REFINES: "+ adds to",
    RelationType.UPDATES: "› replaces",
    RelationType.ALTERNATIVES: "| alternative to",
    RelationType.UNDERCUTS: "≠ undercuts",
    RelationType.SAME_ORIGIN: "~ same origin as",
}


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident as it is shown, with its matrix, findings and reports.

    Args:
        incident: as known at the moment that is asked for.
        apart: what was known then and is part of this incident now, but was not seen to be.
        since: what came since that moment, in words; "" = nothing.
        splitting: what may be taken out of it; None as of a moment.
        done: the decision that led here.
        related: incidents by what they are to this one.
    """

    incident: Incident
    matrix: Matrix
    findings: tuple[ShownFinding, ...]
    reports: tuple[tuple[str, Report | None], ...]
    related: tuple[tuple[str, Incident], ...]
    drift: tuple[ShownDrift, ...]
    history: History
    since: str
    apart: tuple[Incident, ...]
    splitting: Splitting | None
    done: ShownJudgement | None


def incident_view(ledger: Ledger, incident: Incident, params: Mapping[str, str]) -> IncidentView:
    """Everything that the page of an incident shows, by `as_of` of the parameters.

    Raises:
        NotFoundError: nothing was known of it then.
        UsageError: `as_of` is no moment.
    """
    coded = coded_reports(ledger, incident.reports)
    told, asked = steps(ledger, coded.values()), moment_of(params)
    shown, apart, out, since = incident, tuple[Incident, ...](), coded, ""
    if asked:
        known = known_at(ledger, incident, asked)
        shown, apart, out = replace(known.incidents[0], id=incident.id), known.incidents[1:], known.coded
        since = changed(changes(known.incidents, (incident,), known.coded.keys()))
    passed = history_of(ledger, incident, coded, told, params, facts={f.slot for f in shown.findings})
    chains = source_chains(shown, out)
    return IncidentView(
        incident=shown,
        matrix=matrix(shown, out, chains, ledger.grades()),
        findings=shown_findings(shown.findings, out, chains),
        reports=tuple((r, out[r].report if r in out else None) for r in shown.reports),
        related=tuple(_related(ledger, incident)) if not asked else (),
        drift=shown_drift(shown.drift, out),
        history=passed,
        since=since,
        apart=apart,
        splitting=splitting(ledger, incident, coded) if not asked else None,
        done=just_done(ledger, params),
    )


def changed(change: Changes) -> str:
    """How the picture of an incident changed, in words."""
    told = ((change.reports, "report", "came"), (change.findings, "finding", "changed"))
    return ", ".join(f"{plural(n, noun)} {did}" for n, noun, did in told if n)


def coded_reports(ledger: Ledger, ids: tuple[str, ...]) -> dict[str, CodedReport]:
    """The reports by id; those that the ledger lost are left out."""
    found = {coded.report.id: coded for coded in ledger.coded_reports(only=ids)}
    return {report_id: found[report_id] for report_id in ids if report_id in found}


def _related(ledger: Ledger, incident: Incident) -> Iterator[tuple[str, Incident]]:
    for link in incident.related:
        try:
            yield link.type, ledger.incident(link.incident)
        except NotFoundError:
            continue


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim of a report as the list beside the text shows it."""

    claim: Claim
    told: Evidence
    cue: str
    bears: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report: its text with everything marked, its claims by event, its incidents, and the notes of the reading."""

    coded: CodedReport
    text: Markup
    chosen: Chosen
    events: tuple[tuple[Event, tuple[ShownClaim, ...]], ...]
    incidents: tuple[Incident, ...]
    notes: tuple[tuple[int, Diagnostic], ...]
    judging: Judging | None
    done: ShownJudgement | None

    @property
    def report(self) -> Report:
        """The report itself."""
        return self.coded.report

    @property
    def unread(self) -> int:
        """How many characters were left unread as boilerplate."""
        return sum(span.length for span in self.report.boilerplate)


def report_view(ledger: Ledger, report_id: str, params: Mapping[str, str]) -> ReportView:
    """A report, with the words of the claim that is asked for; by `as_of` of the parameters as it stood then.

    Raises:
        NotFoundError: no such report, it was not out, or no such claim in it.
        UsageError: no such slot, or `as_of` is no moment.
    """
    as_of = moment_of(params)
    coded = report_at(ledger, report_id, as_of)
    chosen, incidents = chosen_of(coded, params), ledger.incidents_telling([report_id])
    return ReportView(
        coded=coded,
        text=highlighted(coded, chosen, as_of),
        chosen=chosen,
        events=tuple(by_event(coded)),
        incidents=incidents,
        notes=tuple(enumerate(coded.diagnostics)),
        judging=judging(ledger, coded, chosen.claim, incidents, params) if chosen.claim and not as_of else None,
        done=just_done(ledger, params),
    )


def chosen_of(coded: CodedReport, params: Mapping[str, str]) -> Chosen:
    """The claim and slot that the parameters name; none when it was rejected just now."""
    wanted, slot = params.get("claim"), params.get("slot")
    if not wanted:
        return Chosen()
    claim = next((c for c in coded.claims if c.id == wanted), None)
    if claim is None and params.get("done"):
        return Chosen()
    if claim is None:
        raise NotFoundError(f"claim {wanted[:40]!r}: not in report {coded.report.id!r}")
    try:
        return Chosen(claim, Slot(slot) if slot else None)
    except ValueError as error:
        raise UsageError(f"slot {slot!r}: not known") from error


def by_event(coded: CodedReport) -> Iterator[tuple[Event, tuple[ShownClaim, ...]]]:
    """Events in the order in which the text first speaks of them, with their claims in reading order."""
    claims: dict[str, list[Claim]] = {}
    for claim in sorted(coded.claims, key=lambda c: hull(c.content)):
        claims.setdefault(claim.event, []).append(claim)
    events = {e.id: e for e in coded.events}
    for event_id, told in claims.items():
        yield events[event_id], tuple(shown_claim(claim, coded) for claim in told)


def shown_claim(claim: Claim, coded: CodedReport) -> ShownClaim:
    """A claim with its words, its cue, and how others of the report bear on it."""
    told = evidence((coded.report.id, claim.id), claim, coded)
    cue = " … ".join(span.text(coded.report.text) for span in claim.cue)
    return ShownClaim(claim, told, cue, tuple(bearings(claim.id, coded.relations)))


def bearings(claim_id: str, relations: tuple[Relation, ...]) -> Iterator[tuple[str, str]]:
    """How other claims of the report bear on this one."""
    for relation in relations:
        if relation.a == claim_id:
            yield BEARS[relation.type], relation.b
        elif relation.b == claim_id and relation.type in {RelationType.CONTRADICTS, RelationType.CONTRADICTS_PARTLY}:
            yield BEARS[relation.type], relation.a
