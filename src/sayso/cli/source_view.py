"""Show a source: which parties go by its name, and every claim that rests on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ..ledger import ShownSource
from ..model import CodedReport, Source
from .incident_view import claim_of, quote_line
from .phrases import certainty_of, plural, words
from .terminal import printable, show


def print_source(shown: ShownSource, coded: Mapping[str, CodedReport], to: Console) -> None:
    """Print a source; `coded` holds the reports of its claims by id."""
    show(source_parts(shown, coded), to)


def source_parts(shown: ShownSource, coded: Mapping[str, CodedReport]) -> Iterator[RenderableType]:
    """The view, part by part."""
    yield Text(printable(shown.name), style="bold")
    reports = len({report_id for report_id, _ in shown.parties})
    yield Text(f"{plural(len(shown.claims), 'claim')} in {plural(reports, 'report')}")
    if reports > 1:
        yield Text("The same name in several reports; Sayso does not say that it is one party.", style="note")
    table = Table.grid(padding=(0, 2))
    table.add_column(style="id", overflow="fold")
    table.add_column(overflow="fold")
    for report_id, source in shown.parties:
        table.add_row(f"{report_id}/{source.id}", printable(", ".join(about(source))))
    yield table
    yield Rule("claims", align="left", style="dim")
    for ref in shown.claims:
        claim = claim_of(ref, coded)
        where = Text("/".join(ref), style="dim")
        told = certainty_of(claim).append("  ").append_text(where) if claim else where
        yield Padding(Group(quote_line(ref, coded), told), (0, 0, 1, 0))


def about(source: Source) -> Iterator[str]:
    """What the report says of a source: kind, number, side, channel."""
    yield words(source.kind.value)
    yield "named" if source.named else "not named"
    if source.number and source.number > 1:
        yield f"{source.number} of them"
    if source.affiliation:
        yield f"of {source.affiliation}"
    if source.channel:
        yield f"through {source.channel}"
