"""Give every token its part of speech and lemma: the Hanover Tagger (HanTa), a small HMM with its own English model.

Tags are the BNC's C5 set. Source: Wartena 2019, "A Probabilistic Morphology Model for German Lemmatization" (KONVENS).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any, Protocol

from ..model import Document, Sentence, Token
from .tag_search import REMEMBERED, TagSearch

_PUNCTUATION = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "…": ".", "—": "-", "–": "-"}
_MARK = re.compile(r"^[^\w@#]+$")
# Finite verbs and auxiliaries in the C5 tag set; other rooms take it from here.
FINITE = frozenset({"VVD", "VVZ", "VVB", "VBD", "VBZ", "VBB", "VHD", "VHZ", "VHB", "VM0", "VDD", "VDZ", "VDB"})
_OWNED = frozenset({"NN1", "NN2", "NN0", "AJ0", "ORD", "CRD", "NP0"})  # what may follow an owner
MAX_WORD = 40  # characters; HanTa takes exponentially long over longer ones (4 s for 1,000), and they are no words
MAX_TOKENS = 400  # a longer "sentence" is a list or a table: tagged in pieces, so that time stays linear


class TaggerModel(Protocol):
    """What is needed of a tagger: words in, (word, lemma, C5 tag) out; `cache`: the words it learned."""

    cache: Mapping[str, object]

    def tag_sent(self, sent: list[str]) -> list[tuple[str, str, str]]:
        """Tag one sentence."""
        ...


@cache
def english_tagger() -> TaggerModel:
    """HanTa with its packaged English model; loads in about 0.2 s, once a process.

    What it finds of a word alone is remembered: it searches all cuts into morphemes anew every time it meets the word,
    which was a quarter of the time of reading by rules. The tags of a sentence are found by our own search.
    """
    from HanTa.HanoverTagger import EMPTY, END, START, HanoverTagger

    tagger: Any = HanoverTagger("morphmodel_en.pgz")
    tagger._analyze = lru_cache(maxsize=REMEMBERED)(tagger._analyze)
    tagger.tag_sent_viterbi = TagSearch(tagger, opening=(EMPTY, START), end=END)
    model: TaggerModel = tagger
    return model


class Tagger:
    """Assign `tag` and `lemma` to the tokens of every sentence."""

    requires = ("tokens", "sentences")
    assigns = "tokens"

    def __init__(self, model: TaggerModel | None = None) -> None:
        self.model = model

    def __call__(self, doc: Document) -> Document:
        """The document with tagged tokens; tokens outside sentences (datelines) keep an empty tag."""
        model = self.model or english_tagger()
        tokens = list(doc.tokens)
        for sentence in doc.sentences:
            self._tag(tokens, sentence, model)
        return replace(doc, tokens=tuple(tokens))

    def _tag(self, tokens: list[Token], sentence: Sentence, model: TaggerModel) -> None:
        first, last = sentence.tokens
        for start in range(first, last, MAX_TOKENS):
            piece = tokens[start : min(last, start + MAX_TOKENS)]
            words = [_PUNCTUATION.get(t.text, t.text.replace("’", "'")) for t in piece]
            words = [w if len(w) <= MAX_WORD else "thing" for w in words]
            if words and _shouted(words):
                words = [w.lower() for w in words]
            for i, (token, (_, lemma, tag)) in enumerate(zip(piece, model.tag_sent(words), strict=True)):
                if words[i] == "IS" and tag == "VBZ":
                    tag, lemma = "NP0", "is"  # the group, in a text that is not in capitals
                name = i > 0 and tag[:2] == "VV" and words[i].istitle() and words[i].lower() not in model.cache
                tag = "NP0" if name else _corrected(token, tag)  # "Laith", by its ending
                tokens[start + i] = token._replace(tag=tag, lemma=lemma.lower())
            _own(tokens, start, start + len(piece))


def _own(tokens: list[Token], first: int, last: int) -> None:
    """ "the guards' commander": mark the apostrophe of a plural owner, where it closes no quotation of single marks."""
    opened = False
    for i in range(first + 1, last - 1):
        before, mark, after = tokens[i - 1 : i + 2]
        if mark.text not in {"'", "’", "‘"} or mark.tag != "PUN":
            continue
        if before.end < mark.start:
            opened = mark.end == after.start
        elif opened:
            opened = False
        elif before.lower[-1] == "s" and before.tag[:2] in {"NN", "NP"} and after.tag in _OWNED:
            tokens[i] = mark._replace(tag="POS")


def _shouted(words: list[str]) -> bool:
    letters = [w for w in words if w.isalpha() and len(w) > 2]
    return len(letters) > 3 and sum(w.isupper() for w in letters) > 0.8 * len(letters)


def _corrected(token: Token, tag: str) -> str:
    if not token.text[0].isalnum() and _MARK.match(token.text):
        return "PUN"
    if token.lower == "'s" and tag not in {"VBZ", "VHZ"}:
        return "POS"
    if token.text[0].isdigit():
        return "ORD" if token.lower[-2:] in {"st", "nd", "rd", "th"} else "CRD"
    return tag
