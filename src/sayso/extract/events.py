"""Find happenings: trigger words, and the type that the words around them give them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ..errors import VocabError
from ..model import Document, EventMention, EventType, Sentence, Span, Token
from ..vocab.loader import load_yaml
from .patterns import Match, Patterns
from .weapons import Weapon, weapon_patterns

REACH = 18  # tokens between a trigger and the weapon that types it; a longer reach crossed clauses
FADE = 0.15  # how fast evidence from other sentences loses weight, a sentence
WEAPON_WEIGHT = 0.5  # a weapon named elsewhere says half as much about "the attack" as a typed attack does
_CLOSE = frozenset({";", ":", "—"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """An entry of the trigger lexicon: a fixed `type`, or the `family` that context resolves; `weak` gives way."""

    type: EventType | None
    family: Mapping[str, str] | None = None
    weak: bool = False

    @property
    def empty(self) -> bool:
        """True for words that only look like a trigger."""
        return self.family == {"else": "none"}


@dataclass(frozen=True, slots=True)
class Found:
    """A trigger at tokens `start` to `end`, with its type or with the question (`pending`) that would settle it."""

    start: int
    end: int
    sentence: int
    type: EventType | None
    pending: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a sentence says about the kind of attack that the report is about."""

    type: EventType
    sentence: int
    weight: float


class EventFinder:
    """Assign the event mentions of a report, in the order of their words."""

    requires = ("tokens", "sentences")
    assigns = "events"

    def __init__(self, triggers: Patterns[Trigger] | None = None, weapons: Patterns[Weapon] | None = None) -> None:
        self.triggers = triggers or trigger_patterns()
        self.weapons = weapons or weapon_patterns()

    def __call__(self, doc: Document) -> Document:
        """The document with its event mentions."""
        found: list[Found] = []
        evidence: list[Evidence] = []
        for number, sentence in enumerate(doc.sentences):
            if not sentence.boilerplate:
                self._read(doc, sentence, number, found, evidence)
        return replace(doc, events=tuple(_mention(doc, f, evidence) for f in found))

    def _read(
        self, doc: Document, sentence: Sentence, number: int, found: list[Found], evidence: list[Evidence]
    ) -> None:
        first, last = sentence.tokens
        tokens = doc.tokens[first:last]
        carried = list(self.weapons.find(tokens))
        for weapon in carried:
            usual = arms().get(weapon.value.kind)
            if usual is not None and not weapon.value.carrier:
                evidence.append(Evidence(usual, number, WEAPON_WEIGHT))
        for match in self.triggers.find(tokens):
            type_, pending = _type(tokens, match, carried)
            if type_ is not None:
                evidence.append(Evidence(type_, number, 1.0))
            if type_ is not None or pending:
                found.append(Found(match.start + first, match.end + first, number, type_, pending))


def _type(
    tokens: tuple[Token, ...], match: Match[Trigger], carried: list[Match[Weapon]]
) -> tuple[EventType | None, str]:
    """The type of a trigger, or the name of the question that the whole report must settle; neither: no event."""
    family = match.value.family
    if family is None:
        return match.value.type, ""
    near = []
    for weapon in carried:
        gap = max(weapon.start - match.end, match.start - weapon.end)
        between = tokens[min(weapon.end, match.end) : max(weapon.start, match.start)]
        if gap <= REACH and weapon.value.kind in family and not any(t.text in _CLOSE for t in between):
            near.append((gap, weapon.value.kind))
    if near:
        return EventType(family[min(near)[1]]), ""
    fallback = family["else"]
    if fallback == "none":
        return None, ""
    return (EventType(fallback), "") if fallback in _TYPES else (None, fallback)


def _mention(doc: Document, found: Found, evidence: list[Evidence]) -> EventMention:
    span = Span(doc.tokens[found.start].start, doc.tokens[found.end - 1].end)
    return EventMention(span, found.type or _settled(found, evidence), found.sentence)


def _settled(found: Found, evidence: list[Evidence]) -> EventType:
    """The type that the report's own words make likeliest for a bare "attack" or "strike"; nearer words count more."""
    options = questions()[found.pending]
    weights = dict(options)
    for piece in evidence:
        if piece.type in weights:
            weights[piece.type] += piece.weight / (1 + FADE * abs(piece.sentence - found.sentence))
    return max(weights, key=lambda t: weights[t])


_TYPES = frozenset(t.value for t in EventType)


@cache
def questions() -> dict[str, dict[EventType, float]]:
    """What a trigger may turn out to be when nothing beside it tells: the types, each with its weight beforehand."""
    raw: dict[str, dict[str, float]] = load_yaml("lexicon/en/triggers.yaml")["questions"]
    return {name: {EventType(t): weight for t, weight in options.items()} for name, options in raw.items()}


@cache
def arms() -> dict[str, EventType]:
    """Which attack each kind of weapon makes: the family of a plain "strike"."""
    family: dict[str, str] = load_yaml("lexicon/en/triggers.yaml")["families"]["strike"]
    return {kind: EventType(t) for kind, t in family.items() if t in _TYPES}


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
    if name == "none":  # "caught fire" is no arrest: the words are taken, and nothing is made of them
        return Trigger(None, {"else": "none"}, weak)
    if name in families:
        return Trigger(None, families[name], weak)
    if name not in set(EventType):
        where = f"lexicon/en/triggers.yaml: {row['words']!r}"
        raise VocabError(f"{where} has type {name!r}; name an event type or a family")
    return Trigger(EventType(name), None, weak)


def is_weak(doc: Document, event: EventMention) -> bool:
    """True for a trigger that gives way to another one of the same claim ("burned" to "missile strike")."""
    first = doc.token_at(event.trigger.start)
    match = trigger_patterns().at(doc.tokens, first)
    return match is not None and match.value.weak
