"""Choose the thresholds of a bundle and calibrate its scores on the development sets."""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from sayso.evaluate.attribution import AttributedText, AttributionSpans, AttributionTally, align, read_gold, score
from sayso.model import Slot, Span
from sayso.neural.bundle import Bundle, Calibration, Thresholds, open_bundle
from sayso.neural.labels import FILLERS, SLOTS, STYLES
from sayso.neural.layers import NeuralAttribution, NeuralLayers
from sayso.neural.reader import NeuralReader

from .corpora import Pair, clusters
from .score import read_all, spans_f1

BIASES = (0.0, 0.3, 0.6)
SLOT_BIASES = (0.0, 0.5, 1.0, 1.5)
FILLER_BIAS = 1.3  # of all roles of MUC-4; chosen on TST1 and TST2 from 0.8, 1.3, 1.8, with a least score of each role
FREQUENT = 30  # gold spans; rarer slots keep a bias of 0
LEAST = tuple(n / 20 for n in range(15))

Scored = list[list[NeuralAttribution]]


def development_sets(corpora: Path) -> dict[str, list[AttributedText]]:
    """Gold attributions of each style."""

    def spans(raw: Sequence[Pair]) -> tuple[Span, ...]:
        return tuple(Span(*s) for s in raw)

    own = [
        AttributedText(
            e.doc_id,
            e.text,
            tuple(AttributionSpans(spans(a.source), spans([a.cue]), spans(a.content)) for a in e.anchors),
        )
        for e in clusters(corpora / "clusters/dev")
    ]
    return {"news": list(read_gold(corpora / "attribution/polnear.dev.jsonl.gz")), "claims": own}


def of_style(layers: NeuralLayers, style: str) -> list[NeuralAttribution]:
    """The attributions of one style."""
    return list(layers.attributions if style == "news" else layers.claim_attributions)


def read_with(bundle: Bundle, bias: float, texts: list[str], style: str) -> Scored:
    """What is found with this bias for cues, raw scores kept."""
    config = replace(bundle.config, thresholds=Thresholds(**{f"cue_{style}": bias}), calibration={})
    reader = NeuralReader(replace(bundle, config=config))
    return [of_style(layers, style) for layers in read_all(reader, texts)]


def merit(gold: list[AttributedText], found: Scored, least: float) -> float:
    """Mean of attribution F1, counted thrice, and the three exact figures; scores below `least` are left out."""
    tally = AttributionTally()
    for document, attributions in zip(gold, found, strict=True):
        kept = [AttributionSpans(a.source, a.cue, a.content) for a in attributions if a.score >= least]
        tally += score(document.attributions, kept)
    figures = tally.as_dict()
    exact = sum(figures[f"exact_{part}"] for part in ("source", "cue", "content"))
    return float(3 * figures["attribution"]["f1"] + exact) / 6


def outcomes(gold: list[AttributedText], found: Scored, least: float) -> list[tuple[float, bool]]:
    """Raw score of every kept attribution, and whether it pairs with a gold one."""
    pairs = []
    for document, attributions in zip(gold, found, strict=True):
        kept = [a for a in attributions if a.score >= least]
        right = {
            j for _, j in align(document.attributions, [AttributionSpans(a.source, a.cue, a.content) for a in kept])
        }
        pairs += [(a.score, j in right) for j, a in enumerate(kept)]
    return pairs


def fit(pairs: list[tuple[float, bool]]) -> Calibration:
    """Platt scaling by gradient descent on the log-loss; scores stay as they are where nothing was found."""
    if not pairs:
        return Calibration(1.0, 0.0)
    odds = [math.log(min(max(s, 1e-6), 1 - 1e-6) / (1 - min(max(s, 1e-6), 1 - 1e-6))) for s, _ in pairs]
    slope, offset = 1.0, 0.0
    for _ in range(2000):
        errors = [1 / (1 + math.exp(-slope * x - offset)) - right for x, (_, right) in zip(odds, pairs, strict=True)]
        slope -= 0.5 * sum(e * x for e, x in zip(errors, odds, strict=True)) / len(odds)
        offset -= 0.5 * sum(errors) / len(odds)
    return Calibration(round(slope, 4), round(offset, 4))


def expected_error(pairs: list[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error: mean distance of score and share right, over equally wide bins, weighted by size."""
    total = 0.0
    for i in range(bins):
        inside = [(s, right) for s, right in pairs if i / bins <= s < (i + 1) / bins or (i == bins - 1 and s == 1)]
        if inside:
            total += abs(sum(s for s, _ in inside) - sum(right for _, right in inside))
    return round(total / max(1, len(pairs)), 4)


def tune_tokens(bundle: Bundle, folder: Path) -> dict[str, Any]:
    """For each frequent slot its best bias; the best least score of propositions."""
    examples = list(clusters(folder))
    best: dict[str, tuple[float, float]] = {}
    for bias in SLOT_BIASES:
        config = replace(bundle.config, thresholds=Thresholds(slots=dict.fromkeys(SLOTS, bias)))
        layers = read_all(NeuralReader(replace(bundle, config=config)), [e.text for e in examples])
        for slot in Slot:
            gold = [[Span(*s) for s in e.slots.get(slot, ())] for e in examples]
            figures = spans_f1(gold, [[s.span for s in found.slots.get(slot, ())] for found in layers])
            value = (figures["exact"] or 0.0) + figures["overlap"]
            if figures["gold"] >= FREQUENT and value > best.get(slot.value, (0.0, -1.0))[1]:
                best[slot.value] = (bias, value)
    claims = [[Span(*s) for p in e.propositions or () for s in p] for e in examples]
    kept = {
        least: spans_f1(claims, [[p.span for p in found.propositions if p.score >= least] for found in layers])
        for least in LEAST
    }
    least = max(kept, key=lambda n: (kept[n]["exact"] or 0.0) + kept[n]["overlap"])
    return {"slots": {slot: bias for slot, (bias, _) in best.items()}, "least_proposition": least}


def main() -> None:
    """Print thresholds and calibration as JSON, for `training.export --tuned`; what was tried goes to stderr."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("corpora", type=Path)
    given = parser.parse_args()
    bundle = open_bundle(given.bundle)
    thresholds, calibration = Thresholds(), {}
    for style, gold in development_sets(given.corpora).items():
        if style not in STYLES:
            continue
        tried = []
        for bias in BIASES:
            found = read_with(bundle, bias, [d.text for d in gold], style)
            tried += [(merit(gold, found, least), bias, least, found) for least in LEAST]
        best, bias, least, found = max(tried, key=lambda t: t[0])
        thresholds = replace(thresholds, **{f"cue_{style}": bias, f"least_{style}": least})
        pairs = outcomes(gold, found, least)
        calibration[style] = fit(pairs)
        after = [(calibration[style].of(s), right) for s, right in pairs]
        told = {"style": style, "merit": round(best, 2), "raw_ece": expected_error(pairs), "ece": expected_error(after)}
        sys.stderr.write(json.dumps(told) + "\n")
    thresholds = replace(thresholds, **tune_tokens(bundle, given.corpora / "clusters/dev"))
    thresholds = replace(thresholds, fillers=dict.fromkeys(FILLERS, FILLER_BIAS))
    tuned = {"thresholds": asdict(thresholds), "calibration": {s: asdict(c) for s, c in calibration.items()}}
    sys.stdout.write(json.dumps(tuned) + "\n")


if __name__ == "__main__":
    main()
