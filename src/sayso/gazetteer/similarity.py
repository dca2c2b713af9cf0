"""How alike two spellings of a name are: edits counted by what transliterators and typists commonly change."""

from __future__ import annotations

VOWELS = frozenset("aeiouyw")
VOWEL_COST, OTHER_COST = 0.4, 1.0  # a vowel for another, or one more of them, is what transliterations differ in


def likeness(a: str, b: str) -> float:
    """Between 0 and 1: one less the cost of the cheapest edits, by the length of the longer word.

    Optimal string alignment (Damerau 1964): insert, delete, replace, swap of neighbours; vowels cost less.

    >>> likeness("rumalyn", "rumaylan") > 0.85 > likeness("rumalyn", "rumayla")
    True
    """
    if a == b:
        return 1.0
    longest = max(len(a), len(b))
    return 1.0 - min(1.0, _cost(a, b) / longest) if longest else 1.0


def _cost(a: str, b: str) -> float:
    before: list[float] = []
    row = [0.0]
    for letter in b:
        row.append(row[-1] + _single(letter))
    for i, letter in enumerate(a):
        lost = _single(letter)
        last, before, row = before, row, [row[0] + lost]
        for j, other in enumerate(b):
            cost = min(before[j] + _replaced(letter, other), before[j + 1] + lost, row[j] + _single(other))
            if i and j and letter == b[j - 1] and other == a[i - 1]:
                cost = min(cost, last[j - 1] + VOWEL_COST)
            row.append(cost)
    return row[-1]


def _single(letter: str) -> float:
    return VOWEL_COST if letter in VOWELS else OTHER_COST


def _replaced(letter: str, other: str) -> float:
    if letter == other:
        return 0.0
    return VOWEL_COST if letter in VOWELS and other in VOWELS else OTHER_COST
