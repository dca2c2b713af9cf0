"""Which names are of bodies, and when two names may be of one."""

import pytest

from sayso.resolve.bodies import Described, families, is_body, may_be_one
from sayso.resolve.origins import party_words


@pytest.mark.parametrize(
    ("publisher", "body"),
    [
        ("Operations Command of Tarsa", True),
        ("Ministry of National Defence", True),
        ("Western Media Cell", True),
        ("Office of the Governor of Orvena", True),
        ("The Tarsa Courier", False),
        ("Reuters", False),
        ("Radio Orvena", False),
        ("Army Times Daily", False),  # an outlet, whatever it is called after
        ("Observer", False),
    ],
)
def test_bodies_that_publish_are_told_from_outlets(publisher, body):
    assert is_body(publisher) is body


def test_a_body_is_of_the_kinds_that_its_name_speaks_of():
    assert families("the military's press office") == {"military", "state"}
    assert families("Mayor Ivan Petrov's brother") == {"state"}
    assert families("a shopkeeper") == frozenset()


def described(*names):
    return Described(frozenset().union(*(party_words(name) for name in names)), set(names))


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("Washington", "US Central Command", True),
        ("the army", "the Malian army", True),
        ("the army", "the Operations Command of Tarsa", True),
        ("the army", "the police", False),
        ("the police", "the government", False),
        ("the Malian army", "the Nigerian army", False),
        ("the elite Revolutionary Guards", "a Revolutionary Guards statement", True),
        ("Hezbollah commander Adel Haddad", "Hezbollah lawmaker Karim Nasser", False),
        ("the Tarsa brigade", "the Orvena brigade", False),
        ("witnesses", "the army", False),
        ("official", "the army", False),
    ],
)
def test_two_names_may_be_of_one(a, b, one):
    assert may_be_one(described(a), described(b)) is one
    assert may_be_one(described(b), described(a)) is one
