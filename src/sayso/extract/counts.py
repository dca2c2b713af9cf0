"""Find numbers with their operators and what they count: killed, injured, captured, missing, weapons, attackers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..model import Count, CountMention, Document, Facet, Proposition, Sentence, Slot, Span, Token, covers
from ..vocab.loader import load_yaml
from .count_slots import Governor
from .numbers import NumberReader, Quantity


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
        counts: list[CountMention] = []
        last: dict[int, Slot] = {}
        for sentence in doc.sentences:
            for mention in self.find(doc, sentence, busy):
                slot = mention.slot
                if (
                    slot is None
                    and mention.noun is None
                    and mention.value.op == "="
                    and mention.value.n != 1
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

    def find(self, doc: Document, sentence: Sentence, busy: list[Span]) -> Iterator[CountMention]:
        """Counts of one sentence; a number of both killed and injured ("no casualties") comes twice, once a slot."""
        if sentence.boilerplate:
            return
        tokens = doc.sentence_tokens(sentence)
        near = [span for span in busy if span.overlaps(sentence.span)]

        def taken(token: Token) -> bool:
            return any(span.overlaps(token.span) for span in near)

        quantities = list(self.reader.find(tokens, taken))
        for reading in self.governor.read(tokens, quantities):
            quantity = reading.quantity
            noun = (
                None if reading.noun is None else Span(tokens[reading.noun[0]].start, tokens[reading.noun[1] - 1].end)
            )
            count = Count(quantity.op, quantity.n, None if noun is None else noun.text(doc.text))
            yield CountMention(_span(tokens, quantity), count, reading.slot, noun)


def _span(tokens: tuple[Token, ...], quantity: Quantity) -> Span:
    return Span(tokens[quantity.first].start, tokens[quantity.end - 1].end)


class CountFacets:
    """Read which counts of the document are facets of one claim: those whose words lie in its content."""

    def __call__(self, doc: Document, proposition: Proposition) -> tuple[Facet, ...]:
        """The count facets of `proposition`, in text order."""
        facets: dict[tuple[Slot, Span], Facet] = {}
        for mention in doc.counts:
            if mention.slot is not None and covers(proposition.content, mention.span):
                facets[mention.slot, mention.span] = Facet(mention.slot, mention.span, mention.value)
        return tuple(facets.values())
