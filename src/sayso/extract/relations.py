"""Link the claims of one report: alternatives, contradictions, corroboration.

Compatible is not contradictory: ">= 5" and "> 5" stand side by side. Only claims of different holders are related.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from ..model import COUNT_SLOTS, Claim, Count, Document, Facet, Relation, RelationType, Slot, Value
from ..vocab.matching import matching_words

_CONTRAST = frozenset(
    {"but", "however", "whereas", "while", "although", "though", "yet", "contrast", "disputed", "contradicted"}
)
_TEXT_SLOTS = frozenset({Slot.CAUSE, Slot.ACTOR, Slot.OUTCOME, Slot.RESPONSIBILITY, Slot.TARGET})
MAX_CLAIMS = 400  # claims; above that a report is a digest, and pairs are looked for within events only


class RelationFinder:
    """Assign `relations` between the claims of a report."""

    requires = ("claims",)
    assigns = "relations"

    def __call__(self, doc: Document) -> Document:
        """The document with its relations, in claim order."""
        found = [Relation(RelationType.ALTERNATIVES, c.alternative_of, c.id) for c in doc.claims if c.alternative_of]
        by_event: dict[str, list[Claim]] = {}
        for claim in doc.claims:
            by_event.setdefault(claim.event, []).append(claim)
        for members in by_event.values():
            found.extend(self._within(members[:MAX_CLAIMS]))
        found.extend(self._contrasts(doc))
        return replace(doc, relations=tuple(dict.fromkeys(found)))

    def _within(self, members: list[Claim]) -> Iterator[Relation]:
        for a, b in combinations(members, 2):
            if _holder(a) == _holder(b) or Value.UNKNOWN in {a.value, b.value}:
                continue
            kind = _compare(a, b)
            if kind is not None:
                yield Relation(kind, a.id, b.id)

    def _contrasts(self, doc: Document) -> Iterator[Relation]:
        """Two holders set against each other: "A said no warplanes were up, but B said it was an attack"."""
        for a, b in zip(doc.claims, doc.claims[1:], strict=False):
            if not a.chain or not b.chain or _holder(a) == _holder(b):
                continue
            between = doc.text[a.content[-1].end : b.content[0].start]
            if len(between) > 160 or "\n" in between:
                continue
            if _CONTRAST & set(between.lower().replace(",", " ").split()) and {a.value.sign, b.value.sign} == {
                "+",
                "-",
            }:
                yield Relation(RelationType.CONTRADICTS, a.id, b.id)


def _holder(claim: Claim) -> tuple[str, ...]:
    return claim.chain[-1] if claim.chain else ()


def _compare(a: Claim, b: Claim) -> RelationType | None:
    """What two claims of one event say of each other's slots; a contradiction outweighs agreement."""
    verdicts = [
        v for fa in a.facets for fb in b.facets if fa.slot is fb.slot and (v := _facets(a, fa, b, fb)) is not None
    ]
    if RelationType.CONTRADICTS in verdicts:
        return RelationType.CONTRADICTS
    return verdicts[0] if verdicts else None


def _facets(a: Claim, fa: Facet, b: Claim, fb: Facet) -> RelationType | None:
    if fa.slot in COUNT_SLOTS and isinstance(fa.value, Count) and isinstance(fb.value, Count):
        if not _same_group(fa.value, fb.value):
            return None
        if fa.value.op == fb.value.op and fa.value.n == fb.value.n:
            return RelationType.CORROBORATES
        return RelationType.REFINES if compatible(fa.value, fb.value) else RelationType.CONTRADICTS
    if fa.slot in _TEXT_SLOTS and _text(fa) & _text(fb):
        return RelationType.CONTRADICTS if a.value.sign != b.value.sign else RelationType.CORROBORATES
    return None


def _same_group(a: Count, b: Count) -> bool:
    """Counts of different groups ("three children", "eight civilians") never contradict; bare people are everyone."""
    of_a, of_b = _group(a.who), _group(b.who)
    return (not of_a and not of_b) or bool(of_a & of_b)


def _group(who: str | None) -> frozenset[str]:
    return _words(who or "") - matching_words().totals


def _text(facet: Facet) -> frozenset[str]:
    value = facet.value
    return _words(value if isinstance(value, str) else getattr(value, "party", None) or "")


def _words(text: str) -> frozenset[str]:
    return frozenset(w for w in text.lower().replace("-", " ").split() if len(w) > 3)


def compatible(a: Count, b: Count) -> bool:
    """True when some number satisfies both; "~" allows a fifth either way.

    >>> compatible(Count(">=", 5), Count(">", 5)), compatible(Count("=", 1), Count("=", 2))
    (True, False)
    """
    low_a, high_a = _bounds(a)
    low_b, high_b = _bounds(b)
    return max(low_a, low_b) <= min(high_a, high_b)


def _bounds(count: Count) -> tuple[float, float]:
    n = float(count.n)
    margin = max(1.0, n / 5)
    return {
        "=": (n, n),
        ">=": (n, float("inf")),
        ">": (n + 1, float("inf")),
        "<=": (0.0, n),
        "<": (0.0, n - 1),
        "~": (n - margin, n + margin),
    }[count.op]
