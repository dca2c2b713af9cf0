"""Name the events that times are told by: "the day before the raid" is anchored in the raid."""

from __future__ import annotations

from dataclasses import replace

from ..model import Document, TimeMention
from .time_calendar import EVENT

REACH = 80  # characters after a time in which the words of the event it is told by begin


class TimeAnchors:
    """Replace the anchor of times that another event tells by the id of that event, where it has been coded."""

    requires = ("times", "coded_events")
    assigns = "times"

    def __call__(self, doc: Document) -> Document:
        """The document with the anchors of its times named; `none` where the event is not one that is coded."""
        return replace(doc, times=tuple(self._anchored(doc, mention) for mention in doc.times))

    def _anchored(self, doc: Document, mention: TimeMention) -> TimeMention:
        if mention.anchor != EVENT:
            return mention
        end = mention.span.end
        sentence = next((s.span for s in doc.sentences if s.span.start < end <= s.span.end), mention.span)
        reach = min(sentence.end, end + REACH)
        after = [
            (span.start, event.id) for event in doc.coded_events for span in event.mentions if end <= span.start < reach
        ]
        return replace(mention, anchor=f"{EVENT}:{min(after)[1]}" if after else "none")
