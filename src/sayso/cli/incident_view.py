"""Show incidents to a person: a list of them, or one with its findings, claims matrix and evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ..model import (
    Claim,
    ClaimRef,
    CodedReport,
    Drift,
    Finding,
    FindingStatus,
    Incident,
    IncidentPlace,
    Slot,
    Span,
    hull,
)
from ..resolve import SourceChain
from ..wording import letters, range_words
from .matrix import Matrix
from .phrases import ADMIRALTY, ARROW, certainty_of, chain_words, plural, quoted, status, time_words, value_words, words
from .terminal import printable, show

CodedReports = Mapping[str, CodedReport]
ROLES = {"origin": "from", "site": "at", "target": "target"}
MAX_VALUES = 8  # shown of one finding


def print_incidents(incidents: Sequence[Incident], to: Console) -> None:
    """Print a list of incidents, two or three lines each."""
    show(list_parts(incidents), to)


def print_incident(incident: Incident, coded: CodedReports, chains: Sequence[SourceChain], to: Console) -> None:
    """Print one incident. `coded` holds its reports by id; `chains` are its independent source chains."""
    show(incident_parts(incident, coded, chains), to)


def list_parts(incidents: Sequence[Incident]) -> Iterator[RenderableType]:
    """The list, incident by incident, and its total."""
    for incident in incidents:
        yield list_entry(incident)
    yield Text(plural(len(incidents), "incident"), style="dim")


def list_entry(incident: Incident) -> RenderableType:
    """Id, day, type and place on one line; below it what is known and what is contested."""
    head = Text(incident.id, style="bold")
    head.append(f"  {time_words(incident.time)}  {words(incident.type.value)}", style="not bold")
    lines = [Text(printable(incident.title), style="quote")]
    if incident.places:
        lines.append(Text(places_line(incident.places)))
    lines += summary_lines(incident)
    return Group(head, Padding(Group(*lines), (0, 0, 1, len(incident.id) + 2)))


def places_line(places: Sequence[IncidentPlace]) -> str:
    """`from Zummar → at Rumaylan → target the base`: origins before sites and targets."""
    by_role = ((said, [p.name for p in places if p.role == role]) for role, said in ROLES.items())
    return printable(ARROW.join(f"{said} {', '.join(names)}" for said, names in by_role if names))


def summary_lines(incident: Incident) -> Iterator[Text]:
    """Casualties and how many reports; then which slots are contested and which agreed."""
    toll = [
        f"{words(f.slot.value)} {range_words(f.best)}"
        for f in incident.findings
        if f.best and f.slot in {Slot.KILLED, Slot.INJURED}
    ]
    yield Text(" · ".join([*toll, plural(len(incident.reports), "report")]))
    for wanted in (FindingStatus.CONTESTED, FindingStatus.CORROBORATED):
        slots = [words(f.slot.value) for f in incident.findings if f.status is wanted]
        if slots:
            yield status(wanted).append(f": {', '.join(slots)}")


def incident_parts(incident: Incident, coded: CodedReports, chains: Sequence[SourceChain]) -> Iterator[RenderableType]:
    """The view of one incident, part by part."""
    yield incident_header(incident)
    yield Rule("findings", align="left", style="dim")
    yield findings_table(incident.findings)
    yield Rule("claims matrix", align="left", style="dim")
    yield Matrix.of(incident, coded, chains)
    yield Rule("evidence", align="left", style="dim")
    yield from evidence(incident, coded)
    yield Rule("reports", align="left", style="dim")
    yield reports_table(incident, coded)
    if incident.drift:
        yield Rule("changed in copying", align="left", style="dim")
        yield from (Text(drift_words(drift), style="note") for drift in incident.drift)
    for related in incident.related:
        yield Text(f"{words(related.type)} {related.incident}")


def incident_header(incident: Incident) -> RenderableType:
    """What, when, where, and how credible."""
    head = Text(incident.id, style="bold")
    head.append(f"  {words(incident.type.value)}", style="bold")
    table = Table.grid(padding=(0, 2))
    table.add_column(style="slot")
    table.add_column(overflow="fold")
    precision = f" ({words(incident.time.precision)})" if incident.time and incident.time.precision != "unknown" else ""
    table.add_row("when", time_words(incident.time) + precision)
    for role in ROLES:
        if places := [place_line(p) for p in incident.places if p.role == role]:
            table.add_row({"site": "where"}.get(role, role), "\n".join(places))
    grade = incident.credibility.admiralty
    table.add_row("credibility", printable(f"{grade} {ADMIRALTY[grade]}: {incident.credibility.rule}"))
    return Group(head, Text(printable(incident.title), style="quote"), table)


def place_line(place: IncidentPlace) -> str:
    """A place with its degrees and the radius of the doubt."""
    if place.lat is None or place.lon is None:
        return f"{printable(place.name)} (not found on the map)"
    doubt = f", ±{place.radius_km:g} km" if place.radius_km else ""
    return f"{printable(place.name)} ({place.lat:.2f}, {place.lon:.2f}{doubt})"


def findings_table(findings: Sequence[Finding]) -> Table:
    """Slot, status, and every value with the number of independent sources that hold it; letters as in the matrix."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False)
    table.add_column("slot", style="slot", no_wrap=True)
    table.add_column("status", no_wrap=True)
    table.add_column("value", overflow="fold", ratio=1)
    table.add_column("sources", justify="right")
    for finding in findings:
        slot, how = words(finding.slot.value), status(finding.status)
        for letter, value in list(zip(letters(len(finding.values)), finding.values, strict=True))[:MAX_VALUES]:
            said = Text(f"{letter} ", style="bold").append(value_words(value.value), style="not bold")
            if value.denied_by:
                said.append(f"\n≠ denied by {plural(len(value.denied_by), 'claim')}", style="conflict")
            table.add_row(slot, how, said, str(value.independent_sources))
            slot, how = "", Text()
        if (more := len(finding.values) - MAX_VALUES) > 0:
            table.add_row("", "", Text(f"and {plural(more, 'more value')}; --format json shows all", style="dim"), "")
        if finding.best and len(finding.values) > 1:
            table.add_row("", "", Text(f"together: {range_words(finding.best)}", style="dim"), "")
    return table


def evidence(incident: Incident, coded: CodedReports) -> Iterator[RenderableType]:
    """The words behind the findings, report by report: each claim once, with the values that it bears on."""
    bears = bearing(incident.findings)
    for report_id in dict.fromkeys((*incident.reports, *(ref[0] for ref in bears))):
        refs = [ref for ref in bears if ref[0] == report_id]
        if not refs:
            continue
        order = {c.id: hull(c.content) for c in coded[report_id].claims} if report_id in coded else {}
        refs.sort(key=lambda ref: order.get(ref[1], Span(0, 0)))
        title = Text(f"{outlet(coded[report_id])}  " if report_id in coded else "", style="bold")
        table = Table.grid(padding=(0, 2))
        for ref in refs:
            table.add_row(Text(ref[1], style="id"), quote_line(ref, coded))
            claim = claim_of(ref, coded)
            if claim:
                table.add_row("", certainty_of(claim).append(f" · {', '.join(bears[ref])}", style="slot"))
        yield Group(title.append(report_id, style="not bold dim"), Padding(table, (0, 0, 1, 2)))


def bearing(findings: Sequence[Finding]) -> dict[ClaimRef, list[str]]:
    """For every claim the values that it states or denies, as the matrix letters them: `killed A`, `actor not B`."""
    found: dict[ClaimRef, list[str]] = {}
    for finding in findings:
        for letter, value in zip(letters(len(finding.values)), finding.values, strict=True):
            for sign, refs in ((letter, value.claims), (f"not {letter}", value.denied_by)):
                for ref in refs:
                    found.setdefault(ref, []).append(f"{words(finding.slot.value)} {sign}")
    return found


def quote_line(ref: ClaimRef, coded: CodedReports) -> Text:
    """Source chain and words of one claim."""
    report, claim = coded.get(ref[0]), claim_of(ref, coded)
    if report is None or claim is None:
        return Text(f"{ref[0]}: not in the ledger any more", style="note")
    line = chain_words(claim, {s.id: s for s in report.sources}).append(": ")
    return line.append(quoted(report.report.text, *claim.content), style="not dim quote")


def claim_of(ref: ClaimRef, coded: CodedReports) -> Claim | None:
    """The claim that a reference names."""
    report = coded.get(ref[0])
    return next((c for c in report.claims if c.id == ref[1]), None) if report else None


def outlet(coded: CodedReport) -> str:
    """`Harbour Post 2024-04-22`, or the report's id when no publisher is known."""
    report = coded.report
    return printable(" ".join(p for p in (report.publisher or report.id, (report.published or "")[:10]) if p))


def reports_table(incident: Incident, coded: CodedReports) -> Table:
    """The reports that tell of the incident."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="id", overflow="fold", max_width=20)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", ratio=1)
    for report_id in incident.reports:
        if report_id not in coded:
            table.add_row(report_id, "", "")
            continue
        report = coded[report_id].report
        about = Text(printable(report.publisher or "publisher not given"))
        if report.title:
            about.append(": ").append(printable(report.title), style="quote")
        table.add_row(report_id, (report.published or "undated")[:10], about)
    return table


def drift_words(drift: Drift) -> str:
    """What a copy changed: `r2 c7 changed r1 c3: value changed (injured)`."""
    slot = f" ({words(drift.slot)})" if drift.slot else ""
    return f"{' '.join(drift.copy)} copies {' '.join(drift.origin)}: {words(drift.change)}{slot}"
