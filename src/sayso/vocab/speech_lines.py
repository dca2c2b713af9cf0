"""Words of lines that begin with a label or end with a credit, from `data/lexicon/<language>/speech_lines.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..errors import VocabError
from .loader import load_yaml


@dataclass(frozen=True, slots=True)
class SpeechLineWords:
    """`labels` open a line that nobody speaks, `askers` one whose questions claim nothing; all in lower case.

    `credits` name the maker of a picture.
    """

    labels: frozenset[str]
    credits: tuple[str, ...]
    askers: frozenset[str] = frozenset()


@cache
def speech_line_words(language: str = "en") -> SpeechLineWords:
    """The words of a language.

    Raises:
        VocabError: an entry is of neither kind.
    """
    name = f"lexicon/{language}/speech_lines.yaml"
    words: dict[str, list[str]] = {"label": [], "credit": [], "asker": []}
    for raw in load_yaml(name):
        if raw["kind"] not in words:
            raise VocabError(f"{name}: entry {raw['word']!r}: kind is label, credit or asker, not {raw['kind']!r}")
        words[raw["kind"]].append(raw["word"])
    credits = tuple(sorted(words["credit"], key=len, reverse=True))
    return SpeechLineWords(frozenset(words["label"]), credits, frozenset(words["asker"]))
