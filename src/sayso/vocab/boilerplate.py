"""The boilerplate rules of a language, from `data/lexicon/<language>/boilerplate.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ..errors import VocabError
from .loader import load_yaml


@dataclass(frozen=True, slots=True)
class BoilerplateEntry:
    """One rule with an example line that it must know."""

    kind: str
    pattern: re.Pattern[str]
    where: str
    example: str


@cache
def boilerplate_entries(language: str = "en") -> tuple[BoilerplateEntry, ...]:
    """The rules in file order.

    Raises:
        VocabError: an entry lacks an example, or its pattern is no regular expression.
    """
    name = f"lexicon/{language}/boilerplate.yaml"
    out: list[BoilerplateEntry] = []
    for raw in load_yaml(name):
        try:
            # "^\W*" before a name needs the case of the name; only that part of the text is compared as written
            flags = 0 if "[A-Z]" in raw["pattern"] else re.IGNORECASE
            out.append(
                BoilerplateEntry(
                    raw["kind"], re.compile(raw["pattern"], flags), raw.get("where", "any"), raw["example"]
                )
            )
        except (KeyError, re.error) as error:
            raise VocabError(f"{name}: entry {raw.get('kind')!r}: {error}") from error
    return tuple(out)
