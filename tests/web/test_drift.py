"""What a copy changed, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Drift
from sayso.web.drift import shown_drift, word_diff

from ..cli.made import reports


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("about 50 were hurt", "50 were badly hurt", ["-about", " 50 were", "+badly", " hurt"]),
        ("The army denied it.", "the army denied it.", [" the army denied it."]),
        ("five", "six", ["-five", "+six"]),
        ("", "six", ["+six"]),
        ("قُتل ثلاثة", "قُتل خمسة", [" قُتل", "-ثلاثة", "+خمسة"]),
        ("don't", "did not", ["-don't", "+did not"]),
    ],
)
def test_words_that_went_and_came(before, after, pieces):
    signs = {"same": " ", "gone": "-", "new": "+"}
    assert [signs[p.kind] + p.words for p in word_diff(before, after)] == pieces


@given(st.text("ab c,.’é🚀", max_size=40), st.text("ab c,.’é🚀", max_size=40))
def test_a_diff_holds_every_word_of_both(before, after):
    pieces = word_diff(before, after)

    def without_space(words):
        return "".join(words.split()).casefold()

    old = "".join(p.words for p in pieces if p.kind != "new")
    new = "".join(p.words for p in pieces if p.kind != "gone")
    assert without_space(old) == without_space(before)
    assert without_space(new) == without_space(after)


def test_a_change_says_what_kind_and_leads_to_the_words_of_both():
    coded = reports()
    p1, r1 = ("post-1", "c1"), ("radio-1", "c1")
    changed, hedge = shown_drift([Drift(p1, r1, "value_changed", "killed"), Drift(p1, r1, "hedge_dropped")], coded)
    assert (changed.told, changed.slot) == ("the copy gives another value", "killed")
    assert (changed.before, changed.after) == ("at least 3 people", "5 people")
    assert changed.origin.url == "/reports/post-1?claim=c1&slot=killed#words"
    assert changed.copy.url == "/reports/radio-1?claim=c1&slot=killed#words"
    assert [p.words for p in changed.pieces if p.kind == "new"] == ["five", "at"]
    assert (hedge.slot, hedge.before) == ("", "")


def test_what_has_nothing_in_common_is_not_compared_word_by_word():
    coded = reports()
    (shown,) = shown_drift([Drift(("post-1", "c2"), ("radio-1", "c1"), "denial_turned", "event_type")], coded)
    assert shown.pieces == ()
    assert shown_drift([Drift(("post-1", "c2"), ("gone-1", "c1"), "denial_turned")], coded) == ()
