"""Find the attributions of texts, as corpora of attribution have them: by the neural reader, or by rules alone."""

from __future__ import annotations

from collections.abc import Sequence

from ..evaluate.attribution import AttributionSpans
from ..extract.attribution import AttributionFinder
from ..extract.tags import Tagger
from ..model import Document, Report
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
    return [[AttributionSpans(a.source, a.cue, a.content) for a in one.attributions] for one in layers]
