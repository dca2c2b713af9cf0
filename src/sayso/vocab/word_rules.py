"""Words that refine a code in a crosswalk, as patterns: alternatives, endings left open, gaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..errors import VocabError
from ..model import EventType

GAP = 4  # words that "…" may stand for
NO_EVENT = "none"


@dataclass(frozen=True, slots=True)
class Refinement:
    """Words that give an event another code; `of` = our types that they refine (`none`: no event), empty = any.

    A text must have one of `words`, one of `need` if there are any, and none of `unless`.
    """

    code: str
    of: frozenset[str]
    words: str
    unless: str | None = None
    need: str | None = None

    def fits(self, type: EventType | None, text: str) -> bool:
        """True when the type is one of its own and the text has its words."""
        if self.of and (NO_EVENT if type is None else type.value) not in self.of:
            return False
        asked = (self.words, *([self.need] if self.need else []))
        if not all(word_pattern(words).search(text) for words in asked):
            return False
        return self.unless is None or not word_pattern(self.unless).search(text)


def refined_code(refinements: Iterable[Refinement], type: EventType | None, text: str) -> str | None:
    """The code of the first refinement that fits; None when none does."""
    return next((r.code for r in refinements if r.fits(type, text)), None)


def refinement(row: Mapping[str, Any], *, code: str, where: str) -> Refinement:
    """A refinement from a row of a data file.

    Raises:
        VocabError: it refines a type that is none of ours.
    """
    of = frozenset[str]() if row["of"] == "*" else frozenset(row["of"])
    unknown = of - {t.value for t in EventType} - {NO_EVENT}
    if unknown:
        raise VocabError(f"{where}: {code!r} refines unknown types: {', '.join(sorted(unknown))}; name event types")
    return Refinement(code, of, row["words"], row.get("unless"), row.get("need"))


@cache
def word_pattern(words: str) -> re.Pattern[str]:
    r"""A pattern for `a|b c|d* … e`: alternatives, in any case; `*` stands for any ending, `…` for up to four words.

    >>> bool(word_pattern("seize* … arms|raid").search("They SEIZED a load of arms."))
    True
    """
    return re.compile("|".join(_alternative(part.split()) for part in words.split("|")), re.IGNORECASE)


def _alternative(words: list[str]) -> str:
    parts = []
    for word in words:
        if word == "…":
            parts.append(rf"(?:[\w'’-]+\W+){{0,{GAP}}}?")
        else:
            escaped = re.escape(word.rstrip("*")) + (r"[\w-]*" if word.endswith("*") else "")
            parts.append(rf"{escaped}\W+")
    last = parts.pop().removesuffix(r"\W+")
    return rf"\b{''.join(parts)}{last}\b"
