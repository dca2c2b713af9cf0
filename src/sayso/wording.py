"""Say values, statuses and certainties in words that a newcomer understands: plain strings, for terminal and page.

Words of reports come through as they are; whoever shows them makes them safe for the place where they are shown.
"""

from __future__ import annotations

from string import ascii_uppercase

from .model import Count, CountRange, FacetValue, FindingStatus, Place, Responsibility, Span, TimeSpan, Value

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
_OPERATORS = {"=": "", ">=": "at least ", ">": "more than ", "<=": "at most ", "<": "fewer than ", "~": "about "}
_OPENING, _CLOSING = '“"«„', '”"»“'


def words(name: str) -> str:
    """A code name as plain words.

    >>> words("rocket_attack")
    'rocket attack'
    """
    return name.replace("_", " ")


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
            return f"{_OPERATORS[op]}{n:,}{f' {who}' if who else ''}"
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
