"""Tell what a claim that leaves something open asks after: who did it, from where, or by what cause."""

from __future__ import annotations

import re
from functools import cache

from ..errors import VocabError
from ..model import Slot
from .loader import load_yaml

FILE = "lexicon/en/open_questions.yaml"


def asked(words: str) -> Slot | None:
    """The slot that a claim asks after by its words; None when they name none.

    >>> asked("the specific group involved"), asked("whether anyone survived")
    (<Slot.ACTOR: 'actor'>, None)
    """
    return next((slot for pattern, slot in _questions() if pattern.search(words.lower())), None)


@cache
def _questions() -> tuple[tuple[re.Pattern[str], Slot], ...]:
    try:
        return tuple(
            (re.compile(rf"\b(?:{'|'.join(map(re.escape, row['words']))})\b"), Slot(row["slot"]))
            for row in load_yaml(FILE)
        )
    except (KeyError, TypeError, ValueError) as error:
        raise VocabError(f"{FILE}: broken ({error}); a row needs words and a slot of the contract") from error
