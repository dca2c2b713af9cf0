"""Turn what a person writes of a claim into a correction: a value in words, the names of its sources, an event."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import get_args

from ..errors import NotFoundError, UsageError
from ..ledger import Ledger
from ..model import (
    COUNT_SLOTS,
    PLACE_SLOTS,
    Claim,
    CodedReport,
    Correction,
    Count,
    EventType,
    FacetValue,
    Place,
    Responsibility,
    Slot,
    Span,
    TimeSpan,
    hull,
)
from ..model.values import CountOp, PlacePrecision, Stance, TimePrecision
from ..resolve import anchor
from ..wording import OPERATORS

OF_ITS_OWN = "new"  # in the place of an event: none of those that the reader saw
_OPS: dict[str, CountOp] = {op: op for op in get_args(CountOp)} | {
    words.strip(): op for op, words in OPERATORS.items() if words
}
_COUNT = re.compile(
    rf"(?P<op>{'|'.join(sorted(map(re.escape, _OPS), key=len, reverse=True))})?\s*(?P<n>\d[\d,]*)\b(?P<who>.*)"
)
_PLACE = re.compile(r"(?P<name>.+?)\s*[(@]\s*(?P<lat>-?\d+(?:\.\d+)?)\s*,\s*(?P<lon>-?\d+(?:\.\d+)?)\s*\)?")
_TO = re.compile(r"\s+to\s+|\s*/\s*")
_PRECISION: dict[int, TimePrecision] = {4: "year", 7: "month", 10: "day", 13: "hour", 16: "minute"}
NOTHING = frozenset({"", "-", "–"})


def claim_ref(ledger: Ledger, name: str) -> tuple[CodedReport, Claim]:
    """The claim that `report id/c3` names, in its report.

    Raises:
        NotFoundError: no such report, or no such claim in it.
    """
    report_id, _, claim_id = name.rpartition("/")
    if not report_id:
        raise NotFoundError(f"{name!r}: is no claim; claims are named report id/c3, as `sayso show` lists them")
    coded = ledger.coded(report_id)
    return coded, claim_in(coded, claim_id)


def claim_in(coded: CodedReport, claim_id: str) -> Claim:
    """A claim of a report by its id.

    Raises:
        NotFoundError: the report has no such claim.
    """
    claim = next((c for c in coded.claims if c.id == claim_id), None)
    if claim is None:
        known = ", ".join(c.id for c in coded.claims[:20]) or "none"
        raise NotFoundError(f"claim {claim_id!r}: not in report {coded.report.id!r}, which holds {known}")
    return claim


def corrected_value(
    coded: CodedReport, claim: Claim, slot: Slot, words: str, *, at: str | Span | None = None
) -> Correction:
    """What a claim says of a slot, as a person reads it; no words, or `-`, mean that it says nothing of it.

    Args:
        at: the words of the text that give the value; None = those read before, or the whole content.

    Raises:
        UsageError: the words are no value of this slot, `at` is not in the text, or it is not clear which of several
            values is meant.
    """
    span = _span_of_value(coded, claim, slot, at)
    if words.strip() in NOTHING:
        if not any(f.slot is slot and f.span.overlaps(span) for f in claim.facets):
            raise UsageError(f"{claim.id}: says nothing of {_name(slot)} there; give a value")
        return Correction(slot, None, span)
    return Correction(slot, value_of(slot, words, coded), span)


def corrected_sources(coded: CodedReport, levels: Sequence[Sequence[str]]) -> Correction:
    """Who holds a claim, outermost first; no level means the report itself.

    Raises:
        UsageError: a name is neither that of a source of the report nor in its text.
    """
    named = [[name.strip() for name in level if name.strip()] for level in levels]
    named = [level for level in named if level]
    spans = tuple(tuple(_span_of_name(coded, name) for name in level) for level in named)
    return Correction(chain=tuple(map(tuple, named)), chain_spans=spans)


def corrected_event(coded: CodedReport, claim: Claim, event: str) -> Correction:
    """Which event of its report a claim is about; `new` means one of its own.

    Raises:
        NotFoundError: the report has no such event.
    """
    if event == OF_ITS_OWN:
        return Correction(alone=True)
    if event not in {e.id for e in coded.events}:
        known = ", ".join(e.id for e in coded.events)
        raise NotFoundError(f"event {event!r}: not in report {coded.report.id!r}, which tells of {known}, or say new")
    return Correction(event=anchor(coded, event))


def chain_in_words(words: str) -> list[list[str]]:
    """Levels of joint parties as they are printed.

    >>> chain_in_words("Radio Varna → a nurse + a driver"), chain_in_words("")
    ([['Radio Varna'], ['a nurse', 'a driver']], [])
    """
    levels = [re.split(r"\s*\+\s*", level.strip()) for level in re.split(r"→|->", words)]
    return [level for level in levels if any(level)]


def value_of(slot: Slot, words: str, coded: CodedReport) -> FacetValue:
    """The value of a slot from a person's words.

    Raises:
        UsageError: the words are no value of this slot.
    """
    words = " ".join(words.split())
    if slot in COUNT_SLOTS:
        return _count(slot, words)
    if slot is Slot.TIME:
        return _time(words)
    if slot in PLACE_SLOTS:
        return _place(words, coded)
    if slot is Slot.RESPONSIBILITY:
        return _responsibility(words)
    if slot is Slot.EVENT_TYPE:
        return _event_type(words)
    return words


def _count(slot: Slot, words: str) -> Count:
    match = _COUNT.fullmatch(words)
    if match is None:
        raise UsageError(f"{_name(slot)}: {words!r} is no count; give it as 5, >=3 people, about 20 or at least 4")
    return Count(_OPS[match["op"] or "="], int(match["n"].replace(",", "")), match["who"].strip() or None)


def _time(words: str) -> TimeSpan:
    ends = [_moment(part) for part in _TO.split(words, maxsplit=1)]
    if len(ends) == 1:
        return TimeSpan(ends[0], ends[0], _PRECISION[len(ends[0])])
    if ends[0][: len(ends[1])] > ends[1]:
        raise UsageError(f"time: {words!r} ends before it begins")
    return TimeSpan(ends[0], ends[1], "days" if {len(e) for e in ends} == {10} else "range")


def _moment(words: str) -> str:
    moment = words.strip().replace(" ", "T")
    full = moment + {4: "-01-01", 7: "-01", 13: ":00"}.get(len(moment), "")
    try:
        if len(moment) not in _PRECISION:
            raise ValueError
        datetime.fromisoformat(full) if "T" in full else date.fromisoformat(full)
    except ValueError:
        message = (
            f"time: {words!r} is no date; give it as 2024-04-21, 2024-04-21 06:30, 2024-04 or 2024-04-20 to 2024-04-22"
        )
        raise UsageError(message) from None
    return moment


def _place(words: str, coded: CodedReport) -> Place:
    match = _PLACE.fullmatch(words)
    if match is not None:
        lat, lon = float(match["lat"]), float(match["lon"])
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise UsageError(f"place: {lat}, {lon} are no degrees; latitude goes from -90 to 90, longitude to 180")
        return Place(match["name"], lat, lon, precision="town")
    for layer in coded.layers.places:
        if layer.name.casefold() == words.casefold():
            precision: PlacePrecision = next((p.precision for p in _places(coded) if p.name == layer.name), "unknown")
            return Place(layer.name, layer.lat, layer.lon, layer.geonameid, layer.radius_km, precision)
    return Place(words)


def _places(coded: CodedReport) -> list[Place]:
    return [f.value for claim in coded.claims for f in claim.facets if isinstance(f.value, Place)]


def _responsibility(words: str) -> Responsibility:
    stance, _, party = words.partition(":")
    for known in get_args(Stance):
        if stance.strip().lower() == known:
            return Responsibility(known, party.strip() or None)
    raise UsageError(
        f"responsibility: {words!r}; give it as claimed: the group, denied: the army, or accused: the army"
    )


def _event_type(words: str) -> str:
    name = words.lower().replace(" ", "_")
    if name not in set(EventType):
        near = difflib.get_close_matches(name, list(EventType), n=1)
        hint = f"; did you mean {_name(near[0])}?" if near else f"; known are {', '.join(map(_name, EventType))}"
        raise UsageError(f"event type: {words!r} is none{hint}")
    return name


def _name(slot: str) -> str:
    return slot.replace("_", " ")


def _span_of_value(coded: CodedReport, claim: Claim, slot: Slot, at: str | Span | None) -> Span:
    if isinstance(at, Span):
        return at
    if at is not None:
        return _find(coded, at, claim)
    read = [f.span for f in claim.facets if f.slot is slot]
    if len(read) > 1:
        words = "; ".join(repr(span.text(coded.report.text)) for span in read)
        raise UsageError(f"{claim.id}: {_name(slot)} is said more than once; name the words that are meant: {words}")
    return read[0] if read else hull(claim.content)


def _find(coded: CodedReport, words: str, claim: Claim | None = None) -> Span:
    """Where words stand in the text: in the claim first, then anywhere."""
    text, wanted = coded.report.text, words.strip()
    for span in (*(claim.content if claim else ()), Span(0, len(text))):
        match = re.search(re.escape(wanted), text[span.start : span.end], re.IGNORECASE) if wanted else None
        if match:
            return Span(span.start + match.start(), span.start + match.end())
    raise UsageError(f"{words!r}: not in the text of report {coded.report.id!r}; a value points at words of the text")


def _span_of_name(coded: CodedReport, name: str) -> Span:
    known = next((s for s in coded.sources if s.name.casefold() == name.casefold() and s.mentions), None)
    return known.mentions[0] if known else _find(coded, name)
