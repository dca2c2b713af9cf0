"""The arithmetic of evaluation: shares, F1 and macro-F1 in percent with one decimal, None where nothing was asked."""

from __future__ import annotations

from collections.abc import Hashable, Sequence


def percent(part: int, whole: int) -> float:
    """`part` of `whole` in percent; of nothing it is 0.

    >>> percent(1, 3)
    33.3
    """
    return round(100 * part / max(whole, 1), 1)


def f1(hits: int, gold: int, predicted: int) -> float | None:
    """Harmonic mean of precision and recall in percent; None when there is neither gold nor prediction.

    >>> f1(2, 4, 3), f1(0, 0, 0)
    (57.1, None)
    """
    return round(200 * hits / (gold + predicted), 1) if gold + predicted else None


def macro_f1(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Mean F1 in percent over the labels that occur in gold, from (gold, predicted) pairs; None without pairs."""
    labels = list(dict.fromkeys(gold for gold, _ in pairs))
    if not labels:
        return None
    return round(100 * sum(_label_f1(pairs, label) for label in labels) / len(labels), 1)


def _label_f1(pairs: Sequence[tuple[Hashable, Hashable]], label: Hashable) -> float:
    hits = sum(gold == predicted == label for gold, predicted in pairs)
    asked = sum(gold == label for gold, _ in pairs) + sum(predicted == label for _, predicted in pairs)
    return 2 * hits / asked
