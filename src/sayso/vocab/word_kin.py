"""Which words share a meaning, or the next wider one, by WordNet: "quake" and "earthquake", "heist" and "robbery"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..errors import VocabError
from .loader import load_text

FILE = "lexicon/en/word_kin.tsv"
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Kin:
    """The numbers of the meanings of each word, and of the meanings that are the next wider to these."""

    meanings: Mapping[str, frozenset[str]]
    wide: Mapping[str, frozenset[str]]

    def same(self, a: str, b: str) -> bool:
        """True for two words that can mean the same; a noun means what the verb means that it comes from.

        >>> word_kin().same("foil", "thwart"), word_kin().same("foil", "praise")
        (True, False)
        """
        return not self.meanings.get(a, NONE).isdisjoint(self.meanings.get(b, NONE))

    def wider(self, a: str, b: str) -> bool:
        """True where one word can mean what is wider than the other, and they do not mean the same.

        >>> word_kin().wider("kill", "murder")
        True
        """
        mine, yours = self.meanings.get(a, NONE), self.meanings.get(b, NONE)
        if not mine.isdisjoint(yours):
            return False
        return not (mine.isdisjoint(self.wide.get(b, NONE)) and yours.isdisjoint(self.wide.get(a, NONE)))


@cache
def word_kin() -> Kin:
    """The packaged table, read once; made by `python -m training.word_kin`.

    Raises:
        VocabError: it is missing or broken.
    """
    return parse_kin(load_text(FILE))


def parse_kin(text: str) -> Kin:
    """The table of a text with a word, its meanings and the wider ones a line, tabs between; `#` begins a remark.

    Raises:
        VocabError: a line is no such row.
    """
    meanings, wide = {}, {}
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#"):
            continue
        parts = line.split("\t")
        if len(parts) != 3 or not parts[0]:
            raise VocabError(f"{FILE}, line {number}: no word with meanings; run `python -m training.word_kin` anew")
        meanings[parts[0]], wide[parts[0]] = frozenset(parts[1].split()), frozenset(parts[2].split())
    return Kin(meanings, wide)
