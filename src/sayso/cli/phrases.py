"""Say values, certainty and source chains in words that a newcomer understands and a terminal can show."""

from __future__ import annotations

from collections.abc import Mapping

from rich.text import Text

from ..model import Claim, CueKind, FacetValue, FindingStatus, Source, Span, Value
from ..wording import ADMIRALTY, ARROW, AUTHOR, CERTAINTY, JOINT, STATUS, plural, quote_words, time_words, words
from ..wording import value_words as plain_value
from .terminal import printable

__all__ = [
    "ADMIRALTY",
    "ARROW",
    "certainty",
    "certainty_code",
    "certainty_of",
    "chain_words",
    "cue_words",
    "plural",
    "quoted",
    "status",
    "time_words",
    "value_words",
    "words",
]

_STATUS_STYLE = {
    FindingStatus.SINGLE_SOURCE: "",
    FindingStatus.CORROBORATED: "agree",
    FindingStatus.CONTESTED: "conflict",
    FindingStatus.SUPERSEDED: "maybe",
}


def certainty_style(value: Value) -> str:
    """The style of a certainty: of what is certain, by its sign; of what is less than certain, and of what is open."""
    if value is Value.UNKNOWN:
        return "open"
    return {Value.CERTAIN: "yes", Value.CERTAIN_NOT: "no"}.get(value, "maybe")


def certainty(value: Value) -> Text:
    """How far the source commits itself, with FactBank's code: `CT+ certain`."""
    return Text(f"{value.value:<3} {CERTAINTY[value]}", style=certainty_style(value))


def certainty_of(claim: Claim) -> Text:
    """The certainty of a claim, with the way in which it is not (yet) real: `PS+ possible, plan`."""
    text = certainty(claim.value)
    if claim.irrealis:
        text.append(f", {words(claim.irrealis.value)}")
    return text


def certainty_code(claim: Claim) -> Text:
    """FactBank's code alone, with the way in which the claim is not (yet) real: `PS+ plan`."""
    text = Text(claim.value.value, style=certainty_style(claim.value))
    return text.append(f" {words(claim.irrealis.value)}") if claim.irrealis else text


def status(finding_status: FindingStatus) -> Text:
    """How a finding stands, with a sign before the word."""
    return Text(" ".join(STATUS[finding_status]), style=_STATUS_STYLE[finding_status])


def value_words(value: FacetValue) -> str:
    """A facet's value in words that can be printed.

    >>> from sayso.model import Count
    >>> value_words(Count(">=", 5, "rockets"))
    'at least 5 rockets'
    """
    return printable(plain_value(value))


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
    """The words of the spans in quotation marks, gaps shown as `…`, on one line.

    >>> quoted("Five rockets were fired.", Span(0, 4), Span(18, 23))
    '“Five … fired”'
    """
    return printable(quote_words(text, *spans))
