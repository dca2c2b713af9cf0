"""Find the parties of a claim: who did it (actor), what it was aimed at (target), who suffered (victim).

Actor is who did it, never who said it: only the words of the content are read, and a launch place or a weapon is no actor.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..model import MentionKind, Span
from ..vocab.loader import load_yaml
from .claim_words import ClaimWords, Piece
from .events import Trigger, trigger_patterns
from .nouns import Noun, Side, is_aircraft, is_pronoun, is_weapon, may_act, may_suffer, noun_of
from .patterns import Match
from .phrases import NounPhrase
from .syntax import Clause, VerbForm


@dataclass(frozen=True, slots=True)
class Party:
    """A candidate for a role, with how sure it is (higher wins)."""

    span: Span
    weight: float


@dataclass(frozen=True, slots=True)
class VerbRoles:
    """What the subject and the object of a verb are: actor, victim, target, harm, other, none, or empty if not known."""

    subject: str = ""
    object: str = ""
    deed: bool = False


def actors_of(words: ClaimWords) -> list[Party]:
    """Who did it; at most one, the surest."""
    found = [*_doers(words), *_nominal_actors(words), *_named_armed(words)]
    return [max(found, key=lambda p: p.weight)] if found else []


def victims_of(words: ClaimWords) -> list[Party]:
    """Who was killed, hurt, taken or moved; at most one, the surest."""
    found = [*_suffering(words), *_counted_victims(words)]
    return [max(found, key=lambda p: p.weight)] if found else []


def targets_of(words: ClaimWords) -> list[Party]:
    """What was attacked, hit, entered or taken; at most one, the surest."""
    found = [*_aimed_at(words), *_nominal_targets(words)]
    return [max(found, key=lambda p: p.weight)] if found else []


def _doers(words: ClaimWords) -> Iterator[Party]:
    for piece, clause in words.clauses():
        doer = clause.doer
        if doer is None or piece.tokens[doer.tokens[0]].lower == "no":
            continue
        weight = _doing(piece, clause, doer)
        if weight:
            yield Party(words.clipped(doer.span), weight - _lateness(piece, clause))


def _doing(piece: Piece, clause: Clause, doer: NounPhrase) -> int:
    """How sure it is that the subject does something that one would ask "who did it" about; 0 = it is not.

    The bars are set where most of 1,900 subjects of the training reports were actors: an armed party almost always is.
    """
    noun = noun_of(piece.tokens, doer)
    subject = verb_roles().get(_lemma(piece, clause), VerbRoles()).subject
    if subject == "victim":
        return 0
    if noun is not None and noun.kind is MentionKind.WEAPON:
        return 2 if subject == "actor" and not clause.verb.passive and is_aircraft(piece.tokens, doer) else 0
    armed = noun is not None and (noun.side is Side.ARMED or noun == Noun(MentionKind.GROUP, Side.FORCE))
    if subject == "actor":
        return 3 if may_act(piece.tokens, doer) else 2 * _unknown_party(piece, doer, noun)
    if clause.verb.passive:
        return 3 if may_act(piece.tokens, doer) else 0
    if subject in {"none", "other"}:
        return int(armed)
    if is_pronoun(piece.tokens, doer):
        return int(piece.tokens[doer.head].lower in {"they", "we"})
    return 2 if noun is not None and noun.side is not Side.NONE else 0


def _unknown_party(piece: Piece, doer: NounPhrase, noun: Noun | None) -> bool:
    """A noun that no list knows may be a party ("our teams"), if it is no happening ("the blast destroyed …")."""
    return noun is None and not any(
        m.end == doer.head + 1 for m in trigger_patterns().find(piece.tokens, doer.tokens[0], doer.head + 1)
    )


def _lateness(piece: Piece, clause: Clause) -> float:
    return clause.verb.main / (len(piece.tokens) + 1)


def _lemma(piece: Piece, clause: Clause) -> str:
    verb = piece.tokens[clause.verb.main]
    return verb.lower.removesuffix("ed") if verb.tag == "AJ0" else verb.lemma


def _nominal_actors(words: ClaimWords) -> Iterator[Party]:
    """"Israel's airstrikes", "the Israeli strike", "an attack by the group"."""
    for piece, match in _event_nouns(words):
        phrase = _phrase_at(piece, match.end - 1)
        if phrase is None:
            continue
        if phrase.possessor is not None:
            first, last = phrase.possessor
            owner = piece.tokens[last - 1]
            if owner.text[:1].isupper() or owner.lower not in _not_owners():
                yield Party(Span(piece.tokens[first].start, owner.end), 1.5)
        for i in range(phrase.tokens[0], match.start):
            if piece.tokens[i].text[:1].isupper() and _is_power(piece.tokens[i].text):
                yield Party(piece.tokens[i].span, 1.2)
        following = next((p for p in piece.phrases if p.tokens[0] == match.end + 1), None)
        if following is not None and piece.tokens[match.end].lower == "by" and may_act(piece.tokens, following):
            yield Party(words.clipped(following.span), 2.5)


def _named_armed(words: ClaimWords) -> Iterator[Party]:
    """"three masked men on the roof", "a suicide attacker": a content without a verb that is about armed people."""
    for piece in words.pieces:
        if any(c.verb.form is VerbForm.FINITE for c in piece.clauses):
            continue
        for phrase in piece.phrases:
            noun = noun_of(piece.tokens, phrase)
            if noun is not None and noun.side is Side.ARMED:
                yield Party(words.clipped(phrase.span), 0.5)


def _event_nouns(words: ClaimWords) -> Iterator[tuple[Piece, Match[Trigger]]]:
    for piece in words.pieces:
        for match in trigger_patterns().find(piece.tokens):
            if piece.tokens[match.end - 1].tag[:1] == "N":
                yield piece, match


def _phrase_at(piece: Piece, i: int) -> NounPhrase | None:
    return next((p for p in piece.phrases if p.tokens[0] <= i < p.tokens[1]), None)


def _suffering(words: ClaimWords) -> Iterator[Party]:
    for piece, clause in words.clauses():
        roles = verb_roles().get(_lemma(piece, clause), VerbRoles())
        if roles.object in {"victim", "harm"} and clause.undergoer is not None:
            if may_suffer(piece.tokens, clause.undergoer):
                yield Party(words.clipped(clause.undergoer.span), 3 - _lateness(piece, clause))
        elif roles.subject == "victim" and clause.subject is not None and may_suffer(piece.tokens, clause.subject):
            yield Party(words.clipped(clause.subject.span), 3 - _lateness(piece, clause))


def _counted_victims(words: ClaimWords) -> Iterator[Party]:
    """"among them four children", "31 civilians": a piece without a verb that names people."""
    harmed = [t.lower in _harm_words() or t.lemma in _harm_words() for piece in words.pieces for t in piece.tokens]
    for piece, phrase in words.phrases():
        verbless = not any(c.verb.form is VerbForm.FINITE for c in piece.clauses)
        noun = noun_of(piece.tokens, phrase)
        if noun is None or noun.side is Side.NONE or not may_suffer(piece.tokens, phrase):
            continue
        if (verbless and noun.side is Side.CIVIL) or (any(harmed) and noun.side is not Side.ARMED):
            yield Party(words.clipped(phrase.span), 1 - phrase.tokens[0] / 1000)


def _aimed_at(words: ClaimWords) -> Iterator[Party]:
    for piece, clause in words.clauses():
        roles = verb_roles().get(_lemma(piece, clause), VerbRoles())
        if roles.object in {"target", "harm"} and clause.undergoer is not None and _aimable(piece, clause.undergoer):
            if roles.object == "target" or not may_suffer(piece.tokens, clause.undergoer):
                yield Party(words.clipped(clause.undergoer.span), 3 - _lateness(piece, clause))


def _nominal_targets(words: ClaimWords) -> Iterator[Party]:
    """"an attack on the base", "fired at the convoy", "the bus bombing"."""
    for piece in words.pieces:
        for match in trigger_patterns().find(piece.tokens):
            trigger = match.value
            if trigger.family is None and trigger.type is not None and trigger.type.value in _UNAIMED:
                continue
            for phrase in piece.phrases:
                lead = piece.tokens[phrase.tokens[0] - 1].lower if phrase.tokens[0] else ""
                gap = phrase.tokens[0] - match.end
                if lead in _AIMS and 0 <= gap <= 8 and _aimable(piece, phrase):
                    yield Party(words.clipped(phrase.span), 2 - gap / 10)


_AIMS = frozenset({"on", "against", "at", "into", "toward", "towards", "of"})
_UNAIMED = frozenset({"investigation", "statement_threat", "talks_visit", "evacuation", "deployment", "withdrawal", "arrest"})


def _aimable(piece: Piece, phrase: NounPhrase) -> bool:
    return not is_weapon(piece.tokens, phrase) and not _is_time(piece, phrase)


def _is_time(piece: Piece, phrase: NounPhrase) -> bool:
    from .phrases import time_words

    head = piece.tokens[phrase.head]
    return head.lower in time_words() or head.tag == "CRD"


def _is_power(word: str) -> bool:
    from ..vocab.actors import actor, state

    return state(word) is not None or actor(word) is not None


@cache
def _not_owners() -> frozenset[str]:
    from .phrases import time_words

    return time_words()


@cache
def _harm_words() -> frozenset[str]:
    return frozenset(w for row in load_yaml("lexicon/en/victims.yaml") for w in row["words"].split())


@cache
def verb_roles() -> dict[str, VerbRoles]:
    """The verb lexicon: lemma -> what its subject and object are."""
    table: dict[str, VerbRoles] = {}
    for row in load_yaml("lexicon/en/role_verbs.yaml"):
        for verb in row["verbs"].split():
            table.setdefault(verb, VerbRoles(row["subject"], row.get("object", ""), bool(row.get("deed"))))
    return table
