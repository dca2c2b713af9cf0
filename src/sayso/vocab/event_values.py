"""What the words around an event word make of it: governors, modals, conditions, negators, each with an example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ..errors import VocabError
from ..model import Value
from .loader import load_yaml

FILE = "lexicon/en/event_values.yaml"


@dataclass(frozen=True, slots=True)
class Governor:
    """A word that sets the value of an event: `after` is the particle that it needs ("call off"), if any."""

    lemma: str
    value: Value
    future: bool
    after: str | None
    example: str
    expect: Value


@dataclass(frozen=True, slots=True)
class EventWords:
    """The lexicon, by lemma; the first word that fits counts."""

    governors: Mapping[str, Governor]
    modals: Mapping[str, Governor]
    conditions: Mapping[str, Governor]
    negators: Mapping[str, Governor]

    def entries(self) -> Iterator[Governor]:
        """Every entry, for the tests."""
        for group in (self.governors, self.modals, self.conditions, self.negators):
            yield from group.values()


@cache
def event_words() -> EventWords:
    """The packaged lexicon, read once.

    Raises:
        VocabError: a group or a field is missing, or a value is none of FactBank's.
    """
    raw = load_yaml(FILE)
    try:
        groups = {name: {row["lemma"]: _governor(row) for row in raw[name]} for name in EventWords.__dataclass_fields__}
    except (KeyError, TypeError, ValueError) as error:
        raise VocabError(f"{FILE}: broken entry ({error!r}); give lemma, value, example, expect") from error
    return EventWords(**groups)


def _governor(row: Mapping[str, str]) -> Governor:
    expect = Value(row["expect"])
    value = Value(row.get("value", Value.CERTAIN_NOT))
    return Governor(row["lemma"], value, bool(row.get("future")), row.get("after"), row["example"], expect)
