"""`sayso split`: decide that some events of an incident are an incident of their own."""

from __future__ import annotations

import click

from ..model import JudgementKind
from ..pipeline.judging import Judge, judge_name
from ..settings import Settings
from ..wording import judgement_words
from .judging import judging_options, no_more_arguments
from .options import ledger_option
from .shelf import open_existing
from .terminal import say


@click.command("split")
@click.argument("incident", required=False, metavar="[ID]")
@click.argument("events", nargs=-1, metavar="[EVENT...]")
@click.option("--report", "reports", multiple=True, metavar="REPORT", help="Take out what REPORT tells.")
@judging_options
@ledger_option
@click.pass_obj
def command(
    settings: Settings,
    /,
    incident: str | None,
    events: tuple[str, ...],
    reports: tuple[str, ...],
    undo: int | None,
    reason: str | None,
    by: str | None,
    ledger: str | None,
) -> int:
    """Decide that some events of an incident are another happening; together they become an incident of their own.

    EVENT is report/event as `sayso show ID --format json` lists them under events, or a claim about the event as the
    evidence of `sayso show ID` lists it. What remains keeps the id. The decision outranks the matcher, holds when
    reports are coded anew, and can be taken back. Prints the ids of the incidents that there are now.

    \b
    Examples:
      sayso split INC-7KQ2M9 post-1/e2 radio-4/e1 --reason "the second attack, a day later"
      sayso split INC-7KQ2M9 post-1/c7            the event of this claim
      sayso split INC-7KQ2M9 --report radio-4
      sayso split --undo
    """
    with open_existing(ledger, settings) as opened:
        judge = Judge(opened, judge_name(by), reason)
        if undo is not None:
            no_more_arguments((incident, *events, *reports))
            decision = judge.undo(frozenset({JudgementKind.SPLIT}), undo or None)
            say(f"{judgement_words(decision.judgement)}, is taken back; now: {', '.join(decision.incidents)}")
        elif incident is None:
            raise click.UsageError("give the incident, and the events to take out: INC-7KQ2M9 post-1/e2")
        else:
            decision = judge.split(incident, events, reports)
            say(f"{judgement_words(decision.judgement)}; sayso split --undo {decision.judgement.id} takes it back")
    click.echo("\n".join(decision.incidents))
    return 0
