"""Learn how much each likeness of two events of different reports speaks for their being one happening.

python -m training.incidents FOLDER ... [--split FILE] [--articles FILE] [--write]

FOLDER holds gold clusters of invented reports; --split keeps those that are not held out. --articles is a file of
incidents with their articles (see `sayso.evaluate.articles`): of every third incident by a hash of its id nothing is
read, nor of those that `sayso eval articles --sample 200` scores. Reports are read as `sayso code` reads them, and an
event belongs to the incident that most of its claims belong to. All are merged together, so that pairs of different
clusters are examples of unlike events.

The weights are those of a logistic regression, drawn towards 0, and some towards what is known beforehand (`PRIOR`):
the happenings of the corpora lie far from each other, so that they cannot teach that two shellings of one day in two
towns are two. Prints figures as JSON; --write puts the weights into the package.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sayso.evaluate import GoldCluster, load_gold
from sayso.evaluate.articles import Story, read_articles, sample_of
from sayso.evaluate.spans import align
from sayso.model import ClaimRef, CodedReport
from sayso.pipeline.code import Coder
from sayso.resolve.blocking import candidates
from sayso.resolve.features import facts_of
from sayso.resolve.matcher import Matcher

from .logistic import fit_logistic
from .tally import PARTS, SCORED, part_of

TARGET = Path("src/sayso/data/ontology/evidence.yaml")
PRIOR = {"same_type": 1.5, "kin_type": 0.8, "place_name": 1.0, "on_the_map": 1.5, "name": 0.5, "weekday": 0.3}
PRIOR |= {"other_places": -2.0, "other_type": -1.5}
FIRM_RIDGE, RIDGE = 40.0, 2.0  # of weights with and without a prior
OTHER = "other"

Home = tuple[str, str]
"""Cluster and incident."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The likenesses of two events, and whether they are one happening."""

    likenesses: frozenset[str]
    same: bool


def homes_of(cluster: GoldCluster, coded: Mapping[str, CodedReport]) -> dict[ClaimRef, Home]:
    """The incident that most claims of each predicted event belong to, or `other`."""
    votes: dict[ClaimRef, Counter[str]] = {}
    for report in cluster.reports:
        claims = coded[report.report_id].claims
        for i, j in align(report.claims, claims):
            votes.setdefault((report.report_id, claims[j].event), Counter())[report.claims[i].event] += 1
    return {event: (cluster.cluster_id, told.most_common(1)[0][0]) for event, told in votes.items()}


def pairs(reports: Iterable[CodedReport], homes: Mapping[ClaimRef, Home]) -> Iterator[Pair]:
    """The pairs that the matcher is asked about; not those of which the gold says nothing."""
    matcher = Matcher()
    ordered = sorted(reports, key=lambda c: (c.report.published or "~", c.report.id))
    events = [event for number, coded in enumerate(ordered) for event in facts_of(coded, number)]
    clusters = {report: cluster for (report, _), (cluster, _) in homes.items()}
    for a, b in candidates(events):
        first, second = homes.get(a.ref), homes.get(b.ref)
        one_cluster = clusters.get(a.ref[0]) == clusters.get(b.ref[0])
        unknown = first is None or second is None or first[1] == second[1] == OTHER
        if not (one_cluster and unknown) and not matcher.excluded(a, b):
            yield Pair(frozenset(matcher.likenesses(a, b)), one_cluster and first == second)


def fit(found: Sequence[Pair]) -> dict[str, float]:
    """The weights by likeness, the bias among them."""
    names = [*sorted({name for pair in found for name in pair.likenesses}), "bias"]
    x = np.asarray([[float(n in pair.likenesses or n == "bias") for n in names] for pair in found])
    right = np.asarray([float(pair.same) for pair in found])
    ridge = np.asarray([FIRM_RIDGE if name in PRIOR else RIDGE for name in names])
    weights = fit_logistic(x, right, ridge, prior=np.asarray([PRIOR.get(name, 0.0) for name in names]))
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def written(table: str, weights: Mapping[str, float]) -> str:
    """The text of the weights file with these weights; everything else stays as it is."""
    rows = "".join(f"  {name}: {weight}\n" for name, weight in weights.items() if name != "bias")
    table = re.sub(r"(?m)^bias: .*$", f"bias: {weights['bias']}", table)
    return re.sub(r"(?m)^weights:\n(?:  .*\n)+", f"weights:\n{rows}", table)


def learned_from(stories: Sequence[Story]) -> list[Story]:
    """The incidents with articles that pairs are taken from: none never looked at, none that is scored."""
    scored = {story.incident for story in sample_of(stories, SCORED)}
    return [s for s in stories if part_of(s.incident) != PARTS - 1 and s.incident not in scored]


def main() -> None:
    """Read, fit, print, and write the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--split", type=Path, help='JSON with "held_out": names of clusters')
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    held = set(json.loads(given.split.read_text(encoding="utf-8"))["held_out"]) if given.split else set()
    clusters = [c for folder in given.folders for c in load_gold(folder) if c.cluster_id not in held]
    coder = Coder()
    coded = {r.report_id: coder.code(r.report()) for cluster in clusters for r in cluster.reports}
    homes = {event: home for cluster in clusters for event, home in homes_of(cluster, coded).items()}
    if given.articles:
        for story in learned_from(list(read_articles(given.articles, least=2))):
            for report in story.reports:
                coded[report.id] = coder.code(report)
                if coded[report.id].claims:
                    homes[report.id, coded[report.id].claims[0].event] = ("articles", story.incident)
    found = list(pairs(coded.values(), homes))
    weights = fit(found)
    sys.stdout.write(json.dumps({"pairs": len(found), "same": sum(p.same for p in found), **weights}, indent=1) + "\n")
    if given.write:
        TARGET.write_text(written(TARGET.read_text(encoding="utf-8"), weights), encoding="utf-8")


if __name__ == "__main__":
    main()
