"""Read from the verb beside a time whether it lies ahead or behind: "will reopen on Friday", "reopened on Friday"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from ..model import Document, Sentence, Span, Token
from .time_calendar import Tense

NEAR = 3  # tokens before a time in which "since" makes it past
REACH = 25  # tokens to either side in which a verb bears on a time
_PAST = frozenset({"VVD", "VBD", "VHD", "VDD"})
_PRESENT = frozenset({"VVZ", "VVB", "VBZ", "VBB", "VDZ", "VDB"})
_INFINITIVE = frozenset({"VVI", "VBI", "VHI", "VDI"})
_PERFECT = frozenset({"VHZ", "VHB"})


class TenseReader:
    """Find the governing verb: the nearest before the time in its sentence, failing that the nearest after it."""

    def __init__(
        self,
        future: Iterable[str],
        past: Iterable[str] = (),
        ahead: Iterable[str] = (),
        *,
        aims: Iterable[str] = (),
        behind: Iterable[str] = (),
    ) -> None:
        self.future = frozenset(future)
        self.past = frozenset(past)
        self.ahead = frozenset(ahead)
        self.aims = frozenset(aims)
        self.behind = frozenset(behind)

    def at(self, doc: Document, sentence: Sentence, span: Span) -> Tense:
        """The tense of the verb beside `span`; NONE where the sentence has no verb near, or no tags."""
        tokens = doc.sentence_tokens(sentence)
        first = bisect_left(tokens, span.start, key=lambda t: t.start)
        before = tokens[max(0, first - REACH) : first][::-1]
        if any(token.lower in self.past for token in before[:NEAR]):
            return Tense.PAST
        if len(before) > 1 and before[0].lower in self.ahead:
            return Tense.PAST if before[1].lower in self.behind else Tense.FUTURE
        found = self._nearest(before)
        if found is not Tense.NONE:
            return found
        last = bisect_left(tokens, span.end, key=lambda t: t.start)
        return self._nearest(tokens[last : last + REACH])

    def _nearest(self, tokens: Sequence[Token]) -> Tense:
        aim = False  # "gave them until Friday to leave", "agreed to meet": the verb that is meant has no tense
        for i, token in enumerate(tokens):
            if token.lower in self.future and not token.tag.startswith("NN"):
                return Tense.PAST if _had_been(tokens[i + 1 : i + 4]) else Tense.FUTURE
            if token.lower in self.aims and i and tokens[i - 1].lower == "to":
                return Tense.FUTURE
            if token.lower == ";":
                return Tense.NONE
            if token.tag in _PAST or token.tag in _PERFECT:
                return Tense.NONE if aim else Tense.PAST
            if token.tag in _PRESENT:
                return Tense.PRESENT
            aim = aim or token.tag in _INFINITIVE
        return Tense.NONE


def _had_been(tokens: Sequence[Token]) -> bool:
    """ "It had been due to expire on Friday": what was to come then is over; tokens run backwards."""
    words = [token.lower for token in tokens]
    return words[:1] == ["been"] and "had" in words
