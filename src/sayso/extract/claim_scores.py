"""Give every claim a score: the chance that the gold would have it, with the same innermost source.

A logistic regression over what the claim shows: who read it and how surely, the form of quotation, the kind of cue, the
depth of the chain, how much it tells. Its weights, fitted on annotated reports (`python -m training.claim_scores`), are
data (`weights/claim_scores.yaml`); it is calibrated, so that of claims scored 0.8 about eight in ten are right.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log

from ..errors import VocabError
from ..model import Attribution, Claim, Document, Quote, Slot, Span, Value, hull
from ..vocab.loader import load_yaml
from .tags import FINITE

FILE = "weights/claim_scores.yaml"
MANY = 5  # facets; more tell no more
FURTHEST = 8.0  # log-odds; beyond, a score would claim to be sure
_TENSES = {"D": "past", "Z": "present", "B": "present"}  # by the last letter of the tag of a finite verb
_TELLING = {
    "harm": frozenset({Slot.KILLED, Slot.INJURED, Slot.MISSING, Slot.CAPTURED}),
    "where": frozenset({Slot.PLACE, Slot.ORIGIN, Slot.DESTINATION}),
    "when": frozenset({Slot.TIME}),
    "who": frozenset({Slot.ACTOR, Slot.TARGET, Slot.VICTIM, Slot.RESPONSIBILITY}),
}
_EDGE = 1e-3  # a model's probability is taken for no surer than this

Scorer = Callable[[Mapping[str, float]], float]
"""From what a claim shows, by name, to its score between 0 and 1."""


@dataclass(frozen=True, slots=True)
class ClaimScorer:
    """Weights by name of feature; features without a weight do not count."""

    weights: Mapping[str, float]

    def __call__(self, shown: Mapping[str, float]) -> float:
        """The score, with two decimals."""
        odds = sum(self.weights.get(name, 0.0) * value for name, value in shown.items())
        return round(1 / (1 + exp(-max(-FURTHEST, min(FURTHEST, odds)))), 2)


@cache
def claim_scorer() -> ClaimScorer:
    """The scorer with the packaged weights.

    Raises:
        VocabError: the file has no weights.
    """
    try:
        weights = {str(name): float(weight) for name, weight in load_yaml(FILE)["weights"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise VocabError(f"{FILE}: no weights ({error!r}); fit them with training.claim_scores") from error
    return ClaimScorer(weights)


class ClaimSigns:
    """What the claims of one document show; made once for all of them, so that long reports cost only their length."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.starts = [s.span.start for s in doc.sentences]
        speech = (span for a in doc.attributions for span in (*a.cue, *a.source))
        self.spoken = frozenset(self._sentence(span) for span in speech)
        self.quoted = frozenset(self._sentence(span) for span in doc.quotes)

    def of(self, claim: Claim, levels: Sequence[Attribution]) -> dict[str, float]:
        """What speaks for and against a claim, by name; `levels` are the attributions of its chain, outermost first."""
        content = hull(claim.content)
        words = sum(len(s.text(self.doc.text).split()) for s in claim.content)
        shown = {
            "bias": 1.0,
            f"quote_{claim.quote.value}": 1.0,
            f"depth_{min(len(levels), 2)}": 1.0,
            f"cue_{claim.cue_kind.value}": 1.0,
            f"verb_{self._verb(claim)}": 1.0,
            "facets": min(len(claim.facets), MANY) / MANY,
            "words": log(1 + words) / 3,
            "position": content.start / max(len(self.doc.text), 1),
        }
        shown |= {name: 1.0 for name, holds in self._flags(claim, levels, self._sentence(content)).items() if holds}
        told = {f.slot for f in claim.facets}
        shown |= {f"tells_{name}": 1.0 for name, slots in _TELLING.items() if told & slots}
        return shown | (self._of_source(content, levels[-1]) if levels else {})

    def _flags(self, claim: Claim, levels: Sequence[Attribution], sentence: int) -> dict[str, bool]:
        return {
            "no_facets": not claim.facets,
            "no_event_type": all(f.slot is not Slot.EVENT_TYPE for f in claim.facets),
            "in_pieces": len(claim.content) > 1,
            "irrealis": claim.irrealis is not None,
            "open": claim.value is Value.UNKNOWN,
            "denied": claim.value.sign == "-",
            "weakened": claim.value.value[:2] in {"PR", "PS"},
            "alternative": claim.alternative_of is not None,
            "aside": claim.event != "e1",  # events are numbered from the one told first
            "joint": bool(levels) and len(levels[-1].source) > 1,
            "quoted_but_unsaid": claim.quote is Quote.NARRATOR and sentence in self.quoted,
            "beside_a_speaker": not levels and sentence in self.spoken,
        }

    def _of_source(self, content: Span, inner: Attribution) -> dict[str, float]:
        shown: dict[str, float] = {}
        source = inner.source[0]
        words = source.text(self.doc.text)
        if " " not in words and not words[:1].isupper():
            shown["pronoun"] = 1.0
        if "\n" in self.doc.text[min(source.end, content.end) : max(source.start, content.start)]:
            shown["other_line"] = 1.0
        if source.start > content.start:
            shown["source_behind"] = 1.0
        if inner.score is not None:
            sure = min(1 - _EDGE, max(_EDGE, inner.score))
            shown |= {"by_model": 1.0, "model_odds": log(sure / (1 - sure))}
        return shown

    def _verb(self, claim: Claim) -> str:
        """The tense of the first finite verb of the content: what is told in the present is often background."""
        tokens = self.doc.tokens
        for span in claim.content:
            k = bisect_left(tokens, span.start, key=lambda t: t.start)
            while k < len(tokens) and tokens[k].end <= span.end:
                if tokens[k].tag in FINITE:
                    return _TENSES.get(tokens[k].tag[-1], "modal")
                k += 1
        return "none"

    def _sentence(self, span: Span) -> int:
        return bisect_right(self.starts, span.start) - 1
