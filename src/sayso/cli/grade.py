"""`sayso grade`: say how reliable a source is."""

from __future__ import annotations

import click

from ..model import JudgementKind, Reliability
from ..pipeline.judging import Judge, judge_name
from ..settings import Settings
from ..wording import judgement_words
from .judging import judging_options, no_more_arguments
from .options import ledger_option
from .shelf import open_existing
from .terminal import say


@click.command("grade")
@click.argument("source", required=False, metavar="[SOURCE]")
@click.argument("grade", required=False, metavar="[A-F]", type=click.Choice(list(Reliability), case_sensitive=False))
@judging_options
@ledger_option
@click.pass_obj
def command(
    settings: Settings,
    /,
    source: str | None,
    grade: str | None,
    undo: int | None,
    reason: str | None,
    by: str | None,
    ledger: str | None,
) -> int:
    """Say how reliable a source is, by the Admiralty code; it is shown with the source and its incidents.

    \b
    A reliable   B usually reliable   C fairly reliable   D not usually reliable   E unreliable   F cannot be judged

    Every source has an F until somebody grades it. SOURCE is a name, a publisher, or a source of a report. How
    credible an incident is (1-6) stays another matter: computed from who confirms and denies it, never from grades.

    \b
    Examples:
      sayso grade "Harbour Post" B --reason "corrects its errors"
      sayso grade post-1/s2 D
      sayso grade --undo                the newest grade does not count any more; the one before does
    """
    with open_existing(ledger, settings) as opened:
        judge = Judge(opened, judge_name(by), reason)
        if undo is not None:
            no_more_arguments((source, grade))
            undone = judge.undo(frozenset({JudgementKind.GRADE}), undo or None).judgement
            say(f"{judgement_words(undone)}, is taken back")
        elif source is None or grade is None:
            raise click.UsageError('give a source and a grade from A to F: "Harbour Post" B')
        else:
            kept = judge.grade(source, Reliability(grade.upper()))
            say(f"{judgement_words(kept)}; sayso grade --undo {kept.id} takes it back")
    return 0
