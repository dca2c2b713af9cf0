"""Make spellings of one name comparable: folded keys, keys without article, and keys of consonants alone.

Names are folded in blocks, one a line: operations on a whole block are ten times as fast as one by one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from ..vocab.loader import load_yaml

MIN_CONSONANTS = 3  # a key of two consonants is borne by thousands of names
MIN_BARE = 3  # letters that must be left of a name when its article goes
_COMBINING = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]+"
)
_BREAKS = re.compile("(?:[^\\S\n]|[\\-_/,\u2010-\u2015\u05be])+")  # what may stand between an article and its noun
_DROPPED = re.compile(
    "[!-+.:-@[-`{-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb\u00bf\u02b0-\u02ff\u060c\u061b\u061f\u200b-\u200f\u2016-\u206f\u05f3\u05f4]+"
)
_ARTICLE = re.compile(rf"^(?:(?:al|el|ad|ar|as|ash|az|at|an|ul|the) |ال)(?=[^\n]{{{MIN_BARE}}})", re.MULTILINE)
_INNER_ARTICLE = re.compile(r"(?<= )(?:(?:al|el|ul|ad|ed|ar|er|as|es|ash|esh|az|ez|at|et|an|en) |ال)(?=[^\n ]{2})")
_DOUBLED = re.compile(r"([^\n\d])\1+")
_SPACES = re.compile("  +")
_EDGES = re.compile("^ +| +$", re.MULTILINE)
_FINAL_H = re.compile(r"(?<![ckgsdtzp\n ])h(?=$| )", re.MULTILINE)
_OPENING_VOWELS = re.compile(r"^[aeiou]+", re.MULTILINE)
_VOWELS = re.compile(r"(?<=[^\n])[aeiouyw ]+")

Keys = tuple[str, str, str]  # of a name: with its article, without it, and of consonants alone (`""` where too few)


def fold(name: str) -> str:
    """The key under which a name is found: no case, accents, apostrophes, hyphens, spaces or punctuation.

    >>> fold("Al-Ḥasakah"), fold("Ti-n-Zaouatene"), fold("Sana'a")
    ('alhasakah', 'tinzaouatene', 'sanaa')
    """
    return _fold_one(name)[0]


def fold_bare(name: str) -> str:
    """The same without an Arabic or English article before it; the plain key where there is none.

    >>> fold_bare("Al-Ḥasakah"), fold_bare("el-Fasher"), fold_bare("Alma")
    ('hasakah', 'fasher', 'alma')
    """
    return _fold_one(name)[1]


def skeleton(name: str) -> str:
    """The key of consonants, one for all transliterations of a name; `""` when it has too few of them.

    >>> {skeleton(name) for name in ("Rumalyn", "Rmelan", "Rumaylan", "رميلان")}, skeleton("Kalsu") == skeleton("Calso")
    ({'rmln'}, True)
    """
    return _bones(words_of([name]))[0]


@lru_cache(maxsize=4096)
def _fold_one(name: str) -> tuple[str, str]:
    full, bare, _ = spelled([name])[0]
    return full, bare


def spelled(names: Sequence[str]) -> list[Keys]:
    """The keys of many names, each name worked out once, and those of plain ASCII apart, since it folds faster."""
    found: dict[str, Keys] = {}
    distinct = dict.fromkeys(names)
    for group in ([n for n in distinct if n.isascii()], [n for n in distinct if not n.isascii()]):
        if group:
            found.update(zip(group, _keys(words_of(group)), strict=True))
    return [found[name] for name in names]


def _keys(words: str) -> Iterator[Keys]:
    full, bare = words.replace(" ", ""), _ARTICLE.sub("", words).replace(" ", "")
    lines = words.split("\n")
    distinct = list(dict.fromkeys(lines))  # half of the other names of a place fold to one it has already
    bones = dict(zip(distinct, _bones("\n".join(distinct)), strict=True))
    return zip(full.split("\n"), bare.split("\n"), (bones[line] for line in lines), strict=True)


def words_of(names: Sequence[str]) -> str:
    """Folded names with a space between words, one a line."""
    block = "\n".join(names)
    if block.count("\n") >= len(names):
        block = "\n".join(" ".join(name.split()) for name in names)
    if block.isascii():
        return _EDGES.sub("", _SPACES.sub(" ", block.translate(_plain())))
    block = _COMBINING.sub("", unicodedata.normalize("NFKD", block)).casefold().translate(_same())
    return _EDGES.sub("", _BREAKS.sub(" ", _DROPPED.sub("", block)))


def romanised(names: Sequence[str]) -> str:
    """Folded names in Latin letters without articles, one a line; letters of scripts not known stay."""
    return _romanised(words_of(names))


def _romanised(words: str) -> str:
    block = _INNER_ARTICLE.sub("", _ARTICLE.sub("", words))
    return block if block.isascii() else block.translate(_latin())


def _bones(words: str) -> list[str]:
    block = _FINAL_H.sub("", _romanised(words))
    for written, meant in _alike():
        block = block.replace(written, meant)
    block = _VOWELS.sub("", _OPENING_VOWELS.sub("a", _DOUBLED.sub(r"\1", block)))
    return [key if len(key) >= MIN_CONSONANTS and key.isascii() else "" for key in block.split("\n")]


@cache
def _letters() -> Any:
    return load_yaml("spelling/letters.yaml")


@cache
def _plain() -> dict[int, str | None]:
    """What each ASCII character becomes, read off the rules for all characters: a table is five times as fast."""
    chars = (chr(code) for code in range(128))
    return {ord(c): c if c == "\n" else _BREAKS.sub(" ", _DROPPED.sub("", c.lower())) or None for c in chars}


@cache
def _same() -> dict[int, str]:
    return {ord(letter): other for letter, other in _letters()["same"]["letters"].items()}


@cache
def _latin() -> dict[int, str]:
    tables = (_letters()[script]["latin"] for script in ("arabic", "cyrillic", "hebrew"))
    return {ord(letter): latin for table in tables for letter, latin in table.items()}


@cache
def _alike() -> tuple[tuple[str, str], ...]:
    return tuple((row["from"], row["to"]) for row in _letters()["alike"])
