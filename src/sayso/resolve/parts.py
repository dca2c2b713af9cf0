"""Tell figures of a part from figures of the whole: "one of these was a soldier", "five of the injured have burns"."""

from __future__ import annotations

import re

from ..model import COUNT_SLOTS, Facet
from ..vocab.matching import matching_words

AROUND = 40  # characters on either side in which "of them" stands
_AFTER = re.compile(r"[\w-]+(?:\s+[\w-]+){0,2}\s+of\s+(?:(?:the|its|their|those|these)\s+)?(?P<whole>[\w-]+)")
_BEFORE = re.compile(r"\bof\s+(?P<whole>\w+)\s+$", re.IGNORECASE)
_WHOLE = frozenset({"them", "whom", "these", "those", "which"})


def is_part(text: str, facet: Facet) -> bool:
    """True for a count that the words make a part of a figure given before.

    Args:
        text: that of the report, to which the span of the facet points.
    """
    span = facet.span
    if facet.slot not in COUNT_SLOTS:
        return False
    after = _AFTER.match(text, span.start, span.end + AROUND)
    before = _BEFORE.search(text, max(0, span.start - AROUND), span.start)
    if after is not None and after["whole"].lower() in _WHOLE | matching_words().totals:
        return True
    return before is not None and before["whole"].lower() in _WHOLE
