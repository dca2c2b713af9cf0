"""`sayso correct`: accept what was read of a claim, reject it, or put it right."""

from __future__ import annotations

import click

from ..model import JudgementKind, Slot
from ..pipeline.deciding import Wanted, decide
from ..pipeline.judging import ABOUT_CLAIMS, Judge, judge_name
from ..settings import Settings
from ..wording import judgement_words
from .judging import judging_options, no_more_arguments
from .options import ledger_option, member_option
from .shelf import open_existing
from .terminal import say


@click.command("correct")
@click.argument("claims", nargs=-1, metavar="[CLAIM...]")
@click.option("--accept", "answer", flag_value="accept", help="It was read rightly; nobody is asked again.")
@click.option("--reject", "answer", flag_value="reject", help="The text does not say so; it counts no more.")
@member_option("--slot", Slot, show=False, help="What is put right: killed, place, time, actor, event_type, …")
@click.option("--value", metavar="VALUE", help="What the claim says there; - = nothing.")
@click.option("--words", metavar="WORDS", help="The words of the text that give the value.")
@click.option(
    "--said-by", metavar="CHAIN", help='Who says so, outermost first: "Radio Varna -> a nurse"; "" = the report.'
)
@click.option("--event", metavar="EVENT", help="Of which event of its report: e2, or new for one of its own.")
@judging_options
@ledger_option
@click.pass_obj
def command(
    settings: Settings,
    /,
    claims: tuple[str, ...],
    answer: str | None,
    slot: Slot | None,
    value: str | None,
    words: str | None,
    said_by: str | None,
    event: str | None,
    undo: int | None,
    reason: str | None,
    by: str | None,
    ledger: str | None,
) -> int:
    """Say that claims were read rightly, that the text does not say so, or what a claim says instead.

    CLAIM is report/claim, as `sayso review` and `sayso show` list them; to accept or reject all claims of a finding,
    give incident/slot. What a person says outranks the reader, holds
    when the report is coded anew, since it rests on the words of the claim, and can be taken back. Prints the ids of
    the incidents that the claims are part of.

    \b
    Examples:
      sayso correct post-1/c3 --accept
      sayso correct INC-7KQ2M9/killed --accept
      sayso correct post-1/c3 post-1/c4 --reject --reason "about last year"
      sayso correct post-1/c3 --slot killed --value ">=3 people"
      sayso correct post-1/c3 --slot place --value "Zummar (36.7, 42.6)" --words "the town"
      sayso correct post-1/c3 --slot time --value "2024-04-20 to 2024-04-21"
      sayso correct post-1/c3 --slot weapon --value -          it names none
      sayso correct post-1/c3 --said-by "Radio Varna -> a nurse"
      sayso correct post-1/c3 --event new
      sayso correct --undo
    """
    with open_existing(ledger, settings) as opened:
        judge = Judge(opened, judge_name(by), reason)
        if undo is not None:
            no_more_arguments((*claims, answer, slot, value, words, said_by, event))
            decision = judge.undo(ABOUT_CLAIMS, undo or None)
            say(f"{judgement_words(decision.judgement)}, is taken back")
        else:
            decision = decide(judge, _wanted(claims, answer, slot, value, words, said_by, event))
            say(f"{judgement_words(decision.judgement)}; sayso correct --undo {decision.judgement.id} takes it back")
    click.echo("\n".join(decision.incidents))
    return 0


def _wanted(
    claims: tuple[str, ...],
    answer: str | None,
    slot: Slot | None,
    value: str | None,
    words: str | None,
    said_by: str | None,
    event: str | None,
) -> Wanted:
    """The decision that the options ask for.

    Raises:
        click.UsageError: they ask for none, or for several.
    """
    if not claims:
        raise click.UsageError("give a claim: post-1/c3")
    if sum(given is not None for given in (answer, slot, said_by, event)) != 1:
        raise click.UsageError("give one of --accept, --reject, --slot with --value, --said-by, --event")
    if slot is not None and value is None:
        raise click.UsageError("give the --value too; - says that there is none")
    kind = JudgementKind(answer or "correct")
    return Wanted(kind, claims=claims, slot=slot, value=value, words=words, said_by=said_by, event=event)
