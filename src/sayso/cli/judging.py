"""What the commands by which people judge have in common: who, why, undo, and how a judgement is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import click
from rich.console import RenderableType
from rich.table import Table

from ..ledger.rows import fold
from ..model import CodedReport, Incident, Judgement, Reliability
from ..resolve import Places
from ..wording import RELIABILITY, judgement_words
from .terminal import printable

F = TypeVar("F", bound=Callable[..., Any])
NEWEST = 0  # `--undo` without a number


def judging_options(function: F) -> F:
    """`--undo [N]`, `--reason` and `--by`."""
    for option in (
        click.option("--by", metavar="NAME", help="Who decides [default: your name on this machine]."),
        click.option("--reason", metavar="WORDS", help="Why; kept with the judgement."),
        click.option(
            "--undo",
            type=click.IntRange(min=NEWEST),
            is_flag=False,
            flag_value=NEWEST,
            metavar="[N]",
            help="Take judgement N back, or the newest of this kind.",
        ),
    ):
        function = option(function)
    return function


def no_more_arguments(given: Iterable[object]) -> None:
    """Refuse ids beside `--undo`.

    Raises:
        click.UsageError: there are any.
    """
    if any(given):
        raise click.UsageError("give --undo alone, or with the number of a judgement: --undo 3")


def judgements_table(judged: Iterable[Judgement]) -> RenderableType:
    """Judgements one a row: what, by whom, when, why, and whether it stands."""
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold", ratio=2)
    table.add_column(overflow="fold", ratio=1)
    for judgement in judged:
        about = f"{judgement.made_by}, {judgement.made_at[:10]}"
        if judgement.reason:
            about += f": {judgement.reason}"
        if judgement.taken_back_by:
            about += f" (taken back by judgement {judgement.taken_back_by})"
        table.add_row(printable(judgement_words(judgement)), printable(about))
    return table


def judgements_about(
    judged: Iterable[Judgement], incident: Incident, coded: Mapping[str, CodedReport]
) -> tuple[Judgement, ...]:
    """Judgements in force about any event of an incident; `coded` holds its reports by id."""
    places, events = Places(coded.values()), set(incident.events)
    return tuple(
        j for j in judged if j.in_force and any(places.event_at(a) in events for s in j.sides for a in s.events)
    )


def source_names(incident: Incident, coded: Mapping[str, CodedReport]) -> tuple[str, ...]:
    """Everybody on whom an incident rests, publishers first, each name once."""
    names = [coded[r].report.publisher or "" for r in incident.reports if r in coded]
    events = set(incident.events)
    for report_id, report in coded.items():
        chains = [claim.chain for claim in report.claims if (report_id, claim.event) in events]
        used = {party for chain in chains for level in chain for party in level}
        names += [source.name for source in report.sources if source.id in used]
    first = {fold(name): name for name in reversed(names) if name}
    return tuple(name for name in dict.fromkeys(names) if first.get(fold(name)) == name)


def reliability_table(
    incident: Incident, coded: Mapping[str, CodedReport], grades: Mapping[str, Judgement]
) -> RenderableType:
    """The sources of an incident that somebody graded, and how many nobody did."""
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    names = source_names(incident, coded)
    graded = [name for name in names if fold(name) in grades]
    for name in graded:
        table.add_row(printable(name), printable(reliability_words(name, grades)))
    if len(names) > len(graded):
        table.add_row(f"{len(names) - len(graded)} not graded", f"F {RELIABILITY[Reliability.F]}")
    return table


def grade_of(name: str, grades: Mapping[str, Judgement]) -> Reliability:
    """The grade of a source; F when nobody graded it."""
    judgement = grades.get(fold(name))
    return (judgement and judgement.grade) or Reliability.F


def reliability_words(name: str, grades: Mapping[str, Judgement]) -> str:
    """How reliable a source is held to be: `B usually reliable`, `F cannot be judged (nobody graded it)`."""
    judgement = grades.get(fold(name))
    if judgement is None or judgement.grade is None:
        return f"F {RELIABILITY[Reliability.F]} (nobody graded it; sayso grade)"
    why = f": {judgement.reason}" if judgement.reason else ""
    return f"{judgement.grade} {RELIABILITY[judgement.grade]} ({judgement.made_by}, {judgement.made_at[:10]}{why})"
