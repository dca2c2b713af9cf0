"""Find spellings that are like a name: those with its consonants, and those that share its rare trigrams."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import combinations

from .builder import bounded
from .keys import romanised
from .similarity import likeness

SKELETON_RANGE = (0.5, 0.85)  # scores of spellings with the same consonants, by how alike their vowels are
FUZZY_RANGE = (0.3, 0.7)
MIN_LETTERS = 5  # of a name that is looked for by trigrams: shorter ones are like too many
LONG = 9  # letters; from here on a name may have two wrong, below it one
SPELLINGS = 20  # the likest, whose places are looked at
CANDIDATES = 1500  # spellings compared
LIKE_ENOUGH = 0.72


def alike(name: str, keys: Iterable[str]) -> dict[str, float]:
    """Scores of spellings that have the consonants of the name, by how alike the vowels are."""
    written = _latin(name)
    low, high = SKELETON_RANGE
    scores = {key: likeness(written, _latin(key)) for key in keys}
    likest = sorted(scores, key=lambda key: (-scores[key], key))[:SPELLINGS]
    return {key: round(low + (high - low) * scores[key], 3) for key in likest if scores[key] >= LIKE_ENOUGH}


def misspellings(db: sqlite3.Connection, key: str) -> dict[str, float]:
    """Scores of spellings one wrong letter away from a folded name, or two in a long one.

    A wrong letter spoils at most three trigrams, two letters swapped four, so that of any `3 * wrong + 3` trigrams two
    are left: spellings with two of the rarest are compared.
    """
    if len(key) < MIN_LETTERS:
        return {}
    wrong = 2 if len(key) >= LONG else 1
    marked = bounded(key)
    trigrams = {marked[i : i + 3] for i in range(len(marked) - 2)}
    counts = {t: _count(db, t) for t in trigrams}
    rarest = sorted((t for t in trigrams if counts[t]), key=lambda t: (counts[t], t))[: 3 * wrong + 3]
    if len(rarest) < 2:
        return {}
    asked = " OR ".join(f"({_quoted(a)} AND {_quoted(b)})" for a, b in combinations(rarest, 2))
    found = db.execute(
        "SELECT s.key FROM fuzzy JOIN spelling s ON s.id = fuzzy.rowid WHERE fuzzy MATCH ?"
        " AND length(s.key) BETWEEN ? AND ? LIMIT ?",
        (asked, len(key) - wrong, len(key) + wrong, CANDIDATES),
    )
    low, high = FUZZY_RANGE
    letters = set(key)
    scores = {
        other: likeness(key, other) for (other,) in found if len(letters.symmetric_difference(other)) <= 2 * wrong
    }
    return {
        other: round(low + (high - low) * score, 3)
        for other, score in sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:SPELLINGS]
        if score >= 1 - (wrong + 0.01) / len(key) and score >= LIKE_ENOUGH
    }


def _quoted(trigram: str) -> str:
    return '"' + trigram.replace('"', '""') + '"'


def _count(db: sqlite3.Connection, trigram: str) -> int:
    found = db.execute("SELECT doc FROM trigram WHERE term = ?", (trigram,)).fetchone()
    return found[0] if found else 0


def _latin(name: str) -> str:
    return romanised([name]).replace(" ", "")
