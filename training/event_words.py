"""Learn what lets two event words tell of one happening.

python -m training.event_words ECBPLUS [--last 24] [--write]

ECBPLUS is ECB+ in JSONL (see `sayso.evaluate.coref`); topics up to --last are learned from, the others are never looked
at. Every pair of words with one stem or of one family, in reports that have words in common, is a case; topics and
chains are the teacher's only. A logistic regression with a ridge. Prints, as JSON, the CoNLL F1 across documents of the
other topics beside the floor; --write puts the weights into the package.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import yaml

from sayso.evaluate.coref import CorefText, Linking, read_gold, score
from sayso.extract.event_linking import EventLinker
from sayso.model import Document
from sayso.pipeline.layers import read_layers

from .logistic import fit_logistic

TARGET = Path("src/sayso/data/weights/event_words.yaml")
HEAD = """# What speaks for two event words telling of one happening, in log-odds: see extract/event_linking.py. Fitted
# by `python -m training.event_words` on {pairs} pairs of words of {documents} reports of ECB+ (CC BY 3.0).
"""
RIDGE = 1.0


def topic_of(text: CorefText) -> int:
    """The number of its topic: 36 of `36_ecbplus`."""
    found = re.match(r"\d+", text.topic)
    return int(found[0]) if found else 0


def cases(texts: Sequence[CorefText], docs: Sequence[Document]) -> tuple[list[dict[str, float]], list[bool]]:
    """The features of every pair, and whether gold has the two in one chain."""
    linker = EventLinker(weights={"bias": 0.0})
    shown = [(d, linker.word(doc, span)) for d, doc in enumerate(docs) for span in texts[d].spans()]
    homes = [texts[d].clusters()[word.span] for d, word in shown]
    found = list(linker.pairs(docs, shown))
    return [features for _, features in found], [homes[i] == homes[j] for (i, j), _ in found]


def fit(found: Sequence[Mapping[str, float]], same: Sequence[bool]) -> dict[str, float]:
    """Weights by feature, and the bias."""
    names = sorted({name for features in found for name in features})
    index = {name: k for k, name in enumerate(names)}
    x = np.zeros((len(found), len(names) + 1))
    x[:, -1] = 1.0
    for row, features in zip(x, found, strict=True):
        for name, value in features.items():
            row[index[name]] = value
    ridge = np.asarray([RIDGE] * len(names) + [1e-6])
    weights = fit_logistic(x, np.asarray(same, dtype=np.float64), ridge)
    return {name: round(float(w), 3) for name, w in zip([*names, "bias"], weights, strict=True)}


def linking(texts: Sequence[CorefText], docs: Sequence[Document], weights: Mapping[str, float]) -> Linking:
    """Chains of all words by these weights."""
    linker = EventLinker(weights=weights)
    spans = [text.spans() for text in texts]
    cross = linker.link_across(docs, spans)
    return Linking(
        [linker.link(doc, own) for doc, own in zip(docs, spans, strict=True)],
        [[(texts[d].doc_id, span) for d, span in chain] for chain in cross],
        [[linker.word(doc, span).stem for span in own] for doc, own in zip(docs, spans, strict=True)],
    )


def main() -> None:
    """Read, fit, print figures, and write the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--last", type=int, default=24, help="the last topic that is learned from")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    texts = read_gold(given.gold)
    docs = list(read_layers([text.text for text in texts], reader="rules"))
    part = [topic_of(text) <= given.last for text in texts]
    taught = [(t, d) for t, d, seen in zip(texts, docs, part, strict=True) if seen]
    found, same = cases(*map(list, zip(*taught, strict=True)))
    weights = fit(found, same)
    held = [(t, d) for t, d, seen in zip(texts, docs, part, strict=True) if not seen]
    figures = score([t for t, _ in held], linking([t for t, _ in held], [d for _, d in held], weights))["cross"]
    told = {"pairs": len(found), "same": sum(same), "held_out": figures} | weights
    sys.stdout.write(json.dumps(told, indent=1) + "\n")
    if given.write:
        bias = weights.pop("bias")
        table = yaml.safe_dump({"bias": bias, "weights": weights}, sort_keys=False, width=120)
        TARGET.write_text(HEAD.format(pairs=len(found), documents=len(taught)) + table, encoding="utf-8")


if __name__ == "__main__":
    main()
