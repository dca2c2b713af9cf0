"""The claims matrix: facts as rows, independent source chains as columns, each cell a value and how certain it is.

Values of one row carry letters: the same letter in two columns is agreement, different letters are not; the sign below
the slot says the same in a word, so that nothing hangs on colour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.box import ASCII2, ROUNDED, Box
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from ..model import Claim, ClaimRef, CodedReport, Count, Finding, FindingValue, Incident, Place
from ..resolve import SourceChain
from ..wording import letters
from .phrases import certainty_code, plural, status, value_words, words
from .terminal import printable

SLOT_WIDTH, CELL_WIDTH, GAP = 14, 17, 3  # three columns on 80, five on 120
MAX_CELL_WIDTH = 30
MAX_LINES = 4  # values of one cell
LEGEND = "Same letter, same value. CT certain, PR probable, PS possible; + it is so, - it is not so; Uu open."
EMPTY = Text("·", style="dim")


@dataclass(frozen=True, slots=True)
class Row:
    """A fact: the slot, how it stands, and one cell a chain."""

    finding: Finding
    cells: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole matrix; as a rich renderable it breaks into blocks of as many columns as the terminal is wide."""

    chains: tuple[SourceChain, ...]
    rows: tuple[Row, ...]
    most_blocks: int | None = None  # None = all

    @staticmethod
    def of(incident: Incident, coded: Mapping[str, CodedReport], chains: Sequence[SourceChain]) -> Matrix:
        """The matrix of an incident; chains that say most come first, chains that say nothing are left out."""
        claims = {(report_id, c.id): c for report_id, report in coded.items() for c in report.claims}
        facts = {ref for f in incident.findings for v in f.values for ref in (*v.claims, *v.denied_by)}
        telling = sorted((c for c in chains if c.claims & facts), key=lambda c: -len(c.claims & facts))
        rows = tuple(Row(f, tuple(cell(f, chain, claims) for chain in telling)) for f in incident.findings)
        return Matrix(tuple(telling), rows)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Blocks of columns, side by side as far as the width goes."""
        if not self.chains:
            yield Text("No fact with a source.", style="note")
        room = options.max_width - SLOT_WIDTH - GAP - 1
        across = max(1, min(len(self.chains), room // (CELL_WIDTH + GAP)))
        width = min(MAX_CELL_WIDTH, room // across - GAP)
        box = ASCII2 if options.ascii_only else ROUNDED
        shown = len(self.chains) if self.most_blocks is None else min(len(self.chains), self.most_blocks * across)
        for first in range(0, shown, across):
            yield self.block(range(first, min(first + across, shown)), width, box)
        if shown < len(self.chains):
            yield Text(f"and {plural(len(self.chains) - shown, 'more source')}", style="dim")
        if self.chains:
            yield Text(LEGEND, style="dim")

    def block(self, columns: range, width: int, box: Box) -> Table:
        """Some columns, with every row that says something in them."""
        table = Table(box=box, show_lines=True, show_header=False, padding=(0, 1))
        table.add_column(style="slot", width=SLOT_WIDTH, overflow="fold")
        headings = []
        for i in columns:
            table.add_column(width=width, overflow="fold")
            headings.append(Text(f"{i + 1}  ").append(printable(self.chains[i].label), style="source"))
        table.add_row("", *headings)
        for row in self.rows:
            cells = [row.cells[i] for i in columns]
            if any(c is not EMPTY for c in cells):
                slot = Text(words(row.finding.slot.value)).append("\n").append_text(status(row.finding.status))
                table.add_row(slot, *cells)
        return table


def cell(finding: Finding, chain: SourceChain, claims: Mapping[ClaimRef, Claim]) -> Text:
    """What one chain says of one slot: letter, value and certainty of each claim; `not A` for a denial."""
    lines: list[Text] = []
    for letter, value in zip(letters(len(finding.values)), finding.values, strict=True):
        for sign, refs in ((letter, value.claims), (f"not {letter}", value.denied_by)):
            told = [claims[r] for r in refs if r in chain.claims and r in claims]
            for claim in {(c.value, c.irrealis): c for c in told}.values():
                lines.append(statement(sign, value, claim))
    if len(lines) > MAX_LINES:
        lines[MAX_LINES - 1 :] = [Text(f"and {len(lines) - MAX_LINES + 1} more", style="dim")]
    return Text("\n").join(lines) if lines else EMPTY


def statement(sign: str, value: FindingValue, claim: Claim) -> Text:
    """`A at least 3  CT+`, and `CT+ plan` for what is not yet real; a place without its degrees."""
    said = value.value.name if isinstance(value.value, Place) else value_words(value.value)
    text = Text(f"{sign} ", style="bold").append(printable(said), style="not bold")
    text.append("  ").append(certainty_code(claim))
    none = isinstance(value.value, Count) and value.value.n == 0 and claim.value.sign == "-"
    return text.append(" none") if none else text  # "nobody was hurt" is CT- and means the zero, not its contrary
