"""Mend chains of sources: no level for a speaker's own "he", and a relaying outlet kept while its speaker goes on.

"A farmer said he saw two trucks" has one source, not two. "A colonel, quoted by the radio, said that the post fell. He
added that …" has two in both sentences: what he adds, the report still knows by the radio alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model import Attribution, CueKind, Document, Quote, Span, Spans
from ..vocab.names import name_key
from ..vocab.source_words import Pronoun, SourceWords, source_words
from .antecedents import Antecedents
from .nesting import in_order
from .source_party import Party
from .source_phrases import Form, PhraseReader, SourcePhrase
from .source_pronouns import agrees

MAX_GAP = 2  # sentences between the relayed words and those by which their speaker goes on
_SENSES = frozenset({"see", "hear", "count", "find"})
_RELAYS = frozenset({"outlet", "channel", "monitor"})


class ChainMender:
    """Assign `attributions` anew: the same ones, their chains mended."""

    requires = ("tokens", "sentences", "attributions")
    assigns = "attributions"

    def __init__(self, words: SourceWords | None = None) -> None:
        self.words = words or source_words()
        self.reader = PhraseReader(self.words)
        self.antecedents = Antecedents(self.words)

    def __call__(self, doc: Document) -> Document:
        """The document with its chains mended; most reports have none that need it."""
        if all(a.parent is None for a in doc.attributions):
            return doc
        doc = replace(doc, attributions=tuple(self._without_own_levels(doc)))
        found = list(self._with_relays(doc))
        return doc if len(found) == len(doc.attributions) else replace(doc, attributions=in_order(found))

    def _without_own_levels(self, doc: Document) -> Iterator[Attribution]:
        """A pronoun that stands for its own parent is no level; on 78 such pairs of the training reports 8 were right.

        What the speaker saw or was told stays part of what he says; what he thinks or tells in his own quotation is
        his outer self's; elsewhere the pronoun is the source, and its parent a content that ran on too far.
        """
        hearing = {
            a.parent for a in doc.attributions if a.parent is not None and a.cue == doc.attributions[a.parent].cue
        }
        for number, attribution in enumerate(doc.attributions):
            outer = None if attribution.parent is None else doc.attributions[attribution.parent]
            pronoun = self._pronoun(doc, attribution)
            if outer is None or pronoun is None or not self._may_be(doc, attribution, pronoun, outer):
                yield attribution
            elif pronoun.number == "issuer" or number in hearing or self._senses(doc, attribution):
                yield outer
            elif attribution.cue_kind is CueKind.DENIAL is outer.cue_kind:
                yield outer  # who denies that he denied a thing says no more of the thing
            elif attribution.cue_kind is CueKind.BELIEF_VERB:
                yield replace(attribution, source=outer.source, parent=outer.parent)
            else:
                yield replace(attribution, parent=outer.parent)

    def _senses(self, doc: Document, attribution: Attribution) -> bool:
        return any(t.lemma in _SENSES for span in attribution.cue for t in doc.tokens_in(span))

    def _pronoun(self, doc: Document, attribution: Attribution) -> Pronoun | None:
        if len(attribution.source) != 1:
            return None
        return self.words.pronouns.get(attribution.source[0].text(doc.text).lower())

    def _may_be(self, doc: Document, inner: Attribution, pronoun: Pronoun, outer: Attribution) -> bool:
        """Gender and number agree, so that the pronoun may stand for who reports it."""
        if pronoun.number == "nearest" or not outer.source:
            return False
        phrases = [self.reader.read(doc, span) for span in outer.source]
        if pronoun.number == "issuer":
            return outer.quote is not Quote.INDIRECT
        if len(phrases) > 1 or phrases[0].form is Form.PRONOUN:
            one = phrases[0].words == (inner.source[0].text(doc.text).lower(),)
            return pronoun.number == "many" if len(phrases) > 1 else one
        party = Party(spoke=[0])
        party.add(phrases[0])
        return agrees(pronoun, party, phrases[0])

    def _with_relays(self, doc: Document) -> Iterator[Attribution]:
        """All attributions, and behind them the outer levels of speakers who go on after relayed words."""
        relayed = [(a, o) for a in doc.attributions if (o := self._relay_of(doc, a)) is not None]
        yielded: list[Attribution] = []
        if relayed:
            of_span = {p.span: party for party in self.antecedents.parties(doc) for p in party.phrases}
            for attribution in doc.attributions:
                outer = self._goes_on(doc, attribution, relayed, of_span)
                if outer is None:
                    yield attribution
                    continue
                yield replace(attribution, parent=len(doc.attributions) + len(yielded))
                yielded.append(replace(attribution, source=outer, parent=None))
        else:
            yield from doc.attributions
        yield from yielded

    def _relay_of(self, doc: Document, attribution: Attribution) -> Spans | None:
        """The outlet that relays an attribution, if one does."""
        if attribution.parent is None:
            return None
        outer = doc.attributions[attribution.parent]
        if outer.parent is not None or len(outer.source) != 1 or outer.content != attribution.content:
            return None
        phrase = self.reader.read(doc, outer.source[0])
        own = name_key(doc.report.publisher or "")  # what a report's own outlet was told needs no level
        return outer.source if _relays(phrase) and not (own and own in name_key(phrase.text)) else None

    def _goes_on(
        self,
        doc: Document,
        attribution: Attribution,
        relayed: Sequence[tuple[Attribution, Spans]],
        of_span: dict[Span, Party],
    ) -> Spans | None:
        """The outlet that relayed the same speaker's last words, if those stand close before."""
        if attribution.parent is not None or len(attribution.source) != 1:
            return None
        span = attribution.source[0]
        phrase = self.reader.read(doc, span)
        if phrase.form not in {Form.PRONOUN, Form.DEFINITE} or phrase.named:
            return None
        here = _sentence(doc, attribution.cue or attribution.source)
        for said, outlet in reversed(relayed):
            gap = here - _sentence(doc, said.cue or said.source)
            if said.source[0].start < span.start and 0 < gap <= MAX_GAP:
                same = of_span.get(span) is not None and of_span.get(span) is of_span.get(said.source[0])
                return outlet if same and self._called_alike(doc, phrase, said) else None
        return None

    def _called_alike(self, doc: Document, phrase: SourcePhrase, said: Attribution) -> bool:
        """A noun must come again: "the governor" may well be somebody else than "a colonel"."""
        before = self.reader.read(doc, said.source[0])
        return phrase.form is Form.PRONOUN or bool({h.word for h in phrase.heads} & {h.word for h in before.heads})


def _relays(phrase: SourcePhrase) -> bool:
    return phrase.outlet is not None or phrase.role in _RELAYS


def _sentence(doc: Document, spans: Spans) -> int:
    return bisect_right(doc.sentences, spans[0].start, key=lambda s: s.span.start) - 1
