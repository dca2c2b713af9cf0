"""The word lists that the cutting of sentences goes by, from `data/lexicon/<language>/sentence_words.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..errors import VocabError
from .loader import load_yaml


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """Lower-case words or lemmas.

    `effects` are verbs of what an event brings about, `harmed` words for those hurt, `adjunct_nouns` nouns that may
    stand between a cue and its content ("in a statement"), `leaning` adverbs that begin a content ("said most of …"),
    `time_nouns` names of times, which never speak, `opinions` nouns of "in his view", `remarks` nouns by which a report
    speaks on what was just said (", a claim that …"), `list_verbs` verbs that a list of points may follow, `habits`
    adverbs of what is done again and again, `held` lemmas of participles by which others think or tell of a noun ("two
    men feared drowned"), `fates` what they then hold of it,
    `goings` lemmas of verbs that say where a report comes from or goes ("reports … come from"), which the tagger takes
    for participles, `answers` lemmas of verbs of answering by whose subject what follows a colon is told ("corrected
    its account: …").
    """

    effects: frozenset[str]
    harmed: frozenset[str]
    adjunct_nouns: frozenset[str]
    leaning: frozenset[str]
    time_nouns: frozenset[str]
    opinions: frozenset[str]
    remarks: frozenset[str]
    list_verbs: frozenset[str]
    habits: frozenset[str]
    held: frozenset[str]
    fates: frozenset[str]
    answers: frozenset[str]
    goings: frozenset[str]


@dataclass(frozen=True, slots=True)
class ListExample:
    """The sentence that shows what a list is for, and what the reading makes of it."""

    name: str
    example: str
    expect: tuple[str, ...]


@cache
def sentence_words(language: str = "en") -> SentenceWords:
    """The lists of a language.

    Raises:
        VocabError: a list is missing.
    """
    raw = load_yaml(_name(language))
    try:
        lists = {field: frozenset(raw[field]["words"]) for field in SentenceWords.__dataclass_fields__}
    except (KeyError, TypeError) as error:
        raise VocabError(f"{_name(language)}: the list {error} is missing or has no words; add it") from error
    return SentenceWords(**lists)


def list_examples(language: str = "en") -> tuple[ListExample, ...]:
    """One example for each list, for the tests."""
    raw = load_yaml(_name(language))
    return tuple(ListExample(name, entry["example"], tuple(entry["expect"])) for name, entry in raw.items())


def _name(language: str) -> str:
    return f"lexicon/{language}/sentence_words.yaml"
