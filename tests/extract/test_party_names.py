from __future__ import annotations

import pytest

from sayso.extract.party_names import actor_in, is_power, party_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Moscow", "Russia"),
        ("the Israeli", "Israel"),
        ("JNIM", "Jama'at Nusrat al-Islam wal-Muslimin (JNIM)"),
        ("Kabul's foreign ministry", "Afghanistan"),
        ("two masked men", "two masked men"),
        ("the mayor's office", "the mayor's office"),
    ],
)
def test_parties_go_by_the_name_that_readers_know(text, name):
    assert party_name(text) == name


def test_an_actor_is_found_inside_a_longer_name():
    found = actor_in("the media arm of JNIM")
    assert found is not None
    assert found.id == "jnim"
    assert actor_in("two masked men") is None


def test_powers_are_states_peoples_and_known_actors():
    assert [is_power(w) for w in ("Israeli", "JNIM", "depot")] == [True, True, False]
