"""Likeness of spellings: the same is 1, vowels weigh less than consonants, order of the two does not matter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.gazetteer.filter import NameFilter, packed_filter
from sayso.gazetteer.similarity import likeness

WORDS = st.text(alphabet="abcdehiklmnorstuyz", max_size=12)


@settings(deadline=None)  # other processes may hold the machine up
@given(WORDS, WORDS)
def test_likeness_is_even_and_between_nought_and_one(a: str, b: str) -> None:
    assert 0 <= likeness(a, b) <= 1
    assert likeness(a, b) == pytest.approx(likeness(b, a))
    assert (likeness(a, b) == 1) == (a == b)


@pytest.mark.parametrize(
    ("name", "like", "unlike"),
    [
        ("rumaylan", "rumeilan", "rumaylat"),
        ("kalsu", "kalso", "kalsat"),
        ("bakhmut", "bakmhut", "bakhmuk"),
        ("homs", "hims", "hamsa"),
    ],
)
def test_vowels_and_swaps_weigh_less(name: str, like: str, unlike: str) -> None:
    assert likeness(name, like) > likeness(name, unlike)


@settings(deadline=None)  # other processes may hold the machine up
@given(st.sets(st.text(max_size=10), max_size=60))
def test_the_filter_never_denies_a_known_name(names: set[str]) -> None:
    known = NameFilter(packed_filter(sorted(names), len(names)))
    assert all(known.may_hold(name) for name in names)


def test_the_filter_seldom_lets_others_through() -> None:
    known = NameFilter(packed_filter([f"name{i}" for i in range(5000)], 5000))
    assert sum(known.may_hold(f"other{i}") for i in range(5000)) < 50
