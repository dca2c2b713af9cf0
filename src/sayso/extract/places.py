"""Find the places of a document and put them on the map, all its names together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ..gazetteer import Gazetteer, PlaceRecord, gazetteer
from ..model import Document, Place, PlaceMention, Sentence, Span, Token, touching
from ..vocab.actors import BODIES, actors
from ..vocab.loader import load_yaml
from .place_between import between
from .place_borders import BorderFinder
from .place_evidence import EvidenceReader, Toponym, adjectives
from .place_home import home_clues
from .place_phrases import PhraseReader
from .place_relations import Phrase
from .place_resolver import PlaceResolver, Resolved

DEIXIS = "there"
_DATELINE_NAME = re.compile(r"[^\W\d_][^,(/\u2013\u2014-]*")


@dataclass(frozen=True, slots=True)
class Found:
    """A place phrase in its sentence: the tokens of the sentence, the names in it by their tokens."""

    phrase: Phrase
    tokens: Sequence[Token]

    @property
    def span(self) -> Span:
        """The whole phrase."""
        return _span(self.tokens, (self.phrase.first, self.phrase.end))

    @property
    def sentence(self) -> Span:
        """The sentence that it stands in."""
        return _span(self.tokens, (0, len(self.tokens)))

    @property
    def names(self) -> tuple[Span, ...]:
        """The name looked up and that of its container."""
        return tuple(_span(self.tokens, name) for name in (self.phrase.name, self.phrase.container) if name is not None)


class PlaceFinder:
    """Assign the places of every sentence; names that no gazetteer has become places without coordinates."""

    requires = ("tokens", "sentences", "times")
    assigns = "places"

    def __init__(self, lexicon: Mapping[str, Any] | None = None, places: Gazetteer | None = None) -> None:
        self.gazetteer = places or gazetteer()
        self.phrases = PhraseReader(lexicon or load_yaml("lexicon/en/places.yaml"), self.gazetteer, _bodies())
        self.evidence = EvidenceReader()
        self.resolver = PlaceResolver(self.gazetteer)
        self.borders = BorderFinder(self.gazetteer)

    def __call__(self, doc: Document) -> Document:
        """The document with its places in text order."""
        found = self.find(doc)
        resolved = self.resolve(doc, found)
        named = [self._mention(doc, each, resolved) for each in found]
        stretches = between(doc, sorted(named, key=lambda mention: mention.span))
        every = (*named, *_pointed(doc, named), *stretches)
        return replace(doc, places=tuple(sorted(every, key=lambda mention: mention.span)))

    def find(self, doc: Document) -> tuple[Found, ...]:
        """The place phrases of a document, no bare noun within another ("the border" of "on the border with Syria")."""
        found: list[Found] = []
        for sentence in doc.sentences:
            tokens = () if sentence.boilerplate else doc.sentence_tokens(sentence)
            for phrase in self.phrases.find(tokens, _taken(doc, sentence)):
                each = Found(phrase, tokens)
                while found and not found[-1].names and each.span.contains(found[-1].span):
                    found.pop()
                found.append(each)
        return tuple(found)

    def resolve(self, doc: Document, found: Sequence[Found]) -> dict[Span, Resolved]:
        """The places of all names of the phrases and datelines, by their spans, each set against all others."""
        named = (span for each in found for span in (*each.names, *self._more_names(each)))
        spans = dict.fromkeys((*_dateline_names(doc), *named))
        told = {each.names[0]: each.names[1] for each in found if len(each.names) == 2}
        toponyms = [self._toponym(doc.text, span, told.get(span)) for span in spans]
        clues = home_clues(doc.report.url, doc.report.publisher)
        return dict(zip(spans, self.resolver.resolve(doc.text, toponyms, clues), strict=True))

    def _more_names(self, found: Found) -> Iterator[Span]:
        """Names within a phrase besides the one it is about and its container: "Gulu, Acholi, Uganda" has three."""
        names = found.names
        for stretch in self.phrases.names_in(found.tokens, found.phrase.first, found.phrase.end):
            span = _span(found.tokens, stretch)
            if not any(span.overlaps(other) for other in names):
                yield span

    def _toponym(self, text: str, span: Span, container: Span | None) -> Toponym:
        toponym = self.evidence.read(text, span)
        if container is None:
            return toponym
        return replace(toponym, containers=(*toponym.containers, (container.text(text), "in")))

    def _mention(self, doc: Document, found: Found, resolved: Mapping[Span, Resolved]) -> PlaceMention:
        phrase, span = found.phrase, found.span
        kind = self.phrases.nouns.get(phrase.noun or "", "locality" if phrase.name else "site")
        if phrase.name is None:
            within = found.names[0] if found.names else span
            return PlaceMention(span, within, self._unnamed(doc, found, kind, resolved), kind)
        name = found.names[0]
        places = resolved[name]
        record = places.record
        if record is None:
            return PlaceMention(span, name, Place(name.text(doc.text)), kind)
        called = name if phrase.direction is None else Span(span.start, name.end)  # "northeastern Syria"
        place = places.place(self.phrases.relations.placed(record, phrase))
        return PlaceMention(span, name, replace(place, name=called.text(doc.text)), record.kind, places.candidates)

    def _unnamed(self, doc: Document, found: Found, kind: str, resolved: Mapping[Span, Resolved]) -> Place:
        """ "a military base in Iraq", "the Syrian border": they lie somewhere there; "a checkpoint" nowhere known."""
        called = found.span.text(doc.text)
        anchor = resolved[found.names[0]].record if found.names else None
        if anchor is None and kind in {"nature", "region", "locality"}:
            anchor = self._adjective(found.tokens[found.phrase.first : found.phrase.end])
        if anchor is None:
            return Place(called)
        if anchor.kind == "country" and found.phrase.noun in self.borders.nouns:
            return replace(self.borders.near(anchor, found.span, found.sentence, resolved), name=called)
        return replace(self.phrases.relations.placed(anchor, found.phrase), name=called, geonameid=None)

    def _adjective(self, tokens: Sequence[Token]) -> PlaceRecord | None:
        """The country of "the Syrian border"."""
        codes = [adjectives()[token.text] for token in tokens if token.text in adjectives()]
        return self.gazetteer.country(codes[-1]) if codes else None


def _pointed(doc: Document, named: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """ "there": the place named last before it; left out where none is."""
    for sentence in doc.sentences:
        for token in () if sentence.boilerplate else doc.sentence_tokens(sentence):
            if token.lower == DEIXIS and token.tag == "AV0":
                before = [m for m in named if m.span.end <= token.start and m.candidates]
                if before:
                    yield replace(before[-1], span=token.span, name_span=token.span)


def _dateline_names(doc: Document) -> Iterator[Span]:
    """The place of "BAGHDAD, April 22 (Reuters) -": it is not the event's, but speaks for what lies around it."""
    for dateline in doc.datelines:
        found = _DATELINE_NAME.match(doc.text, dateline.start, dateline.end)
        if found is not None:
            yield Span(found.start(), found.start() + len(found[0].rstrip()))


@cache
def _bodies() -> frozenset[str]:
    """Names of armed groups and forces, which are no places even where a place bears them."""
    bodies = (entry for entry in actors() if entry.kind in BODIES)
    return frozenset(name.casefold() for entry in bodies for name in (entry.name, *entry.aliases))


def _taken(doc: Document, sentence: Sentence) -> frozenset[int]:
    """Which of the sentence's tokens belong to a time."""
    times = [mention.span for mention in doc.times if mention.span.overlaps(sentence.span)]
    tokens = doc.sentence_tokens(sentence)
    return frozenset(i for span in times for i in touching(tokens, span))


def _span(tokens: Sequence[Token], stretch: tuple[int, int]) -> Span:
    return Span(tokens[stretch[0]].start, tokens[stretch[1] - 1].end)
