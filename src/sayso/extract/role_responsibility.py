"""Find who is said to be behind an event, and how that is put: claimed, denied or accused."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from ..errors import VocabError
from ..model import MentionKind, Responsibility, Span, Value, touching
from ..model.values import Stance
from ..vocab.actors import ActorKind
from ..vocab.loader import load_yaml
from ..vocab.ontology import event_class
from ..vocab.sentence_words import sentence_words
from .claim_words import ClaimWords, Piece
from .events import trigger_patterns
from .nouns import Side, may_act, noun_of, nouns
from .party_names import actor_in, party_name
from .patterns import Match, Patterns
from .phrases import NounPhrase
from .role_parties import verb_roles
from .source_names import body_after
from .syntax import Clause, VerbForm

STANCES: tuple[str, ...] = get_args(Stance)
_OWN = frozenset({"its", "our", "their", "his", "my"})
_NOBODY = frozenset({"no", "nobody", "none", "neither"})
_SELF = frozenset({"it", "we", "they", "he", "i"})
_PERSON = frozenset({"he", "she"})
_FIGHTING = frozenset({Side.ARMED, Side.FORCE})
_BODIES = frozenset({MentionKind.GROUP, MentionKind.STATE, MentionKind.ORGANISATION})


@dataclass(frozen=True, slots=True)
class Blame:
    """An entry of the responsibility lexicon.

    `party` tells where the party stands (source, object, led, doer, subject, none); `nominal` asks for a content that
    names a deed and is no statement.
    """

    stance: Stance
    party: str
    nominal: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The words that say it, and what they say."""

    span: Span
    value: Responsibility
    doer: Span | None = None


def responsibility_of(words: ClaimWords) -> Answer | None:
    """What a claim says about who is behind an event; the surest reading first: cue, words, the speaker's own part."""
    return _by_cue(words) or _by_content(words) or _by_part(words)


def _by_cue(words: ClaimWords) -> Answer | None:
    cue = words.proposition.cue
    if not cue or words.proposition.value is Value.UNKNOWN:
        return None
    places = [i for s in cue for i in touching(words.doc.tokens, s)]
    tokens = tuple(words.doc.tokens[i] for i in places)
    if any(words.doc.tokens[i].lower in sentence_words().habits for i in (max(places[0] - 1, 0), *places)):
        return None  # "readily claims attacks": a habit, not this deed
    for match in blame_patterns("cue").find(tokens):
        blame = match.value
        party = _cue_party(words, blame)
        if party is not None:
            span = Span(tokens[match.start].start, tokens[match.end - 1].end)
            return Answer(span, Responsibility(blame.stance, party or None), _cue_doer(words, blame))
    return None


def _cue_party(words: ClaimWords, blame: Blame) -> str | None:
    """The party that a cue makes responsible; None when the claim is about something else."""
    if blame.party == "source":
        return None if blame.nominal and not _is_about_deed(words) else _holder(words)
    if blame.party in {"object", "led"}:
        accused = _accused(words, blame.party)
        return None if accused is None else _named(words, accused)
    doer = _deed_doer(words)
    if doer is not None:
        return _doer_name(words, *doer)
    return _holder(words) if _is_about_deed(words) else None


def _cue_doer(words: ClaimWords, blame: Blame) -> Span | None:
    """Who did it, as a cue puts it: the accused, or the claim's own holder, who is source and actor at once."""
    if blame.party == "source":
        return words.attribution.source[0] if words.attribution and words.attribution.source else None
    return _accused(words, blame.party) if blame.party in {"object", "led"} else None


def _accused(words: ClaimWords, where: str) -> Span | None:
    """ "… accused [the rebels] of …", "… attributed [the raid to the rebels]"."""
    parties = [(piece, p) for piece, p in words.phrases() if may_act(piece.tokens, p) and not _is_event(piece, p)]
    if where == "led":
        parties = [(q, p) for q, p in parties if p.tokens[0] and q.tokens[p.tokens[0] - 1].lower in {"to", "on"}]
    else:
        parties = [(q, p) for q, p in parties if p.tokens[0] <= 1]
    return words.clipped(parties[0][1].span) if parties else None


def _is_about_deed(words: ClaimWords) -> bool:
    """True for contents that name a deed or an accusation: "the attack", "any involvement", "it", "having fired"."""
    if any(clause.verb.form is VerbForm.FINITE for _, clause in words.clauses()):
        return False
    opening = next(iter(words.pieces), None)
    if opening is None:
        return False
    if opening.clauses and opening.clauses[0].verb.tokens[0] == 0 and opening.clauses[0].verb.form is VerbForm.ING:
        return _attacks(opening, opening.clauses[0])
    phrase = next(iter(opening.phrases), None)
    if phrase is None:
        return False
    head = opening.tokens[phrase.head]
    return head.lemma in _deeds() or head.lower in _deeds() or _is_event(opening, phrase)


def _is_event(piece: Piece, phrase: NounPhrase) -> bool:
    matches = trigger_patterns().find(piece.tokens, phrase.tokens[0], phrase.head + 1)
    types = (m.value.type for m in matches if m.end == phrase.head + 1)
    return any(t is None or event_class(t) in {"attack", "capture"} for t in types)


def _deed_doer(words: ClaimWords) -> tuple[Piece, NounPhrase] | None:
    """Who does an attack in the content."""
    for piece, clause in words.clauses():
        if clause.doer is not None and _attacks(piece, clause) and may_act(piece.tokens, clause.doer):
            return piece, clause.doer
    return None


def _doer_name(words: ClaimWords, piece: Piece, doer: NounPhrase) -> str | None:
    lead = piece.tokens[doer.tokens[0] : doer.tokens[1]]
    own = any(t.lower in _OWN for t in lead) or (len(lead) == 1 and lead[0].lower in _SELF)
    return _holder(words) if own else _named(words, doer.span)


def _by_content(words: ClaimWords) -> Answer | None:
    for piece in words.pieces:
        for match in blame_patterns("content").find(piece.tokens):
            blame = match.value
            party = _content_party(words, piece, match)
            if party is not None:
                span = Span(piece.tokens[match.start].start, piece.tokens[match.end - 1].end)
                stance: Stance = "denied" if words.denied and blame.stance == "accused" else blame.stance
                return Answer(words.clipped(span), Responsibility(stance, party or None))
    return None


def _content_party(words: ClaimWords, piece: Piece, match: Match[Blame]) -> str | None:
    blame = match.value
    if blame.party == "none":
        return ""
    if blame.party == "object":
        after = next((p for p in piece.phrases if p.tokens[0] >= match.end), None)
        return None if after is None or not may_act(piece.tokens, after) else _named(words, after.span)
    inside = [c for c in piece.clauses if match.start <= c.verb.main < match.end]
    subject = inside[0].subject if inside else None
    if subject is None or piece.tokens[subject.head].lower == "who":
        return _holder(words) if blame.stance == "denied" and words.attribution is not None else None
    if any(t.lower in _NOBODY for t in piece.tokens[: match.start]):
        return ""
    return _doer_name(words, piece, subject)


def _by_part(words: ClaimWords) -> Answer | None:
    """ "The group said its fighters attacked …": a speaker that tells of its own deed claims it, or denies it."""
    if words.proposition.irrealis is not None or words.proposition.value not in {Value.CERTAIN, Value.CERTAIN_NOT}:
        return None
    own = _own_part(words)
    party = _holder(words) if own is not None else None
    stance: Stance = "denied" if words.denied else "claimed"
    return None if own is None or party is None else Answer(own, Responsibility(stance, party))


def _own_part(words: ClaimWords) -> Span | None:
    """Where the content makes its own speaker the doer of an attack: "it", "we", "one of its fighters"."""
    speaking = {"we", "our"} if _is_a_person(words) else {"it", "we", "its", "our"}
    for piece, clause in words.clauses():
        doer = clause.doer
        if doer is None or not _attacks(piece, clause):
            continue
        lead = piece.tokens[doer.tokens[0] : doer.tokens[1]]
        noun = noun_of(piece.tokens, doer)
        own_men = noun is not None and noun.side in _FIGHTING and any(t.lower in _OWN for t in lead)
        speaks = any(t.lower in speaking for t in lead)
        if (speaks and len(lead) == 1) or (own_men and (speaks or words.attribution is not None)):
            return words.clipped(Span(lead[0].start, max(lead[-1].end, clause.verb.span.end)))
    return None


def _is_a_person(words: ClaimWords) -> bool:
    """True for a report's own voice, and for "he", who calls nothing of his own "it"."""
    source = words.attribution.source if words.attribution is not None else ()
    return words.attribution is None or any(s.text(words.doc.text).lower() in _PERSON for s in source)


def _attacks(piece: Piece, clause: Clause) -> bool:
    """True for verbs of violent deeds; stopping a weapon in flight is none, nor is what is only meant to be done."""
    verb = clause.verb
    roles = verb_roles().get(piece.tokens[verb.main].lemma)
    down = piece.tokens[verb.tokens[1] - 1].lower == "down"
    return roles is not None and roles.deed and not down and verb.form is not VerbForm.INFINITIVE


def _holder(words: ClaimWords) -> str | None:
    """Who holds the claim, by name where the text gives one; the publisher of a statement that speaks as "we"."""
    if words.attribution is None or not words.attribution.source:
        publisher = words.doc.report.publisher
        return None if publisher is None else party_name(publisher)
    return _named(words, words.attribution.source[0])


def _named(words: ClaimWords, span: Span) -> str:
    """The words of a party; a pronoun or "the group" gives way to the body that was last named or quoted before it."""
    text = span.text(words.doc.text)
    first = text.split()[0].lower()
    if first in {"we", "us", "our"} and words.doc.report.publisher is not None:
        return party_name(words.doc.report.publisher)
    generic = _is_generic(text)
    if first not in _SELF | _OWN | {"which"} and not generic:
        return party_name(" ".join(body_after(words.doc, span, None)) or text)
    mentions = [m for m in words.doc.mentions if m.span.end <= span.start and m.entity and m.kind in _BODIES]
    if generic:
        groups = [m.span for m in mentions if m.kind is MentionKind.GROUP]
        armed = [s for s in groups if _is_armed_group(s.text(words.doc.text))]
        before = next(iter((armed or groups)[-1:]), None)
    else:
        quoted = [s for a in words.doc.attributions for s in a.source if s.end <= span.start]
        speakers = [s for s in quoted if any(s.overlaps(m.span) for m in mentions)]
        before = max((*speakers[-1:], *[m.span for m in mentions if m.kind is MentionKind.GROUP][-1:]), default=None)
    return text if before is None else party_name(before.text(words.doc.text))


def _is_armed_group(name: str) -> bool:
    known = actor_in(name)
    return known is not None and known.kind is ActorKind.ARMED_GROUP


def _is_generic(text: str) -> bool:
    """ "the group", "this movement": a body that was named before."""
    parts = text.lower().split()
    noun = nouns().get(parts[-1])
    bare = len(parts) == 2 and parts[0] in {"the", "that", "this"}
    return bare and noun is not None and noun.kind is MentionKind.GROUP and noun.side is Side.ARMED


@cache
def blame_patterns(where: str) -> Patterns[Blame]:
    """The responsibility lexicon for the `cue` or the `content` of claims.

    Raises:
        VocabError: an entry has a stance that the contract does not know.
    """
    name = "lexicon/en/responsibility.yaml"
    rows = [row for row in load_yaml(name) if row["in"] == where]
    return Patterns((row["words"], _blame(row, name)) for row in rows)


def _blame(row: dict[str, Any], name: str) -> Blame:
    if row["stance"] not in STANCES:
        raise VocabError(f"{name}: {row['words']!r} has stance {row['stance']!r}; use one of {', '.join(STANCES)}")
    return Blame(row["stance"], row["party"], bool(row.get("nominal")))


@cache
def _deeds() -> frozenset[str]:
    return frozenset(w for row in load_yaml("lexicon/en/deeds.yaml") for w in row["words"].split())
