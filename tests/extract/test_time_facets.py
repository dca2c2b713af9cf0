"""Which times are facets of a claim, and over which interval."""

import pytest

from sayso.extract.times import TimeFacets
from sayso.model import Proposition, Span
from tests.extract.timed import read


def facets(text: str, content: str) -> list[tuple[str | None, str | None]]:
    start = text.index(content)
    found = TimeFacets()(read(text), Proposition((Span(start, start + len(content)),), None))
    return [(f.value.start, f.value.end) for f in found]  # type: ignore[union-attr]


def test_facets_are_the_dates_and_times_of_the_content() -> None:
    text = "On Sunday a mine killed two men; on Monday, after three weeks, the road reopened."
    assert facets(text, "On Sunday a mine killed two men") == [("2024-04-21", "2024-04-21")]
    assert facets(text, "on Monday, after three weeks, the road reopened") == [("2024-04-22", "2024-04-22")]
    assert facets(text, "a mine killed two men") == []


def test_a_time_before_a_clause_is_a_facet_of_the_words_before_it() -> None:
    text = "It fell on Sunday. The rockets came one day after a minister left."
    assert facets(text, "The rockets came one day") == [("2024-04-21", "2024-04-21")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("One more body was found than announced on Tuesday.", "One more body was found than announced on Tuesday"),
        ("15:40 | The gate is shut.", "15:40 | The gate is shut"),
        ("A bulletin released on Sunday counts five dead.", "A bulletin released on Sunday counts five dead"),
        ("He, asked about the camp on Sunday, shrugged.", "He, asked about the camp on Sunday, shrugged"),
        ("He was last seen on 3 April, the day before soldiers came.", "the day before soldiers came"),
    ],
)
def test_days_of_words_stamps_and_second_namings_are_no_facets(text, content) -> None:
    assert facets(text, content) == []


def test_since_holds_up_to_publication_where_the_content_says_since() -> None:
    text = "It was the first attack since early February, when the truce began."
    assert facets(text, "the first attack since early February") == [("2024-02-01", "2024-04-24")]
    assert facets(text, "early February, when the truce began") == [("2024-02-01", "2024-02-10")]


def test_a_full_stop_of_an_abbreviation_may_lie_outside_the_content() -> None:
    assert facets("It fell at 4 a.m. on the hill.", "It fell at 4 a.m") == [("2024-04-24T04:00", "2024-04-24T04:00")]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("It fell on Thursday and Friday.", "2024-04-18", "2024-04-19"),
        ("It was shelled from 5 to 7 March.", "2024-03-05", "2024-03-07"),
        ("It was shelled from July 22 to July 27, 2023.", "2023-07-22", "2023-07-27"),
        ("It was shelled on March 2-5.", "2024-03-02", "2024-03-05"),
        ("It fell between 22:00 and midnight on Sunday.", "2024-04-21T22:00", "2024-04-22T00:00"),
        ("It fell on 3 April at 10:30 p.m. (1930 GMT).", "2024-04-03T22:30", "2024-04-03T22:30"),
        ("It fell on 3 April by 0600 GMT (9 a.m.).", "2024-04-03T09:00", "2024-04-03T09:00"),
    ],
)
def test_facets_join_the_two_ends_of_an_interval(text, start, end):
    assert facets(text, text.rstrip(".")) == [(start, end)]


def test_days_that_are_no_neighbours_stay_two_facets():
    assert len(facets("It fell on Monday and Friday.", "It fell on Monday and Friday")) == 2


def test_references_without_a_calendar_value_are_no_facets():
    assert facets("It is now quiet; it was recently shelled.", "It is now quiet; it was recently shelled") == []
