"""Group the mentions of sources within one report by party: pronouns, nominals and short names find their antecedent.

Sieves from sure to unsure, after Lee et al. 2013 ("Deterministic coreference resolution based on entity-centric,
precision-ranked rules"): same name, same head, anaphoric noun, pronoun; recency and earlier speaking break ties.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import Document, Span
from ..vocab.actors import state
from ..vocab.names import name_key
from ..vocab.source_words import SourceWords, source_words
from .phrases import noun_phrases
from .source_party import BODY_ROLES, Party, agree, modifiers, roles_of, same_name
from .source_phrases import Form, PhraseReader, SourcePhrase
from .source_pronouns import REACH, pronoun_score
from .speaker_likeness import SpeakerLikeness

_ACRONYM_AFTER = re.compile(
    r"((?:[A-Z][\w'’\-]*[ ](?:(?:of|for|and|the|in|de|del|la|al)[ ])*){2,8})\((?:the )?([A-Z][A-Za-z\-]{1,9})\)"
)
_STATEMENT = re.compile(r"\b(?:statement|communiqu|release|announce|bulletin|declaration)", re.IGNORECASE)
_OFFICIAL = frozenset({"statement", "communique", "communiqué", "announcement", "declaration"})
_LOCATING = frozenset({"in", "at", "near", "to", "towards", "outside", "around", "into"})


class Antecedents:
    """Resolve the source mentions of documents to parties."""

    def __init__(self, words: SourceWords | None = None) -> None:
        self.words = words or source_words()
        self.reader = PhraseReader(self.words)

    def parties(self, doc: Document) -> tuple[Party, ...]:
        """The parties of a document in text order: those that speak, and those that are only spoken of."""
        return _Resolution(doc, self.words, self.reader).run()


@dataclass(frozen=True, slots=True)
class _Mention:
    phrase: SourcePhrase
    attributions: tuple[int, ...]


class _Resolution:
    """One document's resolution: walks the mentions in text order and keeps the parties found so far."""

    def __init__(self, doc: Document, words: SourceWords, reader: PhraseReader) -> None:
        self.doc, self.words, self.reader = doc, words, reader
        self.parties: list[Party] = []
        self.of_span: dict[Span, Party] = {}
        self.starts = [s.span.start for s in doc.sentences]
        self.likeness = SpeakerLikeness(doc)
        self.short = {m.group(2): name_key(m.group(1)) for m in _ACRONYM_AFTER.finditer(doc.text)}

    def run(self) -> tuple[Party, ...]:
        for mention in self._mentions():
            phrase = mention.phrase
            banned = self._banned(mention)
            party = self._find(mention, banned)
            if party is None:
                party = Party()
                self.parties.append(party)
                if phrase.role == "statement" and (issuer := self.reader.issuer(self.doc, phrase)) is not None:
                    party.issuers.append(issuer)
            party.add(phrase)
            party.spoke.extend(mention.attributions)
            if mention.attributions:
                party.spoken = phrase
                party.nested = all(self.doc.attributions[i].parent is not None for i in mention.attributions)
            self.of_span[phrase.span] = party
        return tuple(self.parties)

    def _mentions(self) -> Iterator[_Mention]:
        """Sources and the other noun phrases that may be their antecedents, in text order."""
        speaking: dict[Span, list[int]] = {}
        for i, attribution in enumerate(self.doc.attributions):
            for span in attribution.source:
                speaking.setdefault(span, []).append(i)
        found = [_Mention(self.reader.read(self.doc, span), tuple(at)) for span, at in speaking.items()]
        taken = sorted(speaking)
        for span in self._others():
            if not _overlaps_any(span, taken):
                phrase = self.reader.read(self.doc, span)
                if self._may_speak(phrase):
                    found.append(_Mention(phrase, ()))
        return iter(sorted(found, key=lambda m: (m.phrase.span.start, -m.phrase.span.end)))

    def _others(self) -> Iterator[Span]:
        for sentence in self.doc.sentences:
            if not sentence.boilerplate:
                for np in noun_phrases(self.doc, sentence):
                    if not np.pronoun and self._telling(np.tokens):
                        yield np.span

    def _telling(self, tokens: tuple[int, int]) -> bool:
        """A capital letter or a head noun of sources: only such phrases are worth reading."""
        return any(
            t.text[:1].isupper() or self.words.head(t.lower) is not None for t in self.doc.tokens[tokens[0] : tokens[1]]
        )

    def _may_speak(self, phrase: SourcePhrase) -> bool:
        if phrase.form is Form.PRONOUN:
            return False
        if phrase.person and phrase.head is None and self._is_place(phrase):
            return False
        if phrase.person or phrase.actor is not None or phrase.outlet is not None:
            return True
        return phrase.head is not None and phrase.role != "hearsay"

    def _is_place(self, phrase: SourcePhrase) -> bool:
        """A capitalised name without a title after "in" or "near", or one that the places layer knows."""
        if any(place.span.overlaps(phrase.span) for place in self.doc.places):
            return True
        before = self.doc.text[max(0, phrase.span.start - 12) : phrase.span.start].lower().split()
        return bool(before) and before[-1] in _LOCATING

    def _banned(self, mention: _Mention) -> set[int]:
        """Parties that this mention cannot be: its outer sources, and those that speak jointly with it."""
        banned: set[int] = set()
        for i in mention.attributions:
            attribution = self.doc.attributions[i]
            for span in attribution.source:
                if span != mention.phrase.span and span in self.of_span:
                    banned.add(id(self.of_span[span]))
            banned.update(id(p) for p in self._outer(i))
        return banned

    def _outer(self, index: int) -> Iterator[Party]:
        parent = self.doc.attributions[index].parent
        steps = 0
        while parent is not None and steps < len(self.doc.attributions):
            for span in self.doc.attributions[parent].source:
                if span in self.of_span:
                    yield self.of_span[span]
            parent, steps = self.doc.attributions[parent].parent, steps + 1

    def _find(self, mention: _Mention, banned: set[int]) -> Party | None:
        phrase = mention.phrase
        free = [p for p in self.parties if id(p) not in banned]
        if phrase.form is Form.PRONOUN:
            return self._pronoun(mention, free)
        if (beside := self._beside(phrase, free)) is not None:
            return beside
        if phrase.named or phrase.state is not None:
            named = self._by_name(phrase, free)
            # "The prosecutor, Elías Montañez, said" may name somebody told of before
            if named is not None or phrase.head is None or (phrase.person and phrase.words[0] != "the"):
                return named
        if phrase.role in {"statement", "footage"} and (issued := self._by_issuer(phrase, free)) is not None:
            return issued
        if phrase.form is Form.PARTITIVE or phrase.head is None:
            return self._part(phrase, free)
        if "same" in phrase.words and phrase.role == "generic":
            return max(
                (p for p in free if p.spoke and p.is_person and p.plural == phrase.plural),
                key=_last_start,
                default=None,
            )
        if phrase.other or (phrase.form is Form.INDEFINITE and not phrase.named):
            return None
        return self._nominal(phrase, free)

    # names

    def _by_name(self, phrase: SourcePhrase, free: Sequence[Party]) -> Party | None:
        for party in reversed(free):
            if any(same_name(phrase, other, self.short) for other in party.known if other.form is not Form.PRONOUN):
                return party
        return None

    def _beside(self, phrase: SourcePhrase, free: Sequence[Party]) -> Party | None:
        """A noun between commas after a personal name says who that is: "Laith Nouri, a military spokesman, said"."""
        closed = self.doc.text[phrase.span.end : phrase.span.end + 1] == ","
        if phrase.head is None or phrase.person or not phrase.head.role.person or not closed:
            return None
        for party in free:
            if party.last.person and self.doc.text[party.last.span.end : phrase.span.start] == ", ":
                return party
        return None

    def _by_issuer(self, phrase: SourcePhrase, free: Sequence[Party]) -> Party | None:
        """A statement goes to who made it: by its own words, or to who last spoke by statement."""
        issuer = self.reader.issuer(self.doc, phrase)
        if issuer is not None:
            return self._by_name(issuer, free) if issuer.named or issuer.state else self._nominal(issuer, free)
        if phrase.affiliation is not None:
            called = next((p for p in reversed(free) if self._is_called(p, phrase.affiliation) and p.spoke), None)
            if called is not None or state(phrase.affiliation) is None:
                return called
        if phrase.form is not Form.DEFINITE or (phrase.owner is not None and len(phrase.words) > 2):
            return None
        if phrase.owner is not None or phrase.head is None:
            return None
        for party in sorted(free, key=lambda p: -p.last.span.start):
            if party.spoke and any(self._by_statement(i, phrase.head.word) for i in party.spoke):
                return party
        told = next(
            (p for p in reversed(free) if p.last.head is not None and p.last.head.word == phrase.head.word), None
        )
        if told is None and phrase.head.word in _OFFICIAL:
            here = self._sentence(phrase.span.start)
            bodies = [
                p
                for p in free
                if p.spoken is not None and not p.is_person and here - self._sentence(p.spoken.span.start) <= 1
            ]
            return max(bodies, key=_last_start, default=None)
        if told is None or told.spoke or phrase.head.word not in _OFFICIAL:
            return told
        # "In a statement carried late on Monday, the prosecutor's office said": the statement is that office's
        beside = self._sentence(told.last.span.start)
        return next((p for p in free if p.spoken is not None and self._sentence(p.spoken.span.start) == beside), told)

    def _is_called(self, party: Party, name: str) -> bool:
        key = name_key(name)
        return any(
            key in {name_key(p.text), name_key(" ".join(p.name))}
            or (p.actor is not None and key == name_key(p.actor.name))
            for p in party.phrases
        )

    def _by_statement(self, index: int, word: str) -> bool:
        attribution = self.doc.attributions[index]
        said = " ".join(s.text(self.doc.text).lower() for s in (*attribution.source, *attribution.cue))
        return word in said or (word in _OFFICIAL and _STATEMENT.search(said) is not None)

    # nominals

    def _part(self, phrase: SourcePhrase, free: Sequence[Party]) -> Party | None:
        """ "One of them", "another", "the latter": a new party of a group, or the last-named one."""
        if "latter" in phrase.words or "same" in phrase.words:
            return max(free, key=lambda p: p.last.span.start, default=None)
        groups = [
            p
            for p in free
            if p.plural
            or (phrase.head is not None and p.last.head is not None and p.last.head.word == phrase.head.word)
        ]
        party = Party(part_of=max(groups, key=lambda p: (bool(p.spoke), p.last.span.start), default=None))
        self.parties.append(party)
        return party

    def _nominal(self, phrase: SourcePhrase, free: Sequence[Party]) -> Party | None:
        publisher = name_key(self.doc.report.publisher or "").split()
        if (
            phrase.form is Form.DEFINITE
            and phrase.head is not None
            and phrase.head.word in publisher
            and not modifiers(phrase)
        ):
            return self._publisher()
        if phrase.head is None:
            return None
        scored = [
            (score + self.likeness.of(phrase, p), p.last.span.start, p)
            for p in free
            if (score := self._fits(phrase, p)) > 0
        ]
        return max(scored, key=lambda s: s[:2])[2] if scored else None

    def _fits(self, phrase: SourcePhrase, party: Party) -> float:
        """How well a definite or bare nominal goes back to a party; 0 = not at all."""
        head = phrase.head
        assert head is not None
        best = party.best
        if not agree(phrase, party):
            return 0.0
        words = {h.word for p in party.known for h in p.heads}
        named = {w.lower() for p in party.known for w in p.name if not p.person}
        extra = modifiers(phrase)
        known = {w for p in party.known for w in p.words}
        distance = self._sentence(phrase.span.start) - self._sentence(party.last.span.start)
        near = 1.0 / (1 + distance)
        spoken = 1.0 if party.spoke else 0.0
        if head.word in words or head.word in named or any(w.endswith(f" {head.word}") for w in words):
            if phrase.form is Form.BARE and head.role.person:
                return 2 + near if extra == modifiers(party.phrases[0]) and party.phrases[0].form is Form.BARE else 0.0
            return 2 + near + spoken if extra <= known or (phrase.role in BODY_ROLES and not modifiers(best)) else 0.0
        if phrase.form is not Form.DEFINITE or extra or phrase.owner is not None:
            return 0.0
        roles = self.words.anaphors.get(head.word, frozenset()) | self.words.anaphors.get(phrase.words[-1], frozenset())
        return 1 + near + spoken if roles & roles_of(party) and distance <= REACH else 0.0

    # pronouns

    def _pronoun(self, mention: _Mention, free: Sequence[Party]) -> Party | None:
        phrase = mention.phrase
        pronoun = self.words.pronouns[phrase.words[0]]
        if pronoun.number == "issuer":
            return self._issuer(mention)
        sentence = self._sentence(phrase.span.start)
        best: tuple[float, int] = (float("-inf"), 0)
        found: Party | None = None
        for party in free:
            spoken = party.spoken or party.last
            distance = sentence - self._sentence(spoken.span.start)
            score = pronoun_score(phrase, pronoun, party, distance, self._opens_sentence(spoken))
            rank = (float("-inf") if score is None else score + self.likeness.of(phrase, party), party.last.span.start)
            if score is not None and rank > best:
                best, found = rank, party
        return found

    def _issuer(self, mention: _Mention) -> Party | None:
        """Who "we" is: the speaker of the quotation, else who publishes the report."""
        for i in mention.attributions:
            for party in self._outer(i):
                return party
        return self._publisher()

    def _publisher(self) -> Party:
        """The body that publishes the report, as a party of its own."""
        publisher = self.doc.report.publisher
        ours = next((p for p in self.parties if p.issued), None)
        if ours is not None:
            return ours
        if publisher is not None:
            key = name_key(publisher)
            for party in self.parties:
                if any(key.startswith(name_key(" ".join(p.name))) for p in party.phrases if p.name and not p.person):
                    party.issued = True
                    return party
        party = Party(issued=True)
        self.parties.append(party)
        return party

    def _opens_sentence(self, phrase: SourcePhrase) -> bool:
        if not self.starts:
            return False
        start = self.starts[max(0, self._sentence(phrase.span.start))]
        return phrase.span.start - start <= 3

    def _sentence(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1


def _overlaps_any(span: Span, taken: Sequence[Span]) -> bool:
    """Whether `span` shares a character with one of the sorted spans."""
    i = bisect_right(taken, span)
    return (i < len(taken) and taken[i].start < span.end) or any(t.end > span.start for t in taken[max(0, i - 3) : i])


def _last_start(party: Party) -> int:
    return party.last.span.start
