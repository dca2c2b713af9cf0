"""Name a party as readers know it: acronyms, seats of government and adjectives give way to whom they stand for."""

from __future__ import annotations

import re
from functools import lru_cache

from ..text import tokenize
from ..vocab.actors import Actor, actor, is_seat, state

_WORD = re.compile(r"[A-Z\d-]+")
MAX_NAME = 6  # words of the longest name that is looked up


def party_name(text: str) -> str:
    """The label of the known actor or state that `text` is or ends with, else `text` itself.

    >>> party_name("Moscow"), party_name("Kabul's foreign ministry")
    ('Russia', 'Afghanistan')
    """
    bare = text.removeprefix("the ").removeprefix("The ")
    country = state(bare)
    if country is not None:
        return country.name
    known = actor(bare)
    if known is not None:
        return label(known)
    owners = bare.replace("’", "'").split("'s ")[:-1]
    owner = next((state(word) for word in owners if is_seat(word)), None)
    return text if owner is None else owner.name


@lru_cache(maxsize=4096)
def is_power(word: str) -> bool:
    """True when one word names a state, its people or a known actor ("Israeli", "IRGC")."""
    return state(word) is not None or actor(word) is not None


def label(known: Actor) -> str:
    """An actor's name with its acronym: "Islamic State Sahel Province (ISSP)"."""
    short = next((a for a in known.aliases if a.isupper() and a.isascii() and _WORD.fullmatch(a)), None)
    return known.name if short is None or short in known.name else f"{known.name} ({short})"


@lru_cache(maxsize=4096)  # the same names come again in every sentence of a report
def actor_in(text: str) -> Actor | None:
    """The known actor that `text` names anywhere, the longest name first."""
    words = [t.text for t in tokenize(text)]
    for size in range(min(MAX_NAME, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            if words[start][:1].isupper():
                found = actor(" ".join(words[start : start + size]))
                if found is not None:
                    return found
    return None
