"""Train the judge of relevance on MUC-4 DEV: `python -m training.relevance CORPORA [OUT]`. Needs scikit-learn.

200 documents are held out; their figures are printed as JSON. The threshold is the one with the best F1 in
cross-validation over the others. Documents with only optional templates are neither, and are left out of training.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from sayso.extract.relevance import tf_idf, words

from .corpora import rows

OUT = Path("src/sayso/data/models/relevance-en-1.tsv")
HELD_OUT, FOLDS, SEED = 200, 5, 1
MIN_DOCUMENTS = 3  # of a word; rarer ones are the names of one affair
STRENGTH = 10.0  # inverse of the L2 penalty; 3 was 0.8 points of F1 worse in cross-validation, 30 the same
HEAD = """# Words that tell whether a report tells of an attack, bombing, kidnapping or the like: word, idf, weight.
# A logistic regression trained on MUC-4 DEV by training/relevance.py, which writes this file; not edited by hand.
"""


def main() -> None:
    """Train, write the model, print the figures."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path, nargs="?", default=OUT)
    given = parser.parse_args()
    documents = sorted(rows(given.corpora / "events/muc4.dev.jsonl.gz"), key=_shuffled)
    held_out, rest = documents[:HELD_OUT], documents[HELD_OUT:]
    taught = [d for d in rest if not d["only_optional"]]
    vocabulary = _vocabulary([Counter(words(d["text"])) for d in taught])
    columns = {word: i for i, word in enumerate(vocabulary)}
    asked = np.asarray([_relevant(d) for d in taught])
    features = _matrix(taught, vocabulary, columns)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    guessed = cross_val_predict(_regression(), features, asked, cv=folds, method="predict_proba")[:, 1]
    threshold = max(np.arange(0.2, 0.7, 0.02), key=lambda t: _f1(asked, guessed >= t))
    model = _regression().fit(features, asked)
    _write(given.out, vocabulary, model.coef_[0], float(model.intercept_[0]), float(threshold))
    probable = model.predict_proba(_matrix(held_out, vocabulary, columns))[:, 1]
    wanted = np.asarray([_relevant(d) for d in held_out])
    figures = {
        "words": len(vocabulary),
        "threshold": round(float(threshold), 2),
        "cross_validation_f1": _f1(asked, guessed >= threshold),
        "held_out": {"documents": HELD_OUT, "relevant": int(wanted.sum()), "f1": _f1(wanted, probable >= threshold)},
        "held_out_all_relevant_f1": _f1(wanted, np.ones(HELD_OUT, dtype=bool)),
    }
    print(json.dumps(figures, indent=1))  # noqa: T201


def _shuffled(document: dict[str, Any]) -> str:
    return sha256(document["doc_id"].encode()).hexdigest()


def _relevant(document: dict[str, Any]) -> bool:
    return any(not template["optional"] for template in document["templates"])


def _regression() -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=2000, random_state=SEED)


def _vocabulary(counts: list[Counter[str]]) -> dict[str, float]:
    """Inverse document frequency of every word of enough documents, smoothed by one document that has all words."""
    documents = Counter(word for count in counts for word in count)
    total = 1 + len(counts)
    return {w: round(float(np.log(total / (1 + n))) + 1, 3) for w, n in sorted(documents.items()) if n >= MIN_DOCUMENTS}


def _matrix(documents: list[dict[str, Any]], vocabulary: dict[str, float], columns: dict[str, int]) -> np.ndarray:
    matrix = np.zeros((len(documents), len(vocabulary)), dtype=np.float32)
    for row, document in zip(matrix, documents, strict=True):
        for word, value in tf_idf(Counter(words(document["text"])), vocabulary).items():
            row[columns[word]] = value
    return matrix


def _f1(asked: np.ndarray, given: np.ndarray) -> float:
    return round(200 * float((asked & given).sum()) / float(asked.sum() + given.sum()), 1)


def _write(out: Path, vocabulary: dict[str, float], weights: np.ndarray, offset: float, threshold: float) -> None:
    lines = [f"(offset)\t0\t{offset:.4f}", f"(threshold)\t0\t{threshold:.2f}"]
    lines += [f"{word}\t{idf:g}\t{weight:.3f}" for (word, idf), weight in zip(vocabulary.items(), weights, strict=True)]
    out.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
