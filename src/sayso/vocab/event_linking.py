"""What lets two event words tell of one happening: stems, families of words, weak words, and weights of features."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..errors import VocabError
from .loader import load_yaml

FILE = "lexicon/en/event_linking.yaml"
WEIGHTS = "weights/event_words.yaml"
STEM = 4  # letters that a stem keeps at least


@dataclass(frozen=True, slots=True)
class LinkWords:
    """The lists: suffixes in the order in which they are tried, weak lemmas, and the family of each word."""

    suffixes: tuple[str, ...]
    weak: frozenset[str]
    families: Mapping[str, str]

    def stem(self, lemma: str) -> str:
        """The lemma without its ending.

        >>> link_words().stem("negotiation") == link_words().stem("negotiate")
        True
        """
        for suffix in self.suffixes:
            if lemma.endswith(suffix) and len(lemma) - len(suffix) >= STEM:
                return lemma.removesuffix(suffix)
        return lemma


@cache
def link_words() -> LinkWords:
    """The packaged lists, read once.

    Raises:
        VocabError: a list is missing, or a word is of two families.
    """
    raw = load_yaml(FILE)
    families: dict[str, str] = {}
    try:
        for family in raw["families"]:
            for word in family["words"]:
                if families.setdefault(word, family["name"]) != family["name"]:
                    raise VocabError(f"{FILE}: {word!r} is of {families[word]} and {family['name']}; drop one")
        return LinkWords(tuple(raw["suffixes"]["words"]), frozenset(map(str, raw["weak"]["words"])), families)
    except (KeyError, TypeError) as error:
        raise VocabError(f"{FILE}: broken entry ({error!r}); give words and an example") from error


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """Log-odds by feature, each list with its `bias`: of reports, and of words with one stem and with others."""

    reports: Mapping[str, float]
    same_stem: Mapping[str, float]
    other_stem: Mapping[str, float]

    def score(self, found: Mapping[str, float]) -> float:
        """The log-odds that two words with these features tell of one happening."""
        weights = self.same_stem if "same_stem" in found else self.other_stem
        return weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in found.items())


@cache
def link_weights() -> LinkWeights:
    """What each feature of two reports, and of two event words, speaks for their being one.

    Raises:
        VocabError: the file is broken.
    """
    raw = load_yaml(WEIGHTS)
    try:
        lists = {
            name: {"bias": float(raw[name]["bias"])} | {str(k): float(v) for k, v in raw[name]["weights"].items()}
            for name in ("reports", "same_stem", "other_stem")
        }
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise VocabError(f"{WEIGHTS}: broken ({error!r}); run `python -m training.event_words` anew") from error
    return LinkWeights(**lists)
