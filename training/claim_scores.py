"""Fit the score of claims on annotated reports, and measure its calibration.

    python -m training.claim_scores FOLDER ... --tricky FOLDER --split SPLIT.json --check FOLDER ... [--write]

FOLDERs hold gold clusters; those of --tricky count less (see TRICKY). A claim is right when a gold claim is aligned
with it and the innermost sources agree, as in `sayso eval claims`. --split names tricky clusters that are held out of
fitting (the corpus's own split); --write puts the weights into the package. The fit is a logistic regression with a
ridge; ECE is printed for every --check folder with the weights that are installed now and with the new ones, and in
folds by cluster over what was fitted on.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from sayso.evaluate.calibration import Judged, judged_claims, reliability
from sayso.evaluate.gold import GoldCluster, load_gold
from sayso.extract.claim_scores import ClaimScorer, claim_scorer
from sayso.extract.claims import ClaimBuilder
from sayso.pipeline.code import Coder, ReaderChoice, neural_reader
from sayso.pipeline.stages import default_stages

from .logistic import fit_logistic

RIDGE = 4.0
TRICKY = 0.3  # weight of reports that were written to be hard: 64 % of the claims read there are right, else 76 to 81 %
FOLDS = 5
LEAST_SEEN = 15  # claims that a feature must occur with
TARGET = Path(__file__).parents[1] / "src/sayso/data/weights/claim_scores.yaml"
HEAD = """# Log-odds that a claim is right (gold has it, with the same innermost source), by what it shows: see
# extract/claim_scores.py. Fitted by `python -m training.claim_scores` on {claims} claims of {reports} reports.
"""


@dataclass(frozen=True)
class Case:
    """A claim: its cluster's number, what it shows, and whether it is right."""

    cluster: int
    shown: Mapping[str, float]
    right: bool
    weight: float = 1.0


class Recorder:
    """A scorer that keeps what every claim shows and gives all the same score."""

    def __init__(self) -> None:
        self.seen: list[Mapping[str, float]] = []

    def __call__(self, shown: Mapping[str, float]) -> float:
        """Keep it."""
        self.seen.append(shown)
        return 0.5


def cases(clusters: Sequence[GoldCluster], reader: ReaderChoice) -> Iterator[Case]:
    """Every predicted claim of the clusters."""
    recorder = Recorder()
    stages = tuple(
        ClaimBuilder(stage.readers, stage.fallbacks, scorer=recorder, least=0.0)
        if isinstance(stage, ClaimBuilder)
        else stage
        for stage in default_stages(neural_reader(reader))
    )
    coder = Coder(stages)
    for number, cluster in enumerate(clusters):
        for report in cluster.reports:
            recorder.seen.clear()
            coded = coder.code(report.report())
            shown = [recorder.seen[int(claim.id[1:]) - 1] for claim in coded.claims]
            alone = replace(cluster, reports=(report,))
            judged = list(judged_claims([alone], {report.report_id: coded}))
            yield from (Case(number, s, j.right) for s, j in zip(shown, judged, strict=True))


def fit(train: Sequence[Case], ridge: float = RIDGE) -> ClaimScorer:
    """Weights by logistic regression; the bias is not shrunk."""
    counts: dict[str, int] = {}
    for case in train:
        for name in case.shown:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= LEAST_SEEN)
    x = np.asarray([[case.shown.get(name, 0.0) for name in names] for case in train])
    y = np.asarray([case.right for case in train], dtype=np.float64)
    importance = np.asarray([case.weight for case in train])
    shrink = np.asarray([1e-6 if name == "bias" else ridge for name in names])
    weights = fit_logistic(x, y, shrink, importance)
    return ClaimScorer({name: round(float(w), 3) for name, w in zip(names, weights, strict=True)})


def figures(scorer: ClaimScorer, found: Sequence[Case]) -> dict[str, Any]:
    """Number of claims, ECE and Brier score."""
    measured = reliability([Judged(scorer(case.shown), case.right) for case in found]).as_dict()
    measured.pop("bins")
    return measured


def in_folds(found: Sequence[Case], ridge: float = RIDGE) -> dict[str, Any]:
    """The same figures over cases that are each scored without their cluster."""
    judged = []
    for fold in range(FOLDS):
        scorer = fit([c for c in found if c.cluster % FOLDS != fold], ridge)
        judged += [Judged(scorer(c.shown), c.right) for c in found if c.cluster % FOLDS == fold]
    measured = reliability(judged).as_dict()
    measured.pop("bins")
    return measured


def main() -> None:
    """Fit, print figures as JSON, and write the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--tricky", type=Path, help="a folder of reports that were written to be hard")
    parser.add_argument("--split", type=Path, help="JSON with the clusters of --tricky `held_out` of fitting")
    parser.add_argument("--check", nargs="*", type=Path, default=[])
    parser.add_argument("--ridge", type=float, default=RIDGE)
    parser.add_argument("--reader", choices=("auto", "rules", "neural"), default="auto")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    clusters = [c for folder in given.folders for c in load_gold(folder)]
    tricky = load_gold(given.tricky) if given.tricky else ()
    held_out = set(json.loads(given.split.read_text(encoding="utf-8"))["held_out"]) if given.split else set()
    harder = [c for c in tricky if c.cluster_id not in held_out]
    train = list(cases(clusters, given.reader))
    train += [replace(c, cluster=c.cluster + len(clusters), weight=TRICKY) for c in cases(harder, given.reader)]
    scorer = fit(train, given.ridge)
    told: dict[str, Any] = {"folds": in_folds(train, given.ridge)}
    checks = {str(folder): load_gold(folder) for folder in given.check}
    if held_out:
        checks["held out"] = tuple(c for c in tricky if c.cluster_id in held_out)
    for name, gold in checks.items():
        found = list(cases(gold, given.reader))
        told[name] = {"new": figures(scorer, found)}
        if TARGET.exists():
            told[name]["installed"] = figures(claim_scorer(), found)
    sys.stdout.write(json.dumps(told, indent=1) + "\n")
    if given.write:
        reports = sum(len(c.reports) for c in (*clusters, *harder))
        lines = [f"  {name}: {weight}\n" for name, weight in sorted(scorer.weights.items())]
        TARGET.parent.mkdir(exist_ok=True)
        TARGET.write_text(HEAD.format(claims=len(train), reports=reports) + "weights:\n" + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
