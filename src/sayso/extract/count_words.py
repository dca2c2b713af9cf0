"""The words that numbers are read by, and a sentence with those of its words marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from ..model import Slot, Token
from .numbers import Phrases

Run = tuple[int, int]  # half-open range of token indices of one sentence
REMEMBERED = 8192  # words whose triggers are kept: most have none, and every word is asked for five times


@dataclass(frozen=True, slots=True)
class Trigger:
    """A governing word or phrase over tokens [start, end); `role` as the `counts` lexicon explains."""

    start: int
    end: int
    slot: Slot
    role: str
    needs: str = ""  # person: no noun but one of people; named: such a noun must be there


class CountWords:
    """The `counts` lexicon in the form that the reading asks for."""

    def __init__(self, lexicon: Mapping[str, Any]) -> None:
        self.triggers: dict[str, list[tuple[Slot, str, str]]] = {}
        tolls: list[tuple[str, Slot]] = []
        for entry in lexicon["triggers"]:
            slot = Slot(entry["slot"])
            if entry["role"] == "toll":
                tolls += [(word, slot) for word in entry["words"]]
                continue
            for word in entry["words"]:
                self.triggers.setdefault(word, []).append((slot, entry["role"], entry.get("needs", "")))
        self.tolls = Phrases(tolls)
        self.phrases = Phrases((e["phrase"], (Slot(e["slot"]), e["role"])) for e in lexicon["phrases"])
        self.numbers: Mapping[str, int] = lexicon["numbers"]
        self.implied = Phrases((w, Slot(e["slot"])) for e in lexicon["implied"] for w in e["words"])
        self.multiples = {w: int(e["n"]) for e in lexicon["multiples"] for w in e["words"]}
        self.casualties = Phrases((w, True) for e in lexicon["casualties"] for w in e["words"])
        self.weapons = Phrases((w, True) for e in lexicon["weapons"] for w in e["words"])
        self.projectiles = _words(lexicon["projectiles"])
        self.attacking = _words(lexicon["attacking"])
        self.suffering = _words(lexicon["suffering"])
        self.causing = _words(lexicon["causing"])
        self.release = _words(lexicon["release"])
        self.attackers = _words(lexicon["attackers"])
        self.not_people = _words(lexicon["not_people"])
        self.people = _words(lexicon["people"])
        self.grammar = {name: frozenset(words) for name, words in lexicon["grammar"].items()}
        self.entries = lru_cache(maxsize=REMEMBERED)(self._entries)

    def _entries(self, word: str, lemma: str) -> tuple[tuple[Slot, str, str], ...]:
        """What triggers say of a word, by its lemma or what a verb form of it may come from; memory: see `entries`."""
        return tuple(sorted({e for form in (lemma, *stems(word)) for e in self.triggers.get(form, ())}))


class MarkedSentence:
    """The tokens of one sentence, their lemmas, and the triggers that start at each."""

    def __init__(self, lexicon: CountWords, tokens: Sequence[Token]) -> None:
        self.lexicon = lexicon
        self.tokens = tokens
        self.words = [token.lower for token in tokens]
        self.lemmas = [token.lemma or token.lower for token in tokens]

    @cached_property
    def triggers(self) -> dict[int, list[Trigger]]:
        """The triggers that start at each token; those without are left out."""
        return dict(self._triggers())

    def _triggers(self) -> list[tuple[int, list[Trigger]]]:
        found: list[tuple[int, list[Trigger]]] = []
        for i, word in enumerate(self.words):
            phrase = self.lexicon.phrases.at(self.words, i)
            if phrase is not None:
                end, (slot, role) = phrase
                found.append((i, [Trigger(i, end, slot, role)]))
                continue
            entries = self.lexicon.entries(word, self.lemmas[i])
            if entries:
                found.append((i, [Trigger(i, i + 1, slot, role, needs) for slot, role, needs in entries]))
        return found

    def at(self, i: int, *roles: str) -> list[Trigger]:
        """The triggers that start at token `i`, of these roles or of any."""
        return [t for t in self.triggers.get(i, ()) if not roles or t.role in roles]

    def is_in(self, i: int, group: str) -> bool:
        """True when token `i` belongs to this group of function words of the lexicon."""
        return 0 <= i < len(self.words) and self.words[i] in self.lexicon.grammar[group]

    def noun_phrase(self, i: int) -> Run:
        """The noun phrase after a number that ends at `i`, without its determiners; empty when none follows."""
        if i < len(self.words) and self.words[i] in {"more", "additional", "further"}:
            i += 1
        if i < len(self.words) and self.words[i] == "of":
            i += 1
            while i < len(self.words) and (
                self.tokens[i].tag in {"AT0", "DPS", "DT0", "POS"} or self.words[i] == "own"
            ):
                i += 1
        start, end = i, i
        while i < len(self.words):
            if self._noun(i):
                i += 1
                end = i
            elif end == start and self._modifies(i):
                i += 1
            else:
                break
        return start, end

    def _noun(self, i: int) -> bool:
        if self.words[i] == "shot" and i and self.words[i - 1] not in {"a", "the", "one", "each", "every"}:
            return False  # "Six Shot After Dice Game"
        return self.tokens[i].tag.startswith(("NN", "NP")) or self.lemmas[i] in {"other", "people", "person"}

    def _modifies(self, i: int) -> bool:
        tag = self.tokens[i].tag
        if tag in {"VVN", "VVD", "VVG"}:
            return i + 1 < len(self.tokens) and self.tokens[i + 1].tag.startswith(("NN", "AJ"))
        return tag.startswith(("AJ", "ORD", "CRD", "AV0")) or self.is_in(i, "predicate_quotes")

    def ends_with(self, phrases: Phrases[bool], run: Run) -> bool:
        """True when one of the phrases ends the run, in its dictionary form or as it stands."""
        return run[1] > run[0] and any(phrases.before(form, run[1]) is not None for form in (self.lemmas, self.words))


def _words(entries: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    return frozenset(word for entry in entries for word in entry["words"])


def stems(word: str) -> tuple[str, ...]:
    """The word and what a verb form of it may come from ("martyred", tagged an adjective, is `martyr`)."""
    if word.endswith("ed"):
        return word, word[:-2], word[:-1]
    if word.endswith("ing"):
        return word, word[:-3], word[:-3] + "e"
    return (word,)
