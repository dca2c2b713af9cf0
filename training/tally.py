"""Learn the weights by which `sayso.resolve.tally` chooses how many people a report, or an incident, counts in all.

python -m training.tally GOLD [--clusters FOLDER] [--out FILE] [--together FILE] [--l2 2]

GOLD is a file of incidents with articles and final figures (see `sayso.evaluate.counts`). Incidents are split by a hash
of their id: a third is never looked at here, and is what the sober figures are of; nor are those that `sayso eval
articles --sample 200` scores. Of the rest, a fifth is held out for the figures printed here. A conditional logit each
for the killed, and for the hurt given the killed, by Newton's method. FOLDER is a folder of gold clusters, such as the
invented ones: all of it is learned from, each report CLUSTER_TIMES times, so that tolls of war are not outvoted by
shootings.

The weights for several reports of one incident are learned from all of these reports and, TOGETHER_TIMES times, from
the averaged features of each of these incidents that has several.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sayso.evaluate.articles import read_articles, sample_of
from sayso.evaluate.counts import CountedReport, Prediction, read_counted, score
from sayso.pipeline.code import Coder
from sayso.resolve.tally import choose, counting
from sayso.resolve.tally_evidence import Evidence, evidence
from sayso.resolve.tally_features import (
    Features,
    averaged,
    injured_candidates,
    injured_features,
    killed_candidates,
    killed_features,
    of_all,
)
from sayso.vocab.tally import Weights

CLUSTER_TIMES = 3  # of 1 and 3, on real clusters: killed 85.1 and 88.1, hurt 77.6 and 81.6 % exact (2026-11)
TOGETHER_TIMES = 3  # 0, 1, 3: of 716 incidents in five folds killed 87.2, 87.6, 87.6, hurt 81.8, 82.8, 83.5 % (2026-11)
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


Told = tuple[Sequence[Evidence], Mapping[str, int]]
"""What one report or several say, and the figures that are right."""


def killed_choices(told: Iterable[Told]) -> Iterator[Choice]:
    """The choice of the number of killed, where it is known and among the candidates."""
    for found, figures in told:
        if "killed" in figures:
            candidates = of_all(map(killed_candidates, found))
            described = [averaged([killed_features(one, n) for one in found]) for n in candidates]
            yield from _choice(candidates, described, figures["killed"])


def injured_choices(told: Iterable[Told]) -> Iterator[Choice]:
    """The choice of the number of hurt, given how many were killed; both are known."""
    for found, figures in told:
        if {"killed", "injured"} <= figures.keys():
            dead = figures["killed"]
            candidates = of_all(injured_candidates(one, dead) for one in found)
            described = [averaged([injured_features(one, n, dead) for one in found]) for n in candidates]
            yield from _choice(candidates, described, figures["injured"])


def together(found: Sequence[Evidence], reports: Sequence[CountedReport], weights: Weights) -> Iterator[Told]:
    """The incidents with several reports that count anybody, as `weights` have it."""
    stories: dict[str, list[tuple[str, str, Evidence]]] = {}
    figures: dict[str, Mapping[str, int]] = {}
    for one, report in zip(found, reports, strict=True):
        stories.setdefault(report.incident, []).append((report.report.published or "", report.report.id, one))
        figures[report.incident] = report.figures
    for incident, story in stories.items():
        kept = counting([one for *_, one in sorted(story, key=lambda told: told[:2])], weights)
        if len(kept) > 1:
            yield kept, figures[incident]


def fit_both(told: Sequence[Told], *, l2: float) -> dict[str, dict[str, float]]:
    """Weights for the killed and for the hurt."""
    return {"killed": fit(list(killed_choices(told)), l2=l2), "injured": fit(list(injured_choices(told)), l2=l2)}


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


def write(path: Path, weights: Weights) -> None:
    """Write weights, a feature a line."""
    path.write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Code, fit, print the figures of the held-out fifth, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--clusters", type=Path, help="gold clusters to learn from as well")
    parser.add_argument("--out", type=Path, default=Path("src/sayso/data/weights/tally.json"))
    parser.add_argument("--together", type=Path, default=Path("src/sayso/data/weights/incident_tally.json"))
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
    single: list[Told] = [([e], r.figures) for e, r in zip(found, reports, strict=True)]
    war: list[Told] = [([e], r.figures) for e, r in zip(also, more, strict=True)]
    trial = fit_both([told for told, h in zip(single, held, strict=True) if not h] + war, l2=options.l2)
    asked = [r for r, h in zip(reports, held, strict=True) if h]
    given = [Prediction(r.report.id, *choose(e, trial)) for r, e, h in zip(reports, found, held, strict=True) if h]
    sys.stdout.write(json.dumps(score(asked, given).as_dict(), indent=1) + "\n")
    weights = fit_both(single + war, l2=options.l2)
    stories = list(together(found, reports, weights)) * TOGETHER_TIMES
    write(options.out, weights)
    write(options.together, fit_both(single + stories + war, l2=options.l2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
