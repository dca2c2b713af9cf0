"""Find numbers with their operators and what they count: killed, injured, captured, missing, weapons, attackers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..model import Count, CountMention, Document, Facet, Proposition, Sentence, Slot, Span, Token, covers, touching
from ..vocab.loader import load_yaml
from .count_slots import Governor
from .numbers import Kind, NumberReader, Quantity
from .tags import english_tagger

MAX_BARE = 1000  # a bare number above counts nothing that was counted before: "drove off 1,000"
MAX_HEADLINE = 25  # tokens


class CountFinder:
    """Assign the counts of every sentence, explicit zeros among them."""

    requires = ("tokens", "sentences", "times")
    assigns = "counts"

    def __init__(self, lexicon: Mapping[str, Any] | None = None) -> None:
        entries = lexicon or load_yaml("lexicon/en/counts.yaml")
        self.reader = NumberReader(entries)
        self.governor = Governor(entries)

    def __call__(self, doc: Document) -> Document:
        """The document with its counts, in text order."""
        busy = [mention.span for mention in doc.times if mention.type != "DURATION"]
        places = [place.name_span for place in doc.places]
        known = set(self._names(doc, places))
        counts: list[CountMention] = []
        last: dict[int, Slot] = {}
        for sentence in doc.sentences:
            for mention in self.find(doc, sentence, busy, places, known):
                slot = mention.slot
                if (
                    slot is None
                    and not mention.hit
                    and mention.noun is None
                    and mention.value.op == "="
                    and 1 < mention.value.n < MAX_BARE
                    and not self._definite(doc, sentence, mention)
                ):
                    slot = last.get(sentence.paragraph)  # "… and not five", "Eight more did not get through"
                elif slot is not None:
                    last[sentence.paragraph] = slot
                counts.append(replace(mention, slot=slot))
        return replace(doc, counts=tuple(counts))

    def _definite(self, doc: Document, sentence: Sentence, mention: CountMention) -> bool:
        """ "the other five", "all eight": counted before, perhaps otherwise."""
        before = doc.text[sentence.span.start : mention.span.start].split()[-1:]
        return bool(before) and before[0].lower() in {"the", "all", "other", "these", "those"}

    def _names(self, doc: Document, places: Sequence[Span]) -> Iterator[str]:
        for sentence in doc.sentences:
            tokens = doc.sentence_tokens(sentence)
            if not sentence.boilerplate and tokens and headline_tags(tokens) is tokens:
                yield from self.governor.names(tokens, _within(tokens, places))

    def find(
        self,
        doc: Document,
        sentence: Sentence,
        busy: Sequence[Span],
        places: Sequence[Span] = (),
        known: Collection[str] = (),
    ) -> Iterator[CountMention]:
        """Counts of one sentence; a number of both killed and injured ("no casualties") comes twice, once a slot."""
        if sentence.boilerplate:
            return
        tokens = doc.sentence_tokens(sentence)
        plain = headline_tags(tokens)
        if plain is not tokens:  # every word of a headline looks like a name
            known, places = (), (*places, *(t.span for t in plain if t.tag == "NP0"))
        tokens = plain
        near = [span for span in busy if span.overlaps(sentence.span)]

        def taken(token: Token) -> bool:
            return any(span.overlaps(token.span) for span in near)

        quantities = list(self.reader.find(tokens, taken))
        readings = list(self.governor.read(tokens, quantities))
        for reading in (*readings, *self.governor.single(tokens, readings, _within(tokens, places), known)):
            quantity = reading.quantity
            noun = (
                None if reading.noun is None else Span(tokens[reading.noun[0]].start, tokens[reading.noun[1] - 1].end)
            )
            span, implied = _span(tokens, quantity), quantity.kind is Kind.DEFINITE
            noun = span if implied else noun
            count = Count(quantity.op, quantity.n, None if noun is None else noun.text(doc.text))
            yield CountMention(span, count, reading.slot, noun, reading.hit, implied)


def _within(tokens: Sequence[Token], spans: Sequence[Span]) -> set[int]:
    """Indices of the tokens that lie in any of the spans."""
    if not tokens:
        return set()
    whole = Span(tokens[0].start, tokens[-1].end)
    return {i for span in spans if span.overlaps(whole) for i in touching(tokens, span)}


def headline_tags(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Tokens of a title-case headline tagged as plain words, since capitals hide verbs from the tagger ("6 Shot")."""
    words = [t for t in tokens if t.text.isalpha() and len(t.text) > 3]
    if len(words) < 3 or len(tokens) > MAX_HEADLINE or not all(t.text[0].isupper() for t in words):
        return tokens
    plain = english_tagger().tag_sent([t.lower for t in tokens])
    return tuple(
        token if token.tag == "PUN" or tag.startswith("N") else token._replace(tag=tag, lemma=lemma.lower())
        for token, (_, lemma, tag) in zip(tokens, plain, strict=True)
    )


def _span(tokens: tuple[Token, ...], quantity: Quantity) -> Span:
    return Span(tokens[quantity.first].start, tokens[quantity.end - 1].end)


class CountFacets:
    """Read which counts of the document are facets of one claim: those whose words lie in its content."""

    def __call__(self, doc: Document, proposition: Proposition) -> tuple[Facet, ...]:
        """The count facets of `proposition`, in text order."""
        facets: dict[tuple[Slot, Span], Facet] = {}
        for mention in doc.counts:
            if mention.slot is not None and not mention.implied and covers(proposition.content, mention.span):
                facets[mention.slot, mention.span] = Facet(mention.slot, mention.span, mention.value)
        return tuple(facets.values())
