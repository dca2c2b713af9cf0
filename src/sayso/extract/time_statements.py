"""Tell the day of a statement from the day that it tells of: "police said on Monday", "15:40 | The gate is shut"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..model import Span, TimeMention

LOOK_BACK = 80  # characters before a time in which a word of saying makes it the day of the words
_STAMP_OPENS = re.compile(r"(?:^|\n)[^\w\n]*$")
_STAMP_ENDS = re.compile(r"[ \t]*(?:\||[-–—:](?=[ \t]))")


class StatementDates:
    """Days beside a word of saying; made from the `times` lexicon."""

    def __init__(self, lexicon: Mapping[str, Any]) -> None:
        said = "|".join(re.escape(word) for word in lexicon["classes"]["SAY"])
        between = "|".join(lexicon["not_between"])
        self.saying = re.compile(rf"\b(?:{said})(?:,?\s+(?!(?:{between})\b)\w+){{0,4}},?\s+$", re.IGNORECASE)

    def dates(self, text: str, span: Span, sentence: int) -> bool:
        """True where the time at `span` is that of the words; `sentence` = where its sentence begins."""
        return self.saying.search(text[max(sentence, span.start - LOOK_BACK) : span.start]) is not None


def stamps_entry(text: str, mention: TimeMention) -> bool:
    """True for the clock time before an entry of a running report: "15:40 | ...", "3:10 PM - ..."."""
    if mention.type != "TIME":
        return False
    opens = _STAMP_OPENS.search(text, max(0, mention.span.start - 12), mention.span.start)
    at_head = opens is not None and (opens.group().startswith("\n") or opens.start() == 0)
    return at_head and _STAMP_ENDS.match(text, mention.span.end) is not None
