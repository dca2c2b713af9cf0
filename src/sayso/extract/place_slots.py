"""Read which places of a document are place, origin or destination of one claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..model import Document, Facet, PlaceMention, Proposition, Slot, Span, Token, covers
from ..vocab.loader import load_yaml
from .count_words import stems
from .place_between import BETWEEN
from .places import DEIXIS

REACH = 8  # tokens before a preposition in which its verb stands
ANSWER_REACH = 24  # tokens between "in retaliation for", "since the start of" and the place of that other happening
_PARTICIPLES = frozenset({"VVN", "VVD", "AJ0"})
_OPENINGS = frozenset({"the", "a", "an", '"', "“", "‘", "'", "both"})
_LISTS = (
    "movement", "departure", "striking", "direct", "launching", "removal", "leaving", "answering", "outsets", "scenes",
    "bodies", "ways", "people",
)  # fmt: skip


class PlaceFacets:
    """Read which places of the document are facets of one claim, and in which slot."""

    def __init__(self, lexicon: Mapping[str, Any] | None = None) -> None:
        entries = lexicon or load_yaml("lexicon/en/places.yaml")
        self.slots = {w: Slot(entry["slot"]) for entry in entries["prepositions"] for w in entry["words"]}
        self.relation_slots = {e["phrase"]: Slot(e["slot"]) for e in entries["relations"] if "slot" in e}
        self.relations = tuple(e["phrase"] for e in entries["relations"])
        self.directions = frozenset(w for e in entries["directions"] for w in e["words"])
        self.words = {name: frozenset(entries[name]) for name in _LISTS}

    def __call__(self, doc: Document, proposition: Proposition) -> tuple[Facet, ...]:
        """The place facets of `proposition`, in text order."""
        return tuple(self._facets(doc, proposition))

    def _facets(self, doc: Document, proposition: Proposition) -> Iterator[Facet]:
        stretch = Span(0, 0)
        for mention in doc.places:
            if not covers(proposition.content, mention.span) or stretch.contains(mention.span):
                continue
            if _is_stretch(doc, mention):
                stretch = mention.span
            slot = self.slot(doc, mention)
            if slot is Slot.DESTINATION and _lies_in(mention) and self._aimed(doc, mention):
                # "rockets fired towards a base in northeastern Syria": the base is a target, the rest the place
                name = mention.name_span
                yield Facet(Slot.PLACE, name, replace(mention.place, name=name.text(doc.text)))
            elif slot is not None:
                yield Facet(slot, mention.span, mention.place)

    def slot(self, doc: Document, mention: PlaceMention) -> Slot | None:
        """Place, origin or destination by the words before the mention; None when it names no scene."""
        i = doc.token_at(mention.span.start)
        opening = mention.span.text(doc.text).lower()
        if opening.split()[-1] in self.words["scenes"] or self._answered(doc, i):
            return None
        for phrase, slot in self.relation_slots.items():
            if opening.startswith(phrase):
                return slot
        if opening.startswith(self.relations) or (opening.partition(" ")[0] in self.directions and " of " in opening):
            return Slot.PLACE
        if opening[0].isdigit() or _is_stretch(doc, mention):  # "50 km south of Baghdad", "between Azaz and Afrin"
            return Slot.PLACE
        if opening == DEIXIS:
            moved = i and doc.tokens[i - 1].tag.startswith("VV") and doc.tokens[i - 1].lemma in self.words["movement"]
            return Slot.DESTINATION if moved else Slot.PLACE
        while i and doc.tokens[i - 1].lower in _OPENINGS:
            i -= 1
        asked = self.slots.get(doc.tokens[i - 1].lower) if i else None
        if asked is None:
            return self._unasked(doc, i, mention)
        return self._asked(doc, i, mention, asked)

    def _unasked(self, doc: Document, i: int, mention: PlaceMention) -> Slot | None:
        """No preposition: "shelled Kupiansk", "left Kupiansk", "Nigeria's Zamfara state"."""
        before = doc.tokens[i - 1] if i else None
        if before is not None and before.lemma in self.words["leaving"] and before.tag.startswith("V"):
            return Slot.ORIGIN
        if before is not None and before.tag == "POS" and mention.candidates:
            return Slot.PLACE
        return Slot.PLACE if mention.candidates and self._struck(doc, i, mention) else None

    def _asked(self, doc: Document, i: int, mention: PlaceMention, asked: Slot) -> Slot | None:
        """After a preposition; token `i - 1` is that preposition."""
        before, head = doc.tokens[i - 1], doc.tokens[i - 2] if i >= 2 else None
        named = any(c.isupper() for c in mention.span.text(doc.text))
        if asked is Slot.ORIGIN:
            return self._from(doc, i, head, named)
        if asked is Slot.DESTINATION:
            if head is not None and head.lemma in self.words["ways"]:
                return None
            direct = before.lower in self.words["direct"] and (named or before.lower != "into")
            if direct or self._lemmas(doc, i - 1) & self.words["movement"]:
                return asked
            return Slot.PLACE if before.lower == "into" else None
        if head is not None and before.lower == "on" and head.lemma in self.words["striking"]:
            # "the attack on Israel": a target, no scene
            return None if mention.kind == "country" or not named else asked
        if head is not None and mention.kind in {"country", "area"} and {head.lemma, head.lower} & self.words["bodies"]:
            return None
        return asked

    def _from(self, doc: Document, i: int, head: Token | None, named: bool) -> Slot | None:
        """ "fired from Zummar" is an origin, "pulled from the rubble" a place, "34 people from Delhi" neither."""
        verb = next((k for k in range(i - 2, max(-1, i - 2 - REACH), -1) if doc.tokens[k].tag.startswith("VV")), None)
        if verb is not None and doc.tokens[verb].lemma in self.words["removal"]:
            return Slot.ORIGIN if doc.tokens[verb + 1].lower == "back" else Slot.PLACE  # "pulling back from"
        if self._lemmas(doc, i - 1) & self.words["departure"]:
            return Slot.ORIGIN
        bound = head is not None and (head.tag == "CRD" or {head.lower, head.lemma} & self.words["people"])
        return Slot.ORIGIN if named and not bound else None

    def _aimed(self, doc: Document, mention: PlaceMention) -> bool:
        i = doc.token_at(mention.span.start)
        return bool(self._lemmas(doc, i) & self.words["launching"])

    def _answered(self, doc: Document, i: int) -> bool:
        """ "in retaliation for a strike on Eilat", "since the start of the war in Gaza": those are other happenings."""
        opened = False
        for token in reversed(doc.tokens[max(0, i - ANSWER_REACH) : i]):
            if token.text in {".", ";", "!", "?"}:
                return False
            if token.lemma in self.words["answering"] or (opened and token.lower == "since"):
                return True
            opened = token.lemma in self.words["outsets"] or (opened and token.tag in {"AT0", "AJ0", "DPS"})
        return False

    def _struck(self, doc: Document, i: int, mention: PlaceMention) -> bool:
        """ "shelled Kupiansk", "the bombing of Kupiansk", "Kupiansk was shelled"."""
        striking = self.words["striking"]
        before = doc.tokens[max(0, i - 2) : i]
        if before and (before[-1].lemma in striking or (before[-1].lower == "of" and before[0].lemma in striking)):
            return True
        j = doc.token_at(mention.span.end)
        after = doc.tokens[j : j + 4]
        passive = bool(after) and after[0].tag.startswith(("VB", "VH"))
        return passive and any({t.lemma, *stems(t.lower)} & striking for t in after[1:] if t.tag in _PARTICIPLES)

    def _lemmas(self, doc: Document, i: int) -> frozenset[str]:
        """Lemmas of the verbs and nouns in the tokens before token `i`."""
        return frozenset(t.lemma for t in doc.tokens[max(0, i - REACH) : i] if t.tag.startswith(("VV", "NN")))


def _is_stretch(doc: Document, mention: PlaceMention) -> bool:
    return doc.text[mention.span.start : mention.span.end].lower().startswith(f"{BETWEEN} ")


def _lies_in(mention: PlaceMention) -> bool:
    """True for a place without a name that is known by what it lies in: "a base in northeastern Syria"."""
    return not mention.candidates and mention.name_span != mention.span and mention.place.lat is not None
