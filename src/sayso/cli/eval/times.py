"""`sayso eval times`: time expressions and their values in a corpus of TIMEX3."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from ...errors import UsageError
from ...evaluate.times import Timex
from ...evaluate.times import evaluate as score_times
from ...pipeline.times import find_times
from ..terminal import progress
from .common import print_figures


@click.command("times")
@click.argument("gold", metavar="GOLD", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--predictions", metavar="OUT", type=click.Path(path_type=Path), help="Write what was found, as JSONL.")
@click.option("--part", metavar="K/N", default="1/1", help="Score only the K-th of every N documents.")
def command(gold: Path, predictions: Path | None, part: str) -> None:
    """Score time expressions and their TIMEX3 values against GOLD, a corpus in JSONL (.gz is read directly).

    The figures are those of TempEval-3: strict and relaxed F1 of the spans, F1 of value and type over relaxed pairs.

    \b
    Examples:
      sayso eval times timebank.jsonl.gz --predictions found.jsonl
      sayso eval times timebank.jsonl.gz --part 4/4     the documents that nobody read while the rules were made
    """

    def find(texts: Sequence[tuple[str, str | None]]) -> Sequence[Sequence[Timex]]:
        with progress("Reading texts", len(texts)) as advance:
            return find_times(texts, on_text=advance)

    print_figures(score_times(gold, find, predictions=predictions, part=part_of(part)).as_dict())


def part_of(words: str) -> tuple[int, int]:
    """`4/4` as numbers.

    Raises:
        UsageError: it is no share of documents.
    """
    k, slash, n = words.partition("/")
    if not (slash and k.isdecimal() and n.isdecimal() and 1 <= int(k) <= int(n)):
        raise UsageError(f"--part {words!r}: give K/N with 1 <= K <= N, such as 4/4 for every fourth document")
    return int(k), int(n)
