"""Decide whether a number counts people dead, hurt, held or missing, by the verb before it or the predicate after."""

from __future__ import annotations

from ..model import Slot
from .count_words import MarkedSentence, Run, Trigger
from .numbers import Kind, Quantity

REACH = (
    22  # tokens between a number and its predicate; "Two men aboard a coast guard ship of the navy … were hurt" has 9
)
BE = frozenset({"VBD", "VBZ", "VBB", "VBN", "VBI", "VBG"})
_PARTICIPLE = frozenset({"VVN", "VVD", "AJ0"})
_OBJECT_START = ("AT0", "CRD", "DT0", "DPS", "NP0", "NN", "PNP", "AJ0", "PNI")


class Government:
    """Read the slots that govern the quantities of one sentence."""

    def __init__(self, sentence: MarkedSentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.words = sentence.words
        self.lemmas = sentence.lemmas

    def slots(self, quantity: Quantity, run: Run, *, person: bool) -> tuple[Slot, ...]:
        """Slots that a verb, an adjective or a noun of its own gives a quantity whose noun phrase is `run`.

        `person` = no noun, or one that may name people.
        """
        headed = run[1] > run[0]
        partitive = self._partitive(quantity, run)
        after = run[1] + (partitive and not headed)  # past "injured" in "four of the injured were flown home"
        return (
            self.object_of(quantity.first, person=person, headed=headed)
            or self._head(run, (Slot.KILLED, Slot.INJURED))
            or (() if partitive else self._inside(run))
            or self._subject_of(after, quantity, person=person, headed=headed)
            or self._head(run, tuple(Slot))
        )

    # --- before the number ------------------------------------------------------------------------------------------

    def object_of(self, first: int, *, person: bool, headed: bool) -> tuple[Slot, ...]:
        """ "killed five", "the death of five", "the toll rose to five"."""
        i = first
        while self.sentence.is_in(i - 1, "before_object"):
            i -= 1
        phrase = self.sentence.lexicon.phrases.before(self.words, i)
        if phrase is not None and phrase[1][1] == "object":
            return (phrase[1][0],)
        if i and self.words[i - 1] == "of":
            slot = self._noun_before(i - 1)
            if slot is not None:
                return (slot,)
        for trigger in self.sentence.at(i - 1, "object", "either"):
            if self._active(i - 1) and _fits(trigger, person=person, headed=headed):
                other = self.sentence.at(i - 3, trigger.role) if i >= 3 and self.words[i - 2] == "or" else []
                return tuple(dict.fromkeys([*(t.slot for t in other), trigger.slot]))
        return self._toll(i)

    def _noun_before(self, of: int) -> Slot | None:
        """ "the death of", "the arrest on Monday of", "the killing of"."""
        for k in range(of - 1, max(-1, of - 5), -1):
            nouns = self.sentence.at(k, "noun")
            if not nouns and self.tokens[k].tag in {"NN1", "VVG"}:
                nouns = self.sentence.at(k, "object", "either")
            if nouns:
                return nouns[0].slot
            if self.tokens[k].tag.startswith(("V", "PUN", "CRD", "CJ")):
                return None
        return None

    def _toll(self, first: int) -> tuple[Slot, ...]:
        """ "the death toll rose to 15", "the number of people killed … to 12", "the dead number ten"."""
        last = first if self.words[first].startswith("exceed") else first - 1
        links = self.sentence.lexicon.grammar["toll_links"]
        if last < 0 or not ({self.words[last], self.lemmas[last]} & links or self.sentence.at(last)):
            return ()
        for k in range(last, max(-1, first - REACH), -1):
            if self.words[k] in {";", "."} or (self.words[k] in {",", "while"} and k < last - 2):
                return ()
            found = self.sentence.lexicon.tolls.before(self.words, k + 1)
            if found is not None:
                return (found[1],)
            if self.sentence.is_in(k, "toll_heads"):
                near = [t for j in range(k, min(k + 6, first)) for t in self.sentence.at(j, "state", "object", "noun")]
                if near:
                    return (near[0].slot,)
            counted = self.sentence.at(k, "state", "object", "noun") if k + 1 < first else []
            if counted and (self.sentence.is_in(k + 1, "toll_verbs") or self.lemmas[k + 1] == "number"):
                return (counted[0].slot,)
        return ()

    def _active(self, i: int) -> bool:
        """True when the verb at token `i` takes an object: no form of `be` right before it."""
        k = i - 1
        while k >= 0 and self.tokens[k].tag in {"AV0", "XX0", "CJC"} and self.words[k] != "and":
            k -= 1
        return not (k >= 0 and self.tokens[k].tag in BE)

    # --- in the noun phrase -----------------------------------------------------------------------------------------

    def _partitive(self, quantity: Quantity, run: Run) -> bool:
        """ "many of the wounded": some of those counted elsewhere."""
        after = self.words[quantity.end : quantity.end + 2]
        return (
            after[:1] == ["of"] and after[1:] != [] and after[1] in {"the", "those", "these"} and run[1] - run[0] <= 1
        )

    def _inside(self, run: Run) -> tuple[Slot, ...]:
        """ "five dead civilians", "17 injured people", "five wounded", "five traders dead"."""
        people = self.sentence.lexicon.people
        for k in range(run[0], max(run[1], run[0] + 1)):
            named = k == run[1] - 1 and self.tokens[k].tag.startswith("NN") and self.lemmas[k] in people
            if not named and (states := self.sentence.at(k, "state")):
                return (states[0].slot,)
        for k in range(run[0], run[1] - 1):
            if self.tokens[k].tag in _PARTICIPLE and (done := self.sentence.at(k, "object")):
                return (done[0].slot,)
        return ()

    def _head(self, run: Run, slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
        """ "five deaths", "six hostages"."""
        if run[1] == run[0] or not self.tokens[run[1] - 1].tag.startswith("NN"):
            return ()
        return tuple(t.slot for t in self.sentence.at(run[1] - 1, "noun") if t.slot in slots)[:1]

    # --- after the number -------------------------------------------------------------------------------------------

    def _subject_of(self, start: int, quantity: Quantity, *, person: bool, headed: bool) -> tuple[Slot, ...]:
        """ "five … were killed", "five traders dead"; of "one of those hurt on Sunday has died" the last verb."""
        zero = quantity.kind is Kind.ZERO
        relative = auxiliary = hit = False
        reduced: Trigger | None = None  # a participle after its noun: "five hurt on Sunday"
        for k in range(start, min(len(self.tokens), start + REACH)):
            for trigger in self.sentence.at(k):
                if not _fits(trigger, person=person, headed=headed) or not self._predicates(trigger, auxiliary):
                    continue
                if auxiliary or relative or trigger.role == "subject":
                    return self._joined(trigger, zero)
                reduced = reduced or trigger
            if self._suffers(k):
                return (Slot.INJURED,)
            if hit and (self.sentence.is_in(k, "listing") or self._number_after_mark(k)):
                break  # "five were shot, including two who died", "six shot, one dead"
            hit = hit or (k >= start and self.sentence.is_in(k, "hit_words"))
            if self._ends_clause(k, start, reduced):
                break
            finds = self.sentence.is_in(k, "copular") and self._object_follows(k + 1) and not auxiliary
            if self.tokens[k].tag in BE or (self.sentence.is_in(k, "copular") and not finds):
                auxiliary = auxiliary or not reduced
            if self.sentence.is_in(k, "relatives"):
                relative = True
            elif finds or self._other_verb(k):
                if not relative:
                    break
                relative = False
        return self._joined(reduced, zero) if reduced else ()

    def _ends_clause(self, k: int, start: int, reduced: Trigger | None) -> bool:
        if self.words[k] in {";", ":", "—", "–", "--"} or (reduced and self.words[k] in {",", "and"} and k > start):
            return True
        if self.words[k] == "that" and self.words[k - 1] == "and":
            return True  # "said that a guard was there and that his wife had been hurt"
        return k > start and self.sentence.is_in(k, "clause_ends")

    def _number_after_mark(self, k: int) -> bool:
        return (
            self.words[k] in {",", "--", "-", "and"}
            and k + 1 < len(self.tokens)
            and (self.tokens[k + 1].tag in {"CRD", "AT0"} or self.words[k + 1] == "one")
        )

    def _other_verb(self, k: int) -> bool:
        return (
            self.tokens[k].tag in {"VVD", "VVZ", "VVB"}
            and not self.sentence.at(k)
            and not self.sentence.is_in(k, "light")
            and self.words[k : k + 2] != ["said", "to"]  # "a guard said to have been killed"
        )

    def _suffers(self, k: int) -> bool:
        """ "suffered minor burns"."""
        if self.lemmas[k] not in self.sentence.lexicon.suffering or not self.tokens[k].tag.startswith("V"):
            return False
        after = range(k + 1, min(k + 5, len(self.words)))
        return any(t.slot is Slot.INJURED for j in after for t in self.sentence.at(j, "noun"))

    def _predicates(self, trigger: Trigger, auxiliary: bool) -> bool:
        tag = self.tokens[trigger.start].tag
        if trigger.role == "subject":
            return trigger.end - trigger.start > 1 or not tag.startswith("NN")
        if trigger.role == "state":  # "a shot" is none, "both shot" is one, though the tagger takes both for nouns
            if trigger.start and tag in {"NN1", "NN2"}:
                return tag == "NN1" and self.tokens[trigger.start - 1].tag not in {"AT0", "DPS", "ORD"}
            acts = self.sentence.is_in(trigger.start - 1, "relatives")  # "gunmen who shot at the bus"
            return not tag.startswith("V") or not (acts or self._object_follows(trigger.end))
        if trigger.role == "either":
            return tag.startswith(("VV", "AJ"))
        if trigger.role != "object" or tag not in _PARTICIPLE:
            return False
        if self.sentence.is_in(trigger.start - 1, "relatives"):
            return False  # "gunmen who shot at the bus"
        return auxiliary or not self._object_follows(trigger.end)

    def _object_follows(self, i: int) -> bool:
        if i + 1 < len(self.tokens) and self.tokens[i].tag == "CJC" and self.tokens[i + 1].tag in _PARTICIPLE:
            i += 2  # "shot and killed two drivers"
        return i < len(self.tokens) and self.tokens[i].tag.startswith(_OBJECT_START)

    def _joined(self, trigger: Trigger, zero: bool) -> tuple[Slot, ...]:
        """ "killed or injured" is both; "killed and injured" only of a zero, since else each has its own number."""
        link = self.words[trigger.end] if trigger.end < len(self.words) else ""
        both = link == "or" or (zero and link == "and")
        others = self.sentence.at(trigger.end + 1, "object", "state", "either") if both else []
        return tuple(dict.fromkeys([trigger.slot, *(t.slot for t in others)]))

    # --- along a list -----------------------------------------------------------------------------------------------

    def conjunct_of(self, first: int, *, person: bool) -> tuple[Slot, ...]:
        """ "killing five guards and two drivers", "five were killed, including two children"."""
        listed = self.listed(first)
        for k in range(first - 1, -1, -1):
            for trigger in self.sentence.at(k):
                if not _fits(trigger, person=person, headed=True):
                    continue
                if listed or (trigger.role in {"object", "either"} and self._active(k)):
                    return (trigger.slot,)
                if trigger.role == "noun" and self.words[trigger.end : trigger.end + 1] == ["of"]:
                    return (trigger.slot,)
            closed = self.tokens[k].tag.startswith(("V", "PRP")) or self.words[k] in {";", ".", ":"}
            if not listed and (closed or self.sentence.is_in(k, "relatives")):
                return ()
        return ()

    def listed(self, first: int) -> bool:
        """ "including two", "two of them children", "one of these was a soldier" (but not "two of them fled")."""
        if self.sentence.is_in(first - 1, "listing") or self.words[max(0, first - 2) : first] in (
            ["among", "them"],
            ["among", "whom"],
        ):
            return True
        for k in range(first, min(first + 4, len(self.words) - 2)):
            if self.words[k] == "of" and self.words[k + 1] in {"them", "whom", "these", "those"}:
                named = self.tokens[k + 2].tag in BE and k + 3 < len(self.tokens) and self.tokens[k + 3].tag == "AT0"
                return named or not self.tokens[k + 2].tag.startswith("V")
        return False


def _fits(trigger: Trigger, *, person: bool, headed: bool) -> bool:
    return trigger.needs == "" or (person and (headed or trigger.needs == "person"))
