"""Compare stretches of one text, and pair the claims of gold and prediction by them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..model import Claim, Span
from .gold import GoldClaim

MIN_IOU = 0.3  # contents that share less are different claims, unless a cue or full cover says otherwise
MIN_COVER_WITH_CUE = 0.6
MIN_COVER = 0.8
MIN_IOU_WITH_COVER = 0.15


def size(spans: Iterable[Span]) -> int:
    """Number of distinct characters that the spans cover."""
    return sum(span.length for span in _disjoint(spans))


def shared(a: Iterable[Span], b: Iterable[Span]) -> int:
    """Number of distinct characters that both lists cover."""
    left, right = _disjoint(a), _disjoint(b)
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in left for y in right)


def iou(a: Sequence[Span], b: Sequence[Span]) -> float:
    """Characters in both over characters in either (Jaccard); 0 when both are empty."""
    both = shared(a, b)
    either = size(a) + size(b) - both
    return both / either if either else 0.0


def overlap(a: Sequence[Span], b: Sequence[Span]) -> float:
    """Share of the shorter list that the other covers; 0 when one is empty."""
    shorter = min(size(a), size(b))
    return shared(a, b) / shorter if shorter else 0.0


def same_characters(a: Sequence[Span], b: Sequence[Span]) -> bool:
    """True when both lists cover exactly the same characters."""
    return _disjoint(a) == _disjoint(b)


def align(gold: Sequence[GoldClaim], predicted: Sequence[Claim]) -> list[tuple[int, int]]:
    """Pair gold and predicted claims one to one, best first: (index of gold, index of predicted).

    A pair qualifies by its contents (see the constants); it ranks by their Jaccard overlap, plus 0.5 when the cues
    touch and 0.2 when the polarity is the same. Ties go to the later claims, as in the referee of the gold clusters.
    """
    pairs = sorted(_candidates(gold, predicted), reverse=True)
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    chosen = []
    for _, i, j in pairs:
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            chosen.append((i, j))
    return chosen


def _candidates(gold: Sequence[GoldClaim], predicted: Sequence[Claim]) -> Iterator[tuple[float, int, int]]:
    for i, wanted in enumerate(gold):
        for j, claim in enumerate(predicted):
            content = iou(wanted.content_spans, claim.content)
            if not content:
                continue
            cover = overlap(wanted.content_spans, claim.content)
            cued = shared(wanted.cue_spans, claim.cue) > 0
            if (
                content >= MIN_IOU
                or (cover >= MIN_COVER_WITH_CUE and cued)
                or (cover >= MIN_COVER and content >= MIN_IOU_WITH_COVER)
            ):
                yield content + 0.5 * cued + 0.2 * (wanted.value.sign == claim.value.sign), i, j


def _disjoint(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, with those that touch or overlap joined, so that every character counts once."""
    joined: list[Span] = []
    for span in sorted(s for s in spans if s.end > s.start):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
