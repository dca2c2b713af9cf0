"""Patterns over roles and words: what they match, and what is told about broken ones."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import VocabError
from sayso.extract.time_calendar import Point, add_months, add_years, interval_of, stamp
from sayso.extract.time_grammar import Grammar
from sayso.extract.time_lexer import Lexer
from sayso.extract.time_locals import hijri_day, jalali_day
from sayso.extract.time_numbers import NumberReader
from sayso.extract.time_spans import duration_value
from sayso.model import Span
from sayso.vocab.loader import load_yaml

WORDS = load_yaml("lexicon/en/times.yaml")
SMALL = {"classes": {"UNIT": ["day"], "SIZE": {"one": 1}}, "guards": []}
NUMBERS = NumberReader(WORDS)
LEXER = Lexer(WORDS, ["couple", "half", "a", "an", "of", "and"])


def small(pattern: str, **needs: list[str]) -> Grammar:
    rule = {"name": "day", "kind": "day", "pattern": pattern}
    return Grammar(SMALL, {"pieces": {"count": "(n:SIZE | n:INT)"}, "needs": needs, "rules": [rule]})


def phrases(grammar: Grammar, text: str) -> list[tuple[str, str]]:
    lexemes = list(grammar.lexer.lex(text, Span(0, len(text)), {}))
    return [(p.span.text(text), p.words("n")) for p in grammar.phrases(lexemes)]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("~count~ -? UNIT", "one day, 3-day, day", [("one day", "one"), ("3-day", "3")]),
        ("(?<! the) UNIT", "the day, day", [("day", "")]),
        ("UNIT (?= of)", "day of day", [("day", "")]),
        ("UNIT ANY of", "day x of", [("day x of", "")]),
        ("UNIT ':' INT", "day: 5", [("day: 5", "")]),
        ("UNIT?", "no such thing", []),
    ],
)
def test_patterns_match_roles_words_and_what_stands_beside(pattern, text, found):
    assert phrases(small(pattern), text) == found


def test_a_rule_is_not_tried_where_what_it_needs_is_far():
    grammar = small("~count~ day", day=["day"])
    assert phrases(grammar, "one day") == [("one day", "one")]


@pytest.mark.parametrize(
    ("pattern", "message"),
    [("UNIT : day", "quote it"), ("(UNIT", "make no expression"), ("ISODATE NOWHERE ''", "quote it")],
)
def test_a_broken_pattern_is_told(pattern, message):
    with pytest.raises(VocabError, match=message):
        small(pattern)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("three", 3), ("twenty-four", 24), ("a hundred and fifty", 150), ("two thousand", 2000), ("1,200", 1200),
        ("2 1/2", 2.5), ("a couple of", 2), ("half an", 0.5), ("½", 0.5), ("a", 1), ("several", None), ("a few", None),
        ("a dozen", 12), ("22.8", 22.8),
    ],
)  # fmt: skip
def test_numbers(text, number):
    assert NUMBERS.number(list(LEXER.lex(text, Span(0, len(text)), {}))) == number


@pytest.mark.parametrize(
    ("n", "unit", "value"),
    [
        (3, "month", "P3M"), (40, "minute", "PT40M"), (2.5, "year", "P2Y6M"), (1.5, "minute", "PT1M30S"),
        (None, "week", "PXW"), (2, "decade", "P20Y"), (0.5, "year", "P6M"), (1.5, "day", "P1DT12H"),
        (2, "quarter", "P6M"), (1.5, "week", "P1.5W"), (0.5, "century", "P50Y"), (2, "fortnight", "P4W"),
    ],
)  # fmt: skip
def test_durations(n, unit, value):
    assert duration_value(n, unit) == value


@pytest.mark.parametrize(
    ("point", "value", "start", "end"),
    [
        (Point(2024, 2), "2024-02", "2024-02-01", "2024-02-29"),
        (Point(2024, quarter=4), "2024-Q4", "2024-10-01", "2024-12-31"),
        (Point(2023, season="WI"), "2023-WI", "2023-12-01", "2024-02-29"),
        (Point(-480, 8), "BC0480-08", None, None),
    ],
)
def test_points_have_values_and_intervals(point, value, start, end):
    assert (stamp(point), interval_of(point).start, interval_of(point).end) == (value, start, end)


def test_there_is_no_year_nought():
    assert (add_years(-1, 1), add_years(1, -1), add_years(-480, 10), add_years(2024, -24)) == (1, -1, -470, 2000)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (hijri_day(1, 1, 1), date(622, 7, 19)),
        (hijri_day(1445, 8, 15), date(2024, 2, 25)),
        (hijri_day(1443, 9, 1), date(2022, 4, 3)),
        (jalali_day(1402, 11, 12), date(2024, 2, 1)),
        (jalali_day(1403, 1, 1), date(2024, 3, 20)),
        (jalali_day(1357, 11, 22), date(1979, 2, 11)),
    ],
)
def test_local_calendars(found, expected):
    assert found == expected


@given(st.dates(date(1600, 1, 1), date(2200, 1, 1)), st.integers(-1000, 1000))
def test_months_away_and_back_is_the_same_month(day, n):
    first = day.replace(day=1)
    assert add_months(add_months(first, n), -n) == first


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_lexemes_lie_in_order_in_any_text(text):
    lexemes = list(LEXER.lex(text, Span(0, len(text)), {}))
    assert all(a.span.end <= b.span.start for a, b in pairwise(lexemes))
    assert all(lexeme.span.text(text) == lexeme.text for lexeme in lexemes)
    known = LEXER.alphabet()
    assert all(lexeme.roles in known for lexeme in lexemes)
