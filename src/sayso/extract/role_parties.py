"""Find the parties of a claim: who did it (actor), what it was aimed at (target), who suffered (victim).

Actor is who did it, never who said it: only the words of the content are read; a launch place or a weapon is no actor.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..model import EventType, MentionKind, Span
from ..vocab.loader import load_yaml
from .chunks import time_words
from .claim_words import ClaimWords, Piece
from .events import Trigger, trigger_patterns
from .nouns import Noun, Side, is_aircraft, is_pronoun, is_weapon, may_act, may_suffer, not_roles, noun_of
from .party_names import is_power
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
    """What the subject and the object of a verb are: actor, victim, target, harm, other, none; empty if not known."""

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
    """ "Israel's airstrikes", "the Israeli strike", "an attack by the group"."""
    for piece, match in _event_nouns(words):
        phrase = _phrase_at(piece, match.end - 1)
        if phrase is None:
            continue
        if phrase.possessor is not None:
            first, last = phrase.possessor
            owner = piece.tokens[last - 1]
            if owner.text[:1].isupper() or owner.lower not in time_words():
                yield Party(Span(piece.tokens[first].start, owner.end), 1.5)
        for i in range(phrase.tokens[0], match.start):
            if piece.tokens[i].text[:1].isupper() and is_power(piece.tokens[i].text):
                yield Party(piece.tokens[i].span, 1.2)
        following = next((p for p in piece.phrases if p.tokens[0] == match.end + 1), None)
        if following is not None and piece.tokens[match.end].lower == "by" and may_act(piece.tokens, following):
            yield Party(words.clipped(following.span), 2.5)


def _named_armed(words: ClaimWords) -> Iterator[Party]:
    """ "three masked men on the roof", "a suicide attacker": a content without a verb that is about armed people."""
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
        roles = _roles(piece, clause)
        suffers = clause.undergoer if roles.object in {"victim", "harm"} else None
        if suffers is None and roles.subject == "victim":
            suffers = clause.subject
        if suffers is not None and _can_be_victim(piece, suffers):
            yield Party(words.clipped(suffers.span), 3 - _lateness(piece, clause))


def _counted_victims(words: ClaimWords) -> Iterator[Party]:
    """ "among them four children", "17 soldiers": a content without a verb that names people, or people near harm."""
    harm = any({t.lower, t.lemma} & _harm_words() for piece in words.pieces for t in piece.tokens)
    doers = {c.doer for piece, c in words.clauses() if c.doer is not None and _roles(piece, c).subject == "actor"}
    for piece, phrase in words.phrases():
        noun = noun_of(piece.tokens, phrase)
        if noun is None or noun.kind is not MentionKind.PERSON or not _can_be_victim(piece, phrase):
            continue
        verbless = not any(c.verb.form is VerbForm.FINITE for c in piece.clauses)
        counted = any(t.tag == "CRD" for t in piece.tokens[slice(*phrase.tokens)])
        named = verbless and (counted or noun.side is Side.CIVIL)
        if named or (harm and noun.side is not Side.ARMED and (verbless or phrase not in doers)):
            yield Party(words.clipped(phrase.span), 1 - phrase.tokens[0] / 1000)


def _can_be_victim(piece: Piece, phrase: NounPhrase) -> bool:
    head = piece.tokens[phrase.head]
    return may_suffer(piece.tokens, phrase) and not {head.lower, head.lemma} & not_roles("victim")


def _aimed_at(words: ClaimWords) -> Iterator[Party]:
    for piece, clause in words.clauses():
        roles = _roles(piece, clause)
        aim = clause.undergoer
        if aim is None or not _aimable(piece, aim):
            continue
        if roles.object == "target" or (roles.object == "harm" and not may_suffer(piece.tokens, aim)):
            yield Party(words.clipped(aim.span), 3 - _lateness(piece, clause))


def _nominal_targets(words: ClaimWords) -> Iterator[Party]:
    """ "an attack on the base", "fired at the convoy", "the bombing of a bus"."""
    for piece in words.pieces:
        for match in trigger_patterns().find(piece.tokens):
            if match.value.empty or (match.value.type is not None and match.value.type not in _AIMED):
                continue
            for phrase in piece.phrases:
                lead = piece.tokens[phrase.tokens[0] - 1].lower if phrase.tokens[0] else ""
                gap = phrase.tokens[0] - match.end
                aimed = (lead in _AIMS and 0 <= gap <= MAX_AIM) or (lead == "of" and gap == 1)
                if aimed and _aimable(piece, phrase) and not (lead == "of" and may_suffer(piece.tokens, phrase)):
                    yield Party(words.clipped(phrase.span), 2 - gap / 10)


MAX_AIM = 8  # tokens between "attack" and the preposition of its target
_AIMS = frozenset({"on", "against", "at", "into", "toward", "towards"})
_AIMED = frozenset(
    {
        EventType.ROCKET_ATTACK, EventType.MISSILE_STRIKE, EventType.SHELLING, EventType.AIR_STRIKE,
        EventType.DRONE_STRIKE, EventType.BOMBING_IED, EventType.SUICIDE_BOMBING, EventType.ARMED_ASSAULT,
        EventType.LOOTING_DESTRUCTION,
    }
)  # fmt: skip


def _aimable(piece: Piece, phrase: NounPhrase) -> bool:
    head = piece.tokens[phrase.head]
    if head.tag in {"CRD", "ORD"} or head.lower in time_words() or {head.lower, head.lemma} & not_roles("target"):
        return False
    return not is_weapon(piece.tokens, phrase)


def _roles(piece: Piece, clause: Clause) -> VerbRoles:
    """The roles of a clause's verb; "shot down" has a weapon for its object, so neither victim nor target."""
    roles = verb_roles().get(_lemma(piece, clause), VerbRoles())
    down = piece.tokens[clause.verb.tokens[1] - 1].lower == "down" and roles.object == "harm"
    return VerbRoles(roles.subject) if down else roles


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
