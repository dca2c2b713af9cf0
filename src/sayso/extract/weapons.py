"""Find weapons and what carries them, with the kind of attack that each makes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..model import Document, Sentence
from ..vocab.loader import load_yaml
from .patterns import Patterns
from .phrases import NounPhrase, noun_phrases


@dataclass(frozen=True, slots=True)
class Weapon:
    """An entry of the weapon lexicon: its kind (missile, drone, gun, …); `named` is False for mere signs of one."""

    kind: str
    named: bool = True


@dataclass(frozen=True, slots=True)
class ArmedPhrase:
    """A noun phrase that names a weapon; `tokens` are the weapon's own words."""

    phrase: NounPhrase
    tokens: tuple[int, int]
    weapon: Weapon


def armed_phrases(doc: Document, sentence: Sentence) -> list[ArmedPhrase]:
    """The noun phrases of a sentence that are about a weapon: it is their head, or "of" leads to it."""
    first, last = sentence.tokens
    named = {m.end - 1: m for m in weapon_patterns().find(doc.tokens, first, last) if m.value.named}
    return [
        ArmedPhrase(phrase, (named[phrase.head].start, named[phrase.head].end), named[phrase.head].value)
        for phrase in noun_phrases(doc, sentence)
        if phrase.head in named
    ]


@cache
def weapon_patterns() -> Patterns[Weapon]:
    """The weapon lexicon of the package."""
    rows = load_yaml("lexicon/en/weapons.yaml")
    return Patterns((row["words"], Weapon(row["class"], row.get("weapon", True))) for row in rows)
