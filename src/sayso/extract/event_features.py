"""What a proposition shows for grouping: its days, places, types, parties, counts, words, and the cues before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..model import (
    Count,
    Document,
    EventType,
    Facet,
    Place,
    Proposition,
    Slot,
    Span,
    TimeMention,
    TimeSpan,
    distance_km,
    hull,
)
from ..vocab.event_links import Links
from ..vocab.matching import matching_words
from .time_calendar import BESIDE_EVENT, EVENT

_WORD = re.compile(r"[^\W\d_]{4,}")
_PRONOUN_FIRST = re.compile(
    r"[“\"‘']?(?:it|its|they|their|he|his|she|her|this|these|those|there|both|all|the latter)\b", re.IGNORECASE
)
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
_CASUALTIES = frozenset({Slot.KILLED, Slot.INJURED, Slot.CAPTURED, Slot.MISSING})
_FINE = frozenset({"site", "town"})
FAR_KM = 40.0  # beyond their own radius two places are different sites
OPENING = 300  # characters of a report in which its story is named
LONGEST = 10  # days; a longer interval ("since October") dates no happening

Days = tuple[int, int]
"""First and last day, as proleptic Gregorian ordinals (`date.toordinal`)."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What one proposition shows for grouping.

    `days` and `spots` (places on the map, towns and smaller) are its own or those told in its sentence; `areas` are the
    words of larger places; `related`: words before it set it beside what was told ("a day after", "in response to").
    `direction` is a model's: alike for one happening. `deed`: it tells of an attack; `told_days`: the days on which its
    own words say that something happened; `named`: nouns of its definite phrases ("raid" of "the raids"). `weekdays`
    are the days of the week in a report that nothing dates, 1 for Monday.
    """

    sentence: int
    paragraph: int
    pronoun: bool
    attribution: int | None
    types: frozenset[EventType]
    days: tuple[Days, ...]
    own_days: bool
    spots: tuple[Place, ...]
    areas: frozenset[str]
    words: frozenset[str]
    weapons: frozenset[str]
    actors: frozenset[str]
    targets: frozenset[str]
    counts: frozenset[tuple[Slot, int]]
    casualties: bool
    definite: bool
    cues: frozenset[str]
    related: bool
    narrator: bool
    irreal: bool
    deed: bool = False
    direction: tuple[float, ...] = ()
    told_days: tuple[Days, ...] = ()
    named: frozenset[str] = frozenset()
    weekdays: frozenset[int] = frozenset()

    @property
    def bare(self) -> bool:
        """It tells no type, no place and no time of its own."""
        return not self.types and not self.spots and not self.own_days


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
        self.doc, self.proposition, self.facets, self.links = doc, proposition, facets, links
        content = hull(proposition.content) if proposition.content else Span(0, 0)
        self.sentence = max(0, bisect_right(starts, content.start) - 1)
        whole = doc.sentences[self.sentence].span if doc.sentences else content
        self.text = " ".join(s.text(doc.text) for s in proposition.content)
        self.before = doc.text[whole.start : content.start]
        told = doc.text[whole.start : content.end]
        self.cues = frozenset(cue for cue, pattern in links.cues.items() if pattern.search(told))
        self.types = frozenset(
            EventType(f.value) for f in facets if f.slot is Slot.EVENT_TYPE and isinstance(f.value, str)
        )
        spans = [f.value for f in facets if f.slot is Slot.TIME and isinstance(f.value, TimeSpan)]
        self.days = tuple(days for span in spans if (days := _days(span)) is not None)
        self.named = frozenset(noun.lower() for noun in links.named.findall(self.text))
        self.told_days = tuple(self._told_days())
        self.weekdays = frozenset() if self.days else frozenset(self._weekdays())
        places = list(self._places())
        self.spots = tuple(p for p in places if p.lat is not None and p.precision in _FINE)
        self.areas = frozenset(w for p in places if p not in self.spots for w in _name(p))

    def _told_days(self) -> Iterable[Days]:
        """The days on which it says something happened, by its own words ("on Monday", not "an hour later").

        A death of wounds tells none, nor do words of what came after (charges, a trial) or reports that open with them:
        theirs may be the day of the hearing.
        """
        if self.proposition.irrealis or self.proposition.value.sign == "-" or "dying" in self.cues:
            return
        told = f"{self.text} {self.doc.text[:OPENING]}"
        if not matching_words().aftermath.isdisjoint(w.lower() for w in _WORD.findall(told)):
            return
        beside = [t.span for t in self.doc.times if _is_reckoned(t)]
        for facet in self.facets:
            if facet.slot is Slot.TIME and isinstance(facet.value, TimeSpan):
                days = _days(facet.value)
                if days is not None and not any(span.overlaps(facet.span) for span in beside):
                    yield days

    def _weekdays(self) -> Iterable[int]:
        """The days of the week that its times name where nothing tells the date."""
        told = [f.span for f in self.facets if f.slot is Slot.TIME]
        for time in self.doc.times:
            if any(span.overlaps(time.span) for span in told) and (day := _WEEKDAY.match(time.timex)):
                yield int(day[1])

    def _places(self) -> Iterable[Place]:
        """Where it is said to be, and every place named in it that is not where the weapons came from."""
        yield from (f.value for f in self.facets if f.slot in _WHERE and isinstance(f.value, Place))
        origins = [f.span for f in self.facets if f.slot is Slot.ORIGIN]
        for mention in self.doc.places:
            inside = any(c.contains(mention.name_span) for c in self.proposition.content)
            if inside and not any(o.overlaps(mention.span) for o in origins):
                yield mention.place

    def facts(self, beside: Sequence[_Own]) -> Facts:
        """The facts, with times and places borrowed from the propositions of the same sentence, `beside`."""
        counts = [(f.slot, f.value.n) for f in self.facets if isinstance(f.value, Count)]
        casualties = any(slot in _CASUALTIES for slot, _ in counts)
        spots = self.spots or (() if self.areas else tuple(p for o in beside for p in o.spots))
        return Facts(
            sentence=self.sentence,
            paragraph=self.doc.sentences[self.sentence].paragraph if self.doc.sentences else 0,
            pronoun=_PRONOUN_FIRST.match(self.text) is not None,
            attribution=self.proposition.attribution,
            types=self.types,
            days=self.days or next((o.days for o in beside if o.days), ()),
            own_days=bool(self.days),
            spots=spots,
            areas=self.areas,
            words=frozenset(w.lower() for w in _WORD.findall(self.text)),
            weapons=self._words_of(Slot.WEAPON),
            actors=self._words_of(Slot.ACTOR),
            targets=self._words_of(Slot.TARGET),
            counts=frozenset((slot, n) for slot, n in counts if n > 1),
            casualties=casualties,
            definite=self.links.definite.search(self.text) is not None,
            cues=self.cues,
            related=self.links.related.search(self.before) is not None,
            narrator=self.proposition.attribution is None,
            irreal=self.proposition.irrealis is not None,
            deed=any(self.links.classes[t] == "attack" for t in self.types),
            told_days=self.told_days,
            named=self.named or (frozenset(n for o in beside for n in o.named) if casualties else frozenset()),
            weekdays=self.weekdays or next((o.weekdays for o in beside if o.weekdays), frozenset()),
            direction=() if self.doc.happenings is None else self.doc.happenings.direction(self.proposition.content),
        )

    def _words_of(self, slot: Slot) -> frozenset[str]:
        text = " ".join(f.span.text(self.doc.text) for f in self.facets if f.slot is slot)
        return frozenset(w.lower().rstrip("s") for w in _WORD.findall(text))


def _is_reckoned(time: TimeMention) -> bool:
    """True for a time that tells no day by itself, but by another event or by an hour ("two hours later")."""
    if time.anchor == EVENT or time.rule in BESIDE_EVENT:
        return True
    return time.anchor.startswith("time:") and not time.rule.startswith("days-")


_WHERE = frozenset({Slot.PLACE, Slot.DESTINATION})


def same_place(a: Place, b: Place) -> bool:
    """One place by its id, a telling word of its name, or its point on the map."""
    if a.geonameid is not None and a.geonameid == b.geonameid:
        return True
    if _name(a) & _name(b):
        return True
    return within(a, b, FAR_KM)


def within(a: Place, b: Place, km: float) -> bool:
    """True when two places of the map lie so near to one another, given the doubt of both."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return distance_km(a.lat, a.lon, b.lat, b.lon) <= km + (a.radius_km or 0) + (b.radius_km or 0)


def _name(place: Place) -> frozenset[str]:
    words = frozenset(w for w in re.findall(r"\w+", place.name.lower()) if len(w) > 2)
    return words - matching_words().generic - matching_words().particles


def _days(time: TimeSpan) -> Days | None:
    first, last = _ordinal(time.start, "-01-01", "-01"), _ordinal(time.end or time.start, "-12-31", "-28")
    if first is None or last is None or last - first > LONGEST:
        return None
    return first, max(first, last)


def _ordinal(iso: str | None, of_year: str, of_month: str) -> int | None:
    if iso is None:
        return None
    day = iso[:10]
    day += {4: of_year, 7: of_month}.get(len(day), "")
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return None
