"""`sayso verify`: check that every finding of a ledger leads to words of a report, and that nothing was changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace

import click
from rich.table import Table
from rich.text import Text

from ..ledger import Ledger
from ..model.codec import encode
from ..pipeline.code import Coder
from ..pipeline.rebuild import rebuild
from ..pipeline.recoding import Reread, reread
from ..pipeline.verify import Verified, steps, verify
from ..settings import Settings
from .app import EXIT_DONE, EXIT_SET_ASIDE
from .options import ledger_option
from .phrases import plural
from .shelf import open_existing
from .terminal import console, printable, progress, say, show

MOST_SHOWN = 10  # faults of each part in the table; --format json gives all
PARTS = ("report", "claim", "judgement", "incident", "finding", "merging", "reading")


@click.command("verify")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--rebuild", "anew", is_flag=True, help="First build the incidents anew from reports and judgements.")
@click.option("--recode", type=click.IntRange(min=1), metavar="N", help="Also read N reports again, picked by chance.")
@ledger_option
@click.pass_obj
def command(settings: Settings, form: str, anew: bool, recode: int | None, ledger: str | None) -> int:
    """Check the whole ledger: texts, claims, judgements, incidents, and the way from every finding to its words.

    \b
    Checked are
      texts       against their checksums
      claims      every span lies in its text, every id leads somewhere, the rows that are searched are those shown
      judgements  what they are about is there
      findings    every value is said by claims, every claim is words of a text
      incidents   built again from reports, claims and judgements, the same comes out
      merging     what is kept to find the neighbours of a new report is what the reports give

    Without --recode nobody notices a span that was moved within its text when the checksum and the rows of its coding
    were changed to fit. With it the texts are read again, about a third of a second each, and must come out as they
    are kept; a number as large as the ledger reads all. Reports that another version has read are left out: `sayso
    ingest` reads them anew. (On another kind of processor the neural reader may, rarely, round otherwise.)

    A ledger may be larger than memory. Nothing is changed, unless --rebuild is given.
    Exit code 1 when anything is wrong, with what, where and what to do.

    \b
    Examples:
      sayso verify
      sayso verify --ledger sqlite:///desk.db --format json
      sayso verify --rebuild             after an update of Sayso, which may merge otherwise
      sayso verify --recode 50
    """
    with open_existing(ledger, settings) as opened:
        if anew:
            say(f"{plural(rebuild(opened), 'incident')} built anew")
        with progress("Checking", steps(opened)) as advance:
            verified = verify(opened, on_progress=advance)
        read = _recoded(opened, settings, recode) if recode else None
    if read is not None:
        verified = replace(verified, faults=(*verified.faults, *read.faults))
    if form == "json":
        walked = _walked(verified, read)
        checks = [{"part": part, "walked": much, "failed": _failed(verified, part)} for part, much in walked]
        click.echo(encode(asdict(verified) | {"checks": checks}).decode())
    else:
        show([_checks(verified, read), *_faults(verified), Text(_verdict(verified))], console())
    return EXIT_SET_ASIDE if verified.faults else EXIT_DONE


def _recoded(ledger: Ledger, settings: Settings, most: int) -> Reread:
    coder = Coder(reader=settings.reader)
    with progress("Reading again", min(most, ledger.counts().reports)) as advance:
        return reread(ledger, coder, most, on_progress=advance)


def _walked(verified: Verified, read: Reread | None) -> tuple[tuple[str, dict[str, int]], ...]:
    """What was walked for each part."""
    reports = verified.codings if verified.compared else 0
    return (
        ("report", {"text": verified.texts}),
        ("claim", {"coding": verified.codings}),
        ("judgement", {"judgement": verified.judgements}),
        ("incident", {"incident": verified.incidents}),
        (
            "finding",
            {
                "finding": verified.findings,
                "value": verified.values,
                "number": verified.numbers,
                "claim": verified.claims,
                "character": verified.characters,
            },
        ),
        ("merging", {"coding": reports}),
        *([("reading", {"report": read.reports})] if read is not None else []),
    )


def _failed(verified: Verified, part: str) -> int:
    return sum(fault.part == part for fault in verified.faults)


def _checks(verified: Verified, read: Reread | None) -> Table:
    """What was checked, how much of it, and how much failed."""
    table = Table(box=None, padding=(0, 2), pad_edge=False)
    table.add_column("checked", style="slot")
    table.add_column("walked", overflow="fold")
    table.add_column("failed", justify="right")
    for part, walked in _walked(verified, read):
        failed = _failed(verified, part)
        told = ", ".join(plural(number, noun) for noun, number in walked.items())
        if part == "incident":
            told += ", built again and compared" if verified.compared else ", not built again"
        if part == "reading" and read is not None:
            told += " read again" + (f", {read.others:,} of another reader left out" if read.others else "")
        if part == "merging":
            told = "what is kept for new reports, built again and compared" if verified.compared else "not compared"
        table.add_row(f"{part}s" if part != "merging" else part, told, Text(f"{failed:,}", "no" if failed else "yes"))
    return table


def _faults(verified: Verified) -> Iterator[Table | Text]:
    """The first faults of each part."""
    if not verified.faults:
        return
    table = Table(box=None, padding=(0, 2), pad_edge=False)
    for title in ("part", "where", "what is wrong", "what to do"):
        table.add_column(title, overflow="fold", style="slot" if title == "part" else "")
    for part in PARTS:
        for fault in [fault for fault in verified.faults if fault.part == part][:MOST_SHOWN]:
            table.add_row(*(printable(words) for words in (fault.part, fault.where, fault.what, fault.todo)))
    yield from (Text(), table, Text())


def _verdict(verified: Verified) -> str:
    faults = len(verified.faults)
    lines = [plural(faults, "fault") if faults else "all is well: every value leads to the words that it rests on"]
    more = sum(max(0, _failed(verified, part) - MOST_SHOWN) for part in PARTS)
    if more > 0:
        lines.append(f"{more:,} of them are not shown; --format json gives all")
    if verified.stale:
        since = "reports or judgements came since the incidents were built"
        lines.append(f"{since}: `sayso verify --rebuild` builds them and compares")
    return "\n".join(lines)
