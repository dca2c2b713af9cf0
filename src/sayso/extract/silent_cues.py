"""Tell by named signs that nothing is said by what the neural reader takes for a cue."""

from __future__ import annotations

from ..model import Document
from ..neural import NeuralAttribution
from ..vocab.sentence_words import sentence_words
from .subject_gaps import reduced

_EMPTY = ("VM", "VB", "VH", "VD", "AV", "PNP", "XX", "CJ", "TO", "AT", "EX")  # C5 tags of words that say nothing alone
_NOBODY = ("no ", "no-one", "nobody", "none ", "neither ")  # who says nothing
_ARTICLES = frozenset({"AT0", "DPS", "DTQ"})


def says_nothing(doc: Document, seen: NeuralAttribution) -> bool:
    """True for cues by which nobody speaks, and for sources that are no more than an article.

    "may", "it emerged", "to learn more about"; "were feared" without a "by"; "drones believed to be foreign".
    """
    cue = [doc.token_at(c.start) + k for c in seen.cue for k in range(len(doc.tokens_in(c)))]
    tokens = [doc.tokens[i] for i in cue]
    if not tokens or all(t.tag.startswith(_EMPTY) for t in tokens) or tokens[0].tag == "TO0":
        return True
    if all(doc.tokens[doc.token_at(s.start)].tag in _ARTICLES and s.length < 4 for s in seen.source):
        return all(s.text(doc.text).lower() in {"a", "an", "the"} for s in seen.source)
    if all(s.text(doc.text).lower().startswith(_NOBODY) for s in seen.source):
        return True
    if tokens[0].lower == "it" and any(t.lemma in {"emerge", "be", "turn"} for t in tokens[1:]):
        return True
    last = cue[-1]
    held = doc.tokens[last].lemma in sentence_words().held
    if held and doc.tokens[last].tag in {"VVN", "AJ0"} and any(t.lemma == "be" for t in tokens[:-1]):
        return last + 1 < len(doc.tokens) and doc.tokens[last + 1].lower not in {"by", "to", "as"}
    return len(cue) == 1 and reduced(doc.tokens, last, len(doc.tokens))
