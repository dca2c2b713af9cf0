"""What does not fit into memory is read again from a file as it was put there."""

import pytest

from sayso.pipeline import spool
from sayso.pipeline.spool import Spool


@pytest.fixture
def words():
    with Spool(str.encode, bytes.decode) as opened:
        yield opened


def test_values_come_back_in_order_and_by_number(words, monkeypatch):
    monkeypatch.setattr(spool, "KEPT", 2)
    said = ["Zummar", "", "Rabia – Sinune", "Khana"]
    for word in said:
        words.append(word)
    assert list(words) == said
    assert [words[3], words[0], words[-1], words[2]] == ["Khana", "Zummar", "Khana", "Rabia – Sinune"]
    assert words[1:3] == said[1:3]


def test_one_may_add_after_reading(words):
    words.append("first")
    assert words[0] == "first"
    words.append("second")
    assert list(words) == ["first", "second"]


@pytest.mark.parametrize("number", [1, -2])
def test_what_is_not_there_is_said(words, number):
    words.append("only")
    with pytest.raises(IndexError, match="of 1"):
        words[number]
