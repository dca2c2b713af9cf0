"""Make names of places and parties comparable across spellings: Rumalyn and Rumaylan, Kalsu and Kalso."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from ..vocab.actors import Actor, State, actor, state
from ..vocab.generic_actors import canonical_id
from ..vocab.matching import matching_words
from ..vocab.word_rarity import word_rarity

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`-][^\W\d_]+)*")
_ARTICLE = re.compile(r"^(?:al|el|an|ar|as|ash|at|ad|az|the|l)[-'’]", re.IGNORECASE)
_VOWELS = re.compile(r"[aeiouyàâ'’ʼ`-]+")
_PART = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
MAX_NAME = 5  # words of a known name
_MAY_COMBINE = re.compile("[^\u0000-\u02ff]+")  # no character before U+0300 combines with another
MIN_SKELETON = 3  # consonants; with fewer, Hama and Hims would be one


@lru_cache(maxsize=65536)
def name_tokens(name: str) -> frozenset[str]:
    """The telling words of a name, spelled as they sound; words such as "town", "near", "army" tell nothing.

    >>> sorted(name_tokens("the Kalso military base")) == sorted(name_tokens("Camp Kalsu"))
    True
    """
    generic = matching_words().generic
    words = (word.lower() for word in _WORD.findall(plain(name)))
    parts = (part for word in words for part in _ARTICLE.sub("", word).split("-"))
    return frozenset(sound(part) for part in parts if len(part) > 2 and part not in generic)


def plain(words: str) -> str:
    """Words without accents, and with straight apostrophes."""
    if words.isascii():
        return words
    decomposed = unicodedata.normalize("NFKD", words.replace("’", "'").replace("ı", "i").replace("ø", "o"))
    return _MAY_COMBINE.sub(_without_marks, decomposed)


def _without_marks(found: re.Match[str]) -> str:
    return "".join(c for c in found[0] if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """First letter and consonants, doubled letters once; short words stay as they are.

    >>> sound("rumalyn"), sound("rumaylan"), sound("homs")
    ('rmln', 'rmln', 'hms')
    """
    word = word.lower()
    first, rest = word[:1], _VOWELS.sub("", word[1:])
    skeleton = re.sub(r"(.)\1+", r"\1", first + rest)
    skeleton = skeleton.replace("q", "k").replace("c", "k").replace("z", "s")
    return skeleton if len(skeleton) >= MIN_SKELETON else word


def name_rarity(name: str) -> float:
    """How rare a name is, as it sounds: as rare as the most frequent word of reports that sounds so.

    >>> name_rarity(sound("house")) < name_rarity(sound("parliament")) < name_rarity(sound("rumalyn"))
    True
    """
    return _sounds().get(name, word_rarity().of(""))


@cache
def _sounds() -> dict[str, float]:
    found: dict[str, float] = {}
    for word in word_rarity().classes:
        rarity, name = word_rarity().of(word), sound(word)
        found[name] = min(rarity, found.get(name, rarity))
    return found


@lru_cache(maxsize=65536)
def party_key(name: str) -> str:
    """What a party is known by: the id of a known or generic body or of a state, or its telling words.

    >>> party_key("the Hashd al-Shaabi") == party_key("Popular Mobilization Forces")
    True
    >>> party_key("IDF") == party_key("Israel's ground forces"), party_key("Iraqi police")
    (True, 'IQ:police')
    """
    known = canonical_id(name)
    if known is not None:
        return known
    return " ".join(sorted(name_tokens(name)))


def known_parts(name: str) -> Iterator[Actor | State | str]:
    """A phrase in parts: bodies and states that are known by name, and the words between them in lower case.

    >>> [part if isinstance(part, str) else part.name for part in known_parts("a Pentagon official in Iraq")][1:]
    ['official', 'in', 'Iraq']
    """
    words = _PART.findall(plain(name).replace("'s ", " "))
    start = 0
    while start < len(words):
        part: Actor | State | str = words[start].lower()
        length = 1
        for size in range(min(MAX_NAME, len(words) - start), 0, -1):
            phrase = " ".join(words[start : start + size])
            known = actor(phrase) or state(phrase)
            if known is not None:
                part, length = known, size
                break
        yield part
        start += length


def singular(word: str) -> str:
    """A word without its plural ending, as far as comparing needs it.

    >>> [singular(w) for w in ("witnesses", "residents", "press")]
    ['witness', 'resident', 'press']
    """
    if word.endswith("sses"):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def is_state(name: str) -> bool:
    """True for names of states and their adjectives, which tell little about where something happened."""
    return state(name) is not None
