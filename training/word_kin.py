"""Make the table of words that share a meaning from the database of WordNet.

python -m training.word_kin FOLDER [--write]

FOLDER holds the files `data.*` and `index.*` of WordNet 3.0 (the Debian package wordnet-base has them), as its manual
page wndb(5WN) describes them. Kept are single words that are verbs, or nouns for acts, events, states and what is said
(Fellbaum 1998, "WordNet: an electronic lexical database"). A word means what its first three senses mean; what the
verbs mean that these senses of nouns and adjectives are derived from counts as well, so that "arrest" meets "capture".
Prints how many words there are; --write puts the table into the package.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

TARGET = Path("src/sayso/data/lexicon/en/word_kin.tsv")
FILES = {"v": "verb", "n": "noun", "a": "adj"}
SENSES = {"v": 3, "n": 3, "a": 2}  # of each part of speech the most frequent
FIELDS = frozenset({4, 10, 11, 12, 19, 21, 22, 26})  # of nouns: act, communication, event, feeling, phenomenon, …
SATELLITE = "s"
DERIVED = {"v": ("+",), "n": ("+",), "a": ("+", "<", "\\")}
WIDER = ("@", "*", ">")  # hypernym, entailment, cause
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Sense = tuple[str, str]
"""Part of speech and offset."""


@dataclass(frozen=True, slots=True)
class Synset:
    """A meaning: its field, its words, and its pointers (symbol, target, number of the word that points; 0 for all)."""

    field: int
    words: tuple[str, ...]
    pointers: tuple[tuple[str, Sense, int], ...]


@dataclass(frozen=True, slots=True)
class WordNet:
    """Meanings by sense, and the senses of each word, most frequent first."""

    synsets: Mapping[Sense, Synset]
    senses: Mapping[tuple[str, str], tuple[Sense, ...]]

    def meanings(self, word: str) -> frozenset[Sense]:
        """What a word means, with what the words mean that it is derived from."""
        found: set[Sense] = set()
        for pos, most in SENSES.items():
            for sense in self.senses.get((pos, word), ())[:most]:
                if pos != "a":
                    found.add(sense)
                place = self._place(word, sense)
                found |= {
                    target
                    for symbol, target, source in self.synsets[sense].pointers
                    if symbol in DERIVED[pos] and (pos == "a" or source in (0, place))
                }
        return frozenset(found)

    def wider(self, word: str) -> frozenset[Sense]:
        """What is next wider to the senses of a word."""
        senses = [s for pos in "vn" for s in self.senses.get((pos, word), ())[: SENSES[pos]]]
        return frozenset(t for s in senses for symbol, t, _ in self.synsets[s].pointers if symbol in WIDER)

    def tells(self, word: str) -> bool:
        """True for a verb, and for a noun of which a frequent sense is an act or the like."""
        nouns = self.senses.get(("n", word), ())[: SENSES["n"]]
        return ("v", word) in self.senses or any(self.synsets[s].field in FIELDS for s in nouns)

    def _place(self, word: str, sense: Sense) -> int:
        words = self.synsets[sense].words
        return words.index(word) + 1 if word in words else 0


def read_wordnet(folder: Path) -> WordNet:
    """The verbs, nouns and adjectives of a database."""
    synsets: dict[Sense, Synset] = {}
    senses: dict[tuple[str, str], tuple[Sense, ...]] = {}
    for pos, name in FILES.items():
        for line in rows(folder / f"data.{name}"):
            synsets[pos, line.split()[0]] = synset(line)
        for line in rows(folder / f"index.{name}"):
            parts = line.split()
            senses[pos, parts[0]] = tuple((pos, offset) for offset in parts[-int(parts[2]) :])
    return WordNet(synsets, senses)


def rows(path: Path) -> Iterator[str]:
    """The lines of a file without its licence."""
    with path.open(encoding="utf-8") as lines:
        yield from (line for line in lines if not line.startswith("  "))


def synset(line: str) -> Synset:
    """The meaning of a line of a file `data.*`."""
    parts = line.split(" | ")[0].split()
    count = int(parts[3], 16)
    words = tuple(word.partition("(")[0].lower() for word in parts[4 : 4 + 2 * count : 2])
    start = 5 + 2 * count
    pointers = []
    for k in range(start, start + 4 * int(parts[start - 1]), 4):
        symbol, offset, pos, ends = parts[k : k + 4]
        pointers.append((symbol, ("a" if pos == SATELLITE else pos, offset), int(ends[:2], 16)))
    return Synset(int(parts[1]), words, tuple(pointers))


def table(wordnet: WordNet) -> dict[str, tuple[frozenset[Sense], frozenset[Sense]]]:
    """Meanings and wider meanings of the words that are kept; without those that no other word has."""
    kept = sorted({w for pos, w in wordnet.senses if pos in "vn" and w.isalpha() and wordnet.tells(w)})
    meanings = {word: wordnet.meanings(word) for word in kept}
    wider = {word: wordnet.wider(word) - meanings[word] for word in kept}
    known = frozenset().union(*meanings.values())
    held = Counter(m for word in kept for m in meanings[word] | wider[word])
    found = {
        w: (frozenset(m for m in meanings[w] if held[m] > 1), frozenset(m for m in wider[w] if m in known))
        for w in kept
    }
    return {word: both for word, both in found.items() if any(both)}


def licence(folder: Path) -> list[str]:
    """The lines of the licence, as they stand before the database."""
    with (folder / "data.verb").open(encoding="utf-8") as lines:
        return [line.split(maxsplit=1)[1].rstrip() for line in lines if line.startswith("  ") and len(line.split()) > 1]


def short(number: int) -> str:
    """A number in the fewest letters and digits."""
    left, digit = divmod(number, len(DIGITS))
    return (short(left) if left else "") + DIGITS[digit]


def main() -> None:
    """Read, print how much there is, and write the table if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    found = table(read_wordnet(given.folder))
    counts = Counter(m for both in found.values() for part in both for m in part)
    numbers = {m: short(k) for k, (m, _) in enumerate(sorted(counts.items(), key=lambda x: (-x[1], x[0])))}
    sys.stdout.write(f"{len(found)} words, {len(numbers)} meanings\n")
    if given.write:
        head = ["Words and their meanings, made by `python -m training.word_kin` from WordNet 3.0; it is changed:"]
        head += ["a word, the numbers of what it means, those of what is next wider. The licence of WordNet:", ""]
        head += licence(given.folder)
        lines = [f"# {line}".rstrip() for line in head]
        lines += ["\t".join([w, *(" ".join(sorted(numbers[m] for m in p)) for p in found[w])]) for w in sorted(found)]
        TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
