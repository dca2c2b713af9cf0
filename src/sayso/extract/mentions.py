"""Find mentions: noun phrases that name people, bodies, states, places, buildings, weapons, vehicles and numbers.

The rules read them off noun phrases and name lists; `joined` sets a neural reader's mentions beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..model import Document, Mention, MentionKind, Sentence, Span, Token
from ..neural import ScoredSpan
from ..vocab.actors import Actor, ActorKind, actor, is_seat, state
from ..vocab.names import name_key
from .nouns import is_name, is_shouted, noun_of
from .phrases import NounPhrase, noun_phrases

MAX_NAME = 6  # words of the longest name that is looked up ("Islamic State West Africa Province" has 5)
_BODIES = frozenset({ActorKind.ARMED_GROUP, ActorKind.MILITARY, ActorKind.COALITION, ActorKind.POLICE})
# Kinds that the model has learned, each with the finer kinds that the rules may give the same words. The model has seen
# no groups, states or facilities marked as such: in its corpus they are organisations and places.
LEARNED: Mapping[MentionKind, frozenset[MentionKind]] = {
    MentionKind.PERSON: frozenset(),
    MentionKind.ORGANISATION: frozenset({MentionKind.GROUP, MentionKind.STATE}),
    MentionKind.PLACE: frozenset({MentionKind.FACILITY, MentionKind.STATE}),
    MentionKind.WEAPON: frozenset(),
    MentionKind.VEHICLE: frozenset({MentionKind.WEAPON}),
    MentionKind.QUANTITY: frozenset(),
}
_SMALL = frozenset({MentionKind.QUANTITY, MentionKind.NATIONALITY})  # they may stand inside a longer mention
_FOOTNOTE = re.compile(r"\[\W*\Z")


def joined(doc: Document, seen: Mapping[MentionKind, Sequence[ScoredSpan]]) -> tuple[Mention, ...]:
    """The rules' mentions of `doc` with those that a model saw, in order.

    Where both found something at the same words the model's span is kept (it cuts phrases better) with the rules' finer
    kind and entity; numbers and nationalities inside a longer mention stay beside it.
    """
    found: dict[Span, Mention] = {}
    for kind, finer in LEARNED.items():
        for scored in seen.get(kind, ()):
            if not any(b.overlaps(scored.span) for b in doc.boilerplate):
                found.setdefault(scored.span, _refined(doc, scored.span, kind, finer))
    for mention in doc.mentions:
        rivals = [m for m in found.values() if m.span.overlaps(mention.span)]
        if not any((m.kind in _SMALL) == (mention.kind in _SMALL) for m in rivals):
            found.setdefault(mention.span, mention)
    return tuple(sorted(found.values(), key=lambda m: (m.span.start, -m.span.end)))


def _refined(doc: Document, span: Span, kind: MentionKind, finer: frozenset[MentionKind]) -> Mention:
    """The model's mention with what the rules know of the same words."""
    rivals = [m for m in doc.mentions if m.span.overlaps(span) and m.kind in {kind, *finer}]
    closest = max(rivals, key=lambda m: min(m.span.end, span.end) - max(m.span.start, span.start), default=None)
    return Mention(span, kind) if closest is None else Mention(span, closest.kind, closest.entity)


class MentionFinder:
    """Assign the mentions of a report; mentions with the same name share an `entity`."""

    requires = ("tokens", "sentences")
    assigns = "mentions"

    def __call__(self, doc: Document) -> Document:
        """The document with its mentions, in order; a number inside a longer mention is one of its own."""
        found: dict[Span, Mention] = {}
        for sentence in doc.sentences:
            if not sentence.boilerplate:
                for mention in self._in(doc, sentence):
                    found.setdefault(mention.span, mention)
        return replace(doc, mentions=tuple(sorted(found.values(), key=lambda m: (m.span.start, -m.span.end))))

    def _in(self, doc: Document, sentence: Sentence) -> Iterator[Mention]:
        places = [p.span for p in doc.places]
        times = [t.span for t in doc.times if t.span.overlaps(sentence.span)]
        for phrase in noun_phrases(doc, sentence):
            kind = _kind(doc, phrase, places)
            if kind is not None:
                yield Mention(phrase.span, kind, _entity(doc.tokens, phrase, kind))
            yield from (m for m in _inside(doc, phrase) if not _counts_nothing(doc, m, times))


def _kind(doc: Document, phrase: NounPhrase, places: list[Span]) -> MentionKind | None:
    tokens = doc.tokens
    head = tokens[phrase.head]
    noun = noun_of(tokens, phrase)
    if noun is not None:
        known = _known(tokens, phrase)
        return _kind_of(known) if known is not None and noun.kind is MentionKind.GROUP else noun.kind
    if any(p.overlaps(head.span) for p in places):
        return MentionKind.PLACE
    if is_name(tokens, phrase):
        return _kind_of_name(tokens, phrase)
    return None


def _kind_of_name(tokens: tuple[Token, ...], phrase: NounPhrase) -> MentionKind:
    """What a name that no list knows stands for: after a place preposition a place, else a person."""
    before = tokens[phrase.tokens[0] - 1].lower if phrase.tokens[0] else ""
    if before in {"in", "near", "from", "at", "of"} and phrase.tokens[1] - phrase.tokens[0] <= 2:
        return MentionKind.PLACE
    head = tokens[phrase.head].text
    letters = head.isupper() and len(head) > 2 and not is_shouted(tokens, phrase.head)
    return MentionKind.GROUP if letters else MentionKind.PERSON


def _known(tokens: tuple[Token, ...], phrase: NounPhrase) -> Actor | None:
    """The actor that the end of a phrase names, by the longest name first."""
    for start in range(max(phrase.tokens[0], phrase.head + 1 - MAX_NAME), phrase.head + 1):
        found = actor(" ".join(t.text for t in tokens[start : phrase.head + 1]))
        if found is not None:
            return found
    return None


def _kind_of(known: Actor) -> MentionKind:
    return MentionKind.GROUP if known.kind in _BODIES else MentionKind.ORGANISATION


def _inside(doc: Document, phrase: NounPhrase) -> Iterator[Mention]:
    """Numbers and nationalities that stand before the head."""
    for i in range(phrase.tokens[0], phrase.tokens[1]):
        token = doc.tokens[i]
        if token.tag == "CRD":
            yield Mention(token.span, MentionKind.QUANTITY)
        elif i != phrase.head and token.text[:1].isupper() and not is_seat(token.text):
            country = state(token.text)
            if country is not None:
                own = token.text == country.name
                kind = MentionKind.STATE if own else MentionKind.NATIONALITY
                yield Mention(token.span, kind, f"state:{country.iso}")


def _counts_nothing(doc: Document, mention: Mention, times: Sequence[Span]) -> bool:
    """A number of a date ("on 8 March") or of a footnote ("[3]")."""
    if mention.kind is not MentionKind.QUANTITY:
        return False
    opened = _FOOTNOTE.search(doc.text, max(0, mention.span.start - 2), mention.span.start)
    return opened is not None or any(t.overlaps(mention.span) for t in times)


def _entity(tokens: tuple[Token, ...], phrase: NounPhrase, kind: MentionKind) -> str | None:
    """A key that the mentions of one named thing share; None for what is not named."""
    known = _known(tokens, phrase)
    if known is not None:
        return f"actor:{known.id}"
    name = " ".join(t.text for t in tokens[phrase.tokens[0] : phrase.head + 1])
    country = state(name) or state(tokens[phrase.head].text)
    if kind is MentionKind.STATE and country is not None:
        return f"state:{country.iso}"
    return f"{kind.value}:{name_key(tokens[phrase.head].text)}" if is_name(tokens, phrase) else None
