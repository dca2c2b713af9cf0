"""Tell how surely two reports are one story: by words and names in common, and by the reports that stand beside them.

Likenesses of two reports give log-odds of their being one story. Reports are gathered by average linkage; the *level*
of two reports is the mean at which their groups join (the cophenetic value of Sokal & Rohlf 1962, "The comparison of
dendrograms by objective methods"): two that have little in common may meet in a story that others hold together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Vector = Mapping[str, float]
Pair = tuple[int, int]

_WORD = re.compile(r"[^\W\d_]{4,}")
SOME = 0.3  # cosine above which a likeness speaks less strongly
SUREST = 6.0  # log-odds of two reports go no further either way
MOST = 4.0  # no pair outweighs more than this many doubtful ones


@dataclass(frozen=True, slots=True)
class Stories:
    """Log-odds that two reports, by their indices, are one story: by themselves (`direct`) and beside all (`level`)."""

    direct: Floats
    level: Floats

    @staticmethod
    def of(texts: Sequence[str], names: Sequence[Iterable[str]], weights: Mapping[str, float]) -> Stories:
        """The stories that some reports tell; `names` are the words of proper names of each. Time grows as n³."""
        direct = np.full((len(texts), len(texts)), weights["bias"])
        for name, values in likenesses(texts, names).items():
            direct += weights.get(name, 0.0) * values
        direct = np.clip(direct, -SUREST, SUREST)
        return Stories(direct, levels(direct))


def likenesses(texts: Sequence[str], names: Sequence[Iterable[str]]) -> dict[str, Floats]:
    """The named likenesses of all pairs of reports."""
    words = cosines(vectors([_WORD.findall(text.lower()) for text in texts]))
    told = cosines(vectors(names))
    return {
        "words": words,
        "some_words": np.minimum(words, SOME),
        "names": told,
        "some_names": np.minimum(told, SOME),
    }


def levels(scores: Floats) -> Floats:
    """For each two the mean score at which average linkage joins their groups; `scores` is symmetric."""
    count = len(scores)
    found, still = np.zeros_like(scores), scores.copy()
    np.fill_diagonal(still, -np.inf)
    sizes, groups = np.ones(count), [[k] for k in range(count)]
    for _ in range(count - 1):
        a, b = divmod(int(np.argmax(still)), count)
        found[np.ix_(groups[a], groups[b])] = found[np.ix_(groups[b], groups[a])] = still[a, b]
        joined = (still[a] * sizes[a] + still[b] * sizes[b]) / (sizes[a] + sizes[b])
        still[a] = still[:, a] = joined
        still[b] = still[:, b] = still[a, a] = -np.inf
        sizes[a] += sizes[b]
        groups[a] += groups[b]
    return found


def vectors(texts: Sequence[Iterable[str]]) -> list[dict[str, float]]:
    """Dampened counts of words by inverse document frequency, of length one (Spärck Jones 1972).

    Words that all texts have weigh nothing.
    """
    counts = [Counter(words) for words in texts]
    spread = Counter(word for count in counts for word in count)
    found = []
    for count in counts:
        row = {w: (1 + log(n)) * log(len(texts) / spread[w]) for w, n in count.items() if spread[w] < len(texts)}
        length = sqrt(sum(x * x for x in row.values()))
        found.append({w: x / length for w, x in row.items()} if length else {})
    return found


def cosines(rows: Sequence[Vector]) -> Floats:
    """The cosines of all pairs of vectors of length one."""
    holding: dict[str, list[int]] = {}
    found = np.zeros((len(rows), len(rows)))
    for k, row in enumerate(rows):
        for word, weight in row.items():
            for other in holding.setdefault(word, []):
                found[k, other] += weight * rows[other][word]
            holding[word].append(k)
    return found + found.T + np.diag([1.0 if row else 0.0 for row in rows])


def cosine(a: Vector, b: Vector) -> float:
    """The cosine of two vectors of length one."""
    short, long = sorted((a, b), key=len)
    return sum(x * long[word] for word, x in short.items() if word in long)


def average_linkage(count: int, scores: Mapping[Pair, float], *, least: float, unlike: float) -> list[list[int]]:
    """Groups of 0 to `count`, each sorted, in order of their first members.

    Pairs join their groups in order of falling score while the mean over all pairs of the two groups is at least
    `least`; a pair without a score counts `unlike`, and none counts more than `MOST` either way.
    """
    home = list(range(count))
    groups = {k: [k] for k in range(count)}
    for pair in sorted((p for p, s in scores.items() if s >= least), key=lambda p: (-scores[p], p)):
        a, b = home[pair[0]], home[pair[1]]
        if a == b:
            continue
        crossing = ((min(i, j), max(i, j)) for i in groups[a] for j in groups[b])
        total = sum(max(-MOST, min(MOST, scores.get(p, unlike))) for p in crossing)
        if total < least * len(groups[a]) * len(groups[b]):
            continue
        if len(groups[a]) < len(groups[b]):
            a, b = b, a
        for member in groups[b]:
            home[member] = a
        groups[a] += groups.pop(b)
    return sorted(sorted(group) for group in groups.values())
