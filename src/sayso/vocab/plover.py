"""The crosswalk to PLOVER: what our event types are there, refined by the words of the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..errors import VocabError
from ..model import EventType
from .loader import load_yaml
from .word_rules import Refinement, refined_code, refinement

NAME = "crosswalk/plover.yaml"


@dataclass(frozen=True, slots=True)
class PloverCrosswalk:
    """`crosswalk/plover.yaml`, typed; `current` has the codes of manual 0.8 where they are others."""

    codes: tuple[str, ...]
    current: Mapping[str, str]
    types: Mapping[EventType, str | None]
    refinements: tuple[Refinement, ...]

    def of(self, type: EventType | None, text: str = "") -> str | None:
        """The code, of the first version, of an event that a text tells of; None where PLOVER has no such event.

        >>> plover_crosswalk().of(EventType.PROTEST)
        'PROTEST'
        """
        refined = refined_code(self.refinements, type, text)
        return refined or (None if type is None else self.types[type])

    def now(self, code: str) -> str:
        """The code of manual 0.8 for one of the first version."""
        return self.current.get(code, code)


@cache
def plover_crosswalk() -> PloverCrosswalk:
    """The crosswalk of the package.

    Raises:
        VocabError: an event type is missing, or a code is none of PLOVER's.
    """
    raw = load_yaml(NAME)
    wrong = {t.value for t in EventType} ^ set(raw["types"])
    used = {code for code in raw["types"].values() if code} | {row["event"] for row in raw["refine"]}
    if wrong or used - set(raw["codes"]):
        names = ", ".join(sorted(wrong | (used - set(raw["codes"]))))
        raise VocabError(f"{NAME}: missing or unknown: {names}; name every event type once, and codes of PLOVER")
    return PloverCrosswalk(
        tuple(raw["codes"]),
        dict(raw["current"]),
        {EventType(name): code for name, code in raw["types"].items()},
        tuple(refinement(row, code=row["event"], where=NAME) for row in raw["refine"]),
    )
