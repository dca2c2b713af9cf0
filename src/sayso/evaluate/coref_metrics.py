"""Score partitions of mentions into chains: MUC, B-cubed, CEAF-e, and their mean, the CoNLL score.

MUC counts links (Vilain, Burger, Aberdeen, Connolly & Hirschman 1995), B-cubed the mentions that are rightly together
(Bagga & Baldwin 1998), CEAF-e pairs whole chains (Luo 2005, similarity phi4, best assignment by Kuhn 1955). The CoNLL
score is the mean of their F1 (Pradhan et al. 2012). Both sides hold the same mentions here: they are given.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

Mention = Hashable
Chains = Sequence[frozenset[Mention]]


@dataclass(frozen=True, slots=True)
class PrecisionRecall:
    """Precision and recall as shares; of nothing they are 0."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def as_dict(self) -> dict[str, float]:
        """In percent with one decimal."""
        return {"p": _percent(self.precision), "r": _percent(self.recall), "f1": _percent(self.f1)}


def coref_figures(gold: Chains, given: Chains) -> dict[str, Any]:
    """All figures under their published names, in percent with one decimal."""
    scores = {"muc": muc(gold, given), "b3": b_cubed(gold, given), "ceaf_e": ceaf_e(gold, given)}
    mean = sum(score.f1 for score in scores.values()) / len(scores)
    return {"conll_f1": _percent(mean)} | {name: score.as_dict() for name, score in scores.items()}


def linked(chains: Chains) -> list[frozenset[Mention]]:
    """The chains of two or more mentions."""
    return [chain for chain in chains if len(chain) > 1]


def muc(gold: Chains, given: Chains) -> PrecisionRecall:
    """Links that the other side keeps, over the links that a side needs."""
    return PrecisionRecall(_links_kept(given, gold), _links_kept(gold, given))


def b_cubed(gold: Chains, given: Chains) -> PrecisionRecall:
    """Mean share, over mentions, of the chain of one side that stands in the chain of the other."""
    return PrecisionRecall(_kept_together(given, gold), _kept_together(gold, given))


def ceaf_e(gold: Chains, given: Chains) -> PrecisionRecall:
    """Similarity of chains paired one to one at best, over the number of chains of each side."""
    total = _best_pairing(gold, given)
    return PrecisionRecall(total / len(given) if given else 0.0, total / len(gold) if gold else 0.0)


def _links_kept(chains: Chains, other: Chains) -> float:
    place = _chain_of(other)
    kept = needed = 0
    for chain in chains:
        parts = {place[m] for m in chain if m in place}
        alone = sum(m not in place for m in chain)
        kept += len(chain) - len(parts) - alone
        needed += len(chain) - 1
    return kept / needed if needed else 0.0


def _kept_together(chains: Chains, other: Chains) -> float:
    place = _chain_of(other)
    mentions = sum(map(len, chains))
    kept = sum(len(chain & other[place[m]]) / len(chain) for chain in chains for m in chain if m in place)
    return kept / mentions if mentions else 0.0


def _best_pairing(gold: Chains, given: Chains) -> float:
    """The highest sum of similarities; chains that share no mention cannot help, so each group is solved alone."""
    place = _chain_of(given)
    likeness: dict[int, dict[int, float]] = {}
    for i, chain in enumerate(gold):
        for j in {place[m] for m in chain if m in place}:
            likeness.setdefault(i, {})[j] = 2 * len(chain & given[j]) / (len(chain) + len(given[j]))
    total, seen = 0.0, set[int]()
    for i in likeness:
        if i not in seen:
            rows, columns = _group(i, likeness)
            seen |= rows
            total += _assigned([[likeness[r].get(c, 0.0) for c in sorted(columns)] for r in sorted(rows)])
    return total


def _group(start: int, likeness: Mapping[int, Mapping[int, float]]) -> tuple[set[int], set[int]]:
    """The rows and columns that hang together with row `start`."""
    by_column: dict[int, set[int]] = {}
    for row, columns_of in likeness.items():
        for column in columns_of:
            by_column.setdefault(column, set()).add(row)
    rows, columns, todo = {start}, set[int](), [start]
    while todo:
        new = set(likeness[todo.pop()]) - columns
        columns |= new
        found = set().union(*(by_column[c] for c in new)) - rows if new else set()
        rows |= found
        todo.extend(found)
    return rows, columns


def _assigned(table: list[list[float]]) -> float:
    """The best sum of one cell a row and a column (the Hungarian method, with potentials; O(n^3))."""
    if len(table) > len(table[0]):
        table = [list(row) for row in zip(*table, strict=True)]
    n, m = len(table), len(table[0])
    row_price, column_price = [0.0] * (n + 1), [0.0] * (m + 1)
    owner, back = [0] * (m + 1), [0] * (m + 1)  # column 0 stands for the row that is being placed
    for i in range(1, n + 1):
        owner[0], j = i, 0
        least, used = [inf] * (m + 1), [False] * (m + 1)
        while owner[j]:
            used[j] = True
            row, step, after = owner[j], inf, 0
            for k in range(1, m + 1):
                if not used[k]:
                    cost = -table[row - 1][k - 1] - row_price[row] - column_price[k]
                    if cost < least[k]:
                        least[k], back[k] = cost, j
                    if least[k] < step:
                        step, after = least[k], k
            for k in range(m + 1):
                if used[k]:
                    row_price[owner[k]] += step
                    column_price[k] -= step
                else:
                    least[k] -= step
            j = after
        while j:
            owner[j], j = owner[back[j]], back[j]
    return sum(table[owner[j] - 1][j - 1] for j in range(1, m + 1) if owner[j])


def _chain_of(chains: Chains) -> dict[Mention, int]:
    return {mention: k for k, chain in enumerate(chains) for mention in chain}


def _percent(share: float) -> float:
    return round(100 * share, 1)
