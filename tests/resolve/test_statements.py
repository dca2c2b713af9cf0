"""One statement in other words is recognised; numbers may differ, telling words may not."""

import pytest

from sayso.resolve.statements import ALIKE, Shelf, Statement, named, statements, telling

from .made import report, says


def statement(words, name="a", value="CT+", **facets):
    coded = report(name, says("police", words=words, value=value, **facets))
    return Statement.of(coded, coded.claims[0])


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        ("four mortar shells hit the depot in Rabia", "in Rabia the depot was hit by six mortar shells", True),
        ("rockets were launched from Rumaylan at the base", "a launch of rockets from Rumalyn towards bases", True),
        ("the depot was hit", "the depot was hit", False),  # too few words to tell
        ("four mortar shells hit the depot in Rabia", "a drone crashed into a hangar near Zummar", False),
        ("he spoke of “a cowardly foreign plot”", "it was “a cowardly foreign plot”, said the minister", True),
        ("he spoke of “a cowardly plot”", "the plot was foiled", False),
        # six words in common are no accident, though all of them name places and what is told of everything
        (
            "fired on Sunday at a US military base in northeastern Syria from Zummar",
            "a US military base in northeastern Syria was the aim on Sunday, from Zummar",
            True,
        ),
    ],
)
def test_likeness(a, b, alike):
    assert (statement(a).likeness(statement(b)) >= ALIKE) is alike
    assert statement(a).likeness(statement(b)) == statement(b).likeness(statement(a))


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        ({"killed": 3}, {"killed": 3}, True),
        ({"killed": 3}, {"killed": 4}, False),
        ({"killed": 3, "injured": 5}, {"killed": 3, "injured": 6}, False),
        ({"killed": 3, "injured": 5}, {"killed": 3}, False),
        ({"killed": 0}, {"killed": 0}, False),  # nobody hurt is said by everybody
        ({}, {}, False),
    ],
)
def test_figures_that_agree(a, b, agree):
    assert statement("x", **a).agrees(statement("y", **b)) is agree


def test_an_open_figure_agrees_with_nothing():
    assert not statement("x", value="Uu", killed=3).agrees(statement("y", killed=3))


def test_words_that_tell_nothing_are_left_out():
    assert telling("they were with them") == frozenset()


def test_the_word_that_opens_a_sentence_is_no_name():
    assert named("Rockets flew from Zummar. Rockets hit a base of the US Army.") == {"Zummar", "US", "Army"}
    assert telling("Rockets fell", frozenset({"Zummar"})) == telling("some rockets fell", frozenset())


def test_figures_that_are_given_in_the_same_way():
    assert statement("x", killed="<=100").agrees_exactly(statement("y", killed="<=100"))
    assert not statement("x", killed="<=100").agrees_exactly(statement("y", killed=">=100"))


def test_statements_of_some_claims():
    coded = report("a", says(None), says("police"))
    assert [s.ref for s in statements([coded], [("a", "c2")])] == [("a", "c2")]


def test_a_shelf_leaves_out_only_what_is_unlike():
    told = [
        statement("rockets hit the depot near Zummar on Sunday"),
        statement("a depot near Zummar was hit by rockets"),
        statement("they died", killed=3),
        statement("it is known", killed=">=3"),
        statement("he spoke of “a cowardly plot”"),
        statement("it was “a cowardly plot”, said the minister"),
        statement("the weather was fine"),
    ]
    shelf = Shelf(told)
    assert [shelf.near(one) for one in told] == [[0, 1], [0, 1], [2, 3], [2, 3], [4, 5], [4, 5], []]
    for one, near in ((one, shelf.near(one)) for one in told):
        far = [other for number, other in enumerate(told) if number not in near]
        assert not any(other.likeness(one) or other.agrees(one) for other in far)
