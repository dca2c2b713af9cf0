"""What tells that claims are about the same happening: classes of event types, cue words, fitted weights."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..errors import VocabError
from ..model import EventType
from .loader import load_yaml

FILE = "lexicon/en/event_links.yaml"
WEIGHTS = "weights/event_links.yaml"


@dataclass(frozen=True, slots=True)
class Links:
    """What is known: class of each event type, general types, cue patterns, definite nouns; and weights by feature.

    `named` finds the noun of a definite phrase that is not said of any attack ("raid" in "the raids");
    `order` holds the classes, attacks first; `related` fits the end of words that set what follows them beside what was
    told; `apart` are types that never are the attack itself; `answers` names, per type, those that may answer it.
    """

    classes: Mapping[EventType, str]
    order: tuple[str, ...]
    general: frozenset[EventType]
    cues: Mapping[str, re.Pattern[str]]
    related: re.Pattern[str]
    definite: re.Pattern[str]
    named: re.Pattern[str]
    weights: Mapping[str, float]
    apart: frozenset[EventType]
    answers: Mapping[EventType, frozenset[EventType]]


@cache
def event_links() -> Links:
    """The packaged knowledge, read once.

    Raises:
        VocabError: the file is broken or leaves an event type without a class.
    """
    raw = load_yaml(FILE)
    try:
        classes = {EventType(t): name for name, types in raw["classes"].items() for t in types}
        cues = {c["cue"]: re.compile(c["pattern"], re.IGNORECASE) for c in raw["cues"]}
        nouns = "|".join(raw["event_nouns"])
        definite = re.compile(rf"\b(?:the|this|that|its) (?:\w+ )?(?:{nouns})s?\b", re.IGNORECASE)
        telling = "|".join(noun for noun in raw["event_nouns"] if noun not in raw["general_nouns"])
        named = re.compile(rf"\b(?:the|this|that|its) (?:[\w-]+ )?({telling})s?\b", re.IGNORECASE)
        general = frozenset(EventType(t) for t in raw["general"])
        apart = frozenset(EventType(t) for t in raw["apart"])
        answers = {EventType(t): frozenset(EventType(a) for a in given) for t, given in raw["answers"].items()}
        related = re.compile("|".join(r["pattern"] for r in raw["related"]), re.IGNORECASE)
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise VocabError(f"{FILE}: broken entry ({error!r})") from error
    links = Links(
        classes, tuple(raw["classes"]), general, cues, related, definite, named, event_weights(), apart, answers
    )
    missing = [t.value for t in EventType if t not in classes]
    if missing:
        raise VocabError(f"{FILE}: no class for {', '.join(missing)}; add them to classes")
    return links


def event_weights() -> dict[str, float]:
    """The packaged weights by feature.

    Raises:
        VocabError: the file is broken.
    """
    raw = load_yaml(WEIGHTS)
    try:
        return {str(name): float(weight) for name, weight in raw["weights"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise VocabError(f"{WEIGHTS}: broken ({error!r}); run `python -m training.events` anew") from error
