"""Copies of one text are found, cut or framed; retold texts are not copies."""

from sayso.resolve.groups import Groups
from sayso.resolve.wire import CONTAINED, CONTAINED_WHERE_LIKELY, containment, copies, shingles

WIRE = (
    "Five rockets were fired at the airfield of Tell Ahl on Sunday evening, two officers said, and three of them "
    "landed in an empty field south of it. Nobody was hurt. The army sent two companies to search the orchards along "
    "the canal, where a burnt launcher was found on the back of a truck shortly before midnight."
)
RETOLD = (
    "On Sunday evening somebody shot five rockets towards Tell Ahl airfield. According to two officers three hit an "
    "empty field; there were no injuries. Later a launcher, burnt out, turned up on a truck near the canal."
)


def test_a_copy_with_another_head_and_a_cut_tail_is_a_copy():
    found = copies({"b": "HARBOUR POST — " + WIRE, "a": WIRE[:240], "c": RETOLD})
    assert found.of("b") == found.of("a") == "a"
    assert found.of("c") == "c"


def test_equal_texts_are_copies_however_short():
    found = copies({"a": "Two hurt.", "b": "Two hurt."})
    assert found.of("b") == "a"


def test_short_texts_tell_nothing():
    assert containment(shingles("five men were killed in it"), shingles("five men were killed in it")) == 0.0


def test_groups_are_called_by_their_least_member():
    groups = Groups("dcba")
    groups.join("d", "c")
    groups.join("b", "c")
    assert (groups.of("d"), groups.of("a"), groups.of("z")) == ("b", "a", "z")


def test_less_in_common_is_enough_where_one_prints_the_other():
    texts = {"a": WIRE, "b": f"{WIRE[:115]} {RETOLD}"}
    assert CONTAINED_WHERE_LIKELY <= containment(*(shingles(text) for text in texts.values())) < CONTAINED
    assert copies(texts).of("b") == "b"
    assert copies(texts, likely=lambda a, b: True).of("b") == "a"
