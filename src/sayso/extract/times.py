"""Find time expressions and put them on the calendar, reckoned from the day of publication or the time in focus."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from ..model import Diagnostic, Document, Sentence, Span, TimeMention
from ..vocab.loader import load_yaml
from .time_calendar import Context, Point, Resolved, add_months
from .time_facets import TimeFacets
from .time_grammar import Grammar, Phrase
from .time_placing import placed
from .time_rules import TimeRules
from .time_statements import StatementDates
from .time_tense import TenseReader

__all__ = ["TimeFacets", "TimeFinder"]

MIN_OLD = 8  # so many years before that of publication, and twice as many as times of the news, make a narrative
OPENING = 12  # characters at the head of a sentence: a bare year further on is named in passing, not told of
_EVENT_FOLLOWS = re.compile(r"\s+[\w“\"']")
_APPOSED = re.compile(r"\s*[,(–—]\s*")
_DAY_PARTS = ("iso", "slash", "month", "wd", "deictic", "dom")


@dataclass(frozen=True, slots=True)
class _Found:
    phrase: Phrase
    sentence: Sentence


class TimeFinder:
    """Assign the time expressions of every sentence, each as TIMEX3 value and calendar interval.

    Reckons from `report.published`, or in histories from the time last spoken of; without either, relative expressions
    stay unresolved (interval None to None).
    """

    requires = ("tokens", "sentences")
    assigns = "times"

    def __init__(self, lexicon: Mapping[str, Any] | None = None, rules: Mapping[str, Any] | None = None) -> None:
        words = lexicon or load_yaml("lexicon/en/times.yaml")
        self.grammar = Grammar(words, rules or load_yaml("lexicon/en/time_rules.yaml"))
        self.rules = TimeRules(words)
        self.tense = TenseReader(
            words["future"], words["past"], words["ahead"], aims=words["aims"], behind=words["behind"]
        )
        self.statements = StatementDates(words)

    def __call__(self, doc: Document) -> Document:
        """The document with its time expressions in text order; an unreadable publication date is noted."""
        published, trouble = _published(doc)
        found = list(self._phrases(doc))
        narrative = published is not None and _is_narrative([f.phrase for f in found], published)
        mentions = tuple(self._mentions(doc, found, Context(published, narrative=narrative)))
        return replace(doc, times=placed(doc, mentions)).note(*trouble)

    def _phrases(self, doc: Document) -> Iterator[_Found]:
        tags = {token.start: token.tag for token in doc.tokens}
        for sentences in _paragraphs(doc.sentences):
            span = Span(sentences[0].span.start, sentences[-1].span.end)
            for phrase in self.grammar.phrases(list(self.grammar.lexer.lex(doc.text, span, tags))):
                number = bisect_right(sentences, phrase.span.start, key=lambda s: s.span.start) - 1
                yield _Found(phrase, sentences[number])

    def _mentions(self, doc: Document, found: Sequence[_Found], context: Context) -> Iterator[TimeMention]:
        number = 0
        for i, one in enumerate(found):
            here = self._context(doc, one, _within(doc, one, context, found[i - 1] if i else None))
            if here.focus is None and not _independent(one.phrase):
                here = self._ahead(doc, found[i + 1 :], here, number + 1)
            resolved = self.rules.resolve(one.phrase, here)
            if resolved is None:
                continue
            number += 1
            context = self._moved_on(doc, one, context, resolved, f"time:t{number}")
            context = _beside(context, one, resolved, f"time:t{number}")
            yield TimeMention(
                one.phrase.span, resolved.type, resolved.timex, resolved.value, resolved.mod, resolved.anchor,
                resolved.rule,
            )  # fmt: skip

    def _context(self, doc: Document, found: _Found, context: Context) -> Context:
        after = doc.text[found.phrase.span.end : found.sentence.span.end]
        follows = _EVENT_FOLLOWS.match(after) is not None
        lead = doc.text[max(0, found.phrase.span.start - 12) : found.phrase.span.start].split()[-1:]
        return replace(
            context,
            tense=self.tense.at(doc, found.sentence, found.phrase.span),
            event_follows=follows,
            lead=lead[0].lower() if lead else "",
        )

    def _moved_on(self, doc: Document, found: _Found, context: Context, resolved: Resolved, name: str) -> Context:
        """The context after an expression: what it names may be the time that the next ones count from."""
        point = resolved.point
        if point is None or self._dates_a_statement(doc, found):
            return context
        context = replace(context, last=point, last_anchor=name)
        if point.quarter is not None and found.phrase.rule.kind in {"quarter", "period"} and _is_later(point, context):
            context = replace(context, quarter=point)
        passing = point.month is None and found.phrase.span.start - found.sentence.span.start > OPENING
        if (context.narrative and not (passing and context.focus)) or (
            point.date is not None and _independent(found.phrase)
        ):
            context = replace(context, focus=point, focus_anchor=name)
        return context

    def _dates_a_statement(self, doc: Document, found: _Found) -> bool:
        return self.statements.dates(doc.text, found.phrase.span, found.sentence.span.start)

    def _ahead(self, doc: Document, later: Sequence[_Found], context: Context, number: int) -> Context:
        """The context with the first day that the text names after the expression, when it names none before."""
        for offset, one in enumerate(later):
            if _independent(one.phrase):
                resolved = self.rules.resolve(one.phrase, self._context(doc, one, replace(context, focus=None)))
                day = None if resolved is None or resolved.point is None else resolved.point.date
                if day is not None and (context.published is None or day <= context.published):
                    return replace(context, focus=Point.of(day), focus_anchor=f"time:t{number + offset + 1}")
        return context


def _within(doc: Document, found: _Found, context: Context, before: _Found | None) -> Context:
    """The context with what its sentence has named: the day beside an expression, and the day it stands right after."""
    if before is None or before.sentence is not found.sentence:
        return replace(context, beside=None, apposed=None)
    gap = doc.text[before.phrase.span.end : found.phrase.span.start]
    day = context.beside if _APPOSED.fullmatch(gap) and context.beside == context.last else None
    return replace(context, apposed=day)


def _beside(context: Context, found: _Found, resolved: Resolved, name: str) -> Context:
    point = resolved.point
    if point is None or point.date is None or not _independent(found.phrase):
        return context
    return replace(context, beside=point, beside_anchor=name, beside_part=resolved.type == "TIME")


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Neighbouring sentences of one paragraph: "at 10 p.m. Wednesday" may have been cut in two after "p.m."."""
    read = (s for s in sentences if not s.boilerplate)
    for _, group in groupby(read, key=lambda s: s.paragraph):
        yield list(group)


def _is_later(point: Point, context: Context) -> bool:
    """True for a quarter that is over, unless a later one has been named: comparisons do not take its place."""
    if point.year <= 0:
        return False
    over = context.published is None or add_months(point.first, 3) <= context.published
    return over and (context.quarter is None or point.first >= context.quarter.first)


def _independent(phrase: Phrase) -> bool:
    return phrase.rule.kind == "day" and phrase.has(*_DAY_PARTS)


def _is_narrative(phrases: Sequence[Phrase], published: date) -> bool:
    """True for a text that names many years before that of its publication, and has few words of the news.

    News names the year where it is not that of publication, and days by their names; histories do neither.
    """
    old = news = 0
    for phrase in phrases:
        digits = phrase.words("year")
        if digits.isdigit():
            before = phrase.has("era") or int(digits) < published.year
            old, news = old + before, news + (int(digits) > published.year)
        elif phrase.has("deictic", "wd"):
            news += 1
    return old >= MIN_OLD and old > 2 * news


def _published(doc: Document) -> tuple[date | None, tuple[Diagnostic, ...]]:
    stamp = doc.report.published
    if stamp is None:
        return None, ()
    try:
        return date.fromisoformat(stamp[:10]), ()
    except ValueError:
        message = f"publication date {stamp!r} is no ISO 8601 date; times that need it stay unresolved"
        return None, (Diagnostic("times", "bad-publication-date", message),)
