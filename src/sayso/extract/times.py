"""Find time expressions and put them on the calendar, reckoned from the day of publication or the day in focus."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from ..model import Diagnostic, Document, Facet, Proposition, Sentence, Slot, Span, TimeMention, TimeSpan, covers, trim
from ..vocab.loader import load_yaml
from .time_atoms import AtomFinder, Expression
from .time_calendar import Context, Resolved
from .time_rules import TimeRules

LOOK_BACK = 80  # characters before an expression in which a word of the future ("will reopen on Friday") bears on it
_EVENT_FOLLOWS = re.compile(r"\s+[\w“\"']")
_SINCE = re.compile(r"\bsince\s+(?:the\s+|last\s+|early\s+|at\s+)*$", re.IGNORECASE)
_LONG = frozenset({"days", "week", "month", "season", "year"})
_DAY_KINDS = frozenset({"isodate", "date", "weekday", "deictic", "nth", "dates"})


class TimeFinder:
    """Assign the time expressions of every sentence, each as TIMEX3 value and calendar interval.

    Reckons from `report.published`; without it, relative expressions stay unresolved (interval None to None).
    """

    requires = ("sentences",)
    assigns = "times"

    def __init__(self, lexicon: Mapping[str, Any] | None = None) -> None:
        entries = lexicon or load_yaml("lexicon/en/times.yaml")
        self.atoms = AtomFinder(entries)
        self.rules = TimeRules(entries)
        words = "|".join(re.escape(word) for word in entries["future"])
        self.future = re.compile(
            rf"(?:\b|(?<=\w))(?:{words})\b(?![^.;]*\b(?:said|told|reported)\b)[^.;]*$", re.IGNORECASE
        )

        said = "|".join(re.escape(word) for word in entries["saying"])
        self.saying = re.compile(rf"\b(?:{said})\b(?:\W+\w+){{0,3}}\W+$", re.IGNORECASE)

    def __call__(self, doc: Document) -> Document:
        """The document with its time expressions in text order; an unreadable publication date is noted."""
        published, trouble = _published(doc)
        expressions = [
            (expression, sentence)
            for sentence in doc.sentences
            if not sentence.boilerplate
            for expression in self.atoms.find(doc.text, sentence.span)
        ]
        mentions = _joined(doc.text, list(self._resolve(doc, expressions, published)))
        return replace(doc, times=tuple(mentions)).note(*trouble)

    def _resolve(
        self, doc: Document, expressions: list[tuple[Expression, Sentence]], published: date | None
    ) -> Iterator[TimeMention]:
        focus: date | None = None
        anchor = "none"
        for i, (expression, sentence) in enumerate(expressions):
            context = self._context(doc, expression, sentence, published, focus, anchor)
            if focus is None and not self._independent(expression):
                context = self._ahead(doc, expressions[i + 1 :], context, i + 1)
            resolved = self.rules.resolve(expression, context)
            if (
                resolved.day is not None
                and self._independent(expression)
                and not self._dates_a_statement(doc, expression, sentence)
            ):
                focus, anchor = resolved.day, f"time:t{i + 1}"
            yield _mention(expression, resolved)

    def _independent(self, expression: Expression) -> bool:
        return expression.get(*_DAY_KINDS) is not None

    def _dates_a_statement(self, doc: Document, expression: Expression, sentence: Sentence) -> bool:
        """ "police said on Monday": the day of the words, not of what they tell."""
        start = expression.atoms[0].span.start
        return self.saying.search(doc.text[max(sentence.span.start, start - LOOK_BACK) : start]) is not None

    def _context(
        self,
        doc: Document,
        expression: Expression,
        sentence: Sentence,
        published: date | None,
        focus: date | None,
        anchor: str,
    ) -> Context:
        start = expression.atoms[0].span.start
        before = doc.text[max(sentence.span.start, start - LOOK_BACK) : start]
        after = doc.text[expression.span.end : sentence.span.end]
        return Context(
            published, focus, anchor, self.future.search(before) is not None, _EVENT_FOLLOWS.match(after) is not None
        )

    def _ahead(self, doc: Document, later: list[tuple[Expression, Sentence]], context: Context, number: int) -> Context:
        """The context with the first day that the text names after the expression, when it names none before."""
        for offset, (expression, sentence) in enumerate(later):
            if self._independent(expression):
                there = self._context(doc, expression, sentence, context.published, None, "none")
                day = self.rules.resolve(expression, there).day
                if day is not None and (context.published is None or day <= context.published):
                    return replace(context, focus=day, focus_anchor=f"time:t{number + offset + 1}")
        return context


def _published(doc: Document) -> tuple[date | None, tuple[Diagnostic, ...]]:
    stamp = doc.report.published
    if stamp is None:
        return None, ()
    try:
        return date.fromisoformat(stamp[:10]), ()
    except ValueError:
        message = f"publication date {stamp!r} is no ISO 8601 date; times that need it stay unresolved"
        return None, (Diagnostic("times", "bad-publication-date", message),)


def _mention(expression: Expression, resolved: Resolved) -> TimeMention:
    return TimeMention(
        expression.span, resolved.type, resolved.timex, resolved.value, resolved.mod, resolved.anchor, resolved.rule
    )


def _joined(text: str, mentions: list[TimeMention]) -> Iterator[TimeMention]:
    """Pairs as one: "between 22:00 and midnight" is an interval, "10:30 p.m. (1930 GMT)" one time, the local one."""
    i = 0
    while i < len(mentions):
        pair = _pair(text, mentions[i], mentions[i + 1]) if i + 1 < len(mentions) else None
        yield pair or mentions[i]
        i += 1 if pair is None else 2


def _pair(text: str, first: TimeMention, second: TimeMention) -> TimeMention | None:
    gap = text[first.span.end : second.span.start].strip().lower()
    before = text[max(0, first.span.start - 10) : first.span.start].rstrip().lower()
    start, end = first.value.start, second.value.end
    if start is None or end is None:
        return None
    whole = Span(first.span.start, second.span.end)
    if gap == "(" and {first.type, second.type} == {"TIME"}:
        local = second if re.search(r"GMT|UTC", first.span.text(text)) else first
        return replace(local, span=whole)
    if gap == "and" and {first.value.precision, second.value.precision} == {"day"} and _next_day(start, end):
        return replace(first, span=whole, value=TimeSpan(start, end, "days"), rule="neighbouring-days")
    if not (
        (before.endswith("between") and gap == "and") or (before.endswith("from") and gap in {"to", "until", "till"})
    ):
        return None
    if end < start and end.endswith("T00:00"):  # midnight ends the day
        end = (date.fromisoformat(end[:10]) + timedelta(days=1)).isoformat() + "T00:00"
    return replace(first, span=whole, value=TimeSpan(start, end, "range"), rule="interval") if start <= end else None


def _next_day(start: str, end: str) -> bool:
    return date.fromisoformat(start) + timedelta(days=1) == date.fromisoformat(end)


class TimeFacets:
    """Read which times of the document are facets of one claim: dates and times whose words lie in its content."""

    def __call__(self, doc: Document, proposition: Proposition) -> tuple[Facet, ...]:
        """The time facets of `proposition`; durations and sets are none."""
        return tuple(
            Facet(Slot.TIME, span, self._value(doc, mention, proposition))
            for mention in doc.times
            if mention.type in {"DATE", "TIME"}
            and covers(proposition.content, span := trim(doc.text, mention.span, chars=" ."))
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
