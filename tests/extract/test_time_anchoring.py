"""What a time is reckoned from: histories, eras, the quarter last named, pauses, and the tense of the verb."""

import pytest

from tests.extract.timed import last, read

NARRATIVE = (
    "The war of 1861 began on April 12, 1861. It had been feared in 1858, in 1859 and in 1860. In 1862 the river was "
    "lost. By July 1863 the town had fallen. In 1864 the army moved south. "
)


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("On 9 April it gave up.", "1864-04-09"),
        ("In May it gave up.", "1864-05"),
        ("It gave up the following year.", "1865"),
        ("It gave up on 9 April 1865. Two days later it rained.", "1865-04-11"),
        ("It gave up on 9 April 1865. It rained that same month.", "1865-04"),
        ("It gave up on 20 December 1864. In January it rained.", "1865-01"),
        ("It gave up on 3 January 1865; on 28 December it had rained.", "1864-12-28"),
        ("It gave up in the 1890s. The next decade was quiet.", "187"),
    ],
)
def test_a_history_reckons_from_the_time_last_spoken_of(text, timex):
    assert last(NARRATIVE + text).timex == timex


def test_news_that_names_some_years_is_no_history():
    text = "The bridge, built in 1987, was bombed in 2003 and 2011. On Friday it was bombed again."
    assert last(f"{text} It was mined on 9 April.").timex == "2024-04-09"


def test_before_the_era_years_count_down():
    wars = "The wars of 499-493 BC, 480 BC, 479 BC, 478 BC, 477 BC, 476 BC and 475 BC. "
    text = "It began in 490 BC. The following year it rained. In 487 it snowed. A decade earlier it was dry."
    assert [t.timex for t in read(wars + text).times][-4:] == ["BC0490", "BC0489", "BC0487", "BC0497"]


def test_the_quarter_is_the_last_one_named():
    doc = read("Losses rose in the first quarter. A year earlier there were none; in the quarter ten men died.")
    assert [t.timex for t in doc.times] == ["2024-Q1", "2023-Q1", "2024-Q1"]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("It fell on Sunday. It ended a nearly three-month hiatus.", "2024-01-01", "2024-04-21"),
        ("It fell on Sunday. It ended a nearly three-month hiatus since early February.", "2024-02-01", "2024-04-21"),
        (
            "It fell on Sunday. They had stopped at the beginning of February. A three-month pause ended.",
            "2024-02-01",
            "2024-04-21",
        ),
        ("A two-week lull ended.", "2024-04-10", "2024-04-24"),
        ("A two-week course ended.", None, None),
    ],
)
def test_a_pause_lies_on_the_calendar(text, start, end):
    found = next(t for t in read(text).times if t.type == "DURATION")
    assert (found.value.start, found.value.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("The court meets to hear it on Friday.", "2024-04-19"),
        ("The court agreed to hear it on 30 August.", "2024-08-30"),
        ("The court heard it on 30 August.", "2023-08-30"),
        ("Friday's hearing will be long.", "2024-04-19"),
        ("On Friday the court will hear it.", "2024-04-26"),
        ("The hearing is set to resume on Friday.", "2024-04-26"),
        ("The hearing had been due to end on Friday.", "2024-04-19"),
        ("He had doubted it as late as Friday.", "2024-04-19"),
        ("The group announced the plan on 21 August.", "2023-08-21"),
    ],
)
def test_the_verb_says_whether_a_day_lies_ahead(text, timex):
    assert last(text).timex == timex
