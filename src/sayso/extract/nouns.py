"""What a noun phrase can be in an event: a party, a person, a building, a vehicle, a weapon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ..model import MentionKind, Token
from ..vocab.actors import actor, state
from ..vocab.loader import load_yaml
from .chunks import time_words
from .phrases import NounPhrase
from .weapons import Weapon, weapon_patterns


class Side(StrEnum):
    """What kind of party a noun names: irregulars, army or police, civilians; NONE for things and places."""

    ARMED = "armed"
    FORCE = "force"
    CIVIL = "civil"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Noun:
    """An entry of the noun lexicon."""

    kind: MentionKind
    side: Side


MAX_WEAPON = 4  # words of the longest weapon in the lexicon
_OPENERS = frozenset({".", ":", "“", '"', "‘", "—", "–"})  # after these, a capital need not mean a name
_PRONOUNS = frozenset({"they", "he", "she", "we", "i", "them", "him", "her", "us", "who", "it"})
_UNKNOWN = frozenset({"NP0", "UNC"})  # how the tagger calls names, and words that it has never seen
_SMALL_WORDS = frozenset({"AT0", "PRP", "PRF", "CJC", "TO0", "VBD", "VBZ", "DPS"})
SHOUT_REACH = 4  # tokens to either side: enough to meet a small word, too few to reach over a heading
_PEOPLE = frozenset({MentionKind.PERSON, MentionKind.GROUP})


def noun_of(tokens: Sequence[Token], phrase: NounPhrase) -> Noun | None:
    """The lexicon's entry for the head of a phrase; names of known actors and states count as groups and states."""
    if is_weapon(tokens, phrase):
        return Noun(MentionKind.WEAPON, Side.NONE)
    head = tokens[phrase.head]
    if head.text[:1].isupper():
        name = " ".join(t.text for t in tokens[phrase.tokens[0] : phrase.head + 1])
        if actor(name) is not None or actor(head.text) is not None:
            return Noun(MentionKind.GROUP, Side.FORCE)
        if state(name) is not None or state(head.text) is not None:
            return Noun(MentionKind.STATE, Side.FORCE)
    return nouns().get(head.lemma) or nouns().get(head.lower)


def is_weapon(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """True when the phrase's head is the last word of a weapon."""
    return any(weapon.named for weapon in _weapons(tokens, phrase))


def is_carrier(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """True for what carries weapons, or people out of danger: "evacuated by helicopter"."""
    return any(weapon.carrier for weapon in _weapons(tokens, phrase))


def is_aircraft(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """True for manned aircraft, which reports name for those who fly them ("Israeli jets struck")."""
    return any(weapon.kind == "aircraft" for weapon in _weapons(tokens, phrase))


def _weapons(tokens: Sequence[Token], phrase: NounPhrase) -> Iterator[Weapon]:
    start = max(phrase.tokens[0], phrase.head + 1 - MAX_WEAPON)
    for match in weapon_patterns().find(tokens, start, phrase.head + 1):
        if match.end == phrase.head + 1:
            yield match.value


def is_pronoun(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """True for personal pronouns and "who"."""
    return tokens[phrase.head].lower in _PRONOUNS


def is_name(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """True when the head is a proper name that is no time word.

    The tagger calls a name that it does not know a common noun; so a capital inside the sentence, or on two words
    running, makes a name too.
    """
    head = tokens[phrase.head]
    if not head.text[:1].isupper() or head.lower in time_words() or head.tag[:1] not in {"N", "U"}:
        return False
    if is_shouted(tokens, phrase.head):
        return head.tag in _UNKNOWN
    before = tokens[phrase.head - 1] if phrase.head else None
    return head.tag == "NP0" or (before is not None and (before.text[:1].isupper() or before.text not in _OPENERS))


def is_shouted(tokens: Sequence[Token], i: int) -> bool:
    """True where all is in capitals, so that a capital says nothing: a small word beside is in capitals too."""
    beside = tokens[max(i - SHOUT_REACH, 0) : i + SHOUT_REACH + 1]
    return any(t.tag in _SMALL_WORDS and len(t.text) > 1 and t.text.isupper() for t in beside)


def may_act(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """True for what can act on purpose: people, bodies, states, names, pronouns; never a weapon or a building."""
    noun = noun_of(tokens, phrase)
    if noun is not None:
        return noun.kind in _PEOPLE | {MentionKind.ORGANISATION, MentionKind.STATE}
    return is_pronoun(tokens, phrase) or is_name(tokens, phrase) or _counted(tokens, phrase)


def may_suffer(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """True for who can be killed, hurt or taken: people, groups, names, pronouns."""
    noun = noun_of(tokens, phrase)
    if noun is not None:
        return noun.kind in _PEOPLE
    return (is_pronoun(tokens, phrase) and tokens[phrase.head].lower != "it") or is_name(tokens, phrase)


def _counted(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """ "two were", "the other", "both": people left unnamed."""
    return tokens[phrase.head].tag in {"DT0", "ORD"}


@cache
def nouns() -> dict[str, Noun]:
    """The noun lexicon by lemma."""
    table: dict[str, Noun] = {}
    for row in load_yaml("lexicon/en/nouns.yaml"):
        for word in row["words"].split():
            table.setdefault(word, Noun(MentionKind(row["kind"]), Side(row.get("side", "none"))))
    return table


@cache
def not_roles(role: str) -> frozenset[str]:
    """Nouns that never fill a role though they stand where its party would ("opened fire on suspicion")."""
    rows = load_yaml("lexicon/en/not_roles.yaml")
    return frozenset(word for row in rows if row["role"] == role for word in row["words"].split())
