"""Link incidents of which one answers the other: same place or party, within a week, and the later one says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model import RelatedIncident, Slot
from ..vocab.matching import matching_words
from .features import EventFacts
from .matcher import gap

WEEK = 7
MOST = 5  # links of one incident


def related(
    incidents: Sequence[tuple[str, Sequence[EventFacts]]], texts: Mapping[str, str]
) -> dict[str, tuple[RelatedIncident, ...]]:
    """Links by incident id: `response_to` from the answer, `followed_by` from what it answers.

    Args:
        incidents: id and events of each.
        texts: the text of each report by id.
    """
    dated = [(name, events, _days(events)) for name, events in incidents]
    dated = [entry for entry in dated if entry[2]]
    dated.sort(key=lambda entry: (entry[2][0], entry[1][0].ref))
    links: dict[str, list[RelatedIncident]] = {}
    for number, (name, events, days) in enumerate(dated):
        if not any(_answers(event, texts[event.ref[0]]) for event in events):
            continue
        for other, others, earlier in reversed(dated[:number]):
            if days[0][0] - earlier[0][0] > WEEK:
                break
            if gap(days, earlier) <= WEEK and _in_common(events, others):
                links.setdefault(name, []).append(RelatedIncident(other, "response_to"))
                links.setdefault(other, []).append(RelatedIncident(name, "followed_by"))
                break
    return {name: tuple(found[:MOST]) for name, found in links.items()}


def _days(events: Sequence[EventFacts]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted({days for event in events for days in event.days}))


def _answers(event: EventFacts, text: str) -> bool:
    """True when a claim about it calls it a response."""
    for claim in event.claims:
        if any(f.slot in {Slot.CAUSE, Slot.RESPONSE, Slot.EVENT_TYPE} for f in claim.facets):
            words = " ".join(text[s.start : s.end].lower() for s in claim.content)
            if any(stem in words for stem in matching_words().answers):
                return True
    return False


def _in_common(a: Sequence[EventFacts], b: Sequence[EventFacts]) -> bool:
    def both(field: str) -> bool:
        return bool({x for e in a for x in getattr(e, field)} & {x for e in b for x in getattr(e, field)})

    return both("place_names") or both("party_names")
