"""`sayso ingest`: code reports and store them in the ledger."""

from __future__ import annotations

import click

from ..ledger import Ledger
from ..pipeline.code import Coder
from ..pipeline.ingest import IngestSummary, ingest
from ..readers import STDIN, count
from ..settings import Settings
from .app import EXIT_DONE, EXIT_SET_ASIDE
from .gazetteer.ready import prepare
from .inputs import Intake, words_of
from .options import ledger_option, source_options
from .phrases import plural
from .shelf import open_ledger
from .terminal import progress, say


@click.command("ingest")
@source_options
@ledger_option
@click.pass_obj
def command(
    settings: Settings, /, sources: tuple[str, ...], published: str | None, publisher: str | None, ledger: str | None
) -> int:
    """Code reports, store them in the ledger, and merge their claims into incidents.

    What is in the ledger already is left as it is, so the same command may be run again, also after it was stopped. One
    bad input never stops the rest.

    SOURCE is a file (.txt, .html, .jsonl, .json), a folder, the address of a page, or - for standard input.

    \b
    Examples:
      sayso ingest reports/
      sayso ingest posts.jsonl --publisher "Harbour Post" --ledger harbour.db
    """
    intake = Intake(settings, published, publisher)
    with open_ledger(ledger, settings) as opened:
        return take_in(intake, sources, opened)


def take_in(intake: Intake, sources: tuple[str, ...], ledger: Ledger) -> int:
    """Ingest what the sources hold, tell on stderr what came of it, and return the exit code."""
    prepare(intake.settings)
    with progress("Ingesting", count(sources, limits=intake.limits)) as advance:
        summary = ingest(
            ledger,
            intake.readings(sources),
            Coder(reader=intake.settings.reader),
            on_progress=lambda _: advance(),
            live=STDIN in sources,
        )
    for failure in summary.failed:
        say(f"set aside {failure.origin}: {words_of(failure.diagnostic)}")
    say(f"{ledger.where}: {summary_words(summary)}")
    return EXIT_SET_ASIDE if summary.set_aside or summary.failed else EXIT_DONE


def summary_words(summary: IngestSummary) -> str:
    """`3 reports new, 1 updated, 12 known before, 2 inputs set aside; 5 incidents`."""
    told = [f"{plural(summary.new, 'report')} new"]
    for number, what in ((summary.updated, "updated"), (summary.unchanged, "known before")):
        told += [f"{number:,} {what}"] if number else []
    aside = len(summary.set_aside) + len(summary.failed)
    told += [f"{plural(aside, 'input')} set aside"] if aside else []
    return f"{', '.join(told)}; {plural(summary.incidents, 'incident')}"
