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
    CountRange,
    Drift,
    Finding,
    FindingStatus,
    Incident,
    IncidentPlace,
    Slot,
)
from .matrix import Chain, Matrix
from .phrases import ADMIRALTY, certainty_of, chain_words, plural, quoted, status, time_words, value_words, words
from .terminal import printable, show

CodedReports = Mapping[str, CodedReport]


def print_incidents(incidents: Sequence[Incident], to: Console) -> None:
    """Print a list of incidents, two or three lines each."""
    show(list_parts(incidents), to)


def print_incident(incident: Incident, coded: CodedReports, chains: Sequence[Chain], to: Console) -> None:
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
    lines.append(summary_line(incident))
    return Group(head, Padding(Group(*lines), (0, 0, 1, len(incident.id) + 2)))


def places_line(places: Sequence[IncidentPlace]) -> str:
    """`from Zummar → at Rumaylan`: origins before sites and targets."""
    said = {"origin": "from", "site": "at", "target": "target"}
    ordered = sorted(places, key=lambda p: list(said).index(p.role))
    return " → ".join(f"{said[p.role]} {printable(p.name)}" for p in ordered)


def summary_line(incident: Incident) -> Text:
    """Casualties first, then how many reports, and which slots are contested or agreed."""
    line = Text()
    for finding in incident.findings:
        if finding.best and finding.slot in {Slot.KILLED, Slot.INJURED}:
            line.append(f"{words(finding.slot.value)} {range_words(finding.best)} · ")
    line.append(plural(len(incident.reports), "report"))
    for wanted in (FindingStatus.CONTESTED, FindingStatus.CORROBORATED):
        slots = [words(f.slot.value) for f in incident.findings if f.status is wanted]
        if slots:
            line.append(" · ").append_text(status(wanted)).append(f": {', '.join(slots)}")
    return line


def range_words(best: CountRange) -> str:
    """`3`, `3–5 (best 4)`, `3 or more`."""
    if best.high is None:
        return f"{best.low:,} or more" if best.best == best.low else f"{best.low:,} or more (best {best.best:,})"
    if best.low == best.high:
        return f"{best.low:,}"
    return f"{best.low:,}–{best.high:,} (best {best.best:,})"


def incident_parts(incident: Incident, coded: CodedReports, chains: Sequence[Chain]) -> Iterator[RenderableType]:
    """The view of one incident, part by part."""
    yield incident_header(incident)
    yield Rule("findings", align="left", style="dim")
    yield findings_table(incident.findings)
    yield Rule("claims matrix", align="left", style="dim")
    yield Matrix.of(incident, coded, chains)
    yield Rule("evidence", align="left", style="dim")
    for finding in incident.findings:
        yield from evidence(finding, coded)
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
    precision = f" ({incident.time.precision})" if incident.time and incident.time.precision != "unknown" else ""
    table.add_row("when", time_words(incident.time) + precision)
    for place in incident.places:
        table.add_row({"site": "where"}.get(place.role, place.role), place_line(place))
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
    """Slot, status, and every value with the number of independent sources that hold it."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False)
    table.add_column("slot", style="slot", no_wrap=True)
    table.add_column("status", no_wrap=True)
    table.add_column("value", overflow="fold", ratio=1)
    table.add_column("independent", justify="right")
    for finding in findings:
        first = True
        for value in finding.values:
            said = Text(value_words(value.value))
            if value.denied_by:
                said.append(f"  ≠ denied by {plural(len(value.denied_by), 'claim')}", style="conflict")
            slot, how = (words(finding.slot.value), status(finding.status)) if first else ("", Text())
            table.add_row(slot, how, said, str(value.independent_sources))
            first = False
        if finding.best and len(finding.values) > 1:
            table.add_row("", "", Text(f"together: {range_words(finding.best)}", style="dim"), "")
    return table


def evidence(finding: Finding, coded: CodedReports) -> Iterator[RenderableType]:
    """The words behind every value of a finding: report, source chain, quotation, certainty."""
    for value in finding.values:
        title = Text(words(finding.slot.value), style="slot")
        title.append(f"  {value_words(value.value)}", style="bold")
        lines: list[RenderableType] = [quote_line(ref, coded) for ref in value.claims]
        lines += [Text("denied:", style="conflict").append(" ") + quote_line(ref, coded) for ref in value.denied_by]
        yield Group(title, Padding(Group(*lines), (0, 0, 1, 2)))


def quote_line(ref: ClaimRef, coded: CodedReports) -> Text:
    """One claim as one paragraph."""
    report_id, claim_id = ref
    report = coded.get(report_id)
    claim = claim_of(ref, coded)
    if report is None or claim is None:
        return Text(f"{report_id} {claim_id}: not in the ledger any more", style="note")
    line = Text(f"{outlet(report)} ", style="dim")
    line.append_text(chain_words(claim, {s.id: s for s in report.sources}))
    line.append(": ")
    line.append(quoted(report.report.text, *claim.content), style="quote")
    return line.append("  ").append_text(certainty_of(claim)).append(f"  {report_id} {claim_id}", style="dim")


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
    for style in ("id", "", "", "quote"):
        table.add_column(style=style, overflow="fold")
    for report_id in incident.reports:
        report = coded[report_id].report if report_id in coded else None
        if report is None:
            table.add_row(report_id, "", "", "")
            continue
        table.add_row(
            report_id,
            (report.published or "undated")[:10],
            printable(report.publisher or "?"),
            printable(report.title or ""),
        )
    return table


def drift_words(drift: Drift) -> str:
    """What a copy changed: `r2 c7 changed r1 c3: value changed (injured)`."""
    slot = f" ({words(drift.slot)})" if drift.slot else ""
    return f"{' '.join(drift.copy)} copies {' '.join(drift.origin)}: {words(drift.change)}{slot}"
