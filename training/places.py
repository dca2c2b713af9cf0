"""Fit the weights of the place ranker on corpora of toponyms, and report by cross-validation over documents.

Example: python -m training.places lgl.jsonl.gz trnews.jsonl.gz --out src/sayso/data/gazetteer/ranker.json
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sayso.extract.place_context import Context, ContextReader, name_of
from sayso.extract.place_evidence import EvidenceReader
from sayso.extract.place_features import local_features
from sayso.extract.place_home import home_clues
from sayso.extract.place_ranker import PASSES, Ranker, Weights, all_names, score, with_others
from sayso.gazetteer import distance_km, gazetteer
from sayso.model import Span

RIGHT_KM = 161.0  # a hundred miles, as the field counts
ROUNDS, STEP, DECAY = 600, 0.05, 2e-4
FOLDS = 5
Rows = list[list[dict[str, float]]]


@dataclass(frozen=True)
class Example:
    """A document: its context, which candidates of each name are right, and mentions that count, by name and corpus."""

    corpus: str
    context: Context
    right: tuple[tuple[bool, ...], ...]
    asked: tuple[tuple[int, float, float], ...]  # for every located mention: index of its name, latitude, longitude


def examples(path: Path, reader: ContextReader, evidence: EvidenceReader) -> Iterator[Example]:
    """The documents of a corpus of toponyms with their gold spans given."""
    for line in gzip.decompress(path.read_bytes()).splitlines():
        row = json.loads(line)
        toponyms = [evidence.read(row["text"], Span(*t["span"])) for t in row["toponyms"]]
        context = reader.read(row["text"], toponyms, home_clues(row["url"], None))
        index = {name.key: i for i, name in enumerate(context.names)}
        asked = tuple(
            (index[name_of(toponym)], t["lat"], t["lon"])
            for toponym, t in zip(toponyms, row["toponyms"], strict=True)
            if t.get("lat") is not None
        )
        first = {i: (lat, lon) for i, lat, lon in reversed(asked)}
        right = tuple(
            tuple(
                i in first and distance_km(c.record.lat, c.record.lon, *first[i]) <= RIGHT_KM for c in name.candidates
            )
            for i, name in enumerate(context.names)
        )
        yield Example(path.name.split(".")[0], context, right, asked)


def fit(sets: Sequence[tuple[Rows, Example]], start: dict[str, float] | None = None) -> dict[str, float]:
    """Weights that make the right candidates likely: conditional logit, by Adam with a decay of weights."""
    rows: list[dict[str, float]] = []
    groups: list[int] = []
    right: list[bool] = []
    count = 0
    for features, example in sets:
        for own, good in zip(features, example.right, strict=False):
            if any(good) and not all(good):
                rows += own
                right += good
                groups += [count] * len(own)
                count += 1
    names = sorted({name for row in rows for name in row})
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, value in row.items():
            x[i, column[name]] = value
    weights = _adam(x, np.array(groups), np.array(right, dtype=bool), count)
    return {name: round(float(weights[i]), 3) for name, i in column.items() if abs(weights[i]) >= 0.0005}


def _adam(
    x: npt.NDArray[np.float64], groups: npt.NDArray[np.int64], right: npt.NDArray[np.bool_], count: int
) -> npt.NDArray[np.float64]:
    weights, mean, spread = np.zeros(x.shape[1]), np.zeros(x.shape[1]), np.zeros(x.shape[1])
    for step in range(1, ROUNDS + 1):
        scores = x @ weights
        top = np.full(count, -np.inf)
        np.maximum.at(top, groups, scores)
        raised = np.exp(scores - top[groups])
        share = raised / np.bincount(groups, raised, count)[groups]
        good = np.where(right, raised, 0.0)
        wanted = good / np.bincount(groups, good, count)[groups]
        slope = x.T @ (share - wanted) / count + DECAY * weights
        mean, spread = 0.9 * mean + 0.1 * slope, 0.999 * spread + 0.001 * slope**2
        weights = weights - STEP * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    return weights


def train(documents: Sequence[Example]) -> Weights:
    """Both sets of weights: alone, then with the others as the weights so far place them."""
    names = [all_names(d.context) for d in documents]
    alone = [[local_features(name, d.context) for name in own] for d, own in zip(documents, names, strict=True)]
    first = fit(list(zip(alone, documents, strict=True)))
    current = first
    features: list[Rows] = [[[dict(f) for f in own] for own in rows] for rows in alone]
    for _ in range(PASSES):
        shares = [[_softmax([score(f, current) for f in own]) for own in rows] for rows in features]
        features = [
            with_others(own, rows, given, len(d.context.home_names))
            for d, own, rows, given in zip(documents, names, alone, shares, strict=True)
        ]
        current = fit(list(zip(features, documents, strict=True)))
    return Weights(first, current)


def _softmax(scores: Sequence[float]) -> list[float]:
    if not scores:
        return []
    raised = np.exp(np.array(scores) - max(scores))
    return [float(each) for each in raised / raised.sum()]


def accuracy(documents: Iterable[Example], weights: Weights) -> dict[str, tuple[int, int, int]]:
    """Right, resolved and located mentions of every corpus."""
    ranker, found = Ranker(weights), {}
    for d in documents:
        ranked = ranker.rank(d.context)
        right = resolved = 0
        for i, lat, lon in d.asked:
            if ranked[i]:
                record = ranked[i][0].candidate.record
                resolved += 1
                right += distance_km(record.lat, record.lon, lat, lon) <= RIGHT_KM
        a, b, c = found.get(d.corpus, (0, 0, 0))
        found[d.corpus] = (a + right, b + resolved, c + len(d.asked))
    return found


def cross_validate(documents: Sequence[Example]) -> dict[str, dict[str, float]]:
    """Accuracy at 161 km on documents that the weights have not seen, of all located and of resolved toponyms."""
    shuffled = list(documents)
    random.Random(7).shuffle(shuffled)
    totals: dict[str, tuple[int, int, int]] = {}
    for fold in range(FOLDS):
        weights = train([d for i, d in enumerate(shuffled) if i % FOLDS != fold])
        held_out = accuracy((d for i, d in enumerate(shuffled) if i % FOLDS == fold), weights)
        for corpus, counts in held_out.items():
            totals[corpus] = tuple(map(sum, zip(totals.get(corpus, (0, 0, 0)), counts, strict=True)))  # type: ignore[assignment]
    return {
        corpus: {"of_all": round(100 * right / located, 1), "of_resolved": round(100 * right / resolved, 1)}
        for corpus, (right, resolved, located) in totals.items()
    }


def main() -> None:
    """Cross-validate, fit on everything, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    places: Any = gazetteer()
    reader, evidence = ContextReader(places), EvidenceReader()
    documents = [example for path in options.corpora for example in examples(path, reader, evidence)]
    figures = cross_validate(documents)
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")
    if options.out is not None:
        weights = train(documents)
        body = {"alone": weights.alone, "joint": weights.joint, "cross_validated": figures}
        options.out.write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
