"""Incidents stand in the order of time, each by itself."""

from dataclasses import replace

from sayso.ledger.rows import position_of
from sayso.model import TimeSpan

from ..cli.made import incident


def at(start, name="INC-AAAAAA"):
    return replace(incident(), id=name, time=TimeSpan(start, start) if start else None)


def test_the_latest_comes_first_and_the_undated_last():
    moments = [
        "2024-04-22T20:30",
        "2024-04-22T20:00",
        "2024-04-22",
        "2024-04-21T23:59",
        "2024-04-21",
        "0001-01-01",
        None,
    ]
    positions = [position_of(at(moment)) for moment in moments]
    assert positions == sorted(positions)
    assert len(set(positions)) == len(positions)


def test_of_one_moment_ids_decide():
    names = ["INC-000001", "INC-7KQ2M9", "INC-AAAAAA", "INC-ZZZZZZ"]
    positions = [position_of(at("2024-04-22", name)) for name in names]
    assert positions == sorted(set(positions))


def test_a_position_fits_a_database():
    assert 0 <= position_of(at("9999-12-31T23:59")) < position_of(at(None, "INC-ZZZZZZ")) < 2**63
    assert position_of(at("2024")) == position_of(at(None)), "a day that is none stands with the undated"
