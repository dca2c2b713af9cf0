"""Read which times of a document are facets of a claim, neighbours joined to the interval that they bound."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from ..model import Document, Facet, Proposition, Slot, Span, TimeMention, TimeSpan, covers, trim
from ..vocab.loader import load_yaml
from .time_calendar import IN_APPOSITION
from .time_statements import StatementDates, stamps_entry

_SINCE = re.compile(r"\bsince\s+(?:the\s+|last\s+|early\s+|at\s+)*$", re.IGNORECASE)
_BOUNDS = re.compile(r"^\s*(?:and|to|until|till|through|or|[-–—])\s*$", re.IGNORECASE)
_OPENING = re.compile(r"\b(?:from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_BESIDE = re.compile(r"\s+(?:after|before|following)$", re.IGNORECASE)
_LONG = frozenset({"days", "week", "month", "season", "year"})
_CLOCKS = frozenset({"minute", "hour"})


class TimeFacets:
    """The time facets of claims: dates and times whose words lie in the content of the claim.

    The day of a statement is none ("one more than announced on Tuesday"), nor is the stamp of an entry ("15:40 | ...").
    """

    def __init__(self, lexicon: Mapping[str, Any] | None = None) -> None:
        self.statements = StatementDates(lexicon or load_yaml("lexicon/en/times.yaml"))

    def __call__(self, doc: Document, proposition: Proposition) -> tuple[Facet, ...]:
        """The time facets of `proposition`; durations, sets and references without a calendar value are none."""
        inside = [
            mention
            for mention in (_within(doc.text, each, proposition) for each in doc.times)
            if mention.type in {"DATE", "TIME"}
            and not mention.timex.endswith("_REF")
            and covers(proposition.content, trim(doc.text, mention.span, chars=" ."))
            and not self._tells_of_no_event(doc, mention)
        ]
        return tuple(
            Facet(Slot.TIME, trim(doc.text, mention.span, chars=" ."), self._value(doc, mention, proposition))
            for mention in _joined(doc.text, inside)
        )

    def _tells_of_no_event(self, doc: Document, mention: TimeMention) -> bool:
        number = bisect_right(doc.sentences, mention.span.start, key=lambda s: s.span.start) - 1
        start = doc.sentences[number].span.start if number >= 0 else 0
        return (
            mention.rule == IN_APPOSITION
            or self.statements.dates(doc.text, mention.span, start)
            or stamps_entry(doc.text, mention)
        )

    def _value(self, doc: Document, mention: TimeMention, proposition: Proposition) -> TimeSpan:
        """ "since February" holds from then up to the day of publication; a single day stands for itself."""
        published, start = doc.report.published, mention.value.start
        since = _SINCE.search(doc.text[max(0, mention.span.start - 20) : mention.span.start])
        if since is None or published is None or start is None or mention.value.precision not in _LONG:
            return mention.value
        opening = mention.span.start - len(since.group())
        if start > published[:10] or not covers(proposition.content, Span(opening, mention.span.start)):
            return mention.value
        return TimeSpan(start[:8] + "15" if mention.mod == "MID" else start, published[:10], "range")


def _within(text: str, mention: TimeMention, proposition: Proposition) -> TimeMention:
    """ "It came one day after gunmen fled": the clause begins with "after", and its time is "one day"."""
    head = _BESIDE.search(mention.span.text(text))
    if head is None or covers(proposition.content, mention.span):
        return mention
    return replace(mention, span=Span(mention.span.start, mention.span.start + head.start()))


def _joined(text: str, mentions: Sequence[TimeMention]) -> Iterator[TimeMention]:
    """Pairs as one: "between 22:00 and midnight" is an interval, "10:30 p.m. (1930 GMT)" one time, the local one."""
    i = 0
    while i < len(mentions):
        pair = _pair(text, mentions[i], mentions[i + 1]) if i + 1 < len(mentions) else None
        yield pair or mentions[i]
        i += 1 if pair is None else 2


def _pair(text: str, first: TimeMention, second: TimeMention) -> TimeMention | None:
    gap = text[first.span.end : second.span.start]
    start, end = first.value.start, second.value.end
    if start is None or end is None:
        return None
    whole = Span(first.span.start, second.span.end)
    if gap.strip() == "(" and {first.type, second.type} == {"TIME"}:
        local = second if re.search(r"GMT|UTC", first.span.text(text)) else first
        return replace(local, span=whole)
    if not _BOUNDS.match(gap):
        return None
    precisions = {first.value.precision, second.value.precision}
    if precisions == {"day"}:
        opened = _OPENING.search(text[max(0, first.span.start - 14) : first.span.start]) is not None
        listed = gap.strip().lower() in {"and", "or"}
        if listed and not opened and not _next_day(start, end):
            return None
        return replace(first, span=whole, value=TimeSpan(start, end, "days")) if start <= end else None
    if not _OPENING.search(text[max(0, first.span.start - 14) : first.span.start]):
        return None
    if end < start and end.endswith("T00:00"):  # midnight ends the day
        end = (date.fromisoformat(end[:10]) + timedelta(days=1)).isoformat() + "T00:00"
    same = precisions <= _CLOCKS or not precisions & _CLOCKS
    return replace(first, span=whole, value=TimeSpan(start, end, "range")) if same and start <= end else None


def _next_day(start: str, end: str) -> bool:
    return date.fromisoformat(start) + timedelta(days=1) == date.fromisoformat(end)
