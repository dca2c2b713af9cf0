"""How far the words of a speaker reach within a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Document, Sentence, Span, Spans, Token, trim
from ..vocab.sentence_words import sentence_words
from .tags import FINITE

_REMARKED = frozenset({"that", "which", "it", "he", "she", "they"})
_CONJUNCTIONS = frozenset({"and", "but", "while", "whereas", "although", "though", "yet", "however"})
_ADJUNCT_NOUNS = sentence_words().adjunct_nouns
_ADJUNCT_PREPOSITIONS = frozenset(
    {"in", "on", "to", "via", "through", "by", "at", "during", "late", "early", "from", "over"}
)
_EDGE = " \t,;:—–-"


def has_finite(tokens: Sequence[Token], first: int, last: int) -> bool:
    """True when a finite verb (or a participle that stands for one) is among `tokens[first:last]`."""
    return any(t.tag in FINITE for t in tokens[first:last]) or any(
        t.tag == "VVN" and i > first for i, t in enumerate(tokens[first:last], first)
    )


def opens_clause(tokens: Sequence[Token], i: int, first: int) -> bool:
    """True when token `i` begins the sentence or a co-ordinated clause, but for adverbs, marks and conjunctions."""
    j = i - 1
    if j > first and tokens[j].text == "," and all(t.tag in {"AV0", "CJC"} for t in tokens[first:j]):
        return True  # "However, according to the paper, …"
    while j >= first and (
        tokens[j].lower in _CONJUNCTIONS
        or tokens[j].tag in {"AV0", "CJC"}
        or tokens[j].text in {"“", '"', "•", "-", "—"}
    ):
        j -= 1
    return j < first or (tokens[j].text in {";", ":"}) or (tokens[j].text == "," and j + 1 < i)


def coordinate_cut(tokens: Sequence[Token], comma: int, last: int) -> bool:
    """True when a co-ordinated clause follows the comma at `comma` (", and preliminary findings …")."""
    return comma + 1 < last and tokens[comma + 1].lower in _CONJUNCTIONS


def adjunct_end(tokens: Sequence[Token], i: int, last: int) -> int:
    """Skip what may stand between a cue and its content: "in a statement", "on Saturday", "to reporters", adverbs.

    Returns the index of the first token that is not skipped.
    """
    while i < last:
        token = tokens[i]
        if token.tag == "AV0" and token.lower not in sentence_words().leaning:
            i += 1
            continue
        if token.lower in _ADJUNCT_NOUNS and token.tag == "NP0":
            i += 1
            continue
        if token.lower not in _ADJUNCT_PREPOSITIONS or token.tag == "TO0":
            return i
        if token.lower == "on" and i + 2 < last and tokens[i + 1].lower == "condition":
            # "on condition that his name not be used, that …"
            comma = next((j for j in range(i + 2, min(last, i + 20)) if tokens[j].text == ","), None)
            if tokens[i + 2].lower == "that" and comma is not None:
                i = comma + 1
                continue
        end = _phrase_end(tokens, i + 1, last)
        if end is None or not any(t.lower in _ADJUNCT_NOUNS for t in tokens[i + 1 : end]):
            return i
        i = end
    return i


def _phrase_end(tokens: Sequence[Token], i: int, last: int) -> int | None:
    """End of the noun phrase of an adjunct that starts at `i`."""
    j = i
    while j < last and j - i < 14:
        token = tokens[j]
        if (
            token.tag in FINITE
            or token.tag in {"PNP", "CJT", "CJS", "PUN", "EX0", "CJC", "VVG"}
            or token.lower == "that"
        ):
            break
        if token.tag in {"AT0", "DT0", "DPS", "CRD"} and j > i and tokens[j - 1].tag in {"NN1", "NN2", "NP0", "NN0"}:
            break
        j += 1
    return j if j > i else None


class Scope:
    """The contents of the framed cues of one sentence.

    `frames` holds, per cue, (first token of source and cue, first token after them, whether the content stands left,
    first token of the source).
    """

    def __init__(self, doc: Document, sentence: Sentence, frames: tuple[tuple[int, int, bool, int], ...]) -> None:
        self.doc = doc
        self.sentence = sentence
        self.frames = frames

    def content(self, index: int, side: str, start: int, *, limit: int | None = None) -> Spans:
        """Spans of the content of frame `index`: `side` left, right or around.

        `start` is the token where a right content begins, `limit` one that it must not reach.
        """
        first, last = self.sentence.tokens
        frame_first = self.frames[index][0]
        pieces: list[tuple[int, int]] = []
        if side in {"left", "around"}:
            pieces.append((self._left_edge(index, first), frame_first))
        if side in {"right", "around"}:
            pieces.append((start, self._right_edge(index, start, last if limit is None else limit)))
        spans = tuple(s for a, b in pieces if (s := self._clean(a, b, widen=side != "around")) is not None)
        if side == "around" and len(spans) == 2 and self._separate(pieces[1][0], pieces[1][1]):
            return spans[:1]
        return spans

    def _separate(self, first: int, last: int) -> bool:
        return first < last and self.doc.tokens[first].lower in _CONJUNCTIONS - {"and"}

    def _left_edge(self, index: int, first: int) -> int:
        """A content on the left begins after the frame or the co-ordinated clause before it."""
        tokens = self.doc.tokens
        frame_first = self.frames[index][0]
        edge = first
        for k in range(index):
            _, k_last, k_left, _ = self.frames[k]
            if k_left and k_last <= frame_first:
                edge = max(edge, k_last)
        for i in range(frame_first - 1, edge, -1):
            if tokens[i].text == ";" or (
                tokens[i].text == ":" and has_finite(tokens, i + 1, frame_first) and self._outside_quotes(i)
            ):
                return i + 1
            if (
                tokens[i].lower in {"but", "while", "whereas", "although", "though"}
                and i > edge
                and tokens[i - 1].text == ","
                and self._framed_between(edge, i)
            ):
                return i + 1
        while edge < frame_first and (
            tokens[edge].text in {",", ";", "."} or (tokens[edge].lower in _CONJUNCTIONS and edge > first)
        ):
            edge += 1
        return edge

    def _outside_quotes(self, i: int) -> bool:
        return not any(q.start < self.doc.tokens[i].start < q.end for q in self.doc.quotes)

    def _framed_between(self, first: int, last: int) -> bool:
        return any(first <= f[0] and f[1] <= last for f in self.frames)

    def _right_edge(self, index: int, start: int, last: int) -> int:
        """A content on the right ends where another speaker takes over, in a co-ordinated clause or at the end."""
        tokens = self.doc.tokens
        end = last
        for k in range(len(self.frames)):
            k_first, _, k_left, k_party = self.frames[k]
            opened = min(k_first, k_party) if k_party < k_first else k_first
            if k == index or opened <= start or opened >= end:
                continue
            before = tokens[opened - 1]
            if k_left:
                if before.text in {",", "—", "”", '"'}:
                    # the tail speaker covers the whole sentence, or only what stands after the last conjunction
                    end = min(end, self._tail_start(start, opened))
            elif before.text == ";" or (
                before.lower in _CONJUNCTIONS and opened - 2 >= start and not self._same_that(opened)
            ):
                end = min(end, opened - 1)
            elif (
                (before.text in {",", "—"} and tokens[opened].lower in _CONJUNCTIONS | {"according"})
                or (before.text == "," and tokens[opened].tag == "VVG")
                or (tokens[opened].text == "," and opened + 1 < last and tokens[opened + 1].tag == "VVG")
            ):
                end = min(end, opened)
        return self._remark(start, end)

    def _remark(self, start: int, end: int) -> int:
        """ "…, a claim that could not be verified": there the report speaks on what was said."""
        tokens = self.doc.tokens
        for i in range(start + 2, end - 4):
            if (
                tokens[i].text in {",", "-", "–", "—"}
                and tokens[i + 1].tag == "AT0"
                and tokens[i + 2].lemma in sentence_words().remarks
                and (tokens[i + 3].lower in _REMARKED or self._clause_at(i + 3, end))
                and self._outside_quotes(i)
            ):
                return i
        return end

    def _clause_at(self, i: int, end: int) -> bool:
        """ ", an allegation | the army rejects": a subject and its verb."""
        tokens = self.doc.tokens
        verbs = (t.tag in FINITE for t in tokens[i + 1 : min(end, i + 5)])
        return tokens[i].tag in {"AT0", "NP0", "DPS"} and any(verbs)

    def _same_that(self, opened: int) -> bool:
        return self.doc.tokens[opened - 1].lower == "that"

    def _tail_start(self, start: int, opened: int) -> int:
        tokens = self.doc.tokens
        for i in range(opened - 1, start, -1):
            if tokens[i].lower in {"but", "while", "whereas"} and tokens[i - 1].text == ",":
                return i - 1
        return opened - 1

    def _clean(self, first: int, last: int, *, widen: bool) -> Span | None:
        """Tokens [first, last) as a span without edge punctuation; quotation marks that belong to the content stay."""
        tokens, text = self.doc.tokens, self.doc.text
        if last <= first:
            return None
        span = trim(text, Span(tokens[first].start, tokens[last - 1].end), chars=_EDGE + "\n\r")
        while span.end > span.start and text[span.end - 1] in ".,;:" and not _abbreviated(text, span):
            span = Span(span.start, span.end - 1)
        if span.end - span.start < 2:
            return None
        if widen:
            span = self._whole_quote(span)
        return span

    def _whole_quote(self, span: Span) -> Span:
        """A content that begins or ends inside a quotation takes in the whole of it."""
        start, end = span
        for quote in self.doc.quotes:
            if quote.start < start < quote.end - 1:
                start = quote.start
            if quote.start < end < quote.end and quote.end - 1 > span.start:
                end = quote.end
        return Span(start, end)


def _abbreviated(text: str, span: Span) -> bool:
    return text[span.end - 1] == "." and span.end - 3 >= span.start and text[span.end - 3] == "."
