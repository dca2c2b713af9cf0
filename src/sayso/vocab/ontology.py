"""The event types with their labels, definitions and classes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..errors import VocabError
from ..model import EventType
from .loader import load_yaml


@dataclass(frozen=True, slots=True)
class EventKind:
    """What is known of an event type; `group` is its class: attack, capture, operation, unrest, movement, politics …"""

    type: EventType
    group: str
    label: str
    definition: str
    example: str


def event_kind(type: EventType) -> EventKind:
    """The entry of an event type."""
    return event_kinds()[type]


def event_class(type: EventType) -> str:
    """The class of an event type.

    >>> event_class(EventType.SHELLING)
    'attack'
    """
    return event_kind(type).group


@cache
def event_kinds() -> dict[EventType, EventKind]:
    """All event types in the order of the contract.

    Raises:
        VocabError: the data file lacks a type or has an unknown one.
    """
    name = "ontology/events.yaml"
    rows = {row["type"]: row for row in load_yaml(name)}
    unknown = set(rows) ^ {t.value for t in EventType}
    if unknown:
        raise VocabError(f"{name}: missing or unknown event types: {', '.join(sorted(unknown))}")
    fields = ("class", "label", "definition", "example")
    return {t: EventKind(t, *(rows[t][field] for field in fields)) for t in EventType}
