"""Judge whether a report tells of an attack, a bombing, a kidnapping or the like: a linear model over its words.

The model is a list of words, each with its weight: what a judgement rests on can be read off. Source of the weighting:
Salton & Buckley 1988, "Term-weighting approaches in automatic text retrieval" (term frequency times inverse document
frequency, vectors of length one); the weights are those of a logistic regression, see `training/relevance.py`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ..errors import VocabError
from ..text import tokenize
from ..vocab.loader import load_text

NAME = "models/relevance-en-1.tsv"


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the model: its inverse document frequency, and its weight for (+) or against (-) relevance."""

    idf: float
    weight: float


@dataclass(frozen=True, slots=True)
class RelevanceModel:
    """Words with their weights, and the `offset` added to their sum: the log-odds of a report without any of them.

    `threshold` is the probability from which on a report counts as relevant, found by cross-validation.
    """

    terms: Mapping[str, Term]
    offset: float
    threshold: float

    def probability(self, text: str) -> float:
        """The probability, 0 to 1, that the text reports an incident of the kinds of MUC-4."""
        return 1 / (1 + math.exp(-self.offset - sum(share for _, share in self._shares(text))))

    def reasons(self, text: str, *, most: int = 8) -> tuple[tuple[str, float], ...]:
        """The words that weigh most in the judgement of a text, with what each adds to the log-odds."""
        ordered = sorted(self._shares(text), key=lambda pair: (-abs(pair[1]), pair[0]))
        return tuple((word, round(share, 3)) for word, share in ordered[:most])

    def _shares(self, text: str) -> list[tuple[str, float]]:
        vector = tf_idf(Counter(words(text)), {word: term.idf for word, term in self.terms.items()})
        return [(word, value * self.terms[word].weight) for word, value in vector.items()]


def words(text: str) -> Iterator[str]:
    """The words that are weighed: in lower case, of two letters and more, no numbers.

    >>> list(words("A bomb killed 12 PEASANTS."))
    ['bomb', 'killed', 'peasants']
    """
    return (t.lower for t in tokenize(text) if len(t.lower) > 1 and t.lower[0].isalpha())


def tf_idf(counts: Mapping[str, int], idf: Mapping[str, float]) -> dict[str, float]:
    """Dampened counts of known words times their idf, scaled to length one; empty when no word is known."""
    raw = {word: (1 + math.log(n)) * idf[word] for word, n in counts.items() if word in idf}
    length = math.sqrt(sum(value * value for value in raw.values()))
    return {word: value / length for word, value in raw.items()}


@cache
def relevance_model() -> RelevanceModel:
    """The model of the package.

    Raises:
        VocabError: its file is missing or broken.
    """
    return parse(load_text(NAME))


def parse(text: str) -> RelevanceModel:
    """A model from its file: a word, its idf and its weight a line; `(offset)`, `(threshold)` among them.

    Raises:
        VocabError: a line has another form, or one of the two is missing.
    """
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    try:
        terms = {word: Term(float(idf), float(weight)) for word, idf, weight in rows}
        offset, threshold = terms.pop("(offset)"), terms.pop("(threshold)")
    except (ValueError, KeyError) as error:
        raise VocabError(f"{NAME}: {error}: every line is a word, its idf and its weight; train it again") from error
    return RelevanceModel(terms, offset.weight, threshold.weight)
