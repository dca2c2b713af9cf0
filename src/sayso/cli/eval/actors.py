"""`sayso eval actors`: whom the parties of gold reports are taken for."""

from __future__ import annotations

from pathlib import Path

import click

from ...evaluate import load_gold
from ...evaluate.actors import score as score_actors
from ...evaluate.claims import score as score_claims
from ...model import Slot
from ...pipeline.actors import ActorReader
from ...pipeline.code import ReaderChoice
from ...settings import Settings
from ..options import reader_option
from .common import code_gold, print_figures

_SHOWN = (Slot.ACTOR, Slot.TARGET, Slot.VICTIM, Slot.RESPONSIBILITY)


@click.command("actors")
@click.argument("gold", metavar="GOLD", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--predictions", metavar="OUT", type=click.Path(path_type=Path), help="Write what was resolved, as JSONL."
)
@reader_option
@click.pass_obj
def command(settings: Settings, gold: Path, predictions: Path | None, reader: ReaderChoice | None) -> None:
    """Score the parties of claims against GOLD, a folder of gold clusters or one file.

    facet_f1 is that of `sayso eval claims` for who did it, to whom, and who answers for it. The other figures are given
    the gold words: is "it", "the group" or "the Israeli army" taken for the body that the annotators name? Beside it
    stands what a mere look-up of the words in the dictionary gives.

    \b
    Examples:
      sayso eval actors evals/gold
      sayso eval actors evals/gold --predictions resolved.jsonl
    """
    clusters = load_gold(gold)
    figures = score_claims(clusters, code_gold(clusters, reader or settings.reader)).as_dict()
    slots = {slot.value: figures["slots"].get(slot.value, {}).get("f1") for slot in _SHOWN}
    print_figures(score_actors(clusters, ActorReader(), slots=slots, predictions=predictions).as_dict())
