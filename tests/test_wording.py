"""Words for values that terminal and page share."""

import pytest

from sayso.model import Count, CountRange, FindingStatus, Place, Responsibility, Span, TimeSpan, Value
from sayso.wording import CERTAINTY, STATUS, letters, plural, quote_words, range_words, value_words


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Count("~", 1200, "tents"), "about 1,200 tents"),
        (TimeSpan("2024-04-20T01:30", None, "range"), "from 2024-04-20 01:30"),
        (Place("Varna Ford", 51.246, -7.5), "Varna Ford (51.25, -7.50)"),
        (Responsibility("claimed", "the brigade"), "claimed: the brigade"),
        ("rocket_attack", "rocket attack"),
    ],
)
def test_values(value, said):
    assert value_words(value) == said


@pytest.mark.parametrize(
    ("best", "said"),
    [
        (CountRange(3, 3, 3), "3"),
        (CountRange(3, 4, 5), "3–5 (best 4)"),
        (CountRange(3, 3, None), "3 or more"),
        (CountRange(3, 4, None), "3 or more (best 4)"),
    ],
)
def test_ranges(best, said):
    assert range_words(best) == said


def test_quotation_marks_are_not_doubled_and_gaps_are_shown():
    text = "“No raid”, she said of the camp."
    assert quote_words(text, Span(0, 9)) == "“No raid”"
    assert quote_words(text, Span(11, 14), Span(27, 31)) == "“she … camp”"


def test_every_status_and_certainty_has_words():
    assert set(STATUS) == set(FindingStatus)
    assert set(CERTAINTY) == set(Value)
    assert plural(0, "report") == "0 reports"


def test_values_are_lettered_past_z():
    assert letters(28)[25:] == ["Z", "A1", "B1"]
