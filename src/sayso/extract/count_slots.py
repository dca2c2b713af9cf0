"""Decide what a number counts from the words that govern it: its noun, the verb before it, the predicate after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model import Slot, Token
from .numbers import Kind, Phrases, Quantity

REACH = 22  # tokens between a number and the predicate after it; "Two men aboard a coast guard ship … were hurt" has 9
_BE = frozenset({"VBD", "VBZ", "VBB", "VBN", "VBI", "VBG"})
_LIGHT = ("VB", "VH", "VM", "VD")  # be, have, modals, do: parts of a predicate, not its head
_OBJECT_START = ("AT0", "CRD", "DT0", "DPS", "NP0", "NN", "PNP", "AJ0", "PNI")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A governing word or phrase over tokens [start, end)."""

    start: int
    end: int
    slot: Slot
    role: str
    needs_person: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity with what it counts; `noun` = token range of the counted noun phrase."""

    quantity: Quantity
    slot: Slot | None
    noun: tuple[int, int] | None


class Governor:
    """Attach slots to the quantities of a sentence; made from the `counts` lexicon."""

    def __init__(self, lexicon: Mapping[str, Any]) -> None:
        self.words: dict[str, list[tuple[Slot, str, bool]]] = {}
        tolls: list[tuple[str, Slot]] = []
        for entry in lexicon["triggers"]:
            slot = Slot(entry["slot"])
            if entry["role"] == "toll":
                tolls += [(word, slot) for word in entry["words"]]
                continue
            for word in entry["words"]:
                self.words.setdefault(word, []).append((slot, entry["role"], entry.get("needs") == "person"))
        self.tolls = Phrases(tolls)
        self.phrases = Phrases((e["phrase"], (Slot(e["slot"]), e["role"])) for e in lexicon["phrases"])
        self.casualties = Phrases((w, True) for e in lexicon["casualties"] for w in e["words"])
        self.weapons = Phrases((w, True) for e in lexicon["weapons"] for w in e["words"])
        self.attackers = _nouns(lexicon["attackers"])
        self.not_people = _nouns(lexicon["not_people"])
        self.people = _nouns(lexicon["people"])

    def read(self, tokens: Sequence[Token], quantities: Sequence[Quantity]) -> Iterator[Reading]:
        """Every quantity with its slot, singular indefinites that count added, in text order."""
        sentence = _Sentence(self, tokens)
        known = [*quantities, *_indefinites(tokens, quantities)]
        for quantity in sorted(known, key=lambda q: q.first):
            slots, noun = sentence.slots(quantity)
            if quantity.kind in (Kind.INDEFINITE, Kind.ZERO) and not slots:
                continue
            for slot in slots or (None,):
                yield Reading(quantity, slot, noun)


class _Sentence:
    """One sentence under reading: its tokens, lemmas and triggers."""

    def __init__(self, lexicon: Governor, tokens: Sequence[Token]) -> None:
        self.lexicon = lexicon
        self.tokens = tokens
        self.words = [token.lower for token in tokens]
        self.lemmas = [_lemma(token) for token in tokens]
        self.triggers = self._triggers()

    def _triggers(self) -> dict[int, list[Trigger]]:
        found: dict[int, list[Trigger]] = {}
        for i, word in enumerate(self.words):
            phrase = self.lexicon.phrases.at(self.words, i)
            if phrase is not None:
                end, (slot, role) = phrase
                found[i] = [Trigger(i, end, slot, role)]
                continue
            entries = {*self.lexicon.words.get(self.lemmas[i], ()), *self.lexicon.words.get(word, ())}
            if entries:
                found[i] = [Trigger(i, i + 1, slot, role, needs) for slot, role, needs in sorted(entries)]
        return found

    def slots(self, quantity: Quantity) -> tuple[tuple[Slot, ...], tuple[int, int] | None]:
        """The slots of one quantity (two for "no casualties") and the token range of its noun phrase."""
        run = self._noun_phrase(quantity.end)
        noun = run if run[1] > run[0] else None
        head = self.lemmas[run[1] - 1] if noun else None
        if quantity.compound:
            return (Slot.NUMBER_OF_ATTACKERS,), noun
        if quantity.kind is Kind.INDEFINITE and head not in self.lexicon.people and not self._is_weapon(run):
            return (), noun
        if head is not None and self._is_weapon(run):
            return (Slot.WEAPON_COUNT,), noun
        if head is not None and self._ends(self.lexicon.casualties, run):
            return ((Slot.KILLED, Slot.INJURED) if quantity.kind is Kind.ZERO else ()), noun
        if head in self.lexicon.not_people:
            return (), noun
        person = head is None or head in self.lexicon.people
        found = (
            self._object_of(quantity.first, person)
            or self._inside(run, quantity)
            or self._subject_of(run[1], person, quantity.kind is Kind.ZERO)
            or self._head(run)
            or self._conjunct_of(quantity.first, person)
        )
        if not found and head in self.lexicon.attackers and quantity.kind is not Kind.ZERO:
            found = (Slot.NUMBER_OF_ATTACKERS,)
        return found, noun

    def _noun_phrase(self, i: int) -> tuple[int, int]:
        """Token range of the noun phrase that a number at [.., i) opens; empty when none follows."""
        tokens, words = self.tokens, self.words
        if i < len(words) and words[i] in {"more", "additional", "further"}:
            i += 1
        if i < len(words) and words[i] == "of":
            i += 1
            while i < len(words) and (tokens[i].tag in {"AT0", "DPS", "DT0", "POS"} or words[i] in {"the", "our", "own"}):
                i += 1
        start, end = i, i
        while i < len(words):
            tag = tokens[i].tag
            if tag.startswith("NN") or tag == "NP0" or words[i] in {"others", "other", "people", "persons"}:
                i += 1
                end = i
            elif tag.startswith(("AJ", "ORD", "CRD", "AV0")) and end == start:
                i += 1
            elif tag in {"VVN", "VVD", "VVG"} and end == start and self._noun_follows(i + 1):
                i += 1
            elif words[i] in {'"', "“", "”", "'", "‘", "’", "-", "/"} and end == start:
                i += 1
            else:
                break
        return (start, end) if end > start else (start, start)

    def _noun_follows(self, i: int) -> bool:
        return i < len(self.tokens) and (self.tokens[i].tag.startswith(("NN", "AJ")))

    def _ends(self, phrases: Phrases[bool], run: tuple[int, int]) -> bool:
        return phrases.before(self.lemmas, run[1]) is not None

    def _is_weapon(self, run: tuple[int, int]) -> bool:
        return run[1] > run[0] and (
            self._ends(self.lexicon.weapons, run) or self.lexicon.weapons.before(self.words, run[1]) is not None
        )

    def _object_of(self, first: int, person: bool) -> tuple[Slot, ...]:
        """ "killed five", "the death of five", "the toll rose to five"."""
        i = first
        while i and (self.words[i - 1] in {"the", "all", "its", "his", "their", "another", "also", "and", "only", "these", '"', "“", ":"} and not (self.words[i - 1] == "and")):
            i -= 1
        phrase = self.lexicon.phrases.before(self.words, i)
        if phrase is not None and phrase[1][1] == "object":
            return (phrase[1][0],)
        if i and self.words[i - 1] == "of":
            for trigger in self.triggers.get(i - 2, ()):
                if trigger.role == "noun":
                    return (trigger.slot,)
            for trigger in self.triggers.get(i - 2, ()):
                if self.tokens[i - 2].tag in {"NN1", "VVG"} and trigger.role in {"object", "either"}:
                    return (trigger.slot,)
        for trigger in self.triggers.get(i - 1, ()):
            if trigger.role in {"object", "either"} and self._active(i - 1) and (person or not trigger.needs_person):
                return (trigger.slot,)
        return self._toll(i)

    def _toll(self, first: int) -> tuple[Slot, ...]:
        for k in range(first - 1, max(-1, first - 9), -1):
            if self.words[k] in {",", ";", "."} and k < first - 1:
                return ()
            found = self.lexicon.tolls.before(self.words, k + 1)
            if found is not None:
                return (found[1],)
            if self.words[k] in {"dead", "wounded", "injured", "missing"} and any(
                w in {"number", "numbered", "at", "to"} for w in self.words[k + 1 : first]
            ):
                return (self.triggers[k][0].slot,) if k in self.triggers else ()
        return ()

    def _active(self, i: int) -> bool:
        """True when the verb at token `i` takes an object: no form of `be` right before it."""
        k = i - 1
        while k >= 0 and self.tokens[k].tag in {"AV0", "XX0", "CJC"} and self.words[k] != "and":
            k -= 1
        return not (k >= 0 and self.tokens[k].tag in _BE)

    def _inside(self, run: tuple[int, int], quantity: Quantity) -> tuple[Slot, ...]:
        """ "five dead civilians", "17 injured people", "five wounded"."""
        for k in range(run[0], max(run[1], run[0] + 1)):
            for trigger in self.triggers.get(k, ()):
                if trigger.role == "state" and not (k == run[1] - 1 and self.tokens[k].tag.startswith("NN") and self.lemmas[k] in self.lexicon.people):
                    return (trigger.slot,)
        for k in range(run[0], run[1] - 1):
            for trigger in self.triggers.get(k, ()):
                if trigger.role == "object" and self.tokens[k].tag in {"VVN", "VVD", "AJ0"}:
                    return (trigger.slot,)
        return ()

    def _head(self, run: tuple[int, int]) -> tuple[Slot, ...]:
        """ "five deaths", "six hostages"."""
        for trigger in self.triggers.get(run[1] - 1, ()) if run[1] > run[0] else ():
            if trigger.role == "noun" and self.tokens[run[1] - 1].tag.startswith("NN"):
                return (trigger.slot,)
        return ()

    def _subject_of(self, start: int, person: bool, zero: bool) -> tuple[Slot, ...]:
        """ "five people … were killed", "five died", "five traders dead"."""
        relative = False
        auxiliary = False
        for k in range(start, min(len(self.tokens), start + REACH)):
            tag, word = self.tokens[k].tag, self.words[k]
            for trigger in self.triggers.get(k, ()):
                if trigger.needs_person and not person:
                    continue
                if self._predicates(trigger, auxiliary):
                    return self._joined(trigger, zero)
            if word in {";", ":", "—", "–"} or (word in {"while", "but", "after", "when", "before"} and k > start):
                return ()
            if tag in _BE or word in {"left", "found", "reported", "feared", "believed"}:
                auxiliary = True
            if word in {"who", "which", "that", "whom"}:
                relative = True
            elif tag in {"VVD", "VVZ", "VVB"} and not tag.startswith(_LIGHT) and not self._light(word):
                if not relative:
                    return ()
                relative = False
        return ()

    def _light(self, word: str) -> bool:
        return word in {"reported", "confirmed", "believed", "feared", "found", "said", "presumed", "known", "shot", "remain", "remained", "got", "left", "lay", "lie"}

    def _predicates(self, trigger: Trigger, auxiliary: bool) -> bool:
        tag = self.tokens[trigger.start].tag
        if trigger.role == "subject":
            return not tag.startswith("NN")
        if trigger.role == "state":
            return True
        if trigger.role not in {"object", "either"} or tag not in {"VVN", "VVD", "AJ0", "VVB", "VVI"}:
            return False
        if auxiliary and tag in {"VVN", "VVD", "AJ0"}:
            return True
        if trigger.role == "either":
            return True
        return tag in {"VVN", "VVD", "AJ0"} and not self._object_follows(trigger.end)

    def _object_follows(self, i: int) -> bool:
        return i < len(self.tokens) and self.tokens[i].tag.startswith(_OBJECT_START)

    def _joined(self, trigger: Trigger, zero: bool) -> tuple[Slot, ...]:
        """For zeros, "killed or injured" is both."""
        slots = [trigger.slot]
        if zero:
            for k in range(trigger.end, min(trigger.end + 3, len(self.words))):
                slots += [t.slot for t in self.triggers.get(k, ()) if t.role in {"object", "state", "either"}]
        return tuple(dict.fromkeys(slots))

    def _conjunct_of(self, first: int, person: bool) -> tuple[Slot, ...]:
        """ "killing five guards and two drivers", "five were killed, including two children"."""
        listed = first > 0 and (
            self.words[first - 1] in {"including", "among", "include", "includes"}
            or self.words[max(0, first - 2) : first] in (["among", "them"], ["among", "whom"], [",", "with"])
        )
        of_them = any(self.words[k : k + 2] in (["of", "them"], ["of", "whom"]) for k in range(first, min(first + 4, len(self.words))))
        for k in range(first - 1, -1, -1):
            for trigger in self.triggers.get(k, ()):
                if trigger.needs_person and not person:
                    continue
                if listed or of_them or (trigger.role in {"object", "either"} and self._active(k)):
                    return (trigger.slot,)
                if trigger.role == "noun" and trigger.end < len(self.words) and self.words[trigger.end] == "of":
                    return (trigger.slot,)
            tag, word = self.tokens[k].tag, self.words[k]
            if listed or of_them:
                continue
            if tag.startswith("V") or tag == "PRP" or word in {";", ".", ":", "who", "that", "which"}:
                return ()
        return ()


def _indefinites(tokens: Sequence[Token], quantities: Sequence[Quantity]) -> Iterator[Quantity]:
    """ "a soldier", "another", "a second missile": one each."""
    busy = {i for q in quantities for i in range(q.first, q.end)}
    for i, token in enumerate(tokens):
        if i in busy:
            continue
        if token.lower in {"a", "an"}:
            ordinal = i + 1 < len(tokens) and tokens[i + 1].tag == "ORD"
            yield Quantity(i, i + 2 if ordinal else i + 1, i, "=", 1, Kind.INDEFINITE)
        elif token.lower == "another":
            yield Quantity(i, i + 1, i, "=", 1, Kind.INDEFINITE)


def _nouns(entries: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    return frozenset(word for entry in entries for word in entry["words"])


def _lemma(token: Token) -> str:
    return token.lemma or token.lower
