"""Fit a small classifier over the rules' signs of event words, and compare it with the rules in folds by document.

    python -m training.factuality MEANTIME.jsonl.gz                 # figures of rules, classifier, majority: 5 folds
    python -m training.factuality MEANTIME.jsonl.gz --bundle DIR    # the same with the values of a neural reader added

Every fold is judged by a classifier that has seen none of its documents. The classifier is a multinomial logistic
regression (ridge, classes weighed by the root of their rarity); its features are what `EventValuer` reads off the words
around an event, and the two words before it. With --bundle the figures are honest only for a bundle that has not
learned from MEANTIME.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sayso.evaluate.factuality import EventfulText, GoldEvent, ValuedEvent, read_gold, score
from sayso.extract.event_values import EventValuer, Signs
from sayso.model import Document, Span, Value
from sayso.neural.bundle import open_bundle
from sayso.neural.layers import WordValues
from sayso.neural.reader import NeuralReader
from sayso.pipeline.layers import read_layers

Floats = npt.NDArray[np.float64]
FOLDS = 5
RIDGE = 2.0  # 0.5 to 8 gave macro-F1 within 2 points
LEAST_SEEN = 3  # events that a feature must occur with to be used
STEPS = 400


@dataclass(frozen=True)
class Case:
    """One event: its document's number, features, the rules' answer, and gold."""

    document: int
    features: Mapping[str, float]
    rules: ValuedEvent
    gold: GoldEvent


@dataclass(frozen=True)
class Classifier:
    """Weights [feature, label] of a fitted classifier."""

    features: Mapping[str, int]
    labels: tuple[Value, ...]
    weights: Floats

    def of(self, features: Mapping[str, float]) -> Value:
        """The likeliest value."""
        row = _row(features, self.features)
        return self.labels[int((row @ self.weights).argmax())]


def cases(documents: Sequence[EventfulText], bundle: Path | None) -> Iterator[Case]:
    """Every event with its features."""
    reader = None if bundle is None else NeuralReader(open_bundle(bundle))
    valuer = EventValuer()
    docs = read_layers([d.text for d in documents], reader="rules")
    for number, (gold, doc) in enumerate(zip(documents, docs, strict=True)):
        values = None
        if reader is not None:
            values = reader.read([doc.text], [[s.span for s in doc.sentences]])[0].values
        for event in gold.events:
            signs = valuer.signs_at(doc, event.span)
            answer = ValuedEvent(event.span, Value.CERTAIN if signs is None else signs.value)
            yield Case(number, _features(doc, event.span, signs, values), answer, event)


def _features(doc: Document, span: Span, signs: Signs | None, values: WordValues | None) -> dict[str, float]:
    found = {"bias": 1.0}
    if signs is not None:
        named = {
            "rules": signs.value,
            "said": signs.said,
            "under": signs.under,
            "irrealis": signs.irrealis,
            "modal": signs.modal and signs.modal.lemma,
            "governor": signs.governor and signs.governor.value,
            "condition": signs.condition and signs.condition.lemma,
            "hedge": signs.hedge,
            "negated": signs.negated,
            "infinitive": signs.infinitive,
            "future": signs.future,
            "tag": signs.head.tag,
        }
        found |= {f"{name}={value}": 1.0 for name, value in named.items() if value}
        before = [t.lower for t in doc.tokens if span.start - 40 <= t.start < span.start][-2:]
        found |= {f"before{k}={word}": 0.5 for k, word in enumerate(reversed(before), start=1)}
    if values is not None:
        found |= {f"net={value}": log(max(p, 1e-4)) / 4 for value, p in values.of((span,)).items()}
    return found


def fit(train: Sequence[Case], ridge: float = RIDGE) -> Classifier:
    """Fit on the events that have a label."""
    labelled = [c for c in train if c.gold.value is not Value.UNKNOWN]
    seen = Counter(name for case in labelled for name in case.features)
    index = {name: k for k, name in enumerate(sorted(n for n, count in seen.items() if count >= LEAST_SEEN))}
    counts = Counter(case.gold.value for case in labelled)
    labels = tuple(v for v in Value if counts[v])
    x = np.stack([_row(case.features, index) for case in labelled])
    y = np.asarray([labels.index(case.gold.value) for case in labelled])
    importance = np.asarray([(len(labelled) / (len(labels) * counts[label])) ** 0.5 for label in labels])[y]
    return Classifier(index, labels, _regress(x, y, importance, len(labels), ridge))


def _row(features: Mapping[str, float], index: Mapping[str, int]) -> Floats:
    row = np.zeros(len(index))
    for name, value in features.items():
        if name in index:
            row[index[name]] = value
    return row


def _regress(x: Floats, y: npt.NDArray[np.int64], importance: Floats, labels: int, ridge: float) -> Floats:
    """Weights of a multinomial logistic regression by accelerated gradient descent."""
    target = np.eye(labels)[y]
    weights = ahead = np.zeros((x.shape[1], labels))
    rate = 1 / (0.25 * float(np.linalg.norm(x * importance[:, None] ** 0.5, 2)) ** 2 + ridge)
    for step in range(STEPS):
        logits = x @ ahead
        shares = np.exp(logits - logits.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        gradient = x.T @ ((shares - target) * importance[:, None]) + ridge * ahead
        after = ahead - rate * gradient
        ahead = after + step / (step + 3) * (after - weights)
        weights = after
    return weights


def in_folds(all_cases: Sequence[Case], ridge: float = RIDGE) -> list[ValuedEvent]:
    """The classifier's answer to every event, each from a fold that has not seen the event's document."""
    answers: list[ValuedEvent | None] = [None] * len(all_cases)
    for fold in range(FOLDS):
        fitted = fit([c for c in all_cases if c.document % FOLDS != fold], ridge)
        for k, case in enumerate(all_cases):
            if case.document % FOLDS == fold:
                answers[k] = ValuedEvent(case.gold.span, fitted.of(case.features), case.rules.future)
    return [answer for answer in answers if answer is not None]


def main() -> None:
    """Print the figures of the rules and of the classifier in folds as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--bundle", type=Path, help="a neural reader whose values become features")
    parser.add_argument("--ridge", type=float, default=RIDGE)
    given = parser.parse_args()
    found = list(cases(read_gold(given.gold), given.bundle))
    gold = [case.gold for case in found]
    figures: dict[str, Any] = {
        "rules": score(gold, [case.rules for case in found]),
        f"classifier_{FOLDS}_folds": score(gold, in_folds(found, given.ridge)),
    }
    for row in figures.values():
        row.pop("tense")
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
