"""FactBank's values: negation and weakening."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Value

values = st.sampled_from(Value)


@given(values)
def test_negating_twice_changes_nothing(value):
    assert value.negated().negated() is value


@given(values)
def test_negation_keeps_the_certainty_and_turns_the_sign(value):
    turned = {"+": "-", "-": "+", "?": "?"}
    assert value.negated().sign == turned[value.sign]
    assert value.negated().value[:2] == value.value[:2]


@given(values, values)
def test_weakening_keeps_the_sign_or_ends_open(value, level):
    weak = value.at_most(level)
    assert weak is Value.UNKNOWN if Value.UNKNOWN in {value, level} else weak.sign == value.sign


@given(values, values)
def test_weakening_again_changes_nothing(value, level):
    assert value.at_most(level).at_most(level) is value.at_most(level)


@pytest.mark.parametrize(
    ("value", "level", "weak"),
    [("CT+", "PR+", "PR+"), ("CT-", "PS+", "PS-"), ("PS+", "CT+", "PS+"), ("PR-", "CT-", "PR-"), ("Uu", "CT+", "Uu")],
)
def test_weakening(value, level, weak):
    assert Value(value).at_most(Value(level)) is Value(weak)


@pytest.mark.parametrize(("value", "sign"), [("CT+", "+"), ("PS-", "-"), ("Uu", "?")])
def test_sign(value, sign):
    assert Value(value).sign == sign
