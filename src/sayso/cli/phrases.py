"""Say values, certainty and source chains in words that a newcomer understands and a terminal can show."""

from __future__ import annotations

from collections.abc import Mapping

from rich.text import Text

from ..model import (
    Claim,
    Count,
    CueKind,
    FacetValue,
    FindingStatus,
    Place,
    Responsibility,
    Source,
    Span,
    TimeSpan,
    Value,
)
from .terminal import printable

AUTHOR = "the report itself"
ARROW = " → "
JOINT = " + "

_CERTAINTY = {
    Value.CERTAIN: ("certain", "yes"),
    Value.CERTAIN_NOT: ("certainly not", "no"),
    Value.PROBABLE: ("probable", "maybe"),
    Value.PROBABLE_NOT: ("probably not", "maybe"),
    Value.POSSIBLE: ("possible", "maybe"),
    Value.POSSIBLE_NOT: ("possibly not", "maybe"),
    Value.UNKNOWN: ("open", "open"),
}
_OPERATORS = {"=": "", ">=": "at least ", ">": "more than ", "<=": "at most ", "<": "fewer than ", "~": "about "}
_OPENING, _CLOSING = '“"«„', '”"»“'
_STATUS = {
    FindingStatus.SINGLE_SOURCE: ("· one source", ""),
    FindingStatus.CORROBORATED: ("= agreed", "agree"),
    FindingStatus.CONTESTED: ("≠ contested", "conflict"),
    FindingStatus.SUPERSEDED: ("› replaced", "maybe"),
}
ADMIRALTY = {
    1: "confirmed",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}  # NATO STANAG 2511, information credibility


def words(name: str) -> str:
    """A code name as plain words.

    >>> words("rocket_attack")
    'rocket attack'
    """
    return name.replace("_", " ")


def certainty(value: Value) -> Text:
    """How far the source commits itself, with FactBank's code: `CT+ certain`."""
    said, style = _CERTAINTY[value]
    return Text(f"{value.value:<3} {said}", style=style)


def certainty_of(claim: Claim) -> Text:
    """The certainty of a claim, with the way in which it is not (yet) real: `PS+ possible, plan`."""
    text = certainty(claim.value)
    if claim.irrealis:
        text.append(f", {words(claim.irrealis.value)}")
    return text


def certainty_code(claim: Claim) -> Text:
    """FactBank's code alone, with the way in which the claim is not (yet) real: `PS+ plan`."""
    text = Text(claim.value.value, style=_CERTAINTY[claim.value][1])
    return text.append(f" {words(claim.irrealis.value)}") if claim.irrealis else text


def status(finding_status: FindingStatus) -> Text:
    """How a finding stands, with a sign before the word."""
    said, style = _STATUS[finding_status]
    return Text(said, style=style)


def value_words(value: FacetValue) -> str:
    """A facet's value in words.

    >>> value_words(Count(">=", 5, "rockets"))
    'at least 5 rockets'
    """
    match value:
        case Count(op, n, who):
            return printable(f"{_OPERATORS[op]}{n:,}{f' {who}' if who else ''}")
        case TimeSpan():
            return time_words(value)
        case Place():
            return printable(place_words(value))
        case Responsibility(stance, party):
            return printable(f"{stance}: {party}" if party else stance)
        case _:
            return printable(words(str(value)))


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


def chain_words(claim: Claim, sources: Mapping[str, Source]) -> Text:
    """Who says so, outermost first: `Reuters → two officials + a diplomat`; the report's own voice is named as such."""
    if not claim.chain:
        return Text(AUTHOR, style="source")
    text = Text()
    for depth, level in enumerate(claim.chain):
        text.append(ARROW if depth else "", style="dim")
        for nth, source_id in enumerate(level):
            text.append(JOINT if nth else "", style="dim")
            source = sources.get(source_id)
            text.append(printable(source.name if source else source_id), style="source")
    return text


def cue_words(claim: Claim, text: str) -> str:
    """The words that introduce the claim, marked when they keep their distance: `“claimed” (keeps distance)`."""
    if not claim.cue:
        return ""
    said = quoted(text, *claim.cue)
    return f"{said} (keeps distance)" if claim.cue_kind is CueKind.DISTANCING_VERB else said


def quoted(text: str, *spans: Span) -> str:
    """The words of the spans in quotation marks, gaps shown as `…`.

    >>> quoted("Five rockets were fired.", Span(0, 4), Span(18, 23))
    '“Five … fired”'
    """
    said = " … ".join(printable(span.text(text)) for span in spans)
    return said if said[:1] in _OPENING and said[-1:] in _CLOSING else f"“{said}”"


def plural(n: int, noun: str) -> str:
    """A number with its noun.

    >>> plural(1, "claim"), plural(2, "claim")
    ('1 claim', '2 claims')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
