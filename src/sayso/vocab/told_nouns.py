"""Nouns of what is told ("reports that …") and verbs that hand it on, from `lexicon/<language>/told_nouns.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..errors import VocabError
from ..model import Value
from .loader import load_yaml


@dataclass(frozen=True, slots=True)
class ToldExample:
    """A sentence with one of the words, and the source and value (FactBank) that the reading gives its content."""

    word: str
    example: str
    source: str
    value: str


@dataclass(frozen=True, slots=True)
class ToldNouns:
    """`values`: lemma of a noun -> what it commits its teller to; `handed`: lemmas of verbs that hand it on."""

    values: dict[str, Value]
    handed: frozenset[str]
    examples: tuple[ToldExample, ...]


@cache
def told_nouns(language: str = "en") -> ToldNouns:
    """The words of a language.

    Raises:
        VocabError: an entry is of neither kind, has an unknown value, or lacks its example.
    """
    name = f"lexicon/{language}/told_nouns.yaml"
    values: dict[str, Value] = {}
    handed: set[str] = set()
    examples: list[ToldExample] = []
    for raw in load_yaml(name):
        try:
            if raw["kind"] == "told":
                values[raw["word"]] = Value(raw.get("value", "CT+"))
            elif raw["kind"] == "handed":
                handed.add(raw["word"])
            else:
                raise ValueError(f"kind is told or handed, not {raw['kind']!r}")
            examples.append(ToldExample(raw["word"], raw["example"], *raw["expect"]))
        except (KeyError, TypeError, ValueError) as error:
            raise VocabError(f"{name}: entry {raw.get('word')!r}: {error}") from error
    return ToldNouns(values, frozenset(handed), tuple(examples))
