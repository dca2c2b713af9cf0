"""Names of parties: one party, or one side."""

import pytest

from sayso.resolve.parties import lineage, one_side, same_party


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("US Central Command", "the United States", True),
        ("US Central Command", "Iran", False),
        ("a Hezbollah spokesman", "Hezbollah cells", True),  # each is known by what it holds
        ("the Israeli army", "units of the Israeli army near Metula", True),
        ("Iran-backed groups", "Iran", False),  # backed by is not of
        ("gunmen", "masked men", False),
    ],
)
def test_one_side(a, b, one):
    assert one_side(a, b) is one
    assert one_side(b, a) is one


def test_one_party_goes_by_several_names():
    assert same_party("the Hashd al-Shaabi", "Popular Mobilization Forces")
    assert not same_party("the Hashd al-Shaabi", "Hezbollah")
    assert same_party(None, None)
    assert not same_party(None, "US")


def test_who_is_known_by_nothing_excludes_nobody():
    assert lineage("gunmen") == frozenset()
    assert lineage("Iran-backed groups") == frozenset()
    assert lineage("US Central Command") >= {"US"}
