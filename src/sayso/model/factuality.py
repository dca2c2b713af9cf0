"""How sure a source is: FactBank's values, and the ways in which something is not (yet) real.

Source: Saurí & Pustejovsky 2009, "FactBank: a corpus annotated with event factuality".
"""

from __future__ import annotations

from enum import StrEnum


class Value(StrEnum):
    """FactBank's factuality values: CT certain, PR probable, PS possible, with polarity; Uu uncommitted."""

    CERTAIN = "CT+"
    CERTAIN_NOT = "CT-"
    PROBABLE = "PR+"
    PROBABLE_NOT = "PR-"
    POSSIBLE = "PS+"
    POSSIBLE_NOT = "PS-"
    UNKNOWN = "Uu"

    @property
    def sign(self) -> str:
        """`+`, `-` or `?`."""
        return "?" if self is Value.UNKNOWN else self.value[-1]

    def negated(self) -> Value:
        """The same certainty of the opposite; unknown stays unknown."""
        return _OPPOSITE[self]

    def at_most(self, level: Value) -> Value:
        """This value weakened to the certainty of `level`; the polarity stays.

        >>> Value.CERTAIN_NOT.at_most(Value.PROBABLE).value
        'PR-'
        """
        if self is Value.UNKNOWN or level is Value.UNKNOWN:
            return Value.UNKNOWN
        order = ("CT", "PR", "PS")
        weaker = max(self.value[:2], level.value[:2], key=order.index)
        return Value(weaker + self.value[-1])


_OPPOSITE = {
    Value.CERTAIN: Value.CERTAIN_NOT,
    Value.CERTAIN_NOT: Value.CERTAIN,
    Value.PROBABLE: Value.PROBABLE_NOT,
    Value.PROBABLE_NOT: Value.PROBABLE,
    Value.POSSIBLE: Value.POSSIBLE_NOT,
    Value.POSSIBLE_NOT: Value.POSSIBLE,
    Value.UNKNOWN: Value.UNKNOWN,
}


class Irrealis(StrEnum):
    """In which way a proposition is not presented as a fact of the world."""

    PLAN = "plan"
    THREAT = "threat"
    ORDER = "order"
    PURPOSE = "purpose"
    HYPOTHESIS = "hypothesis"
    CONDITIONAL = "conditional"
    ATTEMPT_FAILED = "attempt_failed"
