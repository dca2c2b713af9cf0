"""Show how sure an incident is, each scale with its rule, and what the record says of "the first since"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ..ledger import Ledger
from ..model import CodedReport, Incident
from ..resolve.precedents import Answer, Precedent, precedents
from ..resolve.weighing import weigh
from .phrases import ADMIRALTY
from .terminal import printable

_STYLE = {Answer.BORNE_OUT: "agree", Answer.NOT_BORNE_OUT: "conflict", Answer.CANNOT_TELL: "note"}


def weighing_parts(incident: Incident, coded: Mapping[str, CodedReport]) -> Iterator[RenderableType]:
    """The three scales, a row each: what it says, and by which rule."""
    weighed, grade = weigh(incident, coded), incident.credibility
    table = Table.grid(padding=(0, 2))
    table.add_column(style="slot", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row("Admiralty", f"{grade.admiralty} {ADMIRALTY[grade.admiralty]}", printable(grade.rule))
    table.add_row("Airwars-style", weighed.harm.word, printable(weighed.harm.rule))
    table.add_row("ICD 203", weighed.likelihood.word, printable(weighed.likelihood.rule))
    yield Rule("how sure", align="left", style="dim")
    yield table


def record_of(incident: Incident, coded: Mapping[str, CodedReport], ledger: Ledger) -> tuple[Precedent, ...]:
    """The questions that the incident's reports put to the record; the ledger is read only when there are any."""
    asked = precedents(incident, coded, ())
    return precedents(incident, coded, ledger.incidents()) if asked else ()


def record_parts(asked: Sequence[Precedent]) -> Iterator[RenderableType]:
    """Each question with its answer; nothing where nothing is asked."""
    if asked:
        yield Rule("first of its kind?", align="left", style="dim")
        yield from (record_line(precedent) for precedent in asked)


def record_line(precedent: Precedent) -> Text:
    """`post-1 c3 “first attack since …”`, and below it `borne out: none like it among the 12 incidents …`."""
    line = Text(" ".join(precedent.claim), style="id").append(f" {printable(precedent.question)}\n  ", style="quote")
    line.append(precedent.answer.value, style=_STYLE[precedent.answer]).append(
        f": {precedent.words}", style="not italic"
    )
    return line.append(f" ({', '.join(precedent.earlier)})" if precedent.earlier else "")
