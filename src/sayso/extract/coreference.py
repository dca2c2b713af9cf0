"""Decide which propositions of one report are about the same happening.

Nearly every report has one main happening, told first; others come in stretches (an earlier attack, an answer to it, talks). So the
propositions are labelled main or aside along the text, as in a maximum-entropy Markov model (McCallum et al. 2000), with features of
time, place, type, cue words and likeness to the lead; stretches of asides then become events of their own. Weights, fitted on invented
reports, are in `lexicon/en/event_links.yaml`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from math import asin, cos, exp, log1p, radians, sin, sqrt

from ..errors import VocabError
from ..model import (
    PLACE_SLOTS,
    Count,
    Document,
    EventType,
    Facet,
    Place,
    Proposition,
    Slot,
    Span,
    TimeSpan,
    hull,
)
from ..vocab.loader import load_yaml

FILE = "lexicon/en/event_links.yaml"
_WORD = re.compile(r"[^\W\d_]{4,}")
_DEFINITE_EVENT = re.compile(r"\b(?:the|this|that|its) (?:\w+ )?(?:attack|strike|raid|explosion|blast|incident|assault|bombing|shelling|operation|ambush|clash|killing|massacre|shooting|fire|bombardment|hit)s?\b", re.IGNORECASE)
_PRONOUN_FIRST = re.compile(r"[“\"‘']?(?:it|its|they|their|he|his|she|her|this|these|those|there|both|all|the latter)\b", re.IGNORECASE)
_EMPTY_PLACE = frozenset({"the", "of", "in", "at", "near", "town", "city", "village", "province", "district", "region", "a", "an", "governorate"})
_CASUALTIES = frozenset({Slot.KILLED, Slot.INJURED, Slot.CAPTURED, Slot.MISSING})
LEAD = 2  # sentences with claims that the profile of the main happening is drawn from
FIRST_TOLD = 2.0  # extra votes; any from 1.5 to 6 gave 62% on invented and 81 to 82% on retold reports
GENERAL = 0.6  # weight of a vote for a general type
FIRST_ASIDE = 0.05  # chance that the first claim is not about the main happening; 3% of 318 annotated reports
LEAVES = 0.5  # 0.4 to 0.5 gave the same B-cubed within 0.3 in cross-validation
FAR_KM = 40.0  # beyond their own radius two places are different sites


@dataclass(frozen=True, slots=True)
class Links:
    """The knowledge file: class of each event type, general types, cue patterns, weights by feature."""

    classes: Mapping[EventType, str]
    general: frozenset[EventType]
    cues: Mapping[str, re.Pattern[str]]
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What one proposition shows for grouping."""

    sentence: int
    paragraph: int
    pronoun: bool
    attribution: int | None
    types: frozenset[EventType]
    classes: frozenset[str]
    days: tuple[int, int] | None
    own_days: bool
    places: tuple[Place, ...]
    words: frozenset[str]
    weapons: frozenset[str]
    actors: frozenset[str]
    targets: frozenset[str]
    casualties: bool
    definite: bool
    cues: frozenset[str]
    narrator: bool
    irreal: bool


class EventGrouper:
    """Group the propositions of a document by happening."""

    def __init__(self, links: Links | None = None) -> None:
        self.links = links or event_links()

    def __call__(self, doc: Document, facets: Sequence[tuple[Facet, ...]]) -> tuple[int, ...]:
        """An event index for each proposition, numbered from 0 in order of first mention; the main event is 0.

        `facets` holds the facets of each proposition, in the order of `doc.propositions`.

        Raises:
            ValueError: the two differ in length.
        """
        if len(facets) != len(doc.propositions):
            raise ValueError(f"{len(facets)} tuples of facets for {len(doc.propositions)} propositions; give one each")
        facts = self.facts(doc, facets)
        aside = self.asides(facts)
        return tuple(_numbered(facts, aside))

    def facts(self, doc: Document, facets: Sequence[tuple[Facet, ...]]) -> tuple[_Facts, ...]:
        """The grouping facts of every proposition; times and places spread within a sentence."""
        starts = [s.span.start for s in doc.sentences]
        own = [_Own(doc, p, f, starts, self.links) for p, f in zip(doc.propositions, facets, strict=True)]
        return tuple(o.facts(own) for o in own)

    def asides(self, facts: Sequence[_Facts]) -> tuple[bool, ...]:
        """For each proposition whether it leaves the main happening; the first in the text never does.

        The chance of having left is carried along the text, weighed by what the proposition itself shows.
        """
        order = sorted(range(len(facts)), key=lambda k: (facts[k].sentence, k))
        aside = [False] * len(facts)
        chance = FIRST_ASIDE
        main = _Lead.of([facts[k] for k in order]) if order else None
        for before, k in pairwise(order):
            assert main is not None
            shown = features(facts[k], main)
            stayed, left = (self._share(shown | transition(facts[before], facts[k], previous)) for previous in (False, True))
            chance = chance * left + (1 - chance) * stayed
            aside[k] = chance > LEAVES
        return tuple(aside)

    def _share(self, shown: Mapping[str, float]) -> float:
        odds = sum(self.links.weights.get(name, 0.0) * value for name, value in shown.items())
        return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def group_events(doc: Document, facets: Sequence[tuple[Facet, ...]]) -> tuple[int, ...]:
    """`EventGrouper()(doc, facets)` with the packaged weights."""
    return EventGrouper()(doc, facets)


class _Own:
    """One proposition's own facts before anything is spread from its sentence."""

    def __init__(self, doc: Document, proposition: Proposition, facets: tuple[Facet, ...], starts: Sequence[int], links: Links) -> None:
        self.proposition, self.facets, self.links = proposition, facets, links
        content = hull(proposition.content) if proposition.content else Span(0, 0)
        self.sentence = max(0, bisect_right(starts, content.start) - 1)
        whole = doc.sentences[self.sentence].span if doc.sentences else content
        self.text = " ".join(s.text(doc.text) for s in proposition.content)
        before = doc.text[whole.start : content.end]
        self.cues = frozenset(cue for cue, pattern in links.cues.items() if pattern.search(before))
        self.days = _days([f.value for f in facets if f.slot is Slot.TIME and isinstance(f.value, TimeSpan)])
        self.places = tuple(f.value for f in facets if f.slot in PLACE_SLOTS and isinstance(f.value, Place))
        self.types = frozenset(EventType(f.value) for f in facets if f.slot is Slot.EVENT_TYPE)
        self.doc = doc

    def facts(self, all_own: Sequence[_Own]) -> _Facts:
        beside = [o for o in all_own if o.sentence == self.sentence]
        days = self.days or next((o.days for o in beside if o.days is not None), None)
        return _Facts(
            sentence=self.sentence,
            paragraph=self.doc.sentences[self.sentence].paragraph if self.doc.sentences else 0,
            pronoun=_PRONOUN_FIRST.match(self.text) is not None,
            attribution=self.proposition.attribution,
            types=self.types,
            classes=frozenset(self.links.classes[t] for t in self.types),
            days=days,
            own_days=self.days is not None,
            places=self.places or tuple(p for o in beside for p in o.places),
            words=frozenset(w.lower() for w in _WORD.findall(self.text)),
            weapons=self._words_of(Slot.WEAPON),
            actors=self._words_of(Slot.ACTOR),
            targets=self._words_of(Slot.TARGET),
            casualties=any(f.slot in _CASUALTIES and isinstance(f.value, Count) for f in self.facets),
            definite=_DEFINITE_EVENT.search(self.text) is not None,
            cues=self.cues,
            narrator=self.proposition.attribution is None,
            irreal=self.proposition.irrealis is not None,
        )

    def _words_of(self, slot: Slot) -> frozenset[str]:
        text = " ".join(f.span.text(self.doc.text) for f in self.facets if f.slot is slot)
        return frozenset(w.lower().rstrip("s") for w in _WORD.findall(text))


@dataclass(frozen=True, slots=True)
class _Lead:
    """What the first sentences tell of the main happening."""

    types: frozenset[EventType]
    classes: frozenset[str]
    days: tuple[int, int] | None
    places: tuple[Place, ...]
    words: frozenset[str]
    weapons: frozenset[str]
    actors: frozenset[str]
    targets: frozenset[str]
    length: int

    @staticmethod
    def of(facts: Sequence[_Facts]) -> _Lead:
        """The profile of the first `LEAD` sentences that hold propositions; the time is the first one given."""
        sentences = sorted({f.sentence for f in facts})
        lead = [f for f in facts if f.sentence in sentences[:LEAD]]
        first = [f for f in lead if f.sentence == sentences[0]]
        typed = next((f for f in lead if f.types), None)
        return _Lead(
            types=typed.types if typed else frozenset(),
            classes=typed.classes if typed else frozenset(),
            days=next((f.days for f in facts if f.days is not None), None),
            places=tuple(p for f in lead for p in f.places),
            words=frozenset(w for f in first for w in f.words),
            weapons=frozenset(w for f in lead for w in f.weapons),
            actors=frozenset(w for f in lead for w in f.actors),
            targets=frozenset(w for f in lead for w in f.targets),
            length=sentences[-1] + 1,
        )


def features(fact: _Facts, main: _Lead) -> dict[str, float]:
    """What speaks for and against a proposition leaving the main happening, by name of feature."""
    found = {"bias": 1.0, "position": fact.sentence / main.length}
    for cue in fact.cues:
        found[f"cue_{cue}"] = 1.0
    for name, holds in (("definite", fact.definite), ("casualties", fact.casualties), ("narrator", fact.narrator), ("irreal", fact.irreal)):
        if holds:
            found[name] = 1.0
    if fact.types & main.types:
        found["type_main"] = 1.0
    elif not fact.types:
        found["type_none"] = 1.0
    else:
        for name in fact.classes:
            found[f"type_{name}"] = 1.0
    if fact.days is not None and main.days is not None:
        own = 1.0 if fact.own_days else 0.7
        before, after = main.days[0] - fact.days[1], fact.days[0] - main.days[1]
        found |= {"days_before": own * log1p(before)} if before > 0 else {"days_after": own * log1p(after)} if after > 0 else {"days_meet": own}
    if fact.places and main.places:
        meets = any(_same_place(x, y) for x in fact.places for y in main.places)
        found["place_meets" if meets else "place_apart"] = 1.0
    if fact.types and not fact.types & main.types:
        apart = [name for name in ("days_before", "days_after", "place_apart") if name in found]
        found |= {f"{kind}_{name}": 1.0 for kind in fact.classes for name in apart}
    for name, x, y in (("weapon", fact.weapons, main.weapons), ("actor", fact.actors, main.actors), ("target", fact.targets, main.targets)):
        if x and y:
            found[f"{name}_{'same' if x & y else 'differs'}"] = 1.0
    found["words"] = len(fact.words & main.words) / (1 + len(fact.words))
    return found


def transition(before: _Facts, fact: _Facts, aside: bool) -> dict[str, float]:
    """How the label of the proposition before bears on this one's."""
    if not aside:
        return {"stays_same_sentence": 1.0} if before.sentence == fact.sentence else {}
    found = {"goes_on": 1.0}
    if before.sentence == fact.sentence:
        found["goes_on_same_sentence"] = 1.0
    if before.attribution is not None and before.attribution == fact.attribution:
        found["goes_on_same_source"] = 1.0
    if not fact.types and not fact.places and not fact.own_days:
        found["goes_on_bare"] = 1.0
    if fact.types and before.types & fact.types:
        found["goes_on_same_type"] = 1.0
    if before.paragraph != fact.paragraph:
        found["goes_on_new_paragraph"] = 1.0
    if fact.pronoun:
        found["goes_on_pronoun"] = 1.0
    if before.actors & fact.actors or before.targets & fact.targets:
        found["goes_on_same_party"] = 1.0
    if fact.definite:
        found["goes_on_definite"] = 1.0
    if before.sentence != fact.sentence and _differ(before, fact):
        found["goes_on_differs"] = 1.0
    return found


def _differ(a: _Facts, b: _Facts) -> bool:
    """Both have a time or both have a place, and these do not meet."""
    days = a.days is not None and b.days is not None and (a.days[1] < b.days[0] or b.days[1] < a.days[0])
    return days or bool(a.places and b.places and not any(_same_place(x, y) for x in a.places for y in b.places))


def _numbered(facts: Sequence[_Facts], aside: Sequence[bool]) -> Iterator[int]:
    """Main event 0; every stretch of asides that hang together is one further event."""
    count, current, last = 0, 0, None
    for k, leaves in enumerate(aside):
        if not leaves:
            last = None
            yield 0
            continue
        if last is None or not _hang_together(facts[last], facts[k]):
            count += 1
            current = count
        last = k
        yield current


def _hang_together(a: _Facts, b: _Facts) -> bool:
    return a.sentence == b.sentence or not _differ(a, b)


def _days(times: Sequence[TimeSpan]) -> tuple[int, int] | None:
    ranges = [r for t in times if (r := _day_range(t)) is not None]
    return (min(r[0] for r in ranges), max(r[1] for r in ranges)) if ranges else None


def _day_range(time: TimeSpan) -> tuple[int, int] | None:
    first, last = _ordinal(time.start, "-01-01", "-01"), _ordinal(time.end or time.start, "-12-31", "-28")
    return None if first is None or last is None else (first, max(first, last))


def _ordinal(iso: str | None, of_year: str, of_month: str) -> int | None:
    if iso is None:
        return None
    day = iso[:10]
    day += {4: of_year, 7: of_month}.get(len(day), "")
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return None


def _same_place(a: Place, b: Place) -> bool:
    if a.geonameid is not None and a.geonameid == b.geonameid:
        return True
    words = [frozenset(w for w in re.findall(r"\w+", p.name.lower()) if w not in _EMPTY_PLACE) for p in (a, b)]
    if words[0] & words[1]:
        return True
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return _km(a.lat, a.lon, b.lat, b.lon) <= FAR_KM + (a.radius_km or 0) + (b.radius_km or 0)


def _km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    north = radians(lat2 - lat1)
    h = sin(north / 2) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(h)))


def event_type_of(types: Sequence[EventType]) -> EventType:
    """The type of an event from the types that its claims state, in text order.

    Attacks go before what follows them; the type told first counts threefold, a general one a little less than a specific one.

    >>> event_type_of([EventType.INVESTIGATION, EventType.ROCKET_ATTACK, EventType.EXPLOSION]).value
    'rocket_attack'
    """
    links = event_links()
    pool = [t for t in types if links.classes[t] == "attack"] or list(types)
    if not pool:
        return EventType.OTHER
    votes: Counter[EventType] = Counter(pool)
    weighed = {t: (n + (FIRST_TOLD if t is pool[0] else 0)) * (GENERAL if t in links.general else 1) for t, n in votes.items()}
    return max(weighed, key=lambda t: weighed[t])


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
        links = Links(classes, frozenset(EventType(t) for t in raw["general"]), cues, dict(raw["weights"]))
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise VocabError(f"{FILE}: broken entry ({error!r})") from error
    missing = [t.value for t in EventType if t not in classes]
    if missing:
        raise VocabError(f"{FILE}: no class for {', '.join(missing)}; add them to classes")
    return links
