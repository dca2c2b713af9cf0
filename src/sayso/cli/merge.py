"""`sayso merge`: decide that incidents are one, or are not."""

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

KINDS = frozenset({JudgementKind.MERGE, JudgementKind.APART})


@click.command("merge")
@click.argument("incidents", nargs=-1, metavar="[A B...]")
@click.option("--not-the-same", "apart", is_flag=True, help="Decide that A and B are two, and stay two.")
@judging_options
@ledger_option
@click.pass_obj
def command(
    settings: Settings,
    /,
    incidents: tuple[str, ...],
    apart: bool,
    undo: int | None,
    reason: str | None,
    by: str | None,
    ledger: str | None,
) -> int:
    """Decide that two or more incidents are one happening, or with --not-the-same that two are not.

    A keeps its id; the other ids lead to it from now on. The decision outranks the matcher, holds when reports are
    coded anew, since it rests on the words that name the events, and can be taken back. Of two decisions that
    contradict each other the later one holds. Prints the ids of the incidents that there are now.

    \b
    Examples:
      sayso merge INC-7KQ2M9 INC-04MZX7 --reason "same market, same hour"
      sayso merge INC-7K INC-04             the beginning of an id is enough
      sayso merge INC-7KQ2M9 INC-04MZX7 --not-the-same
      sayso merge --undo                    take the newest of these decisions back
      sayso merge --undo 3                  take judgement 3 back; `sayso review --judgements` has the numbers
    """
    with open_existing(ledger, settings) as opened:
        judge = Judge(opened, judge_name(by), reason)
        if undo is not None:
            no_more_arguments(incidents)
            decision = judge.undo(KINDS, undo or None)
            say(f"{judgement_words(decision.judgement)}, is taken back; now: {', '.join(decision.incidents)}")
        else:
            decision = judge.keep_apart(incidents) if apart else judge.merge(incidents)
            say(f"{judgement_words(decision.judgement)}; sayso merge --undo {decision.judgement.id} takes it back")
    click.echo("\n".join(decision.incidents))
    return 0
