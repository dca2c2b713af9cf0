"""Link incidents of which one answers the other: same place or party, within a week, and the later one says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from ..errors import CodecError
from ..model import ClaimRef, RelatedIncident, Slot
from ..vocab.matching import matching_words
from .features import EventFacts

WEEK = 7
MOST = 5  # links of one incident
REACH = 2 * WEEK  # days around an incident in which others bear on the links of those within a week of it


@dataclass(frozen=True, slots=True)
class Mark:
    """What links look at in an incident that is dated.

    Args:
        since, until: the first of its days, or stretches of days, as ordinals; the longer of two is later.
        first: its first event.
        names: of its places and parties.
        answers: True when a claim calls it a response.
    """

    incident: str
    since: int
    until: int
    first: ClaimRef
    names: frozenset[str]
    answers: bool


_ENCODER = msgspec.json.Encoder(order="deterministic")  # sets in order
_DECODER = msgspec.json.Decoder(Mark)


def written(mark: Mark) -> str:
    """JSON of a mark, the same whatever way it came."""
    return _ENCODER.encode(mark).decode()


def read_mark(raw: str) -> Mark:
    """A mark from its JSON.

    Raises:
        CodecError: another version of Sayso wrote it.
    """
    try:
        return _DECODER.decode(raw)
    except msgspec.DecodeError as error:
        raise CodecError(f"mark of an incident: cannot be read ({error})") from error


def mark_of(incident: str, events: Sequence[EventFacts], texts: Mapping[str, str]) -> Mark | None:
    """The mark of an incident; None when nothing dates it.

    Args:
        texts: the text of each report by id.
    """
    days = [day for event in events for day in event.days]
    if not days:
        return None
    names = {f"at {n}" for e in events for n in e.place_names} | {f"by {n}" for e in events for n in e.party_names}
    answers = any(_answers(event, texts[event.ref[0]]) for event in events)
    return Mark(incident, *min(days), events[0].ref, frozenset(names), answers)


def related(marks: Iterable[Mark]) -> dict[str, tuple[RelatedIncident, ...]]:
    """Links by incident id: `response_to` from the answer, `followed_by` from what it answers.

    An incident answers the last one before it, of the same week, that has a place or party in common with it. What lies
    more than `REACH` days before or after an incident changes no link of it or of those in its week.
    """
    dated = sorted(marks, key=lambda mark: (mark.since, mark.until, mark.first))
    links: dict[str, list[RelatedIncident]] = {}
    for number, mark in enumerate(dated):
        if not mark.answers:
            continue
        for earlier in reversed(dated[:number]):
            if mark.since - earlier.since > WEEK:
                break
            if mark.names & earlier.names:
                links.setdefault(mark.incident, []).append(RelatedIncident(earlier.incident, "response_to"))
                links.setdefault(earlier.incident, []).append(RelatedIncident(mark.incident, "followed_by"))
                break
    return {name: tuple(found[:MOST]) for name, found in links.items()}


def _answers(event: EventFacts, text: str) -> bool:
    """True when a claim about it calls it a response."""
    for claim in event.claims:
        if any(f.slot in {Slot.CAUSE, Slot.RESPONSE, Slot.EVENT_TYPE} for f in claim.facets):
            words = " ".join(text[s.start : s.end].lower() for s in claim.content)
            if any(stem in words for stem in matching_words().answers):
                return True
    return False
