"""Group the mentions of sources within one report by party: pronouns, nominals, surnames and short names find their antecedent.

Sieves from sure to unsure, after Lee et al. 2013 ("Deterministic coreference resolution based on entity-centric, precision-ranked
rules"): same name, same head, anaphoric noun, pronoun; recency and earlier speaking break ties.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..model import Document, Span
from ..vocab.actors import state
from ..vocab.names import name_key
from ..vocab.source_words import Pronoun, SourceWords, source_words
from .phrases import noun_phrases
from .source_phrases import Form, PhraseReader, SourcePhrase

_BODY_ROLES = frozenset({
    "outlet", "channel", "armed_group", "military_body", "state_body", "press_body", "monitor", "company", "investigation", "statement",
    "footage", "health_body", "hearsay",
})  # fmt: skip
_PAPERS = frozenset({"statement", "footage", "investigation", "hearsay", "channel"})
_ACRONYM_AFTER = re.compile(r"((?:[A-Z][\w'’\-]*[ ](?:(?:of|for|and|the|in|de|del|la|al)[ ])*){2,8})\((?:the )?([A-Z][A-Za-z\-]{1,9})\)")
_STATEMENT = re.compile(r"\b(?:statement|communiqu|release|announce|bulletin|declaration)", re.IGNORECASE)
# Weights of a pronoun's antecedent, set on 228 resolved pronouns of invented reports; flat near the best (2 to 4 for speaking gave 83 to 84).
SPOKE = 3.0  # has already been a source
OPENS = 0.5  # its mention opens a sentence, so it is most likely the subject
SINGLE_BODY = 1.5  # "they" for a body whose name is no plural
NESTED = 0.75  # spoke only inside another one's words
_OFFICIAL = frozenset({"statement", "communique", "communiqué", "announcement", "declaration"})
_LOCATING = frozenset({"in", "at", "near", "to", "towards", "outside", "around", "into"})
REACH = 8  # sentences back that a pronoun looks; farther links were wrong more often than right on 459 resolved sources


@dataclass(slots=True)
class Party:
    """One party while it is being put together: the phrases that name it, in text order, and the indices of its attributions."""

    phrases: list[SourcePhrase]
    spoke: list[int] = field(default_factory=list)
    part_of: Party | None = None
    gender: str | None = None
    issued: bool = False
    spoken: SourcePhrase | None = None  # the latest mention that speaks
    nested: bool = False  # that mention speaks inside another one's words

    @property
    def last(self) -> SourcePhrase:
        """The latest mention."""
        return self.phrases[-1]

    @property
    def best(self) -> SourcePhrase:
        """The mention that tells most: a personal name, else any name, else the first noun phrase."""
        return max(self.phrases, key=lambda p: (p.person, p.named or p.state is not None, p.form is not Form.PRONOUN, -p.span.start))

    @property
    def is_person(self) -> bool:
        """True when a human being or several speak, as far as the words tell."""
        best = self.best
        if best.person:
            return True
        return best.head is not None and best.role not in _BODY_ROLES and not best.actor and not best.outlet

    @property
    def plural(self) -> bool:
        """True for several people."""
        return self.is_person and any(p.plural for p in self.phrases if p.form is not Form.PRONOUN)


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
        self.short = {m.group(2): name_key(m.group(1)) for m in _ACRONYM_AFTER.finditer(doc.text)}

    def run(self) -> tuple[Party, ...]:
        for mention in self._mentions():
            phrase = mention.phrase
            banned = self._banned(mention)
            party = self._find(mention, banned)
            if party is None:
                party = Party([])
                self.parties.append(party)
            if phrase.form is not Form.PRONOUN or mention.attributions or not party.phrases:
                party.phrases.append(phrase)
            party.gender = party.gender or phrase.gender
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
        return any(t.text[:1].isupper() or self.words.head(t.lower) is not None for t in self.doc.tokens[tokens[0] : tokens[1]])

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
            return max((p for p in free if p.spoke and p.is_person and p.plural == phrase.plural), key=_last_start, default=None)
        if phrase.other or (phrase.form is Form.INDEFINITE and not phrase.named):
            return None
        return self._nominal(phrase, free)

    # names

    def _by_name(self, phrase: SourcePhrase, free: Sequence[Party]) -> Party | None:
        for party in reversed(free):
            if any(self._same_name(phrase, other) for other in party.phrases if other.form is not Form.PRONOUN):
                return party
        return None

    def _same_name(self, a: SourcePhrase, b: SourcePhrase) -> bool:
        if a.actor is not None and b.actor is not None:
            return a.actor.id == b.actor.id and a.person == b.person and _same_staff(a, b)
        if a.outlet is not None and b.outlet is not None:
            return a.outlet.id == b.outlet.id and (a.role == "reporter") == (b.role == "reporter")
        if a.state is not None and b.state is not None:
            return a.state.iso == b.state.iso
        if not a.name or not b.name:
            return False
        x, y = _keys(a), _keys(b)
        if x == y:
            return True
        if a.person or b.person:
            few, more = (x, y) if len(x) <= len(y) else (y, x)
            return bool(few) and few[-1] == more[-1] and set(few) <= set(more)
        few, more = (x, y) if len(x) <= len(y) else (y, x)
        if few == more[: len(few)] and a.actor is None and b.actor is None and not (len(few) == 1 and source_words().head(few[0])):
            return True
        return self._short_for(a, b) or self._short_for(b, a)

    def _beside(self, phrase: SourcePhrase, free: Sequence[Party]) -> Party | None:
        """A noun between commas after a personal name says who that is: "Laith Nouri, a military spokesman, said"."""
        if phrase.head is None or phrase.person or not phrase.head.role.person:
            return None
        for party in free:
            if party.last.person and self.doc.text[party.last.span.end : phrase.span.start] == ", ":
                return party
        return None

    def _short_for(self, short: SourcePhrase, full: SourcePhrase) -> bool:
        if len(short.name) != 1:
            return False
        words = [w for w in full.name if w[:1].isupper()]
        if short.name[0] in self.short and len(words) > 1:
            return self.short[short.name[0]].endswith(name_key(" ".join(full.name)))
        initials = "".join(w[0] for part in words for w in part.split("-") if w)
        return len(short.name[0]) > 1 and short.name[0].isupper() and initials == short.name[0]

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
        told = next((p for p in reversed(free) if p.last.head is not None and p.last.head.word == phrase.head.word), None)
        if told is None and phrase.head.word in _OFFICIAL:
            here = self._sentence(phrase.span.start)
            bodies = [p for p in free if p.spoken is not None and not p.is_person and here - self._sentence(p.spoken.span.start) <= 1]
            return max(bodies, key=_last_start, default=None)
        if told is None or told.spoke:
            return told
        # "In a statement carried late on Monday, the prosecutor's office said": the statement is that office's
        beside = self._sentence(told.last.span.start)
        return next((p for p in free if p.spoken is not None and self._sentence(p.spoken.span.start) == beside), told)

    def _is_called(self, party: Party, name: str) -> bool:
        key = name_key(name)
        return any(key in {name_key(p.text), name_key(" ".join(p.name))} or (p.actor is not None and key == name_key(p.actor.name)) for p in party.phrases)

    def _by_statement(self, index: int, word: str) -> bool:
        attribution = self.doc.attributions[index]
        said = " ".join(s.text(self.doc.text).lower() for s in (*attribution.source, *attribution.cue))
        return word in said or (word in _OFFICIAL and _STATEMENT.search(said) is not None)

    # nominals

    def _part(self, phrase: SourcePhrase, free: Sequence[Party]) -> Party | None:
        """"One of them", "another", "the latter": a new party of a group, or the last-named one."""
        if "latter" in phrase.words or "same" in phrase.words:
            return max(free, key=lambda p: p.last.span.start, default=None)
        groups = [p for p in free if p.plural or (phrase.head is not None and p.last.head is not None and p.last.head.word == phrase.head.word)]
        party = Party([], part_of=max(groups, key=lambda p: (bool(p.spoke), p.last.span.start), default=None))
        self.parties.append(party)
        return party

    def _nominal(self, phrase: SourcePhrase, free: Sequence[Party]) -> Party | None:
        publisher = name_key(self.doc.report.publisher or "").split()
        if phrase.form is Form.DEFINITE and phrase.head is not None and phrase.head.word in publisher and not _modifiers(phrase):
            return self._publisher()
        scored = [(score, p.last.span.start, p) for p in free if (score := self._fits(phrase, p)) > 0]
        return max(scored, key=lambda s: s[:2])[2] if scored else None

    def _fits(self, phrase: SourcePhrase, party: Party) -> float:
        """How well a definite or bare nominal goes back to a party; 0 = not at all."""
        head = phrase.head
        assert head is not None
        best = party.best
        if not _agree(phrase, party):
            return 0.0
        words = {h.word for p in party.phrases for h in p.heads}
        named = {w.lower() for p in party.phrases for w in p.name if not p.person}
        extra = _modifiers(phrase)
        known = {w for p in party.phrases for w in p.words}
        distance = self._sentence(phrase.span.start) - self._sentence(party.last.span.start)
        near = 1.0 / (1 + distance)
        spoken = 1.0 if party.spoke else 0.0
        if head.word in words or head.word in named:
            if phrase.form is Form.BARE and head.role.person:
                return 2 + near if extra == _modifiers(party.phrases[0]) and party.phrases[0].form is Form.BARE else 0.0
            return 2 + near + spoken if extra <= known or (phrase.role in _BODY_ROLES and not _modifiers(best)) else 0.0
        if phrase.form is not Form.DEFINITE or extra or phrase.owner is not None:
            return 0.0
        roles = self.words.anaphors.get(head.word, frozenset()) | self.words.anaphors.get(phrase.words[-1], frozenset())
        return 1 + near + spoken if roles & _roles(party) and distance <= REACH else 0.0

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
            score = self._pronoun_score(phrase, pronoun, party, sentence)
            if score is not None and (score, party.last.span.start) > best:
                best, found = (score, party.last.span.start), party
        return found

    def _pronoun_score(self, phrase: SourcePhrase, pronoun: Pronoun, party: Party, sentence: int) -> float | None:
        last = party.spoken or party.last
        distance = sentence - self._sentence(last.span.start)
        if pronoun.number == "nearest":
            last = party.last
        if distance > REACH or last.span.end > phrase.span.start:
            return None
        if pronoun.number == "nearest":
            gap = phrase.span.start - last.span.end
            fits = party.is_person if phrase.words[0] in {"who", "whom"} else True
            return -float(gap) if gap <= 60 and fits else None
        person = party.is_person
        if person and "person" not in pronoun.of or not person and "body" not in pronoun.of:
            return None
        if pronoun.number == "one" and party.plural or pronoun.number == "many" and person and not party.plural:
            return None
        if pronoun.gender and party.gender and pronoun.gender != party.gender:
            return None
        if not party.spoke and last.role in _PAPERS:
            return None
        score = -1.0 * distance
        score += SPOKE if party.spoke else 0.0
        score += OPENS if self._opens_sentence(last) else 0.0
        score -= NESTED if party.nested else 0.0
        if pronoun.number == "many" and not person and not party.last.text.lower().endswith(("s", "police", "authorities")):
            score -= SINGLE_BODY
        return score

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
        party = Party([], issued=True)
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


def _keys(phrase: SourcePhrase) -> tuple[str, ...]:
    return tuple(name_key(w) for w in phrase.name if name_key(w))


def _same_staff(a: SourcePhrase, b: SourcePhrase) -> bool:
    """A spokesman of a body is not the body; a body with a plain head word is."""
    def staff(p: SourcePhrase) -> str:
        return p.role if p.head is not None and p.head.role.person else ""

    return staff(a) == staff(b)


def _agree(phrase: SourcePhrase, party: Party) -> bool:
    """Number, country and kind of thing do not speak against it."""
    best = party.best
    head = phrase.head
    assert head is not None
    if head.role.person != party.is_person and not (head.plural and head.role.name == "armed_group") and best.head is not None:
        return False
    if head.role.person and head.plural != party.plural:
        return False
    theirs = {p.affiliation for p in party.phrases if p.affiliation}
    if phrase.affiliation and theirs and phrase.affiliation not in theirs:
        return False
    return not (phrase.gender and party.gender and phrase.gender != party.gender)


def _modifiers(phrase: SourcePhrase) -> set[str]:
    """Words of the phrase that narrow it down, without articles, its heads and marks."""
    heads = {w for h in phrase.heads for w in h.word.split()} | {phrase.head.word + "s" if phrase.head else ""}
    plain = {"the", "a", "an", "same", "this", "that", "'s", "’s", "of", "in", "own", "two", "three", "four", "all"}
    return {w for w in phrase.words if w not in plain and w not in heads and w[:1].isalnum() and not (phrase.head and w.startswith(phrase.head.word))}


def _roles(party: Party) -> set[str]:
    """Role names of a party's heads, and what its dictionary entry amounts to."""
    roles = {h.role.name for p in party.phrases for h in p.heads}
    for phrase in party.phrases:
        if phrase.actor is not None and not phrase.person:
            roles.add({"armed_group": "armed_group", "military": "military_body", "coalition": "military_body", "monitor": "monitor",
                       "press_office": "press_body", "party": "party"}.get(phrase.actor.kind.value, "state_body"))  # fmt: skip
        if phrase.outlet is not None:
            roles.add("channel" if phrase.outlet.kind.value == "telegram" else "outlet")
        if phrase.acronym or (len(phrase.name) == 1 and phrase.head is None and not phrase.actor):
            roles.add("acronym")
    return roles
