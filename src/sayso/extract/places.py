"""Find places, put them on the map by the gazetteer, and read which are place, origin or destination of a claim."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..model import Document, Facet, Place, PlaceMention, Proposition, Sentence, Slot, Span, Token, covers
from ..vocab.actors import BODIES, actors
from ..vocab.gazetteer import Entry, Gazetteer, gazetteer
from ..vocab.loader import load_yaml
from .count_words import stems
from .place_phrases import PhraseReader
from .place_relations import Phrase

_PARTICIPLES = frozenset({"VVN", "VVD", "AJ0"})


class PlaceFinder:
    """Assign the places of every sentence; names that no gazetteer has become places without coordinates."""

    requires = ("tokens", "sentences", "times")
    assigns = "places"

    def __init__(self, lexicon: Mapping[str, Any] | None = None, places: Gazetteer | None = None) -> None:
        entries = lexicon or load_yaml("lexicon/en/places.yaml")
        self.gazetteer = places or gazetteer()
        self.phrases = PhraseReader(entries, self.gazetteer, _actors())
        self.adjectives = {
            adjective.lower(): row["iso"] for row in load_yaml("actors/states.yaml") for adjective in row["adjectives"]
        }

    def __call__(self, doc: Document) -> Document:
        """The document with its places in text order."""
        found = [
            (phrase, doc.sentence_tokens(sentence))
            for sentence in doc.sentences
            if not sentence.boilerplate
            for phrase in self.phrases.find(doc.sentence_tokens(sentence), _taken(doc, sentence))
        ]
        countries = self._countries(doc, found)
        return replace(doc, places=tuple(self._mention(doc, phrase, tokens, countries) for phrase, tokens in found))

    def _countries(self, doc: Document, found: Sequence[tuple[Phrase, Sequence[Token]]]) -> frozenset[str]:
        """ISO codes of the countries that the document names, by name or adjective ("Syrian")."""
        codes = {self.adjectives[t.lower] for t in doc.tokens if t.lower in self.adjectives}
        for phrase, tokens in found:
            for name in (phrase.name, phrase.container):
                entry = self._entry(tokens, name)
                if entry is not None and (entry.kind == "country" or entry.curated):
                    codes.update(entry.countries)
        return frozenset(codes)

    def _entry(self, tokens: Sequence[Token], name: tuple[int, int] | None) -> Entry | None:
        return None if name is None else self.gazetteer.best(_words(tokens, name))

    def _adjective(self, tokens: Sequence[Token]) -> Entry | None:
        """The country of "the Syrian border"."""
        codes = [self.adjectives[token.lower] for token in tokens if token.lower in self.adjectives]
        return self.gazetteer.country(codes[-1]) if codes else None

    def _mention(
        self, doc: Document, phrase: Phrase, tokens: Sequence[Token], countries: frozenset[str]
    ) -> PlaceMention:
        span = Span(tokens[phrase.first].start, tokens[phrase.end - 1].end)
        if phrase.name is None:
            anchor = self._entry(tokens, phrase.container)
            kind = self.phrases.nouns.get(phrase.noun or "", "site")
            if anchor is None and kind in {"nature", "region", "locality"}:
                anchor = self._adjective(tokens[phrase.first : phrase.end])
            if anchor is None:
                return PlaceMention(span, span, Place(span.text(doc.text)), kind)
            # "a military base in Iraq", "the Syrian border" lie somewhere there
            place = replace(self.phrases.relations.placed(anchor, phrase), name=span.text(doc.text), geonameid=None)
            return PlaceMention(span, span, place, kind)
        name = Span(tokens[phrase.name[0]].start, tokens[phrase.name[1] - 1].end)
        container = self._entry(tokens, phrase.container)
        candidates = self.gazetteer.find(_words(tokens, phrase.name), countries=countries, container=container)
        if not candidates:
            return PlaceMention(
                span, name, Place(name.text(doc.text)), self.phrases.nouns.get(phrase.noun or "", "locality")
            )
        best = self.gazetteer.best(_words(tokens, phrase.name), countries=countries, container=container)
        assert best is not None
        called = name if phrase.direction is None else Span(span.start, name.end)  # "northeastern Syria"
        place = replace(self.phrases.relations.placed(best, phrase), name=called.text(doc.text))
        return PlaceMention(span, name, place, best.kind, candidates)


def _actors() -> frozenset[str]:
    """Names of armed groups and forces, which are no places even where a place bears them."""
    bodies = (entry for entry in actors() if entry.kind in BODIES)
    return frozenset(name.casefold() for entry in bodies for name in (entry.name, *entry.aliases))


def _taken(doc: Document, sentence: Sentence) -> frozenset[int]:
    times = [mention.span for mention in doc.times if mention.span.overlaps(sentence.span)]
    tokens = doc.sentence_tokens(sentence)
    return frozenset(i for i, token in enumerate(tokens) if any(span.overlaps(token.span) for span in times))


def _words(tokens: Sequence[Token], name: tuple[int, int]) -> str:
    return " ".join(token.text for token in tokens[name[0] : name[1]])


class PlaceFacets:
    """Read which places of the document are facets of one claim, and in which slot."""

    def __init__(self, lexicon: Mapping[str, Any] | None = None) -> None:
        entries = lexicon or load_yaml("lexicon/en/places.yaml")
        self.slots = {w: Slot(entry["slot"]) for entry in entries["prepositions"] for w in entry["words"]}
        self.relation_slots = {e["phrase"]: Slot(e["slot"]) for e in entries["relations"] if "slot" in e}
        self.relations = tuple(e["phrase"] for e in entries["relations"])
        self.directions = frozenset(w for e in entries["directions"] for w in e["words"])
        self.movement = frozenset(entries["movement"])
        self.departure = frozenset(entries["departure"])
        self.striking = frozenset(entries["striking"])
        self.direct = frozenset(entries["direct"])

    def __call__(self, doc: Document, proposition: Proposition) -> tuple[Facet, ...]:
        """The place facets of `proposition`, in text order."""
        return tuple(self._facets(doc, proposition))

    def _facets(self, doc: Document, proposition: Proposition) -> Iterator[Facet]:
        for mention in doc.places:
            if not covers(proposition.content, mention.span):
                continue
            slot = self.slot(doc, mention)
            if slot is not None:
                yield Facet(slot, mention.span, mention.place)

    def slot(self, doc: Document, mention: PlaceMention) -> Slot | None:
        """Place, origin or destination by the words before the mention; None when it names no scene."""
        i = bisect_left(doc.tokens, mention.span.start, key=lambda token: token.start)
        opening = mention.span.text(doc.text).lower()
        for phrase, slot in self.relation_slots.items():
            if opening.startswith(phrase):
                return slot
        if opening.startswith(self.relations) or (opening.partition(" ")[0] in self.directions and " of " in opening):
            return Slot.PLACE
        if opening[0].isdigit():  # "50 km south of Baghdad"
            return Slot.PLACE
        while i and doc.tokens[i - 1].lower in {"the", "a", "an", '"', "“", "‘", "'", "both"}:
            i -= 1
        if i == 0:
            return Slot.PLACE if mention.candidates and self._struck(doc, i, mention) else None
        before = doc.tokens[i - 1]
        asked = self.slots.get(before.lower)
        named = opening != mention.span.text(doc.text)  # it has a capital letter
        if asked is None:
            possessed = before.tag == "POS"  # "Nigeria's Zamfara state"
            return Slot.PLACE if mention.candidates and (possessed or self._struck(doc, i, mention)) else None
        if asked is Slot.PLACE and before.lower == "on" and i >= 2 and doc.tokens[i - 2].lemma in self.striking:
            return (
                None if mention.kind == "country" or not named else asked
            )  # "the attack on Israel": a target, no scene
        if asked is Slot.ORIGIN:
            return asked if named or self._verbs_before(doc, i - 1) & self.departure else None
        if asked is Slot.DESTINATION:
            direct = before.lower in self.direct and (named or before.lower != "into")
            return asked if direct or self._verbs_before(doc, i - 1) & self.movement else None
        return asked

    def _struck(self, doc: Document, i: int, mention: PlaceMention) -> bool:
        """ "shelled Kupiansk", "the bombing of Kupiansk", "Kupiansk was shelled"."""
        before = doc.tokens[max(0, i - 2) : i]
        if before and (
            before[-1].lemma in self.striking or (before[-1].lower == "of" and before[0].lemma in self.striking)
        ):
            return True
        j = bisect_left(doc.tokens, mention.span.end, key=lambda token: token.start)
        after = doc.tokens[j : j + 4]
        passive = bool(after) and after[0].tag.startswith(("VB", "VH"))
        return passive and any({t.lemma, *stems(t.lower)} & self.striking for t in after[1:] if t.tag in _PARTICIPLES)

    def _verbs_before(self, doc: Document, i: int) -> frozenset[str]:
        """Lemmas of the verbs in the eight tokens before token `i`."""
        return frozenset(
            t.lemma for t in doc.tokens[max(0, i - 8) : i] if t.tag.startswith("VV") or t.tag.startswith("NN")
        )
