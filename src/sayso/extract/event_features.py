"""What a proposition shows for grouping: its times, places, types and words, set against the lead of the report."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log1p

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
    distance_km,
    hull,
)
from ..vocab.event_links import Links

_WORD = re.compile(r"[^\W\d_]{4,}")
_PRONOUN_FIRST = re.compile(
    r"[“\"‘']?(?:it|its|they|their|he|his|she|her|this|these|those|there|both|all|the latter)\b", re.IGNORECASE
)
_EMPTY_PLACE = frozenset(
    [
        "the",
        "of",
        "in",
        "at",
        "near",
        "town",
        "city",
        "village",
        "province",
        "district",
        "region",
        "a",
        "an",
        "governorate",
    ]
)
_CASUALTIES = frozenset({Slot.KILLED, Slot.INJURED, Slot.CAPTURED, Slot.MISSING})
LEAD = 2  # sentences with claims that the profile of the main happening is drawn from
FAR_KM = 40.0  # beyond their own radius two places are different sites


@dataclass(frozen=True, slots=True)
class Facts:
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


def facts_of(doc: Document, facets: Sequence[tuple[Facet, ...]], links: Links) -> tuple[Facts, ...]:
    """The grouping facts of every proposition; times and places spread within a sentence."""
    starts = [s.span.start for s in doc.sentences]
    own = [_Own(doc, p, f, starts, links) for p, f in zip(doc.propositions, facets, strict=True)]
    beside: dict[int, list[_Own]] = {}
    for one in own:
        beside.setdefault(one.sentence, []).append(one)
    return tuple(o.facts(beside[o.sentence]) for o in own)


class _Own:
    """One proposition's own facts before anything is spread from its sentence."""

    def __init__(
        self, doc: Document, proposition: Proposition, facets: tuple[Facet, ...], starts: Sequence[int], links: Links
    ) -> None:
        self.proposition, self.facets, self.links = proposition, facets, links
        content = hull(proposition.content) if proposition.content else Span(0, 0)
        self.sentence = max(0, bisect_right(starts, content.start) - 1)
        whole = doc.sentences[self.sentence].span if doc.sentences else content
        self.text = " ".join(s.text(doc.text) for s in proposition.content)
        before = doc.text[whole.start : content.end]
        self.cues = frozenset(cue for cue, pattern in links.cues.items() if pattern.search(before))
        self.days = _days([f.value for f in facets if f.slot is Slot.TIME and isinstance(f.value, TimeSpan)])
        self.places = tuple(f.value for f in facets if f.slot in PLACE_SLOTS and isinstance(f.value, Place))
        self.types = frozenset(
            EventType(f.value) for f in facets if f.slot is Slot.EVENT_TYPE and isinstance(f.value, str)
        )
        self.doc = doc

    def facts(self, beside: Sequence[_Own]) -> Facts:
        """The facts, with times and places borrowed from the propositions of the same sentence, `beside`."""
        days = self.days or next((o.days for o in beside if o.days is not None), None)
        return Facts(
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
            definite=self.links.definite.search(self.text) is not None,
            cues=self.cues,
            narrator=self.proposition.attribution is None,
            irreal=self.proposition.irrealis is not None,
        )

    def _words_of(self, slot: Slot) -> frozenset[str]:
        text = " ".join(f.span.text(self.doc.text) for f in self.facets if f.slot is slot)
        return frozenset(w.lower().rstrip("s") for w in _WORD.findall(text))


@dataclass(frozen=True, slots=True)
class Lead:
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
    def of(facts: Sequence[Facts]) -> Lead:
        """The profile of the first `LEAD` sentences that hold propositions; the time is the first one given."""
        sentences = sorted({f.sentence for f in facts})
        lead = [f for f in facts if f.sentence in sentences[:LEAD]]
        first = [f for f in lead if f.sentence == sentences[0]]
        typed = next((f for f in lead if f.types), None)
        return Lead(
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


def features(fact: Facts, main: Lead) -> dict[str, float]:
    """What speaks for and against a proposition leaving the main happening, by name of feature."""
    found = {"bias": 1.0, "position": fact.sentence / main.length}
    for cue in fact.cues:
        found[f"cue_{cue}"] = 1.0
    for name, holds in (
        ("definite", fact.definite),
        ("casualties", fact.casualties),
        ("narrator", fact.narrator),
        ("irreal", fact.irreal),
    ):
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
        found |= (
            {"days_before": own * log1p(before)}
            if before > 0
            else {"days_after": own * log1p(after)}
            if after > 0
            else {"days_meet": own}
        )
    if fact.places and main.places:
        meets = any(_same_place(x, y) for x in fact.places for y in main.places)
        found["place_meets" if meets else "place_apart"] = 1.0
    if fact.types and not fact.types & main.types:
        apart = [name for name in ("days_before", "days_after", "place_apart") if name in found]
        found |= {f"{kind}_{name}": 1.0 for kind in fact.classes for name in apart}
    for name, x, y in (
        ("weapon", fact.weapons, main.weapons),
        ("actor", fact.actors, main.actors),
        ("target", fact.targets, main.targets),
    ):
        if x and y:
            found[f"{name}_{'same' if x & y else 'differs'}"] = 1.0
    found["words"] = len(fact.words & main.words) / (1 + len(fact.words))
    return found


def transition(before: Facts, fact: Facts, aside: bool) -> dict[str, float]:
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
    if before.sentence != fact.sentence and differ(before, fact):
        found["goes_on_differs"] = 1.0
    return found


def differ(a: Facts, b: Facts) -> bool:
    """Both have a time or both have a place, and these do not meet."""
    days = a.days is not None and b.days is not None and (a.days[1] < b.days[0] or b.days[1] < a.days[0])
    return days or bool(a.places and b.places and not any(_same_place(x, y) for x in a.places for y in b.places))


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
    return distance_km(a.lat, a.lon, b.lat, b.lon) <= FAR_KM + (a.radius_km or 0) + (b.radius_km or 0)
