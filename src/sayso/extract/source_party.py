"""A party while it is put together from its mentions, and the tests whether a further mention belongs to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..vocab.actors import ActorKind
from ..vocab.names import name_key
from ..vocab.source_words import source_words
from .source_phrases import Form, SourcePhrase

BODY_ROLES = frozenset(
    [
        "outlet",
        "channel",
        "armed_group",
        "military_body",
        "state_body",
        "press_body",
        "monitor",
        "company",
        "investigation",
        "statement",
        "footage",
        "health_body",
        "hearsay",
    ]
)
_PLAIN = frozenset({"the", "a", "an", "same", "this", "that", "'s", "of", "in", "own", "two", "three", "four", "all"})
_ROLE_OF_KIND: Mapping[ActorKind, str] = {
    ActorKind.ARMED_GROUP: "armed_group",
    ActorKind.MILITARY: "military_body",
    ActorKind.COALITION: "military_body",
    ActorKind.MONITOR: "monitor",
    ActorKind.PRESS_OFFICE: "press_body",
    ActorKind.PARTY: "party",
}


@dataclass(slots=True)
class Party:
    """One party of a report: the phrases that name it, in text order, and the indices of its attributions."""

    phrases: list[SourcePhrase] = field(default_factory=list)
    issuers: list[SourcePhrase] = field(default_factory=list)  # who made it, when it is a statement; no mentions
    spoke: list[int] = field(default_factory=list)
    part_of: Party | None = None
    gender: str | None = None
    issued: bool = False  # publishes the report ("we")
    spoken: SourcePhrase | None = None  # the latest mention that speaks
    nested: bool = False  # that mention speaks inside another one's words
    told: SourcePhrase | None = None  # the mention that tells most

    def add(self, phrase: SourcePhrase) -> None:
        """Take in a further mention."""
        self.phrases.append(phrase)
        self.gender = self.gender or phrase.gender
        if self.told is None or _telling(phrase) > _telling(self.told):
            self.told = phrase

    @property
    def known(self) -> tuple[SourcePhrase, ...]:
        """All phrases by which it can be told again."""
        return (*self.phrases, *self.issuers)

    @property
    def last(self) -> SourcePhrase:
        """The latest mention."""
        return self.phrases[-1]

    @property
    def best(self) -> SourcePhrase:
        """The mention that tells most: a personal name, else any name, else the first noun phrase."""
        return self.told or self.phrases[0]

    @property
    def is_person(self) -> bool:
        """True when a human being or several speak, as far as the words tell."""
        best = self.best
        return best.person or (
            best.head is not None and best.role not in BODY_ROLES and not best.actor and not best.outlet
        )

    @property
    def plural(self) -> bool:
        """True for several people."""
        return self.is_person and any(p.plural for p in self.phrases if p.form is not Form.PRONOUN)


def _telling(phrase: SourcePhrase) -> tuple[bool, bool, bool]:
    return phrase.person, phrase.named or phrase.state is not None, phrase.form is not Form.PRONOUN


def same_name(a: SourcePhrase, b: SourcePhrase, short: Mapping[str, str]) -> bool:
    """Whether two phrases name the same: by dictionary, surname, short form or acronym.

    `short` maps acronyms that the report introduces in brackets to the key of the full name.
    """
    if a.actor is not None and b.actor is not None:
        return a.actor.id == b.actor.id and a.person == b.person and _staff(a) == _staff(b)
    if a.outlet is not None and b.outlet is not None:
        return a.outlet.id == b.outlet.id and (a.role == "reporter") == (b.role == "reporter")
    if a.state is not None and b.state is not None:
        return a.state.iso == b.state.iso
    if not a.name or not b.name:
        return False
    x, y = _keys(a), _keys(b)
    if x == y:
        return True
    few, more = (x, y) if len(x) <= len(y) else (y, x)
    if a.person or b.person:
        return bool(few) and few[-1] == more[-1] and set(few) <= set(more)
    known = a.actor is not None or b.actor is not None
    if few == more[: len(few)] and not known and not (len(few) == 1 and source_words().head(few[0])):
        return True
    return _short_for(a, b, short) or _short_for(b, a, short)


def _keys(phrase: SourcePhrase) -> tuple[str, ...]:
    return tuple(key for w in phrase.name if (key := name_key(w)))


def _staff(phrase: SourcePhrase) -> str:
    """A spokesman of a body is not the body: the role of people is part of the identity."""
    return phrase.role if phrase.head is not None and phrase.head.role.person else ""


def _short_for(one: SourcePhrase, full: SourcePhrase, short: Mapping[str, str]) -> bool:
    if len(one.name) != 1:
        return False
    word = one.name[0]
    words = [w for w in full.name if w[:1].isupper()]
    if word in short and len(words) > 1:
        return short[word].endswith(name_key(" ".join(full.name)))
    initials = "".join(part[0] for w in words for part in w.split("-") if part)
    return len(word) > 1 and word.isupper() and initials == word


def agree(phrase: SourcePhrase, party: Party) -> bool:
    """Number, gender, country and kind of thing do not speak against their being one."""
    best, head = party.best, phrase.head
    if head is None:
        return True
    several = head.plural and head.role.name == "armed_group"
    if head.role.person != party.is_person and not several and best.head is not None:
        return False
    if head.role.person and head.plural != party.plural:
        return False
    theirs = {p.affiliation for p in party.phrases if p.affiliation}
    if phrase.affiliation and theirs and phrase.affiliation not in theirs:
        return False
    return not (phrase.gender and party.gender and phrase.gender != party.gender)


def modifiers(phrase: SourcePhrase) -> frozenset[str]:
    """Words of the phrase that narrow it down, without articles, its heads and marks."""
    heads = {w for h in phrase.heads for w in h.word.split()}
    stem = phrase.head.word if phrase.head is not None else "\0"
    return frozenset(
        w for w in phrase.words if w not in _PLAIN and w not in heads and w[:1].isalnum() and not w.startswith(stem)
    )


def roles_of(party: Party) -> set[str]:
    """Role names of a party's heads, and what its dictionary entry amounts to."""
    roles = {h.role.name for p in party.known for h in p.heads}
    for phrase in party.known:
        if phrase.actor is not None and not phrase.person:
            roles.add(_ROLE_OF_KIND.get(phrase.actor.kind, "state_body"))
        if phrase.outlet is not None:
            roles.add("channel" if phrase.outlet.kind.value == "telegram" else "outlet")
        if phrase.acronym or (len(phrase.name) == 1 and phrase.head is None and phrase.actor is None):
            roles.add("acronym")
    return roles
