"""Find the attributions of texts, as corpora of attribution have them: by the neural reader, or by rules alone."""

from __future__ import annotations

from collections.abc import Sequence

from ..evaluate.attribution import AttributionSpans
from ..evaluate.spans import shared
from ..extract.attribution import AttributionFinder
from ..extract.speech_lines import picture_credits, speech_lines
from ..extract.tags import Tagger
from ..model import Document, Report
from ..neural import NeuralAttribution
from ..text import segment
from .code import ReaderChoice, neural_reader


def find_attributions(texts: Sequence[str], *, reader: ReaderChoice = "auto") -> list[list[AttributionSpans]]:
    """Source, cue and content of every attribution of every text, in code points.

    The neural reader gives them in the conventions of news corpora (cues with their auxiliaries and adverbs); the rules
    give their own, which are closer to claims.

    Raises:
        ModelMissingError: `neural` is asked for and no bundle is installed.
    """
    documents = [segment(Document(Report.of(text))) for text in texts]
    model = neural_reader(reader)
    if model is None:
        tagger, finder = Tagger(), AttributionFinder()
        read = [finder(tagger(doc)).attributions for doc in documents]
        return [[AttributionSpans(a.source, a.cue, a.content) for a in found] for found in read]
    layers = model.read(texts, [[s.span for s in doc.sentences] for doc in documents])
    return [_with_lines(text, one.attributions) for text, one in zip(texts, layers, strict=True)]


def _with_lines(text: str, read: Sequence[NeuralAttribution]) -> list[AttributionSpans]:
    """What the model read, and what the layout of the page shows, which the model sees badly: that goes first."""
    lines = [AttributionSpans(a.source, a.cue, a.content) for a in (*speech_lines(text), *picture_credits(text))]
    model = [AttributionSpans(a.source, a.cue, a.content) for a in read]
    kept = [a for a in model if not any(_rivals(a, line) for line in lines)]
    return sorted([*kept, *lines], key=lambda a: (a.cue or a.content)[0])


def _rivals(a: AttributionSpans, line: AttributionSpans) -> bool:
    """True when both are about the same: they share words of the cue, or the one reaches over all of the other."""
    if shared(a.cue, line.cue):
        return True
    return not line.cue and bool(shared(a.source, line.source)) and bool(shared(a.content, line.content))
