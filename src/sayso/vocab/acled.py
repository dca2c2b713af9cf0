"""The crosswalk to ACLED: what our event types are there, refined by the words of the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..errors import VocabError
from ..model import EventType
from .loader import load_yaml
from .word_rules import Refinement, refined_code, refinement

NAME = "crosswalk/acled.yaml"


@dataclass(frozen=True, slots=True)
class AcledType:
    """A sub-event type of ACLED with its event type and disorder type."""

    sub_event: str
    event: str
    disorder: str


@dataclass(frozen=True, slots=True)
class AcledCrosswalk:
    """`crosswalk/acled.yaml`, typed; `case2021` gives the sub-event types of the labels of that shared task."""

    sub_events: Mapping[str, AcledType]
    types: Mapping[EventType, str | None]
    refinements: tuple[Refinement, ...]
    case2021: Mapping[str, str | None]

    def of(self, type: EventType | None, text: str = "") -> AcledType | None:
        """The sub-event type of an event that a text tells of; None where ACLED codes no such thing.

        >>> acled_crosswalk().of(EventType.ABDUCTION).event
        'Violence against civilians'
        """
        refined = refined_code(self.refinements, type, text)
        sub_event = refined or (None if type is None else self.types[type])
        return None if sub_event is None else self.sub_events[sub_event]


@cache
def acled_crosswalk() -> AcledCrosswalk:
    """The crosswalk of the package.

    Raises:
        VocabError: an event type is missing, or a sub-event type is none of ACLED's.
    """
    raw = load_yaml(NAME)
    sub_events = {name: AcledType(name, row["event"], row["disorder"]) for name, row in raw["sub_events"].items()}
    wrong = {t.value for t in EventType} ^ set(raw["types"])
    used = {name for part in ("types", "case2021") for name in raw[part].values() if name} | {
        row["sub_event"] for row in raw["refine"]
    }
    if wrong or used - set(sub_events):
        names = ", ".join(sorted(wrong | (used - set(sub_events))))
        raise VocabError(
            f"{NAME}: missing or unknown: {names}; name every event type once, and sub-event types of ACLED"
        )
    return AcledCrosswalk(
        sub_events,
        {EventType(name): sub_event for name, sub_event in raw["types"].items()},
        tuple(refinement(row, code=row["sub_event"], where=NAME) for row in raw["refine"]),
        dict(raw["case2021"]),
    )
