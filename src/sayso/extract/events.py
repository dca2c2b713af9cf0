"""Find happenings: trigger words, and the type that the words around them give them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ..errors import VocabError
from ..model import Document, EventMention, EventType, Sentence, Span
from ..vocab.loader import load_yaml
from ..vocab.ontology import event_class
from .patterns import Match, Patterns
from .weapons import Weapon, weapon_patterns

REACH = 18  # tokens between a trigger and the weapon that types it; a longer reach crossed clauses
_ELSEWHERE = {"document": EventType.ARMED_ASSAULT, "bombs": EventType.BOMBING_IED, "ground": EventType.RAID_SEARCH}
_CLOSE = frozenset({";", ":", "—"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """An entry of the trigger lexicon: a fixed `type`, or the `family` that context resolves; `weak` gives way."""

    type: EventType | None
    family: Mapping[str, str] | None = None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A trigger in a sentence: tokens `start` to `end`, its type, or what the whole report must settle (`pending`)."""

    start: int
    end: int
    sentence: int
    type: EventType | None
    pending: str = ""
    weak: bool = False


class EventFinder:
    """Assign the event mentions of a report, in the order of their words."""

    requires = ("tokens", "sentences")
    assigns = "events"

    def __init__(self, triggers: Patterns[Trigger] | None = None, weapons: Patterns[Weapon] | None = None) -> None:
        self.triggers = triggers or trigger_patterns()
        self.weapons = weapons or weapon_patterns()

    def __call__(self, doc: Document) -> Document:
        """The document with its event mentions."""
        found = [f for number, s in enumerate(doc.sentences) if not s.boilerplate for f in self._in(doc, s, number)]
        usual = _usual(found)
        return replace(doc, events=tuple(self._mention(doc, f, usual) for f in found))

    def _in(self, doc: Document, sentence: Sentence, number: int) -> Iterator[Found]:
        first, last = sentence.tokens
        tokens = doc.tokens[first:last]
        carried = [(m.start, m.end, m.value) for m in self.weapons.find(tokens)]
        for match in self.triggers.find(tokens):
            type_, pending = self._type(doc, match, carried, sentence)
            if type_ is None and not pending:
                continue
            yield Found(match.start + first, match.end + first, number, type_, pending, match.value.weak)

    def _type(
        self, doc: Document, match: Match[Trigger], carried: list[tuple[int, int, Weapon]], sentence: Sentence
    ) -> tuple[EventType | None, str]:
        """The type of a trigger, or the name of what must settle it."""
        trigger = match.value
        if trigger.family is None:
            return trigger.type, ""
        tokens = doc.tokens[sentence.tokens[0] : sentence.tokens[1]]
        near = []
        for start, end, weapon in carried:
            gap = start - match.end if start >= match.end else match.start - end
            between = tokens[min(end, match.end) : max(start, match.start)]
            if gap <= REACH and not any(t.text in _CLOSE for t in between) and weapon.kind in trigger.family:
                near.append((gap, weapon.kind))
        if near:
            return EventType(trigger.family[min(near)[1]]), ""
        fallback = trigger.family["else"]
        if fallback == "none":
            return None, ""
        return (None, fallback) if fallback in _ELSEWHERE else (EventType(fallback), "")

    def _mention(self, doc: Document, found: Found, usual: Counter[EventType]) -> EventMention:
        span = Span(doc.tokens[found.start].start, doc.tokens[found.end - 1].end)
        return EventMention(span, found.type or _settled(found.pending, usual), found.sentence)


def _usual(found: list[Found]) -> Counter[EventType]:
    """How often the report calls its attacks by each type."""
    return Counter(f.type for f in found if f.type is not None and event_class(f.type) == "attack")


def _settled(pending: str, usual: Counter[EventType]) -> EventType:
    if pending == "ground":
        return _ELSEWHERE[pending]
    if pending == "bombs":
        air = usual[EventType.AIR_STRIKE] > usual[EventType.BOMBING_IED]
        return EventType.AIR_STRIKE if air else EventType.BOMBING_IED
    return usual.most_common(1)[0][0] if usual else _ELSEWHERE[pending]


@cache
def trigger_patterns() -> Patterns[Trigger]:
    """The trigger lexicon of the package.

    Raises:
        VocabError: an entry names neither an event type nor a family.
    """
    lexicon: dict[str, Any] = load_yaml("lexicon/en/triggers.yaml")
    return Patterns((row["words"], _trigger(row, lexicon["families"])) for row in lexicon["triggers"])


def _trigger(row: dict[str, Any], families: Mapping[str, Mapping[str, str]]) -> Trigger:
    name, weak = row["type"], bool(row.get("weak"))
    if name in families:
        return Trigger(None, families[name], weak)
    if name not in set(EventType):
        where = f"lexicon/en/triggers.yaml: {row['words']!r}"
        raise VocabError(f"{where} has type {name!r}; name an event type or a family")
    return Trigger(EventType(name), None, weak)
