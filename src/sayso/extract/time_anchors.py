"""Resolve times that an event tells: "two days after the raid" is reckoned from the day of the raid, and names it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from ..model import Claim, Document, Event, Facet, Slot, Span, TimeMention, TimeSpan, event_facets
from ..vocab.loader import load_yaml
from .time_calendar import BESIDE_EVENT, DAY_UNITS, EVENT, iso_week

REACH = 80  # characters after a time in which the words of the event it is told by begin
RULE = "days-from-the-event-named"
_KNOWN = re.compile(r"^\s+(?:the|this|that|these|his|her|their|its|\w+day['’]s)\s", re.IGNORECASE)


class TimeAnchors:
    """Name the event that a time is told by, and put the time on the calendar where the event's own day is known.

    Only an event spoken of as known ("the raid", "his death") is reckoned from: "a day after gunmen shot a mayor" tells
    when the mayor was shot, by the day in focus. The claims and events of a changed time change with it.
    """

    requires = ("times", "coded_events")
    assigns = "times"

    def __init__(self, lexicon: Mapping[str, Any] | None = None) -> None:
        classes = (lexicon or load_yaml("lexicon/en/times.yaml"))["classes"]
        self.numbers: Mapping[str, int] = {**classes["NUMW"], "a": 1, "an": 1, "the": 1}
        units = {**classes["UNIT1"], **classes["UNITN"]}
        self.units = {word: DAY_UNITS[unit] for word, unit in units.items() if unit in DAY_UNITS}
        words = "|".join(re.escape(word) for word in self.numbers)
        self.distance = re.compile(
            rf"\b(?P<n>{words}|\d{{1,3}})\s+(?P<unit>{'|'.join(self.units)})\s+(?P<side>after|before|following)\b",
            re.IGNORECASE,
        )

    def __call__(self, doc: Document) -> Document:
        """The document with these times; the anchor is `none` where the event is not one that is coded."""
        times = tuple(self._anchored(doc, mention) for mention in doc.times)
        moved = {new.span: new.value for old, new in zip(doc.times, times, strict=True) if new.value != old.value}
        return _with_values(replace(doc, times=times), moved)

    def _anchored(self, doc: Document, mention: TimeMention) -> TimeMention:
        if mention.anchor != EVENT and mention.rule not in BESIDE_EVENT:
            return mention
        event = _named_after(doc, mention)
        if event is None:
            return replace(mention, anchor="none") if mention.anchor == EVENT else mention
        day = self._day(doc, mention, event)
        if day is not None:
            value = TimeSpan(day.isoformat(), day.isoformat(), "day")
            timex = iso_week(day) if "-W" in mention.timex else day.isoformat()
            return replace(mention, timex=timex, value=value, anchor=f"{EVENT}:{event.id}", rule=RULE)
        return replace(mention, anchor=f"{EVENT}:{event.id}") if mention.anchor == EVENT else mention

    def _day(self, doc: Document, mention: TimeMention, event: Event) -> date | None:
        """The day at the distance told; None where it is not told in days, or the event's own day is not known."""
        found = self.distance.search(mention.span.text(doc.text))
        if found is None or not _KNOWN.match(doc.text[mention.span.end : mention.span.end + 20]):
            return None
        own = _own_day(doc, event, mention.span)
        if own is None:
            return None
        word = found["n"].lower()
        days = (int(word) if word.isdigit() else self.numbers[word]) * self.units[found["unit"].lower()]
        return own + timedelta(days=-days if found["side"].lower() == "before" else days)


def _named_after(doc: Document, mention: TimeMention) -> Event | None:
    """The event whose words follow the time in its sentence: where an earlier one was called so, that one is meant."""
    end = mention.span.end
    sentence = next((s.span for s in doc.sentences if s.span.start < end <= s.span.end), mention.span)
    reach = min(sentence.end, end + REACH)
    told = [(span, event) for event in doc.coded_events for span in event.mentions]
    after = [(span, event) for span, event in told if end <= span.start < reach]
    if not after:
        return None
    span, event = min(after, key=lambda pair: pair[0].start)
    word = span.text(doc.text).lower()
    before = [(s, e) for s, e in told if s.end <= mention.span.start and s.text(doc.text).lower() == word]
    if not before or event in [e for _, e in before]:
        return event
    return max(before, key=lambda pair: pair[0].start)[1]


def _own_day(doc: Document, event: Event, told: Span) -> date | None:
    """The one day that the claims of an event give it by other words than those at `told`; None of several."""
    facets = (f for claim in doc.claims if claim.event == event.id for f in claim.facets)
    days = {
        f.value.start[:10]
        for f in facets
        if f.slot is Slot.TIME
        and not f.span.overlaps(told)
        and isinstance(f.value, TimeSpan)
        and f.value.start is not None
        and f.value.start[:10] == (f.value.end or "")[:10]
    }
    return date.fromisoformat(days.pop()) if len(days) == 1 else None


def _with_values(doc: Document, moved: Mapping[Span, TimeSpan]) -> Document:
    """The document with the time facets that lie at these spans moved to their new values."""
    if not moved:
        return doc

    def at(facet: Facet) -> Facet:
        value = next((v for span, v in moved.items() if facet.slot is Slot.TIME and span.contains(facet.span)), None)
        return facet if value is None else replace(facet, value=value)

    claims = tuple(replace(claim, facets=tuple(map(at, claim.facets))) for claim in doc.claims)
    return replace(doc, claims=claims, coded_events=tuple(_of(event, claims) for event in doc.coded_events))


def _of(event: Event, claims: Sequence[Claim]) -> Event:
    return replace(event, facets=event_facets([c for c in claims if c.event == event.id], event.type))
