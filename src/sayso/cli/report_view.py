"""Show one coded report to a person: its claims by event, each as source chain, words, certainty and values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ..model import Claim, CodedReport, Diagnostic, Event, Facet, RelationType, Source, Span, hull
from .phrases import certainty, certainty_of, chain_words, cue_words, plural, quoted, value_words, words
from .terminal import printable, show

MAX_NOTES = 8
CONTEXT = 120  # characters shown on either side of a claim's words
_BEARS = {
    RelationType.CONTRADICTS: "≠ contradicts",
    RelationType.CONTRADICTS_PARTLY: "≠ partly contradicts",
    RelationType.CORROBORATES: "= agrees with",
    RelationType.REFINES: "+ adds to",
    RelationType.UPDATES: "› replaces",
    RelationType.ALTERNATIVES: "| alternative to",
    RelationType.UNDERCUTS: "≠ undercuts",
    RelationType.SAME_ORIGIN: "~ same origin as",
}


def print_report(coded: CodedReport, to: Console, *, name: str | None = None) -> None:
    """Print a coded report; `name` is what it is called above its claims (its title or file)."""
    show(report_parts(coded, name=name), to)


def print_claim(claim: Claim, coded: CodedReport, to: Console) -> None:
    """Print one claim of a report with how it is put and where it stands."""
    show(claim_parts(claim, coded), to)


def claim_parts(claim: Claim, coded: CodedReport) -> Iterator[RenderableType]:
    """The view of one claim alone."""
    yield header(coded, None)
    yield Text()
    yield claim_view(claim, coded, {s.id: s for s in coded.sources})
    table = Table.grid(padding=(0, 2))
    table.add_column(style="slot", no_wrap=True, min_width=14)
    table.add_column(overflow="fold")
    table.add_row("event", f"{claim.event} {words(next(e.type for e in coded.events if e.id == claim.event))}")
    table.add_row("said as", ", ".join(words(kind) for kind in (claim.quote, claim.cue_kind)))
    table.add_row("report's voice", certainty(claim.author_value))
    for name, told in (("basis", claim.basis), ("channel", claim.channel)):
        if told:
            table.add_row(name, printable(told))
    table.add_row("read by", f"{claim.origin}, score {claim.score:.2f}")
    table.add_row("in the text", in_context(coded.report.text, hull(claim.content)))
    yield Padding(table, (1, 0, 0, len(claim.id) + 2))


def in_context(text: str, span: Span) -> Text:
    """The words of a span, emphasised between what stands around them."""
    start, end = max(0, span.start - CONTEXT), min(len(text), span.end + CONTEXT)
    before, after = text[start : span.start], text[span.end : end]
    told = Text("… " if start else "", style="dim").append(printable(before) + " " * before[-1:].isspace())
    told.append(f"[{printable(span.text(text))}]", style="not dim quote")
    return told.append(" " * after[:1].isspace() + printable(after)).append(" …" if end < len(text) else "")


def report_parts(coded: CodedReport, *, name: str | None = None) -> Iterator[RenderableType]:
    """The view, part by part."""
    yield header(coded, name)
    if not coded.claims:
        yield Text("\n  No claim found: the text tells of no incident that Sayso knows.", style="note")
    sources = {s.id: s for s in coded.sources}
    yield Text()
    for event, claims in by_event(coded):
        yield event_rule(event, claims)
        for claim in claims:
            yield Padding(claim_view(claim, coded, sources), (0, 0, 1, 1))
    if coded.sources:
        yield Rule("sources", align="left", style="dim")
        yield Padding(sources_table(coded), (0, 0, 1, 1))
    yield from notes(coded)


def header(coded: CodedReport, name: str | None) -> RenderableType:
    """Name, provenance and totals."""
    report = coded.report
    title = Text(printable(report.title or name or report.id), style="bold")
    made = [report.publisher or "publisher not given", f"published {report.published or 'not given'}", report.id]
    totals = [
        plural(len(coded.claims), "claim"),
        plural(len(coded.events), "event"),
        plural(len(coded.sources), "source"),
    ]
    return Group(title, Text(printable(" · ".join(made)), style="dim"), Text(" · ".join(totals)))


def by_event(coded: CodedReport) -> Iterator[tuple[Event, list[Claim]]]:
    """Events in the order in which the text first speaks of them, with their claims in reading order."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(coded.claims, key=lambda c: hull(c.content)):
        claims[claim.event].append(claim)
    events = {e.id: e for e in coded.events}
    for event_id, told in claims.items():
        yield events[event_id], told


def event_rule(event: Event, claims: list[Claim]) -> Rule:
    """The line above the claims of an event."""
    title = Text(f"{event.id}  {words(event.type.value)}", style="bold")
    title.append(f"  {plural(len(claims), 'claim')}", style="dim not bold")
    return Rule(title, align="left", characters="─")


def claim_view(claim: Claim, coded: CodedReport, sources: dict[str, Source]) -> RenderableType:
    """One claim: id and source chain, certainty on the right, the words below, then the values beside their words."""
    text = coded.report.text
    who = chain_words(claim, sources)
    if cue := cue_words(claim, text):
        who.append(f"  {cue}", style="dim")
    head = Table.grid(padding=(0, 2), expand=True)
    head.add_column(style="id", no_wrap=True)
    head.add_column(ratio=1)
    head.add_column(justify="right", no_wrap=True)
    head.add_row(claim.id, who, certainty_of(claim))
    body: list[RenderableType] = [Text(quoted(text, *claim.content), style="quote")]
    if claim.facets:
        body.append(facets_table(claim.facets, text))
    body += [Text(line, style="conflict" if line.startswith("≠") else "") for line in bearings(claim, coded)]
    return Group(head, Padding(Group(*body), (0, 0, 0, len(claim.id) + 2)))


def facets_table(facets: tuple[Facet, ...], text: str) -> Table:
    """Slot, value, and the words that bear it out."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="slot", no_wrap=True, min_width=14)
    table.add_column(overflow="fold", min_width=20)
    table.add_column(style="dim", overflow="fold")
    for facet in facets:
        value, evidence = value_words(facet.value), quoted(text, facet.span)
        told_twice = value.casefold() == evidence.strip("“”").casefold()
        table.add_row(words(facet.slot.value), evidence if told_twice else value, "" if told_twice else evidence)
    return table


def bearings(claim: Claim, coded: CodedReport) -> Iterator[str]:
    """How other claims of the report bear on this one."""
    if claim.alternative_of:
        yield f"| alternative to {claim.alternative_of}"
    for relation in coded.relations:
        if relation.type is RelationType.ALTERNATIVES and claim.alternative_of in {relation.a, relation.b}:
            continue
        if relation.a == claim.id:
            yield f"{_BEARS[relation.type]} {relation.b}"
        elif relation.b == claim.id and relation.type in {RelationType.CONTRADICTS, RelationType.CONTRADICTS_PARTLY}:
            yield f"{_BEARS[relation.type]} {relation.a}"


def sources_table(coded: CodedReport) -> Table:
    """Who speaks in the report, of what kind, and in how many claims."""
    told: dict[str, int] = defaultdict(int)
    for claim in coded.claims:
        for source_id in {s for level in claim.chain for s in level}:
            told[source_id] += 1
    table = Table.grid(padding=(0, 2))
    table.add_column(style="id", no_wrap=True)
    table.add_column(style="source", overflow="fold", ratio=1)
    table.add_column(overflow="fold", max_width=22)
    table.add_column(justify="right", no_wrap=True)
    for source in coded.sources:
        name = Text(printable(source.name))
        if source.possibly_same_as:
            others = ", ".join(f"{s.source} ({s.certainty})" for s in source.possibly_same_as)
            name.append(f"\n≈ may be the same as {others}", style="not bold dim")
        kind = words(source.kind.value) + (f" ×{source.number}" if (source.number or 1) > 1 else "")
        table.add_row(source.id, name, kind, plural(told[source.id], "claim"))
    return table


def notes(coded: CodedReport) -> Iterator[RenderableType]:
    """What was left unread and what the reading could not do."""
    report = coded.report
    if report.boilerplate:
        told = plural(sum(s.length for s in report.boilerplate), "character")
        yield Text(f"Left unread as boilerplate: {told}.", style="dim")
    for diagnostic in coded.diagnostics[:MAX_NOTES]:
        yield Text(note_words(diagnostic, report.text), style="note")
    if (more := len(coded.diagnostics) - MAX_NOTES) > 0:
        yield Text(f"… and {plural(more, 'more note')}; --format json shows all.", style="note")


def note_words(diagnostic: Diagnostic, text: str) -> str:
    """A diagnostic as one line."""
    where = f" {quoted(text, diagnostic.span)}" if diagnostic.span else ""
    return printable(f"note ({diagnostic.stage}/{diagnostic.code}): {diagnostic.message}{where}")
