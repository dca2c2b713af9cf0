"""Publication times come back as ISO 8601, as precise as they were stated; what is no date is none."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.readers.dates import iso_date


@pytest.mark.parametrize(
    ("stamp", "iso"),
    [
        ("2024-04-22", "2024-04-22"),
        (" 2024-04-22\n", "2024-04-22"),
        ("20240422", "2024-04-22"),
        ("2024-04-22T06:30", "2024-04-22T06:30"),
        ("2024-04-22 06:30:15", "2024-04-22T06:30:15"),
        ("2024-04-22T06:30:15.123456+03:00", "2024-04-22T06:30:15+03:00"),
        ("2024-04-22T06:30:15.123Z", "2024-04-22T06:30:15+00:00"),
        ("2024-04-22T06:30+0300", "2024-04-22T06:30+03:00"),
        ("2024-04-22 06:30:15 +0300", "2024-04-22T06:30:15+03:00"),
        ("2024-04-22 06:30 UTC", "2024-04-22T06:30+00:00"),
        ("20240422T063015Z", "2024-04-22T06:30:15+00:00"),
        ("Mon, 22 Apr 2024 06:30:00 +0300", "2024-04-22T06:30:00+03:00"),
        ("Mon, 22 Apr 2024 06:30:00 GMT", "2024-04-22T06:30:00+00:00"),
        ("22 Apr 2024 06:30", "2024-04-22T06:30"),
        ("Mon, 22 Apr 2024 06:30:00 -0000", "2024-04-22T06:30:00"),
    ],
)
def test_a_stated_moment_keeps_its_precision_and_offset(stamp, iso):
    assert iso_date(stamp) == iso


@pytest.mark.parametrize(
    "stamp",
    [
        "",
        "yesterday",
        "2024",
        "2024-04",
        "22/04/2024",
        "2024-13-01",
        "2024-04-31",
        "2024-04-22T25:00",
        "0001-01-01",
        "0001-01-01T00:00:00Z",
        "9999-12-31",
        "1713744000",
        "Mon, 42 Apr 2024 06:30:00 +0300",
        "Mon, 22 Foo 2024 06:30:00 +0300",
        "Mon, 22 Apr 2024 06:30:00 +9999",
        "٢٠٢٤-٠٤-٢٢",
        "2024-04-22" + " " * 80 + "x",
    ],
)
def test_what_is_no_date_is_none(stamp):
    assert iso_date(stamp) is None


@given(st.text(max_size=40))
def test_no_text_makes_it_raise(stamp):
    iso = iso_date(stamp)
    assert iso is None or iso_date(iso) == iso


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_comes_back(day):
    assert iso_date(day.isoformat()) == day.isoformat()


@given(st.datetimes(min_value=datetime(1800, 1, 1), max_value=datetime(2199, 12, 31), timezones=st.none()))
def test_every_time_comes_back(moment):
    assert iso_date(moment.isoformat()) == moment.isoformat(timespec="seconds")
