"""Words that tell what kind of source a phrase names: head nouns, qualifiers, pronouns, channels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..errors import VocabError
from ..model import SourceKind
from .loader import load_yaml

FILE = "lexicon/en/sources.yaml"
MAX_HEAD_WORDS = 4  # "ministry of national defence"


@dataclass(frozen=True, slots=True)
class Role:
    """What a head noun makes of a source: `person` = it can precede a personal name as a title."""

    name: str
    person: bool
    named: SourceKind
    unnamed: SourceKind


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun as a source. `number`: one, many, issuer (we) or nearest (who); `of`: person, body."""

    number: str
    of: frozenset[str]
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class Qualifier:
    """Words beside a head of one of the roles `over` that decide its kind."""

    kind: SourceKind
    words: frozenset[str]
    over: frozenset[str]


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun found in a phrase: dictionary form, role, and whether it stood in the plural."""

    word: str
    role: Role
    plural: bool


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The lexicon of source phrases."""

    heads: Mapping[str, Role]
    plurals: Mapping[str, str]
    qualifiers: tuple[Qualifier, ...]
    anaphors: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, Pronoun]
    gender: Mapping[str, str]
    numbers: Mapping[str, int]
    channels: tuple[tuple[str, re.Pattern[str]], ...]

    def head(self, words: str) -> Head | None:
        """The head noun that `words` (lower case, one space between) is a form of; None when they are none.

        >>> source_words().head("eyewitnesses").role.name
        'witness'
        """
        if words in self.plurals:
            word = self.plurals[words]
            # a plural that is its own dictionary form is one body: "the armed forces", "police"
            return Head(word, self.heads[word], plural=word != words or self.heads[word].person)
        role = self.heads.get(words)
        if role is not None:
            return Head(words, role, plural=False)
        return next((Head(w, self.heads[w], plural=True) for w in singulars(words) if w in self.heads), None)


def singulars(words: str) -> tuple[str, ...]:
    """Possible singulars of an English plural, likeliest first.

    >>> singulars("news agencies"), singulars("witnesses")
    (('news agency',), ('witnesse', 'witness'))
    """
    if words.endswith("ies"):
        return (words[:-3] + "y",)
    if words.endswith(("ses", "xes", "ches", "shes")):
        return (words[:-1], words[:-2])
    if words.endswith("men"):
        return (words[:-2] + "an",)
    if words.endswith("s") and not words.endswith("ss"):
        return (words[:-1],)
    return ()


@cache
def source_words() -> SourceWords:
    """The lexicon, read once.

    Raises:
        VocabError: an entry is broken or a head noun stands under two roles.
    """
    raw = load_yaml(FILE)
    try:
        heads, plurals = _heads(raw["roles"])
        return SourceWords(
            heads=heads,
            plurals=plurals,
            qualifiers=tuple(
                Qualifier(SourceKind(q["kind"]), frozenset(q["words"]), frozenset(q["over"])) for q in raw["qualifiers"]
            ),
            anaphors=_anaphors(raw["anaphors"]),
            pronouns={
                form: Pronoun(p["number"], frozenset(p["of"]), p.get("gender"))
                for p in raw["pronouns"]
                for form in p["forms"]
            },
            gender={word: gender for gender, words in raw["gender"].items() for word in words},
            numbers={str(word): int(n) for word, n in raw["numbers"].items()},
            channels=tuple((c["channel"], re.compile(c["pattern"], re.IGNORECASE)) for c in raw["channels"]),
        )
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise VocabError(f"{FILE}: broken entry ({error!r}); compare it with its neighbours") from error


def _heads(rows: list[Any]) -> tuple[dict[str, Role], dict[str, str]]:
    heads: dict[str, Role] = {}
    plurals: dict[str, str] = {}
    for row in rows:
        role = Role(row["role"], row.get("person", False), SourceKind(row["named"]), SourceKind(row["unnamed"]))
        for head in row["heads"]:
            if heads.setdefault(head, role) is not role:
                raise VocabError(f"{FILE}: head {head!r} stands under {heads[head].name} and {role.name}; keep one")
        plurals.update(row.get("plurals") or {})
    return heads, plurals


def _anaphors(rows: list[Any]) -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for row in rows:
        for head in row["heads"]:
            table[head] = table.get(head, frozenset()) | frozenset(row["roles"])
    return table
