"""Score one label a text: accuracy and macro-F1, with those of the most frequent label beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from .ratios import macro_f1, percent

Pair = tuple[str | None, str | None]


def label_figures(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Figures in percent of (gold, predicted) labels; None is a label like others: no event of the scheme.

    `majority` calls every text by the most frequent gold label, the first in the alphabet where several are.
    """
    if not pairs:
        return {"n": 0, "accuracy": None, "macro_f1": None, "majority": None}
    counts = Counter(gold for gold, _ in pairs)
    common = min(counts, key=lambda label: (-counts[label], label or ""))
    constant: list[Pair] = [(gold, common) for gold, _ in pairs]
    return {
        "n": len(pairs),
        "accuracy": _accuracy(pairs),
        "macro_f1": macro_f1(pairs),
        "majority": {"label": common, "accuracy": _accuracy(constant), "macro_f1": macro_f1(constant)},
    }


def _accuracy(pairs: Sequence[Pair]) -> float:
    return percent(sum(gold == predicted for gold, predicted in pairs), len(pairs))
