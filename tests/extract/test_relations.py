"""What the claims of one report say of each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.relations import RelationFinder, compatible
from sayso.model import Claim, Count, CueKind, Document, Facet, Quote, RelationType, Report, Slot, Span, Value
from sayso.model.values import CountOp

OPS: tuple[CountOp, ...] = ("=", ">=", ">", "<=", "<", "~")


def claim(id: str, source: str, count: Count, value: Value = Value.CERTAIN) -> Claim:
    facet = Facet(Slot.KILLED, Span(0, 4), count)
    return Claim(
        id,
        "e1",
        ((source,),),
        ((Span(0, 4),),),
        (),
        CueKind.NONE,
        (Span(0, 4),),
        Quote.INDIRECT,
        value,
        Value.UNKNOWN,
        facets=(facet,),
    )


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (Count("=", 5), Count("=", 5), RelationType.CORROBORATES),
        (Count(">=", 5), Count(">", 5), RelationType.REFINES),
        (Count("=", 5), Count("=", 7), RelationType.CONTRADICTS),
        (Count("=", 3, "children"), Count("=", 8, "civilians"), None),
    ],
)
def test_counts_of_two_sources(a: Count, b: Count, expected: RelationType | None) -> None:
    doc = RelationFinder()(Document(Report.of("Five died"), claims=(claim("c1", "s1", a), claim("c2", "s2", b))))
    assert [r.type for r in doc.relations] == ([] if expected is None else [expected])


def test_one_source_does_not_corroborate_itself() -> None:
    doc = RelationFinder()(
        Document(Report.of("Five died"), claims=(claim("c1", "s1", Count("=", 5)), claim("c2", "s1", Count("=", 5))))
    )
    assert doc.relations == ()


counts = st.builds(Count, st.sampled_from(OPS), st.integers(0, 500))


@given(counts, counts)
def test_compatibility_is_symmetric(a: Count, b: Count) -> None:
    assert compatible(a, b) == compatible(b, a)


@given(counts.filter(lambda c: c != Count("<", 0)))
def test_a_count_is_compatible_with_itself(a: Count) -> None:
    assert compatible(a, a)
