"""Moments in time zones and precisions: what was known by when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import UsageError
from sayso.ledger import Ledger
from sayso.ledger.moments import end_of, start_of

from ..cli.made import post


@pytest.mark.parametrize(
    ("moment", "end"),
    [
        ("2024", "2024-12-31T23:59:59.999999+00:00"),
        ("2023", "2023-12-31T23:59:59.999999+00:00"),
        ("2024-02", "2024-02-29T23:59:59.999999+00:00"),
        ("2024-12", "2024-12-31T23:59:59.999999+00:00"),
        ("2024-04-22", "2024-04-22T23:59:59.999999+00:00"),
        ("2024-04-22T06", "2024-04-22T06:59:59.999999+00:00"),
        ("2024-04-22T06:30", "2024-04-22T06:30:59.999999+00:00"),
        ("2024-04-22 06:30:15", "2024-04-22T06:30:15.999999+00:00"),
        ("2024-04-22T06:30Z", "2024-04-22T06:30:59.999999+00:00"),
        ("2024-04-22T01:00+03:00", "2024-04-21T22:00:59.999999+00:00"),
        ("2024-04-22T20:00:00-05:00", "2024-04-23T01:00:00.999999+00:00"),
    ],
)
def test_a_moment_takes_in_all_that_it_names_in_utc(moment, end):
    assert end_of(moment).isoformat() == end


@pytest.mark.parametrize("moment", ["soon", "", "2024-13-01", "22/04/2024", "9999-12-31T23:59-12:00"])
def test_what_is_no_moment_is_told(moment):
    with pytest.raises(UsageError, match="give it as 2024-04-22"):
        end_of(moment)


@pytest.mark.parametrize(
    ("published", "start"),
    [
        ("2024-04-22", "2024-04-22T00:00:00+00:00"),
        ("2024-04", "2024-04-01T00:00:00+00:00"),
        ("2024", "2024-01-01T00:00:00+00:00"),
        ("2024-04-22T01:00+03:00", "2024-04-21T22:00:00+00:00"),
        ("2024-04-22T01:00", "2024-04-22T01:00:00+00:00"),
    ],
)
def test_a_report_counts_from_the_first_moment_that_its_time_may_mean(published, start):
    found = start_of(published)
    assert found is not None
    assert found.isoformat() == start


@pytest.mark.parametrize("published", [None, "", "yesterday"])
def test_no_time_is_none(published):
    assert start_of(published) is None


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),
    st.integers(-14 * 60, 14 * 60),
    st.integers(-14 * 60, 14 * 60),
)
def test_a_report_is_known_at_its_own_moment_in_any_zone(moment, first, second):
    aware = moment.replace(tzinfo=UTC, microsecond=0)
    published, asked = (aware.astimezone(timezone(timedelta(minutes=offset))).isoformat() for offset in (first, second))
    known = start_of(published)
    assert known is not None
    assert known <= end_of(asked)
    earlier = (aware - timedelta(seconds=1)).astimezone(timezone(timedelta(minutes=second))).isoformat()
    assert known > end_of(earlier)


@pytest.mark.parametrize(
    ("published", "moment", "known"),
    [
        ("2024-04-22T01:00+03:00", "2024-04-21", True),  # still the 21st in UTC
        ("2024-04-21T23:00-05:00", "2024-04-21", False),  # the 22nd in UTC
        ("2024-04-21T23:00-05:00", "2024-04-21T23:00-05:00", True),
        ("2024-04-22T10:00Z", "2024-04-22T11:59+02:00", False),
        ("2024-04-22T10:00Z", "2024-04-22T12:00+02:00", True),
        ("2024-04-22", "2024-04-22T00:00", True),
        ("2024-04-22", "2024-04-22T01:00+02:00", False),
    ],
)
def test_offsets_count_when_a_ledger_is_asked_what_was_known(published, moment, known):
    with Ledger.open("sqlite://") as ledger:
        ledger.store(replace(post(), report=replace(post().report, published=published)))
        assert bool(list(ledger.coded_reports(until=moment))) is known
        with ledger.as_of(moment) as past:
            assert bool(list(past.reports())) is known


def test_reports_can_be_asked_for_by_id_in_order_of_arrival():
    with Ledger.open("sqlite://") as ledger:
        for name in ("c", "a", "b"):
            ledger.store(replace(post(), report=replace(post().report, id=name)))
        assert [c.report.id for c in ledger.coded_reports(only=["a", "c", "gone"])] == ["c", "a"]
        assert [c.report.id for c in ledger.coded_reports(only=["a", "b"], until="2024-04-22")] == []
        assert list(ledger.coded_reports(only=[])) == []
