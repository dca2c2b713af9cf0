"""What takes long is found beside the page, once for each state, and the one of before is shown meanwhile."""

from threading import Event
from typing import Any

import pytest

from sayso.web import later
from sayso.web.later import Later


def test_it_is_found_once_for_each_state():
    asked: list[str] = []

    def counted(key):
        asked.append(key)
        return f"{key} {len(asked)}"

    find = Later(counted, kept=9)
    assert find("a", "s1").found == find("a", "s1").found == "a 1"
    assert find("a", "s2").found == "a 2"
    assert find("b", "s2").found == "b 3"
    assert find("a", "s2").current
    assert asked == ["a", "a", "b"]


def test_while_it_is_being_found_that_of_before_is_given():
    gate, answers = Event(), iter(["old", "new"])

    def slowly(_):
        told = next(answers)
        return told if told == "old" or gate.wait(10) else ""

    find: Later[Any, Any] = Later(slowly, patience=0.0)
    assert find(None, "s1", 10).found == "old"
    meanwhile = find(None, "s2")
    assert (meanwhile.found, meanwhile.current) == ("old", False)
    gate.set()
    assert find(None, "s2", 10) == later.Answer("new", current=True)


def test_there_is_nothing_to_show_at_first():
    gate = Event()
    find: Later[Any, Any] = Later(lambda _: gate.wait(10), patience=0.0)
    assert find(None, "s1") == later.Answer(None, current=False)
    gate.set()


def test_what_took_long_before_is_not_waited_for_long(monkeypatch):
    gate = Event()
    gate.set()
    find: Later[Any, Any] = Later(lambda _: gate.wait(10))
    assert find(None, "s1").current
    monkeypatch.setattr(later, "QUICK", -1.0)
    gate.clear()
    monkeypatch.setattr(later, "PATIENCE", 9.0)
    assert find(None, "s2") == later.Answer(True, current=False)
    gate.set()


def test_only_so_many_keys_are_kept():
    asked: list[str] = []
    find: Later[Any, Any] = Later(lambda key: asked.append(key), kept=2)
    for key in "abcab":
        find(key, "s")
    assert asked == list("abcab")
    find("b", "s")
    assert len(asked) == 5


def test_what_finding_raises_is_raised():
    known: dict[str, str] = {}
    find: Later[Any, Any] = Later(lambda _: known["nobody"])
    with pytest.raises(KeyError, match="nobody"):
        find(None, "s")


def test_what_failed_is_tried_again_in_the_same_state():
    answers = iter([None, "found"])

    def failing_once(_):
        told = next(answers)
        if told is None:
            raise OSError("the ledger is busy")
        return told

    find: Later[Any, Any] = Later(failing_once)
    with pytest.raises(OSError, match="busy"):
        find(None, "s1", 10)
    assert find(None, "s1", 10) == later.Answer("found", current=True)
