"""The single gate to the ledger: every span lies in the text, every value can be read off its words.

What fails is told as a diagnostic. Plugins that bring claims (a language model, say) pass the same gate.
"""

from __future__ import annotations

from dataclasses import replace

from ..model import COUNT_SLOTS, Claim, Count, Diagnostic, Document, EventType, Facet, Slot, Span
from ..text import tokenize
from ..vocab.loader import load_yaml
from .numbers import NumberReader


class Grounder:
    """Drop facets and claims that their text does not bear out, and note each as a diagnostic."""

    requires = ("claims",)
    assigns = "claims"

    def __init__(self, numbers: NumberReader | None = None) -> None:
        self.numbers = numbers or NumberReader(load_yaml("lexicon/en/counts.yaml"))

    def __call__(self, doc: Document) -> Document:
        """The document with only grounded claims; diagnostics say what was dropped and why."""
        notes: list[Diagnostic] = []
        kept: list[Claim] = []
        for claim in doc.claims:
            problem = self.problem(doc.text, claim)
            if problem is not None:
                notes.append(Diagnostic("grounding", "claim-dropped", f"claim {claim.id}: {problem}"))
                continue
            facets = []
            for facet in claim.facets:
                reason = self.facet_problem(doc.text, facet)
                if reason is None:
                    facets.append(facet)
                else:
                    notes.append(
                        Diagnostic(
                            "grounding", "facet-dropped", f"claim {claim.id}, {facet.slot.value}: {reason}", facet.span
                        )
                    )
            kept.append(replace(claim, facets=tuple(facets)))
        return replace(doc, claims=tuple(kept)).note(*notes)

    def problem(self, text: str, claim: Claim) -> str | None:
        """Why a claim cannot stand, or None."""
        if not claim.content:
            return "it has no content"
        spans = (*claim.content, *claim.cue, *(s for level in claim.chain_spans for s in level))
        bad = next((s for s in spans if not _inside(text, s)), None)
        if bad is not None:
            return f"span [{bad.start}, {bad.end}) is empty or outside the text of {len(text)} characters"
        if len(claim.chain) != len(claim.chain_spans) or not all(claim.chain):
            return "its source chain and the spans of the chain do not match"
        return None

    def facet_problem(self, text: str, facet: Facet) -> str | None:
        """Why a facet cannot stand, or None."""
        if not _inside(text, facet.span):
            return f"span [{facet.span.start}, {facet.span.end}) is empty or outside the text"
        if facet.slot is Slot.EVENT_TYPE and facet.value not in {t.value for t in EventType}:
            return f"{facet.value!r} is no event type"
        if facet.slot in COUNT_SLOTS and isinstance(facet.value, Count):
            stated = {q.n for q in self.numbers.find(tuple(tokenize(facet.span.text(text))), lambda _token: False)}
            if stated and facet.value.n not in stated:
                return f"its words give {sorted(stated)}, its value is {facet.value.n}"
        return None


def _inside(text: str, span: Span) -> bool:
    return 0 <= span.start < span.end <= len(text)
