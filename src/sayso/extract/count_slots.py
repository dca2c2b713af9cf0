"""Say what each number of a sentence counts: people killed, hurt, held or missing, weapons, or attackers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from ..model import Slot, Token
from .count_government import BE, REACH, Government
from .count_people import names, people
from .count_words import CountWords, MarkedSentence, Run
from .numbers import Kind, Quantity
from .tags import FINITE

_LISTED = ("NN", "AJ", "AT", "DP", "NP", "CJC", "VVN")


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity with what it counts; `noun` = token range of the counted noun phrase."""

    quantity: Quantity
    slot: Slot | None
    noun: Run | None
    hit: bool = False  # shot, stabbed, struck: dead or hurt


class Governor:
    """Attach slots to the quantities of a sentence; made from the `counts` lexicon."""

    def __init__(self, lexicon: Mapping[str, Any]) -> None:
        self.words = CountWords(lexicon)
        self.hits = CountWords({**lexicon, "triggers": lexicon["hits"], "phrases": lexicon["hit_phrases"]})
        self._marked = lru_cache(maxsize=1)(self._readers)  # `single` asks for the sentence that `read` has read

    def _readers(self, tokens: tuple[Token, ...]) -> tuple[SlotReader, SlotReader]:
        """The sentence with the words that count marked, and with those of people shot or struck."""
        return SlotReader(MarkedSentence(self.words, tokens)), SlotReader(MarkedSentence(self.hits, tokens))

    def read(self, tokens: Sequence[Token], quantities: Sequence[Quantity]) -> Iterator[Reading]:
        """Every quantity with its slot, in text order, then bare plurals; singular indefinites where they count."""
        sentence, hits = self._marked(tuple(tokens))
        last: tuple[int, tuple[Slot, ...]] = (-1, ())
        for quantity in sorted([*quantities, *sentence.singular(quantities)], key=lambda q: q.first):
            slots, noun = sentence.slots(quantity)
            hit = (not slots or slots == (Slot.NUMBER_OF_ATTACKERS,)) and hits.counts_hit(quantity)
            slots = () if hit else slots or sentence.listed(quantity)
            hit = hit or (not slots and Slot.INJURED in hits.listed(quantity))
            if sentence.within(quantity.first, last[0]):
                slots = ()
            elif not slots and noun is not None and last[1] and sentence.lists(last[0], quantity.first, noun):
                slots = last[1]
            if slots or hit or quantity.kind in {Kind.NUMBER, Kind.VAGUE}:
                last = (quantity.end if noun is None else noun[1], slots)
            else:
                continue
            if len(slots) == 2 and quantity.kind is Kind.NUMBER:
                quantity = replace(quantity, op="<=")  # "killed or wounded ten": of each at most ten
            for slot in slots or (None,):
                yield Reading(quantity, slot, noun, hit)
        yield from sentence.bare_plurals()

    def names(self, tokens: Sequence[Token], busy: Collection[int]) -> Iterator[str]:
        """The words of the names of people in a sentence."""
        return names(MarkedSentence(self.words, tokens), busy)

    def single(
        self, tokens: Sequence[Token], readings: Sequence[Reading], places: Collection[int], known: Collection[str]
    ) -> Iterator[Reading]:
        """People without a number that came to harm: "the driver was killed", "Omar Haddad was shot"."""
        sentence, hits = self._marked(tuple(tokens))
        busy = {i for r in readings for i in range(r.quantity.first, (r.noun or (0, r.quantity.end))[1])}
        for quantity, run in people(sentence.sentence, busy | set(places), known):
            if sentence.sentence.is_in(quantity.end, "speaking"):
                continue
            slots = sentence.government.slots(quantity, run, person=True)
            if not slots and not sentence.acts(run[1]):
                slots = sentence.government.conjunct_of(quantity.first, person=True)
            if Slot.CAPTURED in slots and sentence.released(quantity, run):
                slots = ()
            for slot in slots:
                yield Reading(quantity, slot, None)
            if not slots and (
                hits.government.slots(quantity, run, person=True)
                or (not sentence.acts(run[1]) and hits.government.conjunct_of(quantity.first, person=True))
            ):
                yield Reading(quantity, None, None, hit=True)
        yield from sentence.implied()


class SlotReader:
    """The slots of the quantities of one sentence."""

    def __init__(self, sentence: MarkedSentence) -> None:
        self.sentence = sentence
        self.lexicon = sentence.lexicon
        self.tokens = sentence.tokens
        self.words = sentence.words
        self.lemmas = sentence.lemmas
        self.government = Government(sentence)

    def slots(self, quantity: Quantity) -> tuple[tuple[Slot, ...], Run | None]:
        """The slots of one quantity (two for "no casualties") and the token range of its noun phrase."""
        run = self.sentence.noun_phrase(quantity.end)
        noun = run if run[1] > run[0] else None
        if quantity.compound:
            return (Slot.NUMBER_OF_ATTACKERS,), noun
        if self.sentence.ends_with(self.lexicon.weapons, run):
            return ((Slot.WEAPON_COUNT,) if self._counts_weapons(quantity, run) else ()), noun
        return self._of_people(quantity, run, self.lemmas[run[1] - 1] if noun else None), noun

    def _of_people(self, quantity: Quantity, run: Run, head: str | None, *, listed: bool = False) -> tuple[Slot, ...]:
        if quantity.kind is Kind.INDEFINITE and head not in self.lexicon.people and not self._another(quantity, run):
            return ()
        casualties = self.sentence.ends_with(self.lexicon.casualties, run)
        if casualties and quantity.kind is Kind.ZERO:
            return Slot.KILLED, Slot.INJURED
        bare = self.words[quantity.first : quantity.end] in (["no"], ["without"], ["neither"])
        if head in self.lexicon.not_people or (head is None and bare):
            return ()
        person = head is None or head in self.lexicon.people or casualties
        if listed:
            return self.government.conjunct_of(quantity.first, person=person)
        found = self.government.slots(quantity, run, person=person)
        if Slot.CAPTURED in found and self.released(quantity, run):
            found = ()
        if not found and quantity.kind in {Kind.NUMBER, Kind.VAGUE} and self._attacks(quantity, run, head):
            return (Slot.NUMBER_OF_ATTACKERS,)
        return found

    def counts_hit(self, quantity: Quantity) -> bool:
        """People shot, stabbed or struck, whatever came of it."""
        run = self.sentence.noun_phrase(quantity.end)
        if run[1] > run[0] and self.lemmas[run[1] - 1] not in self.lexicon.people:
            return False
        return Slot.INJURED in self.slots(quantity)[0]

    def listed(self, quantity: Quantity) -> tuple[Slot, ...]:
        """The slots that a quantity shares with one before it: "killing five guards and two drivers"."""
        run = self.sentence.noun_phrase(quantity.end)
        if quantity.compound or self.sentence.ends_with(self.lexicon.weapons, run):
            return ()
        return self._of_people(quantity, run, self.lemmas[run[1] - 1] if run[1] > run[0] else None, listed=True)

    def acts(self, i: int) -> bool:
        """A finite verb stands at token `i`: whoever comes before it is no object of an earlier one."""
        return i < len(self.tokens) and self.tokens[i].tag in FINITE

    def _another(self, quantity: Quantity, run: Run) -> bool:
        """ "another was hurt", "a third died", "one of them was a child"."""
        if self.government.listed(quantity.first):
            return True
        ordinal = quantity.end - quantity.first > 1 or self.words[quantity.first] == "another"
        return ordinal and run[1] == run[0]

    def released(self, quantity: Quantity, run: Run) -> bool:
        """ "release five hostages", "two captives were freed": no longer held."""
        around = self.lemmas[max(0, quantity.first - 3) : quantity.first] + self.lemmas[run[1] : run[1] + 6]
        return bool(self.lexicon.release & set(around))

    def _counts_weapons(self, quantity: Quantity, run: Run) -> bool:
        """Of singular indefinites only a projectile that acts ("A shell landed"): "a rifle" names a kind, no number."""
        if quantity.kind is Kind.ZERO:
            return quantity.end - quantity.first > 1 or self.words[quantity.first] == "zero"
        if quantity.kind is not Kind.INDEFINITE or quantity.end - quantity.first > 1:
            return True
        after = self.tokens[run[1]].tag if run[1] < len(self.tokens) else ""
        return self.lemmas[run[1] - 1] in self.lexicon.projectiles and after.startswith(("VV", "VH", "VB"))

    def _attacks(self, quantity: Quantity, run: Run, head: str | None) -> bool:
        """ "six gunmen", "two men … opened fire", "an ambush by 300 fighters", "the attackers numbered ten"."""
        if head in self.lexicon.attackers:
            return True
        before = self.lemmas[max(0, quantity.first - 6) : quantity.first]
        if head is None:
            return bool(set(before) & self.lexicon.attackers) and bool({"number", ","} & set(before[-3:]))
        if head not in self.lexicon.people:
            return False
        if before[-1:] == ["by"] or before[-2:] in (["group", "of"], ["mob", "of"]):
            return True
        for k in range(run[1], min(len(self.tokens), run[1] + REACH)):
            if self.lemmas[k] in self.lexicon.attacking and self.tokens[k].tag.startswith("VV"):
                return True
            relative = any(self.sentence.is_in(j, "relatives") for j in range(run[1], k))
            if self.words[k] in {";", ","} or (self.tokens[k].tag in BE and not relative):
                return False
        return False

    # --- numbers that the words do not spell out ----------------------------------------------------------------------

    def singular(self, quantities: Sequence[Quantity]) -> Iterator[Quantity]:
        """ "a soldier", "another", "a second missile": one each; "any" and "anyone" under a negation: none."""
        busy = {i for q in quantities for i in range(q.first - 1, q.end)}
        negated = False
        for i, word in enumerate(self.words):
            negated = (
                negated or self.lemmas[i] == "deny" or (self.sentence.is_in(i, "negations") and not self._silent(i))
            )
            if i in busy or self.words[i + 1 : i + 2] == ["further"]:
                continue
            if word in {"a", "an"} and not self._in_apposition(i):
                ordinal = i + 1 < len(self.tokens) and self.tokens[i + 1].tag == "ORD"
                yield Quantity(i, i + 2 if ordinal else i + 1, i, "=", 1, Kind.INDEFINITE)
            elif word == "another":
                yield Quantity(i, i + 1, i, "=", 1, Kind.INDEFINITE)
            elif negated and word in {"any", "anyone", "anybody"}:
                yield Quantity(i, i + 1, i, "=", 0, Kind.ZERO)

    def _silent(self, i: int) -> bool:
        """ "did not acknowledge any casualties": no word of them is no word that there were none."""
        return i + 1 < len(self.lemmas) and self.sentence.is_in(i + 1, "passed_over")

    def _in_apposition(self, i: int) -> bool:
        """ "Omar Haddad, a baker": who that is, not one more."""
        return i >= 2 and self.words[i - 1] == "," and self.tokens[i - 2].tag == "NP0" and i > 2

    def bare_plurals(self) -> Iterator[Reading]:
        """ "caused deaths and injuries": at least one each; "wounded others": at least two; "unharmed": none."""
        for i, word in enumerate(self.words):
            for trigger in self.sentence.at(i, "none"):
                if not any(self.sentence.is_in(j, "negations") for j in range(max(0, i - 4), i)):
                    yield Reading(Quantity(i, trigger.end, i, "=", 0, Kind.ZERO), trigger.slot, None)
            if word == "others" and i and (self.sentence.at(i - 1) or self.words[i - 1] == "of"):
                for slot in self.government.object_of(i, person=True, headed=True):
                    yield Reading(Quantity(i, i + 1, i, ">=", 2, Kind.VAGUE), slot, (i, i + 1))
            if self.tokens[i].tag != "NN2" or not word.endswith("s"):
                continue
            for trigger in self.sentence.at(i, "noun"):
                if trigger.slot in {Slot.KILLED, Slot.INJURED} and self._caused(i):
                    yield Reading(Quantity(i, i + 1, i, ">=", 1, Kind.VAGUE), trigger.slot, (i, i + 1))

    def implied(self) -> Iterator[Reading]:
        """ "a fatal crash", "a murder": at least one; "gunshot wounds": at least one was hit."""
        for i, word in enumerate(self.words):
            yield from self._multiple(i, word)
            found = self.lexicon.implied.at(self.words, i)
            if found is not None:
                end, slot = found
                hit = slot is Slot.INJURED
                yield Reading(Quantity(i, end, i, ">=", 1, Kind.DEFINITE), None if hit else slot, None, hit)

    def _multiple(self, i: int, word: str) -> Iterator[Reading]:
        """ "a triple homicide", "a quadruple shooting", "four counts of murder"."""
        end, n = i + 1, self.lexicon.multiples.get(word)
        if n is None and self.lemmas[i] == "count" and self.words[i + 1 : i + 2] == ["of"] and i:
            stated = self.lexicon.numbers.get(self.words[i - 1])
            n, end = stated if stated is not None else _digits(self.words[i - 1]), i + 2
        if not n:
            return
        for k in range(end, min(end + 4, len(self.words))):
            if self.sentence.is_in(k, "attempts"):
                return
            found = self.lexicon.implied.at(self.words, k)
            fatal = found is not None and found[1] is Slot.KILLED
            if fatal or self.sentence.is_in(k, "shootings"):
                yield Reading(
                    Quantity(i, k + 1, i, "=", n, Kind.DEFINITE), Slot.KILLED if fatal else None, None, not fatal
                )
                return

    def _caused(self, i: int) -> bool:
        for k in range(i - 1, max(-1, i - 6), -1):
            if self.lemmas[k] in self.lexicon.causing:
                return not any(
                    self.sentence.is_in(j, "negations") or self.words[j] == "no" for j in range(max(0, k - 4), i)
                )
            nominal = self.tokens[k].tag.startswith(("NN", "AJ", "CJC", "PRP")) or self.words[k] in {",", "both"}
            if self.tokens[k].tag == "CRD" or not nominal:
                return False
        return False

    # --- numbers beside numbers ---------------------------------------------------------------------------------------

    def within(self, first: int, after: int) -> bool:
        """ "four of the 22 on board": the four are counted, the 22 are not."""
        return first >= 2 and after >= first - 2 and self.words[first - 2 : first] == ["of", "the"]

    def lists(self, after: int, first: int, noun: Run) -> bool:
        """True when a number goes on a list of people: "11 dead: five women, three children"."""
        between = range(after, first)
        return self.lemmas[noun[1] - 1] in self.lexicon.people and all(
            self.tokens[k].tag.startswith(_LISTED) or self.sentence.is_in(k, "list_marks") for k in between
        )


def _digits(word: str) -> int | None:
    return int(word) if word.isdigit() and word.isascii() and len(word) <= 3 else None
