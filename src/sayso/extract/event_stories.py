"""Tell which reports are one story: their words, weighed by rarity, are compared and gathered by average linkage."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

_WORD = re.compile(r"[^\W\d_]{4,}")
Vector = Mapping[str, float]
Pair = tuple[int, int]
MOST = 4.0  # no pair outweighs more than this many doubtful ones
FAINT = 0.05  # a lesser cosine is none
CLOSE, WIDE = 0.15, 0.1  # mean cosine of reports of one story; on 509 reports P 78 R 92, and P 67 R 99


@dataclass(frozen=True, slots=True)
class Stories:
    """Cosines of reports (by their indices, the lower first), and the numbers of the stories that each is of."""

    cosines: Mapping[Pair, float]
    close: tuple[int, ...]
    wide: tuple[int, ...]

    @staticmethod
    def of(texts: Sequence[str]) -> Stories:
        """The stories that some reports tell."""
        likeness = cosines(vectors([_WORD.findall(text.lower()) for text in texts]))
        return Stories(likeness, _numbers(likeness, len(texts), CLOSE), _numbers(likeness, len(texts), WIDE))

    def likeness(self, a: int, b: int) -> float:
        """The cosine of two reports; of a report with itself 1."""
        return 1.0 if a == b else self.cosines.get((min(a, b), max(a, b)), 0.0)


def _numbers(likeness: Mapping[Pair, float], count: int, least: float) -> tuple[int, ...]:
    groups = average_linkage(count, likeness, least=least, unlike=0.0)
    numbers = {member: number for number, group in enumerate(groups) for member in group}
    return tuple(numbers[k] for k in range(count))


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


def cosines(rows: Sequence[Vector]) -> dict[Pair, float]:
    """The cosines of all pairs of vectors that are above `FAINT`."""
    holding: dict[str, list[int]] = {}
    found: dict[Pair, float] = {}
    for k, row in enumerate(rows):
        products: dict[int, float] = {}
        for word, weight in row.items():
            for other in holding.get(word, ()):
                products[other] = products.get(other, 0.0) + weight * rows[other][word]
            holding.setdefault(word, []).append(k)
        found.update(((other, k), p) for other, p in sorted(products.items()) if p > FAINT)
    return found


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
