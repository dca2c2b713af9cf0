"""Times: TIMEX3 values, intervals, what they were reckoned from, and which are facets of a claim."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.vocab.loader import load_yaml
from tests.extract.timed import last, read

ENTRIES = [*load_yaml("lexicon/en/time_rules.yaml")["rules"], *load_yaml("lexicon/en/times.yaml")["guards"]]


@pytest.mark.parametrize("entry", ENTRIES, ids=[str(entry["example"]) for entry in ENTRIES])
def test_every_entry_of_the_lexicon_reads_its_example(entry: dict[str, Any]) -> None:
    assert [f"{found.type} {found.timex}" for found in read(entry["example"]).times] == entry["expect"]


@pytest.mark.parametrize(
    ("text", "timex", "start", "end"),
    [
        ("It fell on Sunday.", "2024-04-21", "2024-04-21", "2024-04-21"),
        ("It fell on Wednesday.", "2024-04-24", "2024-04-24", "2024-04-24"),
        ("It fell last Wednesday.", "2024-04-17", "2024-04-17", "2024-04-17"),
        ("It opens next Monday.", "2024-04-29", "2024-04-29", "2024-04-29"),
        ("It will reopen on Friday.", "2024-04-26", "2024-04-26", "2024-04-26"),
        ("It fell on Sunday evening.", "2024-04-21TEV", "2024-04-21", "2024-04-21"),
        ("It fell at about 6.15 pm on Sunday.", "2024-04-21T18:15", "2024-04-21T18:15", "2024-04-21T18:15"),
        ("It fell on Sunday at 0130 hours.", "2024-04-21T01:30", "2024-04-21T01:30", "2024-04-21T01:30"),
        ("It fell at 9:20 on Thursday evening.", "2024-04-18T21:20", "2024-04-18T21:20", "2024-04-18T21:20"),
        ("It fell around midnight on Sunday.", "2024-04-21T00:00", "2024-04-21T00:00", "2024-04-21T00:00"),
        ("It fell at 12:10 a.m. on Sunday.", "2024-04-21T00:10", "2024-04-21T00:10", "2024-04-21T00:10"),
        ("It fell at 24:00 on Sunday.", "2024-04-22T00:00", "2024-04-22T00:00", "2024-04-22T00:00"),
        ("It fell on Sunday at quarter to ten.", "2024-04-21T09:45", "2024-04-21T09:45", "2024-04-21T09:45"),
        ("It fell last night, at 02:35.", "2024-04-24T02:35", "2024-04-24T02:35", "2024-04-24T02:35"),
        ("It fell last night at 10 p.m.", "2024-04-23T22:00", "2024-04-23T22:00", "2024-04-23T22:00"),
        ("It fell on Tuesday, Nov. 8.", "2023-11-08", "2023-11-08", "2023-11-08"),
        ("It fell on 30 February.", "XXXX-02-30", None, None),
        ("It opens on 2 May.", "2024-05-02", "2024-05-02", "2024-05-02"),
        ("It fell on Monday the 15th.", "2024-04-15", "2024-04-15", "2024-04-15"),
        ("It fell on the 30th.", "2024-03-30", "2024-03-30", "2024-03-30"),
        ("It fell on Thursday and Friday.", "2024-04-19", "2024-04-19", "2024-04-19"),
        ("It fell on 3 April at 1930 GMT.", "2024-04-03T19:30", "2024-04-03T19:30Z", "2024-04-03T19:30Z"),
        ("It fell at five in the morning on Wednesday.", "2024-04-24T05:00", "2024-04-24T05:00", "2024-04-24T05:00"),
        ("It fell in the early hours of Sunday.", "2024-04-21TMO", "2024-04-21", "2024-04-21"),
        ("It fell on 03/22/98.", "1998-03-22", "1998-03-22", "1998-03-22"),
        ("It fell on 22.03.2023.", "2023-03-22", "2023-03-22", "2023-03-22"),
        ("It was logged at 2023-03-22T10:15Z.", "2023-03-22T10:15", "2023-03-22T10:15Z", "2023-03-22T10:15Z"),
        ("It was logged on 2023-02-31.", "XXXX-XX-XX", None, None),
        ("It fell on Easter Sunday 2024.", "2024-03-31", "2024-03-31", "2024-03-31"),
        ("It fell on Thanksgiving 2022.", "2022-11-24", "2022-11-24", "2022-11-24"),
        ("It fell on Christmas.", "2023-12-25", "2023-12-25", "2023-12-25"),
        ("It fell on 15 Sha'ban 1445.", "2024-02-25", "2024-02-24", "2024-02-26"),
        ("It fell on 10 Muharram.", "2023-07-28", "2023-07-27", "2023-07-29"),
        ("It fell on 12 Bahman.", "2024-02-01", "2024-02-01", "2024-02-01"),
        ("It held in the month of Ramadan.", "2024-03", "2024-03-11", "2024-04-09"),
        ("It held until the end of Dhu al-Hijjah 1444.", "2023-07", "2023-06-20", "2023-07-18"),
        ("It fell on 10 Yekatit.", "2024-02-18", "2024-02-18", "2024-02-18"),
        ("It fell on 6 Pagume 2015.", "2023-09-11", "2023-09-11", "2023-09-11"),
        ("It fell on 22 Tir.", "2024-01-31", "2024-01-31", "2024-01-31"),
        ("It fell on 22 Tir 1402.", "2023-07-13", "2023-07-13", "2023-07-13"),
        ("It fell overnight.", "2024-04-24TNI", "2024-04-23", "2024-04-24"),
        ("It fell on Thursday evening, and burnt overnight.", "2024-04-18TNI", "2024-04-18", "2024-04-19"),
        ("It fell earlier this week.", "2024-W17", "2024-04-22", "2024-04-24"),
        ("It will be shut later this week.", "2024-W17", "2024-04-24", "2024-04-28"),
        ("It fell earlier this month.", "2024-04", "2024-04-01", "2024-04-30"),
        ("It fell in the year-earlier third quarter.", "2022-Q3", "2022-07-01", "2022-09-30"),
        ("It plans cuts after a first-quarter loss.", "2024-Q1", "2024-01-01", "2024-03-31"),
        ("It told of a cut in May.", "2024-05", "2024-05-01", "2024-05-31"),
        ("It told of a cut in October.", "2023-10", "2023-10-01", "2023-10-31"),
        ("It was told of a meeting on 20 May.", "2024-05-20", "2024-05-20", "2024-05-20"),
        ("It fell in the third quarter.", "2023-Q3", "2023-07-01", "2023-09-30"),
        ("It fell in the first half of 2023.", "2023-H1", "2023-01-01", "2023-06-30"),
        ("It was built in the late 1990s.", "199", "1997-01-01", "1999-12-31"),
        ("It was built in the early 20th century.", "19", "1900-01-01", "1933-12-31"),
        ("It was built in 480 BC.", "BC0480", None, None),
        ("It was built in the 470s BC.", "BC047", None, None),
        ("It was built in the 4th century BC.", "BC03", None, None),
        ("It opens in the spring of next year.", "2025-SP", "2025-03-01", "2025-05-31"),
        ("It opened last November.", "2023-11", "2023-11-01", "2023-11-30"),
        ("It will open in February.", "2025-02", "2025-02-01", "2025-02-28"),
        ("It has been shut since October 7th.", "2023-10-07", "2023-10-07", "2023-10-07"),
        ("It fell two weeks ago.", "2024-W15", "2024-04-08", "2024-04-14"),
        ("It fell in two thousand and three.", "2003", "2003-01-01", "2003-12-31"),
        ("It fell in nineteen ninety-seven.", "1997", "1997-01-01", "1997-12-31"),
        ("It is the quietest month this century.", "20", "2000-01-01", "2099-12-31"),
        ("It is the quietest month in the past decade.", "P10Y", None, None),
        ("It is the quietest month of this decade.", "202", "2020-01-01", "2029-12-31"),
        ("It rose in the current quarter.", "2024-Q2", "2024-04-01", "2024-06-30"),
        ("It rose last quarter.", "2024-Q1", "2024-01-01", "2024-03-31"),
        ("It rose in the fourth quarter of last year.", "2023-Q4", "2023-10-01", "2023-12-31"),
        ("It rose in the year-ago quarter.", "2023-Q1", "2023-01-01", "2023-03-31"),
        ("It will open next spring.", "2025-SP", "2025-03-01", "2025-05-31"),
        ("It will open in the winter.", "2024-WI", "2024-12-01", "2025-02-28"),
        ("It will open at the end of the year.", "2024", "2024-09-01", "2024-12-31"),
        ("It will open by year-end.", "2024", "2024-09-01", "2024-12-31"),
        ("It was shut the following weekend.", "2024-W18-WE", "2024-05-04", "2024-05-05"),
        ("It was shut for one fortnight.", "P2W", None, None),
        ("It will be shut until Monday.", "2024-04-29", "2024-04-29", "2024-04-29"),
        ("It fell half an hour ago.", "2024-04-24", "2024-04-24", "2024-04-24"),
        ("It fell two decades ago.", "200", "2000-01-01", "2009-12-31"),
        ("It will be held over the next two weeks.", "P2W", "2024-04-24", "2024-05-08"),
        ("It lasted two and a half years or 2 1/2 years.", "P2Y6M", None, None),
        ("It lasted an hour and a half.", "PT1H30M", None, None),
        ("It lasted half a century.", "P50Y", None, None),
        ("It is shelled every other day.", "P1D", None, None),
        ("It is shelled each July.", "XXXX-07", None, None),
        ("It is shelled every night.", "P1D", None, None),
        ("It is shelled every morning.", "XXXX-XX-XXTMO", None, None),
        ("It lasted several weeks.", "PXW", None, None),
        ("It lasted two decades.", "P20Y", None, None),
        ("It lasted forty minutes.", "PT40M", None, None),
        ("It fell last month.", "2024-03", "2024-03-01", "2024-03-31"),
        ("It fell this year.", "2024", "2024-01-01", "2024-12-31"),
        ("It opens next week.", "2024-W18", "2024-04-29", "2024-05-05"),
        ("It fell last weekend.", "2024-W16-WE", "2024-04-20", "2024-04-21"),
        ("It fell three months ago.", "2024-01", "2024-01-01", "2024-01-31"),
        ("It fell five years ago.", "2019", "2019-01-01", "2019-12-31"),
        ("It fell several days ago.", "PAST_REF", None, None),
        ("It fell in October.", "2023-10", "2023-10-01", "2023-10-31"),
        ("It fell in the middle of the night on Sunday.", "2024-04-21TNI", "2024-04-21", "2024-04-21"),
        ("It fell in the past two months.", "P2M", "2024-02-01", "2024-04-24"),
        ("It fell in late May this year, in spring.", "2024-SP", "2024-03-01", "2024-05-31"),
    ],
)
def test_value_and_interval(text: str, timex: str, start: str | None, end: str | None) -> None:
    found = last(text)
    assert (found.timex, found.value.start, found.value.end) == (timex, start, end)


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("It fell early on Saturday.", "START"),
        ("It fell late on Friday.", "END"),
        ("It fell around 18:00 on Sunday.", "APPROX"),
        ("It fell before dawn on Sunday.", "BEFORE"),
        ("It fell at the beginning of February.", "START"),
        ("It fell on Sunday.", None),
    ],
)
def test_modifier(text: str, mod: str | None) -> None:
    assert last(text).mod == mod


def test_the_mention_holds_its_modifier() -> None:
    text = "It fell early on Saturday."
    assert last(text).span.text(text) == "early on Saturday"


@pytest.mark.parametrize(
    "text",
    [
        "A dawn raid and a night attack shook the town.",
        "May they rest in peace.",
        "The 5th Brigade and the 22nd floor.",
        "Prices rose by 3.15 percent.",
        "The girl is ten years old.",
        "A ten-year-old girl and a second girl spring up and march off.",
        "He was born in his thirties, the 11th Airborne said in the 5th Regiment.",
        "About 0.55 of the 84.90 shares; repairs cost 2 million a year.",
        "It imports three-quarters of its wheat.",
        "Rajab Ali sails for Third January Maritime of Greece.",
        "They issued about 0.55 share.",
        "They buried the 1950 soldiers who fell.",
        "The gate is watched 24 hours a day.",
        "High noon came for the town.",
    ],
)
def test_no_time_is_read_into_other_words(text: str) -> None:
    assert read(text).times == ()


def test_words_that_count_on_start_from_the_day_last_spoken_of() -> None:
    doc = read("A van exploded on 3 April. Two days later the market was shut. At 14:00 it opened again.")
    assert [t.value.start for t in doc.times] == ["2024-04-03", "2024-04-05", "2024-04-03T14:00"]
    assert [t.anchor for t in doc.times] == ["publication", "time:t1", "time:t1"]


def test_a_day_in_apposition_to_a_date_is_that_date() -> None:
    for words in ("the day before soldiers came", "two days after the vote"):
        assert last(f"He was last seen on 3 April, {words}.").value.start == "2024-04-03"


def test_a_day_earlier_counts_from_the_day_named_in_its_sentence() -> None:
    text = "A van exploded on 3 April. A doctor said on Friday that 12 were dead, up from nine a day earlier."
    assert last(text).value.start == "2024-04-18"


def test_what_is_said_of_a_day_is_told_of_it() -> None:
    doc = read("A doctor said that on Friday a van exploded. At 14:00 the road was shut.")
    assert doc.times[-1].value.start == "2024-04-19T14:00"


def test_the_day_of_a_statement_is_not_the_day_that_it_tells_of() -> None:
    doc = read("A van exploded on 3 April, police said on Friday. At dawn the road was shut.")
    assert doc.times[-1].value.start == "2024-04-03"


def test_a_clock_time_without_a_day_takes_the_first_day_named_later() -> None:
    doc = read("At 05:40 a van exploded. It was the worst attack since the start of the war. It happened on Sunday.")
    assert doc.times[0].value.start == "2024-04-21T05:40"


def test_a_clock_time_in_a_text_without_days_says_that_it_rests_on_the_publication_day() -> None:
    found = last("At 05:40 a van exploded.")
    assert (found.value.start, found.anchor) == ("2024-04-24T05:40", "publication")


def test_a_day_after_another_event_is_the_day_in_focus() -> None:
    assert last("The vote was on Sunday. It came a day after a blast.").value.start == "2024-04-21"
    assert last("The vote was on Sunday. A day after, a bomb exploded.").value.start == "2024-04-22"


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("It fell on Sunday.", "XXXX-WXX-7"),
        ("It fell on 7 June.", "XXXX-06-07"),
        ("It fell at 18:00 on 7 June.", "XXXX-06-07T18:00"),
        ("It fell yesterday.", "XXXX-XX-XX"),
        ("It fell in the third quarter.", "XXXX-Q3"),
        ("It fell in the second half of the year.", "XXXX-H2"),
        ("It fell on Christmas.", "XXXX"),
        ("It fell on 15 Sha'ban.", "XXXX-XX-XX"),
        ("It fell on 12 Bahman.", "XXXX-XX-XX"),
        ("It fell today.", "PRESENT_REF"),
        ("It fell that day.", "XXXX-XX-XX"),
        ("It fell at the time.", "PAST_REF"),
        ("It fell this morning.", "XXXX-XX-XXTMO"),
        ("It fell at 7:20.", "XXXX-XX-XXT07:20"),
        ("It fell at dawn.", "XXXX-XX-XXTMO"),
        ("It fell in March.", "XXXX-03"),
        ("It fell in early March.", "XXXX-03"),
        ("It fell last week.", "XXXX-WXX"),
        ("It fell this summer.", "XXXX-SU"),
        ("It fell on the 8th.", "XXXX-XX-08"),
        ("It fell two days ago.", "XXXX-XX-XX"),
    ],
)
def test_without_a_publication_date_relative_times_stay_unresolved(text: str, timex: str) -> None:
    found = last(text, None)
    assert (found.timex, found.value.start, found.value.end, found.anchor) == (timex, None, None, "none")


def test_a_full_date_needs_no_publication_date() -> None:
    assert last("It fell on 7 June 2023.", None).value.start == "2023-06-07"
    assert last("It fell on 7 June 2023. Two days later it rained.", None).value.start == "2023-06-09"


def test_an_undated_report_that_names_a_year_goes_on_in_it() -> None:
    found = last("It fell on 7 June 2023. On 9 July it was mended.", None)
    assert (found.value.start, found.anchor) == ("2023-07-09", "time:t1")


def test_a_publication_date_that_is_none_is_noted() -> None:
    doc = read("It fell on Sunday.", "last spring")
    assert [(d.stage, d.code) for d in doc.diagnostics] == [("times", "bad-publication-date")]
    assert doc.times[0].value.start is None


def test_a_publication_time_counts_as_its_day() -> None:
    assert last("It fell yesterday.", "2024-04-24T18:30:00+02:00").value.start == "2024-04-23"


def test_times_that_lead_off_the_calendar_stay_unresolved() -> None:
    found = last("It fell in the past 999 decades.")
    assert (found.value.start, found.rule) == (None, "off-the-calendar")


TIMEX = re.compile(
    r"^(?:(?:BC)?(?:\d{2,4}|XXXX)(?:-(?:\d\d|XX)(?:-(?:\d\d|XX))?|-W(?:\d\d|XX)(?:-WE|-\d)?|-Q[1-4X]|-H[12]|-(?:SP|SU|FA|WI))?"
    r"(?:T(?:\d\d:\d\d|MO|AF|EV|NI))?|P(?:T?[\dX.]+[YMWDHSEC]+)*(?:T\d+[HMS])?(?:\d+M)?|(?:PRESENT|PAST|FUTURE)_REF)$"
)
SCRAPS = """on Sunday 3 April May 2024 at 18:15 0130 hours last next week two days later ago ( ) , . since 24:00
2024-02-30 between and from to early late the beginning of February 31 June years in 999 decades before
midnight p.m. GMT 17th BC 480 1999 quarter third the 1990s century 20th first half year every Monday spring
next following that same nearly hiatus Ramadan 1445 Bahman 2024-W17 '98 15/13/2024 easter n't a an couple of few"""
WORDS = st.sampled_from(SCRAPS.split())
DAYS = st.sampled_from([None, "2024-04-24", "0001-01-02", "9999-12-30"])


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=20).map(" ".join), DAYS)
def test_every_time_lies_in_the_text_and_ends_no_earlier_than_it_starts(text: str, published: str | None) -> None:
    for found in read(text, published).times:
        assert 0 <= found.span.start < found.span.end <= len(text)
        if found.value.start and found.value.end:
            first, final = found.value.start[:10], found.value.end[:10]
            assert date.fromisoformat(first) <= date.fromisoformat(final)
            if found.value.precision in {"day", "part_of_day", "minute", "hour"}:
                assert first == final
            if found.value.precision == "month" and found.mod is None:
                assert first[:7] == final[:7]
        assert TIMEX.match(found.timex), found
