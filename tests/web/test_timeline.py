"""Bars over time: the right unit, nothing lost, every bar a link to what it counts."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.ledger import IncidentQuery
from sayso.web.listing import Asked
from sayso.web.timeline import BASE, WIDTH, between, ends, timeline

from .pages import check

ALL = Asked(IncidentQuery())


@pytest.mark.parametrize(
    ("beginnings", "unit", "bars", "coarse"),
    [
        ({"2024-04-21": 2, "2024-04-23": 1}, "day", {"2024-04-21": 2, "2024-04-23": 1}, 0),
        ({"2024-01-21": 2, "2024-06-23": 1, "2024-06": 1, "2024": 4}, "month", {"2024-01": 2, "2024-06": 2}, 4),
        ({"1990-01-21": 2, "2024-06-23": 1, "2024": 4}, "year", {"1990": 2, "2024": 5}, 0),
        ({"2024-02": 3}, "month", {"2024-02": 3}, 0),
        ({"2023": 3, "2024": 1}, "year", {"2023": 3, "2024": 1}, 0),
        ({"9999-12-31": 1}, "day", {"9999-12-31": 1}, 0),
    ],
)
def test_the_unit_fits_the_length(beginnings, unit, bars, coarse):
    shown = timeline(beginnings, ALL)
    assert shown is not None
    assert (shown.unit, {b.name: b.count for b in shown.bars}, shown.coarse) == (unit, bars, coarse)


def test_no_dated_incident_no_timeline():
    assert timeline({}, ALL) is None


def test_bars_lead_to_their_days_and_keep_the_other_filters():
    shown = timeline({"2024-01-21": 2, "2024-06-23": 1}, Asked(IncidentQuery(text="base")))
    assert shown is not None
    assert shown.bars[0].url == "/?text=base&since=2024-01-01&until=2024-01-31"


DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31)).map(str)


@given(
    st.dictionaries(
        st.one_of(DAYS, DAYS.map(lambda d: d[:7]), DAYS.map(lambda d: d[:4])), st.integers(1, 9), min_size=1
    )
)
@example({"1787-01-01": 1, "1778-01-01": 1, "2978-01": 1})
def test_every_incident_is_in_a_bar_or_counted_as_coarse(beginnings):
    shown = timeline(beginnings, ALL)
    counted = 0 if shown is None else sum(b.count for b in shown.bars) + shown.coarse
    assert counted == sum(beginnings.values())
    for bar in shown.bars if shown else ():
        assert 0 <= bar.x < WIDTH
        assert 0 <= bar.y < BASE


def test_days_between():
    assert list(between("2024-02-28", "2024-03-01", 10)) == ["2024-02-28", "2024-02-29", "2024-03-01"]
    assert list(between("2023-12", "2024-02", 7)) == ["2023-12", "2024-01", "2024-02"]
    assert ends("2024-02") == ("2024-02-01", "2024-02-29")


def test_the_list_shows_it(desk):
    page = check(desk.get("/"))
    bars = page.all("//*[local-name()='svg']//a[*[local-name()='rect']]")
    assert bars
    for bar in bars:
        count = bar.get("aria-label").split(": ")[1]
        assert check(desk.get(bar.get("href"))).text("//h2[@id='found']") == count
