"""Learn which reports are one story, and what lets two event words tell of one happening.

python -m training.event_words ECBPLUS [--last 24] [--held-out] [--write]

ECBPLUS is ECB+ in JSONL (see `sayso.evaluate.coref`); topics up to --last are learned from, the others are only scored,
and only with --held-out. First a case is two reports, and whether they are of one subtopic. Then a case is two words
with one stem, of one family or with a meaning in common, in reports that may be one story: those of one stem and the
others have weights of their own. Topics and chains are the teacher's only. Logistic regressions with a ridge. Prints,
as JSON, the CoNLL F1 across documents in cross-validation over thirds of the topics, beside the floor; --write puts the
weights into the package.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from sayso.evaluate.coref import CorefText, Linking, read_gold, score
from sayso.extract.event_linking import EventLinker, names_of
from sayso.extract.event_stories import likenesses
from sayso.model import Document
from sayso.pipeline.layers import read_layers
from sayso.vocab.event_linking import LinkWeights

from .logistic import fit_logistic

TARGET = Path("src/sayso/data/weights/event_words.yaml")
HEAD = """# What speaks for two reports being one story, and for two event words (of one stem, or others) telling of one
# happening, in log-odds: see extract/event_linking.py. Fitted by `python -m training.event_words` on {pairs} pairs of
# words of {documents} reports of ECB+ (CC BY 3.0).
"""
RIDGE = 1.0
PARTS = 3

Texts = Sequence[tuple[CorefText, Document]]


def topic_of(text: CorefText) -> int:
    """The number of its topic: 36 of `36_ecbplus`."""
    found = re.match(r"\d+", text.topic)
    return int(found[0]) if found else 0


def thirds(texts: Texts) -> list[Texts]:
    """The texts by thirds of their topics, in order.

    Each is a collection of its own: how rare a word is, and so how alike two reports are, depends on how many there
    are, and weights learned from all at once fit a third of them worse (77.7 for 79 CoNLL F1).
    """
    topics = sorted({topic_of(text) for text, _ in texts})
    size = -(-len(topics) // PARTS)
    parts = [set(topics[k : k + size]) for k in range(0, len(topics), size)]
    return [[one for one in texts if topic_of(one[0]) in part] for part in parts]


def report_weights(parts: Sequence[Texts]) -> dict[str, float]:
    """What the likenesses of two reports speak for their being of one subtopic."""
    names: list[str] = []
    columns, same = [], []
    for texts in parts:
        found = likenesses([doc.text for _, doc in texts], [names_of(doc) for _, doc in texts])
        above = np.triu_indices(len(texts), 1)
        names = list(found)
        columns.append(np.stack([values[above] for values in found.values()], axis=1))
        subtopics = np.asarray([text.subtopic for text, _ in texts])
        same += (subtopics[above[0]] == subtopics[above[1]]).tolist()
    return fitted(names, np.concatenate(columns), same)


def cases(texts: Texts, reports: Mapping[str, float]) -> tuple[list[dict[str, float]], list[bool]]:
    """The features of every pair of words, and whether gold has the two in one chain."""
    linker = EventLinker(weights=LinkWeights(reports, {}, {}))
    shown = [(d, linker.word(doc, span)) for d, (text, doc) in enumerate(texts) for span in text.spans()]
    homes = [texts[d][0].clusters()[word.span] for d, word in shown]
    found = list(linker.pairs([doc for _, doc in texts], shown))
    return [features for _, features in found], [homes[i] == homes[j] for (i, j), _ in found]


def fit(found: Sequence[Mapping[str, float]], same: Sequence[bool]) -> dict[str, float]:
    """Weights by feature, and the bias."""
    names = sorted({name for features in found for name in features} - {"same_stem"})  # the bias says it
    index = {name: k for k, name in enumerate(names)}
    x = np.zeros((len(found), len(names)))
    for row, features in zip(x, found, strict=True):
        for name in features.keys() & index.keys():
            row[index[name]] = features[name]
    return fitted(names, x, same)


def fitted(names: Sequence[str], x: np.ndarray[Any, Any], same: Sequence[bool]) -> dict[str, float]:
    """Weights of named columns, and the bias."""
    ridge = np.asarray([RIDGE] * len(names) + [1e-6])
    right = np.asarray(same, dtype=np.float64)
    weights = fit_logistic(np.hstack([x, np.ones((len(x), 1))]), right, ridge)
    return {name: round(float(w), 3) for name, w in zip([*names, "bias"], weights, strict=True)}


def learn(parts: Sequence[Texts]) -> tuple[LinkWeights, int]:
    """All weights, and the number of pairs of words that they are learned from; each part is read by itself."""
    reports = report_weights(parts)
    told = [pair for texts in parts for pair in zip(*cases(texts, reports), strict=True)]
    lists = []
    for stem in (True, False):
        shown = [(found, same) for found, same in told if ("same_stem" in found) is stem]
        lists.append(fit([found for found, _ in shown], [same for _, same in shown]))
    return LinkWeights(reports, *lists), len(told)


def linking(texts: Texts, weights: LinkWeights) -> Linking:
    """Chains of all words across documents by these weights; those within documents are left alone."""
    linker = EventLinker(weights=weights)
    spans = [text.spans() for text, _ in texts]
    cross = linker.link_across([doc for _, doc in texts], spans)
    return Linking(
        [[[span] for span in own] for own in spans],
        [[(texts[d][0].doc_id, span) for d, span in chain] for chain in cross],
        [[linker.word(doc, span).stem for span in text.spans()] for text, doc in texts],
    )


def scored(texts: Texts, weights: LinkWeights) -> dict[str, Any]:
    """The figures across documents."""
    figures: dict[str, Any] = score([text for text, _ in texts], linking(texts, weights))["cross"]
    return figures


def cross_validated(parts: Sequence[Texts]) -> dict[str, list[float]]:
    """CoNLL F1 and floor of each part, in their order, by weights learned from the others."""
    found = []
    for held in parts:
        weights, _ = learn([part for part in parts if part is not held])
        found.append(scored(held, weights))
    return {
        "conll_f1": [figures["conll_f1"] for figures in found],
        "floor": [figures["floor_same_stem"]["conll_f1"] for figures in found],
    }


def main() -> None:
    """Read, fit, print figures, and write the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--last", type=int, default=24, help="the last topic that is learned from")
    parser.add_argument("--held-out", action="store_true", help="score the other topics as well")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    gold = [text for text in read_gold(given.gold) if given.held_out or topic_of(text) <= given.last]
    read = list(zip(gold, read_layers([text.text for text in gold], reader="rules"), strict=True))
    taught = [one for one in read if topic_of(one[0]) <= given.last]
    weights, pairs = learn(thirds(taught))
    told: dict[str, Any] = {"pairs": pairs, "documents": len(taught)}
    told["cross_validated"] = cross_validated(thirds(taught))
    if given.held_out:
        told["held_out"] = scored([one for one in read if topic_of(one[0]) > given.last], weights)
    sys.stdout.write(json.dumps(told, indent=1) + "\n")
    if given.write:
        lists = {"reports": weights.reports, "same_stem": weights.same_stem, "other_stem": weights.other_stem}
        shape = {
            name: {"bias": rows["bias"], "weights": {k: v for k, v in rows.items() if k != "bias"}}
            for name, rows in lists.items()
        }
        table = yaml.safe_dump(shape, sort_keys=False, width=120)
        TARGET.write_text(HEAD.format(pairs=pairs, documents=len(taught)) + table, encoding="utf-8")


if __name__ == "__main__":
    main()
