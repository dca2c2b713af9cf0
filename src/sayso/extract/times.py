"""Find time expressions and put them on the calendar, reckoned from the day of publication or the day last spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ..model import Diagnostic, Document, Facet, Proposition, Sentence, Slot, Span, TimeMention, TimeSpan, covers
from ..vocab.loader import load_yaml
from .time_atoms import AtomFinder, Expression
from .time_rules import Context, Resolved, TimeRules

LOOK_BACK = 80  # characters before an expression in which a word of the future ("will reopen on Friday") bears on it
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
        self.future = re.compile(rf"(?:\b|(?<=\w))(?:{words})\b(?![^.;]*\b(?:said|told|reported)\b)[^.;]*$", re.IGNORECASE)

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
            if resolved.day is not None and self._independent(expression):
                focus, anchor = resolved.day, f"time:t{i + 1}"
            yield _mention(expression, resolved)

    def _independent(self, expression: Expression) -> bool:
        return expression.get(*_DAY_KINDS) is not None

    def _context(
        self, doc: Document, expression: Expression, sentence: Sentence, published: date | None, focus: date | None, anchor: str
    ) -> Context:
        start = expression.atoms[0].span.start
        before = doc.text[max(sentence.span.start, start - LOOK_BACK) : start]
        return Context(published, focus, anchor, self.future.search(before) is not None, expression.edge == "since")

    def _ahead(
        self, doc: Document, later: list[tuple[Expression, Sentence]], context: Context, number: int
    ) -> Context:
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
    """ "between 22:00 and midnight" and "from 04:00 to 06:00" as one interval."""
    i = 0
    while i < len(mentions):
        first = mentions[i]
        if i + 1 < len(mentions):
            second = mentions[i + 1]
            gap = text[first.span.end : second.span.start].strip().lower()
            before = text[max(0, first.span.start - 10) : first.span.start].rstrip().lower()
            opened = (before.endswith("between") and gap == "and") or (before.endswith("from") and gap in {"to", "until", "till"})
            if opened and first.value.start and second.value.end and first.value.start <= second.value.end:
                span = TimeSpan(first.value.start, second.value.end, "range")
                yield replace(first, span=Span(first.span.start, second.span.end), value=span, rule="interval")
                i += 2
                continue
        yield first
        i += 1


class TimeFacets:
    """Read which times of the document are facets of one claim: dates and times whose words lie in its content."""

    def __call__(self, doc: Document, proposition: Proposition) -> tuple[Facet, ...]:
        """The time facets of `proposition`; durations and sets are none."""
        return tuple(
            Facet(Slot.TIME, mention.span, mention.value)
            for mention in doc.times
            if mention.type in {"DATE", "TIME"} and covers(proposition.content, mention.span)
        )
