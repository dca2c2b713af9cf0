"""Fit the weights by which facets of rules and reader are kept.

    python -m training.facets FOLDER ... [--split SPLIT.json] [--bundle BUNDLE] [--check FOLDER ...] [--write]

FOLDERs hold gold clusters that the reader of BUNDLE did not learn from: its probabilities for texts that it knows are
too sure. --split takes only the clusters of the file's `train` list. A candidate is right when some gold fact of its
report has the same slot and value, whoever says it. For every --check folder the attributed-fact F1 is printed.

`weights/facets.yaml` was fitted on the train part of `evals/corpus` by version 1 of reader-en-1, which had not seen it
(version 2 has). Version 1 lies in the history of the repository, before version 2 was shipped, and has no labels of
fillers: its layers were read by the `sayso.neural` of that commit and handed to `cases` in place of a reader's. Each
slot has weights of its own, drawn towards those that all slots share by one ridge for both.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from sayso.evaluate.claims import score
from sayso.evaluate.facts import Fact, gold_facts, same_value
from sayso.evaluate.gold import GoldCluster, GoldReport, load_gold
from sayso.extract.claims import ClaimBuilder
from sayso.extract.facet_gate import GATED, FacetGate, FacetWeights, signs
from sayso.model import Document, Slot
from sayso.neural import NeuralReader
from sayso.neural.bundle import open_bundle
from sayso.pipeline.code import Coder
from sayso.pipeline.stages import Stage, default_stages

from .logistic import fit_logistic

RIDGE = 1.0
OWN = 0.5  # how freely a slot's weights may leave the shared ones
LEAST = 0.35  # near half of the F1 reached, where a facet more or less changes nothing (Lipton et al. 2014)
TARGET = Path(__file__).parents[1] / "src/sayso/data/weights/facets.yaml"
HEAD = """# Log-odds that a candidate for a slot is right, by what it shows: see extract/facet_gate.py. Fitted by
# `python -m training.facets` on {cases} candidates of {reports} reports.
"""


@dataclass(frozen=True)
class Case:
    """A candidate: its slot, what it shows, and whether a gold fact of the report has slot and value."""

    slot: Slot
    shown: Mapping[str, float]
    right: bool


def cases(clusters: Sequence[GoldCluster], reader: NeuralReader) -> Iterator[Case]:
    """Every candidate for a gated slot."""
    stages = default_stages(reader)
    gate = next(r for s in stages if isinstance(s, ClaimBuilder) for r in s.readers if isinstance(r, FacetGate))
    for cluster in clusters:
        for report in cluster.reports:
            yield from _of_report(report, stages, gate)


def _of_report(report: GoldReport, stages: Sequence[Stage], gate: FacetGate) -> Iterator[Case]:
    doc = Document(report.report())
    for stage in stages:
        if isinstance(stage, ClaimBuilder):
            break
        doc = stage(doc)
    if doc.slot_scores is None:
        return
    gold = list(gold_facts(report.claims))
    for proposition in doc.propositions:
        found = [f for one in gate.readers for f in one(doc, proposition)]
        candidates = list(gate.candidates(doc, proposition, found))
        for one in candidates:
            if one.facet.slot in GATED:
                fact = Fact(one.facet.slot, one.facet.value, one.facet.span, (), "+")
                right = any(g.slot is fact.slot and same_value(g, fact) for g in gold)
                yield Case(one.facet.slot, signs(doc, doc.slot_scores, proposition, one, candidates), right)


def fit(found: Sequence[Case]) -> FacetWeights:
    """Logistic regression with weights that all slots share and deviations of each."""
    names = sorted({name for case in found for name in case.shown})
    width = len(names)
    x = np.zeros((len(found), width * (1 + len(GATED))))
    for row, case in zip(x, found, strict=True):
        values = [case.shown.get(name, 0.0) for name in names]  # signs that do not hold are left out
        at = width * (1 + GATED.index(case.slot))
        row[:width] = values
        row[at : at + width] = [OWN * v for v in values]
    y = np.asarray([case.right for case in found], dtype=np.float64)
    weights = fit_logistic(x, y, np.full(x.shape[1], RIDGE))
    table = {}
    for k, slot in enumerate(GATED):
        own = weights[:width] + OWN * weights[width * (1 + k) : width * (2 + k)]
        table[slot] = {name: round(float(w), 3) for name, w in zip(names, own, strict=True)}
    return FacetWeights(LEAST, table)


def check(folder: Path, reader: NeuralReader, weights: FacetWeights) -> dict[str, float | None]:
    """Attributed-fact F1 on a folder of gold clusters."""
    stages = []
    for stage in default_stages(reader):
        if isinstance(stage, ClaimBuilder):
            gates = tuple(FacetGate(r.readers, weights) if isinstance(r, FacetGate) else r for r in stage.readers)
            stage = ClaimBuilder(gates, stage.fallbacks, scorer=stage.scorer)
        stages.append(stage)
    coder, clusters = Coder(tuple(stages)), load_gold(folder)
    coded = {r.report_id: coder.code(r.report()) for cluster in clusters for r in cluster.reports}
    figures = score(clusters, coded).as_dict()
    return {name: figures[f"attributed_fact_{name}"] for name in ("precision", "recall", "f1")}


def main() -> None:
    """Fit, print figures as JSON, and write the weights if asked to."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--split", type=Path)
    parser.add_argument("--bundle", type=Path)
    parser.add_argument("--check", type=Path, nargs="*", default=[])
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    clusters = [cluster for folder in given.folders for cluster in load_gold(folder)]
    if given.split:
        names = set(json.loads(given.split.read_text(encoding="utf-8"))["train"])
        clusters = [c for c in clusters if c.cluster_id in names]
    reader = NeuralReader(open_bundle(given.bundle) if given.bundle else None)
    found = list(cases(clusters, reader))
    weights = fit(found)
    told = {"candidates": len(found), "right": sum(c.right for c in found)}
    told |= {str(folder): check(folder, reader, weights) for folder in given.check}
    sys.stdout.write(json.dumps(told, indent=1) + "\n")
    if given.write:
        reports = sum(len(c.reports) for c in clusters)
        raw = {"least": weights.least, "weights": {s.value: dict(w) for s, w in weights.weights.items()}}
        text = HEAD.format(cases=len(found), reports=reports) + yaml.safe_dump(raw, sort_keys=False, width=120)
        TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
