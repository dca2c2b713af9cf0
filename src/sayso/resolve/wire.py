"""Find reports that are copies of one text: by the words that they share in a row.

Source: Broder 1997, "On the resemblance and containment of documents"; containment is used, because copies are cut.
It is counted, not estimated by MinHash: compared are only the reports of one incident.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import combinations

from .groups import Groups

SHINGLE = 5  # words in a row
CONTAINED = (
    0.5  # share of the shorter text's shingles found in the other; retold reports of one happening share under 0.1
)
CONTAINED_WHERE_LIKELY = 0.25  # the same, of an outlet that is known to print the other's texts
MIN_SHINGLES = 12
_WORD = re.compile(r"\w+")


def copies(texts: Mapping[str, str], *, likely: Callable[[str, str], bool] = lambda _a, _b: False) -> Groups[str]:
    """Groups of ids whose texts are copies of each other, in whole or for the greater part.

    `likely` says of two ids whether one is known to print texts of the other; less in common is then enough.
    """
    groups: Groups[str] = Groups(texts)
    first: dict[str, str] = {}
    for name in sorted(texts):
        groups.join(name, first.setdefault(texts[name], name))
    distinct = {name: shingles(texts[name]) for name in sorted(set(first.values()))}
    for a, b in combinations(distinct, 2):
        shared = containment(distinct[a], distinct[b])
        if shared >= CONTAINED or (shared >= CONTAINED_WHERE_LIKELY and likely(a, b)):
            groups.join(a, b)
    return groups


@lru_cache(maxsize=4096)
def shingles(text: str) -> frozenset[int]:
    """Hashes of all runs of `SHINGLE` words; the hashes hold within one process only."""
    words = _WORD.findall(text.lower())
    return frozenset(hash(tuple(words[i : i + SHINGLE])) for i in range(len(words) - SHINGLE + 1))


def containment(a: frozenset[int], b: frozenset[int]) -> float:
    """Share of the smaller set that the larger one holds; 0 for texts too short to tell."""
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller >= MIN_SHINGLES else 0.0
