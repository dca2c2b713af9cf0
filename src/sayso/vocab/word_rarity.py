"""How rare a word is in reports: what two texts share counts by it, whatever else there is to compare them with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from math import sqrt

from ..errors import VocabError
from .loader import load_text

FILE = "lexicon/en/word_rarity.tsv"
KEPT = 4096  # texts whose weight is held
STEPS = 2  # classes of one unit of log inverse document frequency
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare words are.

    Args:
        classes: the class of each word that is not of the rarest.
        rarest: the class of all other words.
        digest: a checksum of the table.
        weights: those of texts that were compared last.
        squares: of rarities, by word.
    """

    classes: Mapping[str, int]
    rarest: int
    digest: str
    weights: dict[frozenset[str], float] = field(default_factory=dict, repr=False, compare=False)
    squares: dict[str, float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "squares", _Squares(self))

    def of(self, word: str) -> float:
        """Log inverse document frequency (Spärck Jones 1972) of a lower-cased word, in steps; unknown ones are rarest.

        >>> word_rarity().of("said") < word_rarity().of("mosque") < word_rarity().of("xyzzy")
        True
        """
        return self.classes.get(word, self.rarest) / STEPS

    def is_rarest(self, word: str) -> bool:
        """True for a lower-cased word of the last class: it stood in two reports of the corpora at most."""
        return word not in self.classes

    def rarest_words(self, text: str, most: int) -> list[str]:
        """The rarest words of a text, at most so many; of words equally rare those that stand first."""
        found = dict.fromkeys(words_of(text))
        return sorted(found, key=lambda word: -self.of(word))[:most]

    def cosine(self, a: Iterable[str], b: Iterable[str]) -> float:
        """The cosine of two sets of words, each weighing by its rarity; 0 when one is empty.

        >>> word_rarity().cosine({"mosque", "said"}, {"mosque", "told"}) > 0.9
        True
        """
        first, second = frozenset(a), frozenset(b)
        if first.isdisjoint(second):
            return 0.0
        common = self._sum(first & second)
        return common / sqrt(self._weight(first) * self._weight(second)) if common else 0.0

    def _weight(self, words: frozenset[str]) -> float:
        """The weight of a whole text, which is compared with many others."""
        known = self.weights.get(words)
        if known is None:
            if len(self.weights) >= KEPT:
                self.weights.clear()
            known = self.weights[words] = self._sum(words)
        return known

    def _sum(self, words: Iterable[str]) -> float:
        return sum(map(self.squares.__getitem__, words))


class _Squares(dict[str, float]):
    """The squares of the rarity of words, those of the rarest as well; links of a ledger ask for many millions."""

    def __init__(self, rarity: Rarity) -> None:
        super().__init__((word, rarity.of(word) ** 2) for word in rarity.classes)
        self._rarest = (rarity.rarest / STEPS) ** 2

    def __missing__(self, _word: str) -> float:
        return self._rarest


def words_of(text: str) -> list[str]:
    """The words of a text that count, lower-cased: four letters or more."""
    return _WORD.findall(text.lower())


@cache
def word_rarity() -> Rarity:
    """The packaged table, read once; made by `python -m training.word_rarity`.

    Raises:
        VocabError: it is missing or broken.
    """
    return parse_rarity(load_text(FILE))


def parse_rarity(text: str) -> Rarity:
    """The table of a text with a class and its words a line, a tab between; `#` begins a remark.

    The last class is that of all other words, and has none.

    Raises:
        VocabError: a line is no such row, or there is none.
    """
    classes, rarest = dict[str, int](), 0
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#"):
            continue
        name, tab, words = line.partition("\t")
        if not tab or not name.isdigit():
            raise VocabError(f"{FILE}, line {number}: no class with words; run `python -m training.word_rarity` anew")
        rarest = int(name)
        classes.update(dict.fromkeys(words.split(), rarest))
    if not rarest:
        raise VocabError(f"{FILE}: empty; run `python -m training.word_rarity` anew")
    return Rarity(classes, rarest, sha256(text.encode()).hexdigest())
