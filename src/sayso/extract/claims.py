"""Turn propositions into claims: source chain, cue, content, value, facets, event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..model import Attribution, Claim, Document, Facet, Proposition, Spans, Value

FacetReader = Callable[[Document, Proposition], tuple[Facet, ...]]


def chain_of(doc: Document, index: int | None) -> tuple[Attribution, ...]:
    """Attributions from the outermost to the one at `index`."""
    chain: list[Attribution] = []
    while index is not None and len(chain) <= len(doc.attributions):
        attribution = doc.attributions[index]
        chain.append(attribution)
        index = attribution.parent
    return tuple(reversed(chain))


class ClaimBuilder:
    """Assign `claims`, one per proposition."""

    requires = ("propositions", "attributions")
    assigns = "claims"

    def __init__(self, readers: tuple[FacetReader, ...] = ()) -> None:
        self.readers = readers

    def __call__(self, doc: Document) -> Document:
        """The document with its claims in text order."""
        claims = tuple(self._claim(doc, k, p) for k, p in enumerate(doc.propositions))
        return replace(doc, claims=claims)

    def _claim(self, doc: Document, k: int, proposition: Proposition) -> Claim:
        chain = chain_of(doc, proposition.attribution)
        spans: tuple[Spans, ...] = tuple(a.source for a in chain if a.source)
        facets = tuple(f for reader in self.readers for f in reader(doc, proposition))
        return Claim(
            id=f"c{k + 1}",
            event="e1",
            chain=tuple(tuple("?" for _ in level) for level in spans),
            chain_spans=spans,
            cue=proposition.cue,
            cue_kind=proposition.cue_kind,
            content=proposition.content,
            quote=proposition.quote,
            value=proposition.value,
            author_value=Value.UNKNOWN if spans else proposition.value,
            irrealis=proposition.irrealis,
            alternative_of=None if proposition.alternative_of is None else f"c{proposition.alternative_of + 1}",
            facets=facets,
        )
