"""Decide what a number counts from the words that govern it: its noun, the verb before it, the predicate after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..model import Slot, Token
from .numbers import Kind, Phrases, Quantity

REACH = 22  # tokens between a number and the predicate after it; "Two men aboard a coast guard ship … were hurt" has 9
_TOLL_LINKS = frozenset({"to", "at", "is", "be", "was", "reach", "number", "from", "exceed", "stands", "stood", "of", "as", "hit", "now"})
_BE = frozenset({"VBD", "VBZ", "VBB", "VBN", "VBI", "VBG"})
_LIGHT = ("VB", "VH", "VM", "VD")  # be, have, modals, do: parts of a predicate, not its head
_LISTED = ("NN", "AJ", "AT", "DP", "NP", "CJC", "VVN")
_OBJECT_START = ("AT0", "CRD", "DT0", "DPS", "NP0", "NN", "PNP", "AJ0", "PNI")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A governing word or phrase over tokens [start, end)."""

    start: int
    end: int
    slot: Slot
    role: str
    needs: str = ""  # person: no noun but one of people; named: such a noun must be there


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity with what it counts; `noun` = token range of the counted noun phrase."""

    quantity: Quantity
    slot: Slot | None
    noun: tuple[int, int] | None


class Governor:
    """Attach slots to the quantities of a sentence; made from the `counts` lexicon."""

    def __init__(self, lexicon: Mapping[str, Any]) -> None:
        self.words: dict[str, list[tuple[Slot, str, str]]] = {}
        tolls: list[tuple[str, Slot]] = []
        for entry in lexicon["triggers"]:
            slot = Slot(entry["slot"])
            if entry["role"] == "toll":
                tolls += [(word, slot) for word in entry["words"]]
                continue
            for word in entry["words"]:
                self.words.setdefault(word, []).append((slot, entry["role"], entry.get("needs", "")))
        self.tolls = Phrases(tolls)
        self.phrases = Phrases((e["phrase"], (Slot(e["slot"]), e["role"])) for e in lexicon["phrases"])
        self.casualties = Phrases((w, True) for e in lexicon["casualties"] for w in e["words"])
        self.weapons = Phrases((w, True) for e in lexicon["weapons"] for w in e["words"])
        self.projectiles = _nouns(lexicon["projectiles"])
        self.attacking = _nouns(lexicon["attacking"])
        self.suffering = _nouns(lexicon["suffering"])
        self.causing = _nouns(lexicon["causing"])
        self.release = _nouns(lexicon["release"])
        self.attackers = _nouns(lexicon["attackers"])
        self.not_people = _nouns(lexicon["not_people"])
        self.people = _nouns(lexicon["people"])

    def read(self, tokens: Sequence[Token], quantities: Sequence[Quantity]) -> Iterator[Reading]:
        """Every quantity with its slot, singular indefinites that count added, in text order."""
        sentence = _Sentence(self, tokens)
        known = [*quantities, *_singular(tokens, quantities)]
        last: tuple[int, tuple[Slot, ...]] = (-1, ())
        for quantity in sorted(known, key=lambda q: q.first):
            slots, noun = sentence.slots(quantity)
            if list(sentence.words[max(0, quantity.first - 2) : quantity.first]) == ["of", "the"] and last[0] >= quantity.first - 2 >= 0:
                slots = ()  # "four of the 22 on board": the four are counted
            if not slots and noun is not None and last[1] and sentence.lists(last[0], quantity.first, noun):
                slots = last[1]
            if slots or quantity.kind in (Kind.NUMBER, Kind.VAGUE):
                last = (quantity.end if noun is None else noun[1], slots)
            elif quantity.kind is not Kind.NUMBER:
                continue
            if len(slots) == 2 and quantity.kind is Kind.NUMBER:
                quantity = replace(quantity, op="<=")  # "killed or wounded ten": of each at most ten
            for slot in slots or (None,):
                yield Reading(quantity, slot, noun)
        yield from sentence.bare_plurals()


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
            entries = {e for form in {self.lemmas[i], *_stems(word)} for e in self.lexicon.words.get(form, ())}
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
        if self._is_weapon(run):
            return ((Slot.WEAPON_COUNT,) if self._counts_weapons(quantity, run) else ()), noun
        if quantity.kind is Kind.INDEFINITE and not (head in self.lexicon.people or self._bare_one(quantity, run)):
            return (), noun
        casualties = self._ends(self.lexicon.casualties, run)
        if casualties and quantity.kind is Kind.ZERO:
            return (Slot.KILLED, Slot.INJURED), noun
        if head in self.lexicon.not_people:
            return (), noun
        if quantity.kind is Kind.ZERO and noun is None and self.words[quantity.first] in {"no", "without", "neither"}:
            return (), noun
        found = self._governing(quantity, run, head is None or head in self.lexicon.people or casualties, head is not None)
        if Slot.CAPTURED in found and self._released(quantity, run):
            found = ()
        if not found and quantity.kind in (Kind.NUMBER, Kind.VAGUE) and self._attacks(quantity, run, head):
            found = (Slot.NUMBER_OF_ATTACKERS,)
        return found, noun

    def _released(self, quantity: Quantity, run: tuple[int, int]) -> bool:
        """ "release five hostages", "two captives were freed": no longer held."""
        around = self.lemmas[max(0, quantity.first - 3) : quantity.first] + self.lemmas[run[1] : run[1] + 6]
        return bool(self.lexicon.release & set(around))

    def _attacks(self, quantity: Quantity, run: tuple[int, int], head: str | None) -> bool:
        """ "six gunmen", "two men … opened fire", "an ambush by 300 fighters", "the attackers numbered ten"."""
        if head in self.lexicon.attackers:
            return True
        before = self.lemmas[max(0, quantity.first - 6) : quantity.first]
        if head is None:
            return bool(set(before) & self.lexicon.attackers) and bool({"number", ","} & set(before[-3:]))
        if head not in self.lexicon.people:
            return False
        if before[-1:] == ["by"] or before[-2:] == ["group", "of"] or before[-3:] == ["mob", "of"]:
            return True
        for k in range(run[1], min(len(self.tokens), run[1] + REACH)):
            if self.lemmas[k] in self.lexicon.attacking and self.tokens[k].tag.startswith("VV"):
                return True
            if self.words[k] in {";", ","} or (self.tokens[k].tag in _BE and not self._relative(run[1], k)):
                return False
        return False

    def _relative(self, start: int, end: int) -> bool:
        return any(word in {"who", "that", "which"} for word in self.words[start:end])

    def _governing(self, quantity: Quantity, run: tuple[int, int], person: bool, headed: bool) -> tuple[Slot, ...]:
        return (
            self._object_of(quantity.first, person, headed)
            or self._head(run, (Slot.KILLED, Slot.INJURED))
            or (() if self._partitive(quantity, run) else self._inside(run))
            or self._subject_of(run[1], person, headed, quantity.kind is Kind.ZERO)
            or self._head(run, tuple(Slot))
            or self._conjunct_of(quantity.first, run[1], person)
        )

    def _bare_one(self, quantity: Quantity, run: tuple[int, int]) -> bool:
        """ "another was hurt", "a third died"."""
        ordinal = quantity.end - quantity.first > 1 or self.words[quantity.first] == "another"
        return ordinal and run[1] == run[0]

    def _partitive(self, quantity: Quantity, run: tuple[int, int]) -> bool:
        """ "many of the wounded": some of those counted elsewhere."""
        return self.words[quantity.end : quantity.end + 2] in (["of", "the"], ["of", "those"], ["of", "these"]) and run[1] - run[0] <= 1

    def bare_plurals(self) -> Iterator[Reading]:
        """ "caused deaths and injuries": at least one each; "wounded others": at least two."""
        for i, word in enumerate(self.words):
            if word == "others" and i:
                run = (i, i + 1)
                slots = self._object_of(i, person=True, headed=True) if self.tokens[i - 1].tag.startswith(("V", "PRF")) else ()
                for slot in slots:
                    yield Reading(Quantity(i, i + 1, i, ">=", 2, Kind.VAGUE), slot, run)
            for trigger in self.triggers.get(i, ()):
                if trigger.role == "noun" and self.tokens[i].tag == "NN2" and word.endswith("s") and trigger.slot in (Slot.KILLED, Slot.INJURED) and self._caused(i):
                    yield Reading(Quantity(i, i + 1, i, ">=", 1, Kind.VAGUE), trigger.slot, (i, i + 1))

    def _caused(self, i: int) -> bool:
        for k in range(i - 1, max(-1, i - 6), -1):
            if self.lemmas[k] in self.lexicon.causing:
                return not any(w in _NEGATIONS or w == "no" for w in self.words[max(0, k - 4) : i])
            if self.tokens[k].tag == "CRD" or not (self.tokens[k].tag.startswith(("NN", "AJ", "CJC", "PRP")) or self.words[k] in {",", "both"}):
                return False
        return False

    def _counts_weapons(self, quantity: Quantity, run: tuple[int, int]) -> bool:
        """Of singular indefinites only a projectile that acts is counted ("A shell landed"): "a rifle" names the kind, not the number."""
        if quantity.kind is Kind.ZERO:
            return quantity.end - quantity.first > 1 or self.words[quantity.first] == "zero"
        if quantity.kind is not Kind.INDEFINITE or quantity.end - quantity.first > 1:
            return True
        after = self.tokens[run[1]].tag if run[1] < len(self.tokens) else ""
        return self.lemmas[run[1] - 1] in self.lexicon.projectiles and after.startswith(("VV", "VH"))

    def lists(self, after: int, first: int, noun: tuple[int, int]) -> bool:
        """True when a number goes on a list of people: "11 dead: five women, three children"."""
        between = range(after, first)
        return self.lemmas[noun[1] - 1] in self.lexicon.people and all(
            self.tokens[k].tag.startswith(_LISTED) or self.words[k] in {",", "(", ":", "-", "–", "—", "and", "of"} for k in between
        )

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

    def _object_of(self, first: int, person: bool, headed: bool) -> tuple[Slot, ...]:
        """ "killed five", "the death of five", "the toll rose to five"."""
        i = first
        while i and (self.words[i - 1] in {"the", "all", "its", "his", "their", "another", "also", "and", "only", "these", '"', "“", ":"} and not (self.words[i - 1] == "and")):
            i -= 1
        phrase = self.lexicon.phrases.before(self.words, i)
        if phrase is not None and phrase[1][1] == "object":
            return (phrase[1][0],)
        if i and self.words[i - 1] == "of":
            for k in range(i - 2, max(-1, i - 6), -1):  # "the arrest on Monday of two men"
                for trigger in sorted(self.triggers.get(k, ()), key=lambda t: t.role != "noun"):
                    if trigger.role == "noun" or (self.tokens[k].tag in {"NN1", "VVG"} and trigger.role in {"object", "either"}):
                        return (trigger.slot,)
                if self.tokens[k].tag.startswith(("V", "PUN", "CRD", "CJ")):
                    break
        for trigger in self.triggers.get(i - 1, ()):
            if trigger.role in {"object", "either"} and self._active(i - 1) and self._fits(trigger, person, headed):
                first_of_two = self.triggers.get(i - 3, ()) if i >= 3 and self.words[i - 2] == "or" else ()
                return tuple(dict.fromkeys([*(t.slot for t in first_of_two if t.role == trigger.role), trigger.slot]))
        return self._toll(i)

    def _fits(self, trigger: Trigger, person: bool, headed: bool) -> bool:
        return trigger.needs == "" or (person and (headed or trigger.needs == "person"))

    def _toll(self, first: int) -> tuple[Slot, ...]:
        """ "the death toll … rose to 15", "the number of people killed … to 12", "the dead number ten", "deaths at 46"."""
        last = first - 1
        if last < 0 or not (self.words[last] in _TOLL_LINKS or self.lemmas[last] in _TOLL_LINKS or last in self.triggers):
            return ()
        for k in range(last, max(-1, first - REACH), -1):
            if self.words[k] in {";", "."} or (self.words[k] in {",", "while"} and k < last - 2):
                return ()
            found = self.lexicon.tolls.before(self.words, k + 1)
            if found is not None:
                return (found[1],)
            if self.words[k] in {"number", "count", "figure", "total"}:
                near = [t for j in range(k, min(k + 6, first)) for t in self.triggers.get(j, ()) if t.role in {"state", "object", "noun"}]
                if near:
                    return (near[0].slot,)
            counted = [t for t in self.triggers.get(k, ()) if t.role in {"state", "noun", "object"}]
            if counted and k + 1 < first and (self.words[k + 1] in {"at", "to", "now", "stands", "stood"} or self.lemmas[k + 1] == "number"):
                return (counted[0].slot,)
        return ()

    def _active(self, i: int) -> bool:
        """True when the verb at token `i` takes an object: no form of `be` right before it."""
        k = i - 1
        while k >= 0 and self.tokens[k].tag in {"AV0", "XX0", "CJC"} and self.words[k] != "and":
            k -= 1
        return not (k >= 0 and self.tokens[k].tag in _BE)

    def _inside(self, run: tuple[int, int]) -> tuple[Slot, ...]:
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

    def _head(self, run: tuple[int, int], slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
        """ "five deaths", "six hostages"."""
        for trigger in self.triggers.get(run[1] - 1, ()) if run[1] > run[0] else ():
            if trigger.role == "noun" and trigger.slot in slots and self.tokens[run[1] - 1].tag.startswith("NN"):
                return (trigger.slot,)
        return ()

    def _subject_of(self, start: int, person: bool, headed: bool, zero: bool) -> tuple[Slot, ...]:
        """ "five people … were killed", "five died", "five traders dead"; of "one of those hurt on Sunday has died" the last."""
        relative = False
        auxiliary = False
        reduced: Trigger | None = None
        for k in range(start, min(len(self.tokens), start + REACH)):
            tag, word = self.tokens[k].tag, self.words[k]
            for trigger in self.triggers.get(k, ()):
                if not self._fits(trigger, person, headed) or not self._predicates(trigger, auxiliary):
                    continue
                if auxiliary or relative or trigger.role == "subject":
                    return self._joined(trigger, zero)
                reduced = reduced or trigger
            if self.lemmas[k] in self.lexicon.suffering and tag.startswith("V"):
                hurt = [t for j in range(k + 1, min(k + 5, len(self.words))) for t in self.triggers.get(j, ()) if t.role == "noun" and t.slot is Slot.INJURED]
                if hurt:
                    return (Slot.INJURED,)
            if word in {";", ":", "—", "–"} or (k > start and word in {"while", "but", "after", "when", "before", "and"} and reduced):
                break
            if word in {"while", "but", "after", "when", "before"} and k > start:
                break
            if reduced and word == ",":
                break
            if tag in _BE or word in {"left", "found", "reported", "feared", "believed"}:
                auxiliary = auxiliary or not reduced
            if word in {"who", "which", "that", "whom"}:
                relative = True
            elif tag in {"VVD", "VVZ", "VVB"} and k not in self.triggers and not self._light(word):
                if not relative:
                    break
                relative = False
        return self._joined(reduced, zero) if reduced else ()

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
        """ "killed or injured" asks for both; "killed and injured" only of a zero, since else each has its own number."""
        slots = [trigger.slot]
        link = self.words[trigger.end] if trigger.end < len(self.words) else ""
        if link == "or" or (zero and link == "and"):
            for t in self.triggers.get(trigger.end + 1, ()):
                if t.role in {"object", "state", "either"}:
                    slots.append(t.slot)
        return tuple(dict.fromkeys(slots))

    def _conjunct_of(self, first: int, end: int, person: bool) -> tuple[Slot, ...]:
        """ "killing five guards and two drivers", "five were killed, including two children"."""
        listed = first > 0 and (
            self.words[first - 1] in {"including", "among", "include", "includes"}
            or self.words[max(0, first - 2) : first] in (["among", "them"], ["among", "whom"])
        )
        for k in range(first, min(first + 4, len(self.words) - 2)):
            if self.words[k : k + 2] in (["of", "them"], ["of", "whom"]) and not self.tokens[k + 2].tag.startswith("V"):
                listed = True
        for k in range(first - 1, -1, -1):
            for trigger in self.triggers.get(k, ()):
                if not self._fits(trigger, person, True):
                    continue
                if listed or (trigger.role in {"object", "either"} and self._active(k)):
                    return (trigger.slot,)
                if trigger.role == "noun" and self.words[trigger.end : trigger.end + 1] == ["of"]:
                    return (trigger.slot,)
            tag, word = self.tokens[k].tag, self.words[k]
            if not listed and (tag.startswith("V") or tag == "PRP" or word in {";", ".", ":", "who", "that", "which"}):
                return ()
        return ()


def _singular(tokens: Sequence[Token], quantities: Sequence[Quantity]) -> Iterator[Quantity]:
    """ "a soldier", "another", "a second missile": one each; "any" and "anyone" under a negation: none."""
    busy = {i for q in quantities for i in range(q.first, q.end)}
    negated = False
    for i, token in enumerate(tokens):
        negated = negated or token.lower in _NEGATIONS or token.lemma == "deny"
        if i in busy or i + 1 in busy or (i + 1 < len(tokens) and tokens[i + 1].lower == "further"):
            continue
        if token.lower in {"a", "an"}:
            ordinal = i + 1 < len(tokens) and tokens[i + 1].tag == "ORD"
            yield Quantity(i, i + 2 if ordinal else i + 1, i, "=", 1, Kind.INDEFINITE)
        elif token.lower == "another":
            yield Quantity(i, i + 1, i, "=", 1, Kind.INDEFINITE)
        elif negated and token.lower in {"any", "anyone", "anybody"}:
            yield Quantity(i, i + 1, i, "=", 0, Kind.ZERO)


_NEGATIONS = frozenset({"not", "n't", "never", "unaware", "without"})


def _nouns(entries: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    return frozenset(word for entry in entries for word in entry["words"])


def _stems(word: str) -> tuple[str, ...]:
    """The word and what a verb form of it may come from ("martyred", tagged an adjective, is `martyr`)."""
    if word.endswith("ed"):
        return word, word[:-2], word[:-1]
    if word.endswith("ing"):
        return word, word[:-3], word[:-3] + "e"
    return (word,)


def _lemma(token: Token) -> str:
    return token.lemma or token.lower
