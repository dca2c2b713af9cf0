"""`sayso eval`: score the reading against gold, one suite a file."""

from __future__ import annotations

import click

from ..lazy import lazy_group

SUITES = {
    "claims": "Claims, sources, certainty and facts of gold reports.",
    "incidents": "Incidents made of gold reports.",
    "articles": "Incidents made of articles, and how many were killed and hurt in each.",
    "attribution": "Source, cue and content in a corpus of attributions.",
    "places": "Names of places, and where they are put on the map.",
    "actors": "Whom the parties of gold reports are taken for.",
    "mentions": "People, bodies, places, weapons and numbers in a corpus of entities.",
    "coref": "Which given events are one happening, within and across documents.",
    "factuality": "How certain given events are, and whether they are denied.",
    "counts": "How many were killed, hurt and captured, report by report.",
    "muc4": "Templates of attacks, bombings and kidnappings, with their role fillers.",
    "types": "Type of snippets that tell of one event, as ACLED has it.",
    "plover": "Event, source and target of sentences, as PLOVER codes them.",
    "times": "Time expressions and their values in a corpus of TIMEX3.",
}


@click.command("eval", cls=lazy_group("sayso.cli.eval", SUITES))
def command() -> None:
    """Score the reading against gold; every figure is printed as JSON.

    Gold labels are read by the scorer only. With --predictions OUT, what was predicted is written for another scorer.

    \b
    Examples:
      sayso eval claims evals/gold
      sayso eval attribution polnear.dev.jsonl.gz --predictions found.jsonl
    """
