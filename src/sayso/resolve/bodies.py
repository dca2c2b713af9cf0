"""Tell what kind of body a name is of: "Diyala Operations Command" is a military one, "the police" is of the state.

A body's own release speaks for it, and reports call it by its kind alone ("the army said"): so names are compared by
kind where nothing else tells them apart.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

from ..model import SourceKind
from ..vocab.actors import actor_by_id
from ..vocab.matching import matching_words
from ..vocab.outlets import outlet
from ..vocab.source_words import MAX_HEAD_WORDS, source_words
from .names import plain, singular

_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_OF_BODIES = {
    SourceKind.OFFICIAL_PRESS_BODY: "state",
    SourceKind.OFFICIAL_ANONYMOUS: "state",
    SourceKind.MILITARY_INSTITUTION: "military",
    SourceKind.MILITARY_ANONYMOUS: "military",
    SourceKind.ARMED_GROUP: "group",
    SourceKind.MEDICAL: "medical",
}
_OF_PRESS = frozenset({SourceKind.MEDIA_OUTLET, SourceKind.SOCIAL_MEDIA_CHANNEL})


@lru_cache(maxsize=65536)
def heads(name: str) -> tuple[tuple[str, SourceKind], ...]:
    """The words of a name that tell what it is, from left to right, with the kind of source that each makes of it.

    >>> [words for words, _ in heads("the police headquarters of Kirkuk")]
    ['police', 'headquarters']
    """
    words = [word.lower() for word in _WORD.findall(plain(name).replace("'s ", " "))]
    found, start = [], 0
    while start < len(words):
        size = min(MAX_HEAD_WORDS, len(words) - start)
        while size and source_words().head(" ".join(words[start : start + size])) is None:
            size -= 1
        if size:
            phrase = " ".join(words[start : start + size])
            head = source_words().head(phrase)
            found += [(phrase, head.role.unnamed)] if head is not None else []
        start += max(size, 1)
    return tuple(found)


@lru_cache(maxsize=65536)
def families(name: str) -> frozenset[str]:
    """Of which kinds of body a name speaks: state, military, group, medical; empty for people, outlets, channels.

    >>> sorted(families("Diyala Operations Command")), sorted(families("Hamrin Press"))
    (['military'], [])
    """
    return frozenset(_OF_BODIES[kind] for _, kind in heads(name) if kind in _OF_BODIES)


@lru_cache(maxsize=65536)
def is_body(publisher: str) -> bool:
    """True when a publisher is a body that speaks for itself, and no outlet.

    >>> is_body("General Staff of the Armed Forces"), is_body("The Kashmir Dispatch")
    (True, False)
    """
    kinds = [kind for _, kind in heads(publisher)]
    return outlet(publisher) is None and bool(families(publisher)) and not _OF_PRESS.intersection(kinds)


@dataclass(frozen=True, slots=True)
class Described:
    """What reports say of a source: its telling words (`origins.party_words`), and the names that they give it."""

    words: frozenset[str]
    names: Set[str]

    @property
    def states(self) -> frozenset[str]:
        """The ISO codes of the states that it is of."""
        return frozenset(word for word in self.words if word.isupper() and len(word) == 2)

    @property
    def bodies(self) -> frozenset[str]:
        """The ids of the bodies that it is or speaks for."""
        return frozenset(word for word in self.words if actor_by_id(word) is not None)

    @property
    def own(self) -> frozenset[str]:
        """The words that neither state nor body nor kind accounts for: names of people and of units."""
        kinds = {singular(word) for name in self.names for phrase, _ in heads(name) for word in phrase.split()}
        return self.words - self.states - self.bodies - kinds - matching_words().particles

    @property
    def families(self) -> frozenset[str]:
        """The kinds of body that its names speak of."""
        return frozenset(family for name in self.names for family in families(name))


def may_be_one(a: Described, b: Described) -> bool:
    """True when nothing tells two parties apart: one is named more vaguely, or by its kind alone.

    "Washington" and the US Central Command; the IRGC and "the elite Guards"; "the army" and a release of the Diyala
    Operations Command; the Benue police and their spokeswoman. Two people who speak for one body are two, as are two
    bodies that both are named.
    """
    if not a.words or not b.words:
        return False
    if a.words <= b.words or b.words <= a.words:
        return True
    if a.states and b.states and not a.states & b.states:
        return False
    if a.bodies & b.bodies:
        return not a.own or not b.own or bool(a.own & b.own)
    if a.own and b.own and (a.own <= b.own or b.own <= a.own) and a.families & b.families:
        return True
    by_kind = not (a.own or a.bodies), not (b.own or b.bodies)
    return by_kind[0] != by_kind[1] and bool(a.families & b.families)
