"""`sayso review`: what needs a person's decision, and what people decided so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import click
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from ..pipeline.review import Doubt, DoubtKind, review
from ..settings import Settings
from .filters import ledger_at
from .judging import judgements_table
from .options import format_option, ledger_option, member_option
from .output import write_json
from .phrases import plural, words
from .shelf import open_existing
from .terminal import console, printable, show

HEADS = {
    DoubtKind.NEAR_MISS: "nearly one incident",
    DoubtKind.CONTESTED: "contested",
    DoubtKind.LOW_SCORE: "read with doubt",
    DoubtKind.LOST_JUDGEMENT: "judgements without a place",
}


@click.command("review")
@member_option("--kind", DoubtKind, help="Only this kind of doubt.")
@click.option(
    "--limit", type=click.IntRange(min=0), default=20, metavar="N", help="No more than N of a kind; 0 = all [20]."
)
@click.option("--judgements", "history", is_flag=True, help="Instead: everything that people judged, oldest first.")
@ledger_option
@format_option
@click.pass_obj
def command(
    settings: Settings, /, kind: DoubtKind | None, limit: int, history: bool, ledger: str | None, form: str
) -> int:
    """List what needs a decision by a person, the most pressing first, and the commands that may settle it.

    \b
      near_miss        two incidents that the matcher nearly joined, with each likeness and its weight (log-odds), or
                       would have joined if others of their events did not speak against it
      contested        a finding on which sources contradict each other
      low_score        a claim that was read with a score below a half
      lost_judgement   a judgement whose text, or event in it, is gone

    \b
    Examples:
      sayso review
      sayso review --kind near_miss --limit 0
      sayso review --judgements            who decided what, when and why; numbers for --undo
      sayso correct post-1/c3 --accept     and --reject, or put it right: see sayso correct --help
      sayso review --format json | jq '.[] | select(.kind == "contested")'
    """
    with open_existing(ledger, settings) as opened, ledger_at(opened, None) as current:
        if history:
            judged = current.judgements()
            if form == "text":
                show([judgements_table(judged), Text(plural(len(judged), "judgement"), style="dim")], console())
            else:
                write_json(judged, lines=form == "jsonl")
            return 0
        doubts = tuple(d for d in review(current) if kind in {None, d.kind})
    if form == "text":
        show(review_parts(doubts, limit), console())
    else:
        cut = [d for each in DoubtKind for d in [d for d in doubts if d.kind is each][: limit or None]]
        write_json(cut, lines=form == "jsonl")
    return 0


def review_parts(doubts: Sequence[Doubt], limit: int) -> Iterator[RenderableType]:
    """Doubts kind by kind, no more than `limit` of each (0 = all), and how many there are."""
    for kind, of_kind in groupby(doubts, key=lambda doubt: doubt.kind):
        found = list(of_kind)
        yield Rule(f"{HEADS[kind]} ({len(found):,})", align="left", style="dim")
        yield from map(doubt_entry, found[: limit or None])
        if limit and len(found) > limit:
            yield Text(f"and {len(found) - limit:,} more; --limit 0 shows all\n", style="dim")
    yield Text(f"{plural(len(doubts), 'doubt')}", style="dim")


def doubt_entry(doubt: Doubt) -> RenderableType:
    """The doubt, what it rests on, and what may settle it."""
    head = Text(" and ".join(doubt.incidents), style="bold")
    lines = [Text(printable(doubt.what), style="quote")]
    if doubt.likenesses:
        weighed = ", ".join(f"{words(likeness.name)} {likeness.weight:+.1f}" for likeness in doubt.likenesses)
        lines.append(Text(f"score {doubt.score:+.1f}, joined from {doubt.threshold:+.1f}: {weighed}"))
    lines += [Text(printable(line), style="dim") for line in doubt.commands]
    body = Padding(Group(*lines), (0, 0, 1, 2))
    return Group(head, body) if doubt.incidents else body
