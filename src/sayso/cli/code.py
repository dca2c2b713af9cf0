"""`sayso code`: read reports and print what they claim; no ledger needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import click

from ..model import CodedReport
from ..pipeline.ahead import Begun, ahead
from ..pipeline.code import Coder, ReaderChoice
from ..readers import STDIN, count
from ..settings import Settings
from .gazetteer.ready import prepare
from .inputs import Intake
from .options import format_option, reader_option, source_options
from .output import write_json
from .report_view import print_report
from .terminal import Advance, console, progress, say


@click.command("code")
@source_options
@format_option
@reader_option
@click.pass_obj
def command(
    settings: Settings,
    sources: tuple[str, ...],
    published: str | None,
    publisher: str | None,
    form: str,
    reader: ReaderChoice | None,
) -> int:
    """Read reports and print every claim with its source, certainty and evidence. Nothing is stored.

    SOURCE is a file (.txt, .html, .jsonl, .json), a folder, the address of a page, or - for standard input.

    \b
    Examples:
      sayso code article.txt --published 2024-04-22
      sayso code reports/ --format jsonl > coded.jsonl
      sayso code https://harbour.example/2024/rockets
      cat post.txt | sayso code - --published 2024-04-22 --publisher "Harbour Post"
    """
    intake = Intake(settings, published, publisher)
    prepare(settings)
    coder = Coder(reader=reader or settings.reader)
    with progress("Coding", count(sources, limits=intake.limits), shown=form != "text") as advance:
        coded = code_all(intake, sources, coder, advance)
        if form == "text":
            print_all(coded)
        else:
            write_json((report for _, report in coded), lines=form == "jsonl")
    return intake.exit_code


def code_all(
    intake: Intake, sources: tuple[str, ...], coder: Coder, advance: Advance
) -> Iterator[tuple[str, CodedReport]]:
    """Where each report came from and what it says, one by one; notes of the reading come first."""
    for begun in ahead(coder, intake.readings(sources), live=STDIN in sources):
        if isinstance(begun, Begun):
            coded = attempt(intake, begun)
            if coded is not None:
                yield begun.reading.origin, coded
        advance()


def attempt(intake: Intake, begun: Begun) -> CodedReport | None:
    """One report coded, with the notes of its reading; None, told and counted, when our own code fails on it."""
    reading = begun.reading
    try:
        coded = begun.code()
    except Exception as error:  # whatever goes wrong in reading one text must not stop the others
        fault = f"{type(error).__name__}: {error}"
        intake.set_aside += 1
        say(f"set aside {reading.origin}: coding failed ({fault}); please report this text as a bug [coding-failed]")
        return None
    return replace(coded, diagnostics=reading.diagnostics + coded.diagnostics)


def print_all(coded: Iterable[tuple[str, CodedReport]]) -> None:
    """The text view of each report, as it comes."""
    to = console()
    for nth, (origin, report) in enumerate(coded):
        if nth:
            to.print()
        print_report(report, to, name=origin)
