"""Learn the weights by which `sayso.resolve.tally` chooses how many people a report counts in all.

python -m training.tally GOLD [--clusters FOLDER] [--out FILE] [--l2 2]

GOLD is a file of incidents with articles and final figures (see `sayso.evaluate.counts`). Incidents are split by a hash
of their id: a third is never looked at here, and is what the sober figures are of; nor are those that `sayso eval
articles --sample 200` scores. Of the rest, a fifth is held out for the figures printed here. A conditional logit each
for the killed, and for the hurt given the killed, by Newton's method. FOLDER is a folder of gold clusters, such as the
invented ones: all of it is learned from, each report CLUSTER_TIMES times, so that tolls of war are not outvoted by
shootings.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sayso.evaluate.articles import read_articles, sample_of
from sayso.evaluate.counts import CountedReport, Prediction, read_counted, score
from sayso.pipeline.code import Coder
from sayso.resolve.tally import choose
from sayso.resolve.tally_evidence import Evidence, evidence
from sayso.resolve.tally_features import (
    Features,
    injured_candidates,
    injured_features,
    killed_candidates,
    killed_features,
)

CLUSTER_TIMES = 3  # of 1 and 3, on real clusters: killed 85.1 and 88.1, hurt 77.6 and 81.6 % exact (2026-11)
PARTS = 3  # the last is unseen
SCORED = 200  # incidents of the sample that `sayso eval articles` scores
STEPS, ENOUGH = 30, 1e-5  # Newton steps; the largest change of a weight at which to stop
MIN_REPORTS = 3  # a feature seen in fewer reports says nothing
Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """Candidates described by features, and which of them is right."""

    candidates: tuple[Features, ...]
    right: int


def part_of(incident: str, salt: str = "", parts: int = PARTS) -> int:
    """Which part an incident belongs to, whatever else there is."""
    return int(hashlib.sha256((salt + incident).encode()).hexdigest(), 16) % parts


def seen(report: CountedReport) -> bool:
    """True for the two thirds of the incidents that may be looked at."""
    return part_of(report.incident) != PARTS - 1


def killed_choices(found: Sequence[Evidence], reports: Sequence[CountedReport]) -> Iterator[Choice]:
    """The choice of the number of killed, where it is known and among the candidates."""
    for one, report in zip(found, reports, strict=True):
        if "killed" not in report.figures:
            continue
        candidates = killed_candidates(one)
        yield from _choice(candidates, [killed_features(one, n) for n in candidates], report.figures["killed"])


def injured_choices(found: Sequence[Evidence], reports: Sequence[CountedReport]) -> Iterator[Choice]:
    """The choice of the number of hurt, given how many were killed; both are known."""
    for one, report in zip(found, reports, strict=True):
        if not {"killed", "injured"} <= report.figures.keys():
            continue
        dead = report.figures["killed"]
        candidates = injured_candidates(one, dead)
        yield from _choice(candidates, [injured_features(one, n, dead) for n in candidates], report.figures["injured"])


def _choice(candidates: Sequence[int], described: Sequence[Features], right: int) -> Iterator[Choice]:
    if right in candidates:
        yield Choice(tuple(described), candidates.index(right))


def fit(choices: Sequence[Choice], *, l2: float) -> dict[str, float]:
    """Weights that make the right candidates likeliest, drawn towards zero by `l2`."""
    names = _frequent(choices)
    index = {name: k for k, name in enumerate(names)}
    groups = np.repeat(np.arange(len(choices)), [len(c.candidates) for c in choices])
    starts = np.r_[0, np.flatnonzero(np.diff(groups)) + 1]
    matrix: Vector = np.zeros((len(groups), len(names)))
    for row, features in enumerate(features for c in choices for features in c.candidates):
        for name, value in features.items():
            if name in index:
                matrix[row, index[name]] = value
    right = matrix[starts + np.array([c.right for c in choices])].sum(axis=0)
    weights: Vector = np.zeros(len(names))
    for _ in range(STEPS):
        scores = matrix @ weights
        scores = np.exp(scores - np.maximum.reduceat(scores, starts)[groups])
        shares = scores / np.add.reduceat(scores, starts)[groups]
        weighted = matrix * shares[:, None]
        means = np.add.reduceat(weighted, starts, axis=0)
        curvature = matrix.T @ weighted - means.T @ means + l2 * np.eye(len(names))
        step = np.linalg.solve(curvature, right - matrix.T @ shares - l2 * weights)
        weights = weights + step
        if np.abs(step).max() < ENOUGH:
            break
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def _frequent(choices: Sequence[Choice]) -> list[str]:
    times: dict[str, int] = {}
    for choice in choices:
        for name in {name for features in choice.candidates for name, value in features.items() if value}:
            times[name] = times.get(name, 0) + 1
    return sorted(name for name, n in times.items() if n >= MIN_REPORTS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Code, fit, print the figures of the held-out fifth, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--clusters", type=Path, help="gold clusters to learn from as well")
    parser.add_argument("--out", type=Path, default=Path("src/sayso/data/weights/tally.json"))
    parser.add_argument("--l2", type=float, default=2.0)
    parser.add_argument("--sample", type=int, help="take this many reports only")
    options = parser.parse_args(arguments)
    scored = {story.incident for story in sample_of(list(read_articles(options.gold, least=2)), SCORED)}
    reports = [r for r in read_counted(options.gold) if seen(r) and r.incident not in scored]
    if options.sample:
        reports = random.Random(0).sample(reports, min(options.sample, len(reports)))
    coder = Coder(reader="rules")
    found = [evidence(coder.code(r.report)) for r in reports]
    more = list(read_counted(options.clusters)) * CLUSTER_TIMES if options.clusters else []
    told = {r.report.id: evidence(coder.code(r.report)) for r in more[: len(more) // CLUSTER_TIMES]}
    also = [told[r.report.id] for r in more]
    held = [part_of(r.incident, "held out", 5) == 0 for r in reports]

    def weights(keep: Sequence[bool]) -> dict[str, dict[str, float]]:
        some = [e for e, k in zip(found, keep, strict=True) if k] + also
        asked = [r for r, k in zip(reports, keep, strict=True) if k] + more
        return {
            "killed": fit(list(killed_choices(some, asked)), l2=options.l2),
            "injured": fit(list(injured_choices(some, asked)), l2=options.l2),
        }

    trial = weights([not h for h in held])
    asked = [r for r, h in zip(reports, held, strict=True) if h]
    given = [Prediction(r.report.id, *choose(e, trial)) for r, e, h in zip(reports, found, held, strict=True) if h]
    sys.stdout.write(json.dumps(score(asked, given).as_dict(), indent=1) + "\n")
    options.out.write_text(json.dumps(weights([True] * len(reports)), indent=0, sort_keys=True) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
