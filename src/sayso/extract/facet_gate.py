"""Weigh rules against the neural reader: which of the facets that either sees does a claim have?

Rules name parties too freely ("the ministry" that answers a question is no actor), the reader's tags cut too short or
pass over what a lexicon knows. For the slots in `GATED` every candidate of a claim, from rules or from the reader's
tags, is weighed by a logistic regression over what can be said of it by name: who saw it, how probable the reader holds
its words for this slot and for others, whether it is a pronoun, whether the claim tells an event. Weights are data
(`weights/facets.yaml`), fitted by `python -m training.facets` on annotated reports that the reader did not learn from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log

from ..errors import VocabError
from ..model import Document, Facet, Proposition, Slot, SlotScores, Span, Value
from ..vocab.loader import load_yaml
from .claims import chain_of
from .facet_signs import word_signs
from .party import PRONOUN, RELATIVE

FILE = "weights/facets.yaml"
# whose value is the words themselves, so that a tag is a facet
_FORM = frozenset({"AT0", "DPS", "PRP", "PRF", "CJC", "PUN"})  # C5 tags of words that name nothing
TAGGED = (Slot.ACTOR, Slot.TARGET, Slot.VICTIM, Slot.WEAPON, Slot.RESPONSE)
GATED = (*TAGGED, Slot.OUTCOME, Slot.PLACE, Slot.DESTINATION)
MOST_WORDS, MOST_SAME, MOST_LEVELS = 12, 4, 2  # beyond these, counts tell no more
_PRONOUNS = PRONOUN | RELATIVE | {"DT0"}
_EDGE = 0.01  # probabilities are taken for no surer than this

FacetReader = Callable[[Document, Proposition], tuple[Facet, ...]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A facet that a claim may have; `tagged` is the mean probability of the reader's own span there, 0 for none."""

    facet: Facet
    by_rule: bool
    tagged: float


@dataclass(frozen=True, slots=True)
class FacetWeights:
    """Weights of the named features for each slot, and the least probability of a facet that is kept."""

    least: float
    weights: Mapping[Slot, Mapping[str, float]]

    def probability(self, slot: Slot, shown: Mapping[str, float]) -> float:
        """The chance that a candidate for `slot` is right."""
        odds = sum(self.weights[slot].get(name, 0.0) * value for name, value in shown.items())
        return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


@cache
def facet_weights() -> FacetWeights:
    """The packaged weights.

    Raises:
        VocabError: a gated slot has none.
    """
    raw = load_yaml(FILE)
    try:
        weights = {slot: {str(n): float(w) for n, w in raw["weights"][slot.value].items()} for slot in GATED}
        return FacetWeights(float(raw["least"]), weights)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise VocabError(f"{FILE}: weights are missing ({error!r}); fit them with training.facets") from error


class FacetGate:
    """Read facets by rules, add those that the neural reader's tags give, and keep of both what is probable."""

    def __init__(self, readers: Sequence[FacetReader], weights: FacetWeights | None = None) -> None:
        self.readers = tuple(readers)
        self.weights = weights or facet_weights()

    def __call__(self, doc: Document, proposition: Proposition) -> tuple[Facet, ...]:
        """The facets of one claim; where no neural reader has read the document, those of the rules."""
        found = tuple(f for reader in self.readers for f in reader(doc, proposition))
        if doc.slot_scores is None:
            return found
        candidates = list(self.candidates(doc, proposition, found))
        return tuple(c.facet for c in candidates if self._keeps(doc, proposition, c, candidates))

    @staticmethod
    def candidates(doc: Document, proposition: Proposition, found: Sequence[Facet]) -> Iterator[Candidate]:
        """The facets of the rules, and tagged spans of the content where the rules have none of the slot."""
        mentions = [m for m in doc.slot_mentions if any(c.contains(m.span) for c in proposition.content)]
        for facet in found:
            scores = [m.score for m in mentions if m.slot is facet.slot and m.span.overlaps(facet.span)]
            yield Candidate(facet, True, max(scores, default=0.0))
        for mention in mentions:
            if _names(doc, mention.span) and not any(
                f.slot is mention.slot and f.span.overlaps(mention.span) for f in found
            ):
                facet = Facet(mention.slot, mention.span, mention.span.text(doc.text))
                yield Candidate(facet, False, mention.score)

    def _keeps(self, doc: Document, proposition: Proposition, one: Candidate, every: Sequence[Candidate]) -> bool:
        slot = one.facet.slot
        if slot not in GATED or doc.slot_scores is None:
            return one.by_rule
        shown = signs(doc, doc.slot_scores, proposition, one, every)
        return self.weights.probability(slot, shown) >= self.weights.least


def signs(
    doc: Document, scores: SlotScores, proposition: Proposition, one: Candidate, every: Sequence[Candidate]
) -> dict[str, float]:
    """What can be said of a candidate, by name of feature."""
    facet = one.facet
    words = facet.span.text(doc.text).lower().split()
    return word_signs(doc, proposition, facet, [c.facet for c in every]) | {
        "always": 1.0,
        "rule": float(one.by_rule),
        "slot": _odds(scores.of(facet.span, facet.slot)),
        "other slot": _odds(scores.best_of(facet.span, but=facet.slot)),
        "tagged": one.tagged,
        "pronoun": float(len(words) == 1 and _is_pronoun(doc, facet)),
        "words": min(len(words), MOST_WORDS) / MOST_WORDS,
        "no event": float(all(c.facet.slot is not Slot.EVENT_TYPE for c in every)),
        "rivals": min(sum(c.facet.slot is facet.slot for c in every), MOST_SAME) / MOST_SAME,
        "open": float(proposition.value is Value.UNKNOWN),
        "denied": float(proposition.value.value.endswith("-")),
        "levels": min(len(chain_of(doc, proposition.attribution)), MOST_LEVELS) / MOST_LEVELS,
    }


def _names(doc: Document, span: Span) -> bool:
    """False for what is left of a phrase when its noun is not in it: "our", "of the"."""
    return any(t.tag not in _FORM for t in doc.tokens_in(span))


def _is_pronoun(doc: Document, facet: Facet) -> bool:
    first = doc.token_at(facet.span.start)
    return first < len(doc.tokens) and doc.tokens[first].tag in _PRONOUNS


def _odds(probability: float) -> float:
    return log((probability + _EDGE) / (1 + _EDGE - probability))
