"""Say values, statuses and certainties in words that a newcomer understands: plain strings, for terminal and page.

Words of reports come through as they are; whoever shows them makes them safe for the place where they are shown.
"""

from __future__ import annotations

from functools import cache
from string import ascii_uppercase

from .model import (
    Correction,
    Count,
    CountRange,
    FacetValue,
    FindingStatus,
    Judgement,
    JudgementKind,
    Place,
    Reliability,
    Responsibility,
    Span,
    TimeSpan,
    Value,
)
from .vocab.ontology import event_kinds

AUTHOR = "the report itself"
ARROW = " → "
JOINT = " + "
CERTAINTY = {
    Value.CERTAIN: "certain",
    Value.CERTAIN_NOT: "certainly not",
    Value.PROBABLE: "probable",
    Value.PROBABLE_NOT: "probably not",
    Value.POSSIBLE: "possible",
    Value.POSSIBLE_NOT: "possibly not",
    Value.UNKNOWN: "open",
}
STATUS = {  # a sign before the word, so that nothing hangs on colour
    FindingStatus.SINGLE_SOURCE: ("·", "one source"),
    FindingStatus.CORROBORATED: ("=", "agreed"),
    FindingStatus.CONTESTED: ("≠", "contested"),
    FindingStatus.SUPERSEDED: ("›", "replaced"),
}
ADMIRALTY = {
    1: "confirmed",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}  # NATO STANAG 2511, information credibility
RELIABILITY = {
    Reliability.A: "reliable",
    Reliability.B: "usually reliable",
    Reliability.C: "fairly reliable",
    Reliability.D: "not usually reliable",
    Reliability.E: "unreliable",
    Reliability.F: "cannot be judged",
}  # NATO STANAG 2511, reliability of sources
OPERATORS = {"=": "", ">=": "at least ", ">": "more than ", "<=": "at most ", "<": "fewer than ", "~": "about "}
_DID = {
    JudgementKind.MERGE: "merged",
    JudgementKind.SPLIT: "split",
    JudgementKind.APART: "kept apart",
    JudgementKind.ACCEPT: "accepted",
    JudgementKind.REJECT: "rejected",
    JudgementKind.CORRECT: "corrected",
    JudgementKind.GRADE: "graded",
    JudgementKind.TAKE_BACK: "taken back",
}
_OPENING, _CLOSING = '“"«„', '”"»“'


def words(name: str) -> str:
    """A code name as plain words; event types have labels of their own.

    >>> words("weapon_count"), words("bombing_ied")
    ('weapon count', 'bombing')
    """
    return _labels().get(name) or name.replace("_", " ")


@cache
def _labels() -> dict[str, str]:
    return {type.value: kind.label for type, kind in event_kinds().items()}


def plural(n: int, noun: str) -> str:
    """A number with its noun.

    >>> plural(1, "claim"), plural(2, "claim")
    ('1 claim', '2 claims')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def value_words(value: FacetValue) -> str:
    """A facet's value in words.

    >>> value_words(Count(">=", 5, "rockets"))
    'at least 5 rockets'
    """
    match value:
        case Count(op, n, who):
            return f"{OPERATORS[op]}{n:,}{f' {who}' if who else ''}"
        case TimeSpan():
            return time_words(value)
        case Place():
            return place_words(value)
        case Responsibility(stance, party):
            return f"{stance}: {party}" if party else stance
        case _:
            return words(str(value))


def time_words(time: TimeSpan | None) -> str:
    """An interval on the calendar: `2024-04-21`, `2024-04-20 to 2024-04-21`, `not known`."""
    if time is None or (time.start is None and time.end is None):
        return "not known"
    start, end = (_moment(m) for m in (time.start, time.end))
    if start == end or not end:
        return start if end else f"from {start}"
    return f"{start} to {end}" if start else f"until {end}"


def _moment(moment: str | None) -> str:
    return (moment or "").replace("T", " ")


def place_words(place: Place) -> str:
    """A place's name, with its degrees where it was found on the map."""
    if place.lat is None or place.lon is None:
        return place.name
    return f"{place.name} ({place.lat:.2f}, {place.lon:.2f})"


def range_words(best: CountRange) -> str:
    """`3`, `3–5 (best 4)`, `3 or more`."""
    if best.high is None:
        return f"{best.low:,} or more" if best.best == best.low else f"{best.low:,} or more (best {best.best:,})"
    if best.low == best.high:
        return f"{best.low:,}"
    return f"{best.low:,}–{best.high:,} (best {best.best:,})"


def quote_words(text: str, *spans: Span) -> str:
    """The words of the spans in quotation marks, gaps shown as `…`.

    >>> quote_words("Five rockets were fired.", Span(0, 4), Span(18, 23))
    '“Five … fired”'
    """
    said = " … ".join(span.text(text) for span in spans)
    return said if said[:1] in _OPENING and said[-1:] in _CLOSING else f"“{said}”"


def letters(n: int) -> list[str]:
    """What the values of one slot are called: A, B, … Z, A1, B1, …"""
    return [ascii_uppercase[i % 26] + (str(i // 26) if i >= 26 else "") for i in range(n)]


def judgement_words(judgement: Judgement) -> str:
    """What was decided, in one line: `judgement 3: merged INC-7KQ2M9 and INC-04MZX7`."""
    number, did = f"judgement {judgement.id}", _DID[judgement.kind]
    names = list(dict.fromkeys(side.incident for side in judgement.sides))
    match judgement.kind:
        case JudgementKind.GRADE if judgement.grade:
            return f"{number}: {did} {judgement.source} {judgement.grade} ({RELIABILITY[judgement.grade]})"
        case JudgementKind.SPLIT:
            events = ", ".join(f"{a.report}/{a.event}" for a in judgement.sides[0].events)
            return f"{number}: {did} {events} from {names[0]}"
        case JudgementKind.TAKE_BACK:
            return f"{number}: judgement {judgement.takes_back} {did}"
        case JudgementKind.ACCEPT | JudgementKind.REJECT | JudgementKind.CORRECT:
            claims = ", ".join(f"{a.report}/{a.claim}" for a in judgement.claims)
            how = f": {correction_words(judgement.correction)}" if judgement.correction else ""
            return f"{number}: {did} {claims}{how}"
    return f"{number}: {did} {' and '.join(names)}"


def correction_words(correction: Correction) -> str:
    """What is put right, and how.

    >>> from sayso.model import Slot
    >>> correction_words(Correction(slot=Slot.KILLED, value=Count("=", 5)))
    'killed is 5'
    """
    if correction.slot is not None:
        said = "not said" if correction.value is None else value_words(correction.value)
        return f"{words(correction.slot)} is {said}"
    if correction.chain is not None:
        return f"said by {ARROW.join(JOINT.join(level) for level in correction.chain) or AUTHOR}"
    if correction.event is not None:
        return f"about event {correction.event.event}"
    return "about an event of its own"
