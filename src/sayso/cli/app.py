"""The `sayso` command: finds the subcommand, loads the settings, and turns errors into one line and an exit code."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from .. import __version__
from ..errors import SaysoError, UsageError
from ..settings import load_settings
from .lazy import lazy_group

EXIT_DONE, EXIT_SET_ASIDE, EXIT_USAGE, EXIT_INTERRUPTED = 0, 1, 2, 130
COMMANDS = {  # in the order of a first session; the words are those of --help, which thus imports no room
    "code": "Read reports and print their claims; store nothing.",
    "ingest": "Code reports, store them, merge them into incidents.",
    "demo": "See it work on the bundled reports.",
    "incidents": "List incidents by when, where, what, who, and status.",
    "show": "Show one incident, report, claim or source.",
    "serve": "Look at it in a browser; REST API beside it.",
    "review": "List what needs a person's decision.",
    "merge": "Decide that incidents are one, or are not.",
    "split": "Decide that events of an incident are another one.",
    "correct": "Accept, reject or put right what was read of a claim.",
    "grade": "Say how reliable a source is, from A to F.",
    "verify": "Check that every finding leads to words of a report.",
    "export": "Write incidents, findings and claims for other programs.",
    "schema": "Print the JSON Schema of what Sayso prints.",
    "gazetteer": "Look places up, and add fuller data.",
    "eval": "Score the reading against gold reports.",
    "doctor": "Check the installation and say what to do.",
}


@click.command(
    cls=lazy_group("sayso.cli", COMMANDS),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--config", type=click.Path(path_type=Path), help="Settings file [default: sayso.toml, if there is one].")
@click.version_option(__version__, "-V", "--version", message="sayso %(version)s")
@click.pass_context
def sayso(ctx: click.Context, config: Path | None) -> None:
    """On whose say-so?

    Reads reports of armed incidents and codes every claim: who says it, through whom, how certain, what happened, who
    did it, to whom, with what, where, when, how many were hurt. Merges the claims of many reports into incidents and
    shows what independent sources agree on and what is contested.

    \b
    First steps:
      sayso demo                                   bundled reports, coded and merged
      sayso code article.txt --published 2024-04-22
      sayso ingest reports/ && sayso incidents

    Exit codes: 0 done, 1 some input was set aside (the reason is on stderr), 2 wrong usage.
    """
    settings = load_settings(config)
    logging.basicConfig(
        level=settings.log_level.upper(), stream=sys.stderr, format="sayso: %(levelname)s %(name)s: %(message)s"
    )
    ctx.obj = settings


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; faults of the world end in one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that lacks “ or → shows ? instead of failing
    try:
        result = sayso.main(args=None if args is None else list(args), prog_name="sayso", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return EXIT_USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("sayso: stopped", err=True)
        return EXIT_INTERRUPTED
    except SaysoError as error:
        click.echo(f"sayso: {error}", err=True)
        return EXIT_USAGE if isinstance(error, UsageError) else EXIT_SET_ASIDE
    except BrokenPipeError:  # the reader of our output (`| head`) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_DONE
    except OSError as error:
        click.echo(f"sayso: {error.filename or 'system'}: {error.strerror or error}", err=True)
        return EXIT_SET_ASIDE
    return result if isinstance(result, int) else EXIT_DONE
