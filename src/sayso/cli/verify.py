"""`sayso verify`: check that every finding of a ledger leads to words of a report, and that nothing was changed."""

from __future__ import annotations

from dataclasses import asdict

import click
from rich.table import Table
from rich.text import Text

from ..ledger import Fault
from ..model.codec import encode
from ..pipeline.rebuild import rebuild
from ..pipeline.verify import Verified, steps, verify
from ..settings import Settings
from .app import EXIT_DONE, EXIT_SET_ASIDE
from .options import ledger_option
from .phrases import plural
from .shelf import open_existing
from .terminal import console, printable, progress, say, show

MOST_SHOWN = 200  # faults in the table; --format json gives all


@click.command("verify")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--rebuild", "anew", is_flag=True, help="First build the incidents anew from reports and judgements.")
@ledger_option
@click.pass_obj
def command(settings: Settings, form: str, anew: bool, ledger: str | None) -> int:
    """Check the whole ledger: texts, claims, judgements, incidents, and the way from every finding to its words.

    \b
    Checked are
      texts       against their checksums
      claims      every span lies in its text, every id leads somewhere, the rows that are searched are those shown
      judgements  what they are about is there
      findings    every value is said by claims, every claim is words of a text
      incidents   built again from reports, claims and judgements, the same comes out

    Nothing is changed, unless --rebuild is given. Exit code 1 when anything is wrong, with what, where and what to do.

    \b
    Examples:
      sayso verify
      sayso verify --ledger sqlite:///desk.db --format json
      sayso verify --rebuild             after an update of Sayso, which may merge otherwise
    """
    with open_existing(ledger, settings) as opened:
        if anew:
            say(f"{plural(rebuild(opened), 'incident')} built anew")
        with progress("Checking", steps(opened)) as advance:
            verified = verify(opened, on_progress=advance)
    if form == "json":
        click.echo(encode(asdict(verified)).decode())
    else:
        show([*_tables(verified), Text(_verdict(verified))], console())
    return EXIT_SET_ASIDE if verified.faults else EXIT_DONE


def _tables(verified: Verified) -> list[Table]:
    if not verified.faults:
        return []
    table = Table(box=None, padding=(0, 2), pad_edge=False)
    for title in ("part", "where", "what is wrong", "what to do"):
        table.add_column(title, overflow="fold", style="slot" if title == "part" else "")
    for fault in verified.faults[:MOST_SHOWN]:
        table.add_row(*(printable(words) for words in _words(fault)))
    return [table]


def _words(fault: Fault) -> tuple[str, str, str, str]:
    return fault.part, fault.where, fault.what, fault.todo


def _verdict(verified: Verified) -> str:
    followed = (
        f"{plural(verified.codings, 'coding')}, {plural(verified.judgements, 'judgement')}, "
        f"{plural(verified.incidents, 'incident')}; {plural(verified.values, 'value')} of "
        f"{plural(verified.findings, 'finding')} ({plural(verified.numbers, 'number')}) followed to "
        f"{plural(verified.claims, 'claim')} and their words"
    )
    more = len(verified.faults) - MOST_SHOWN
    lines = [
        f"{plural(len(verified.faults), 'fault')} in {followed}" if verified.faults else f"all is well: {followed}"
    ]
    if more > 0:
        lines.append(f"{more} more faults are not shown; --format json gives all")
    if verified.stale:
        since = "reports or judgements came since the incidents were built"
        lines.append(f"{since}: `sayso verify --rebuild` builds them and compares")
    return "\n".join(lines)
