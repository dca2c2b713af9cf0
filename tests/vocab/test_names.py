import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.vocab.names import name_key, name_keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Quds Force", "Quds Force"),
        ("U.S.", "US"),
        ("Al Qaeda", "al qaeda"),
        ("Kata’ib Hezbollah", "Kata'ib Hezbollah"),
        ("“Islamic Resistance” in Iraq", "Islamic Resistance in Iraq"),
        ("Bogotá", "Bogota"),
    ],
)
def test_spelling_does_not_tell_names_apart(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_short_capitals_are_not_words() -> None:
    assert name_key("IS") != name_key("is")
    assert name_key("US") != name_key("us")


def test_every_key_comes_once() -> None:
    assert list(name_keys("The Guardian", ["Guardian", "guardian", ""])) == ["guardian"]


@given(st.text(max_size=40))
def test_a_key_is_its_own_key_but_for_a_further_article(name: str) -> None:
    assert len(name_key(name_key(name))) <= len(name_key(name))
