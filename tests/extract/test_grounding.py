"""Nothing enters the ledger that its text does not bear out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.extract.grounding import Grounder
from sayso.model import Claim, Count, CueKind, Document, Facet, Quote, Report, Slot, Span, Value

TEXT = "Five soldiers died near the bridge."
CLAIM = Claim(
    id="c1",
    event="e1",
    chain=(),
    chain_spans=(),
    cue=(),
    cue_kind=CueKind.NONE,
    content=(Span(0, 34),),
    quote=Quote.NARRATOR,
    value=Value.CERTAIN,
    author_value=Value.CERTAIN,
    facets=(Facet(Slot.KILLED, Span(0, 4), Count("=", 5)),),
)


def ground(claim: Claim) -> Document:
    return Grounder()(Document(Report.of(TEXT), claims=(claim,)))


def test_a_grounded_claim_passes_unchanged() -> None:
    doc = ground(CLAIM)
    assert doc.claims == (CLAIM,)
    assert doc.diagnostics == ()


@pytest.mark.parametrize(
    "claim",
    [
        replace(CLAIM, content=()),
        replace(CLAIM, content=(Span(0, 99),)),
        replace(CLAIM, content=(Span(4, 4),)),
        replace(CLAIM, cue=(Span(-1, 3),)),
        replace(CLAIM, chain=(("s1",),), chain_spans=()),
        replace(CLAIM, chain=((),), chain_spans=((),)),
    ],
)
def test_an_ungrounded_claim_is_dropped_and_told(claim: Claim) -> None:
    doc = ground(claim)
    assert doc.claims == ()
    assert [d.code for d in doc.diagnostics] == ["claim-dropped"]


@pytest.mark.parametrize(
    "facet",
    [
        Facet(Slot.KILLED, Span(0, 4), Count("=", 7)),
        Facet(Slot.KILLED, Span(0, 400), Count("=", 5)),
        Facet(Slot.EVENT_TYPE, Span(14, 18), "picnic"),
    ],
)
def test_an_ungrounded_facet_is_dropped_and_told(facet: Facet) -> None:
    doc = ground(replace(CLAIM, facets=(facet,)))
    assert doc.claims[0].facets == ()
    assert [(d.code, d.span) for d in doc.diagnostics] == [("facet-dropped", facet.span)]
