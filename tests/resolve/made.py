"""A short way to make coded reports: `report("a", says("police", killed=3, place="Zummar"), day="2024-04-22")`."""

from __future__ import annotations

from typing import Any

from sayso.model import (
    COUNT_SLOTS,
    PLACE_SLOTS,
    Claim,
    CodedReport,
    Count,
    CueKind,
    Event,
    EventType,
    Facet,
    FacetValue,
    Irrealis,
    Place,
    Quote,
    Relation,
    Report,
    Responsibility,
    Slot,
    Source,
    SourceKind,
    Span,
    TimeSpan,
    Value,
)


class Says:
    """One claim to be: who says it (outermost first, None = the report itself), and the facets by slot."""

    def __init__(
        self,
        *chain: str | tuple[str, ...] | None,
        value: str = "CT+",
        event: str = "e1",
        irrealis: str | None = None,
        words: str = "it happened",
        **facets: Any,
    ) -> None:
        self.chain = [level if isinstance(level, tuple) else (level,) for level in chain if level is not None]
        self.value, self.event, self.irrealis, self.words = Value(value), event, irrealis, words
        self.facets = [
            (Slot(slot), value_of(Slot(slot), raw))
            for slot, given in facets.items()
            for raw in (given if isinstance(given, list) else [given])
        ]


says = Says


def value_of(slot: Slot, raw: Any) -> FacetValue:
    """A facet's value from what a test writes: 3, ">=3", "3 soldiers", "2024-04-21", ("Zummar", 36.7, 42.6), …"""
    if slot in COUNT_SLOTS:
        return raw if isinstance(raw, Count) else count(str(raw))
    if slot is Slot.TIME:
        return time(raw)
    if slot in PLACE_SLOTS:
        return raw if isinstance(raw, Place) else place(raw)
    if slot is Slot.RESPONSIBILITY:
        return Responsibility(*raw)
    return str(raw)


def count(raw: str) -> Count:
    number, _, who = raw.partition(" ")
    op = number.rstrip("0123456789")
    return Count(op or "=", int(number.removeprefix(op)), who or None)  # type: ignore[arg-type]


def time(raw: str | TimeSpan | None) -> TimeSpan:
    if isinstance(raw, TimeSpan):
        return raw
    if raw is None:
        return TimeSpan(None, None)
    start, _, end = raw.partition("/")
    return TimeSpan(start, end or start, "range" if end else "minute" if "T" in start else "day")


def place(raw: str | tuple[str, float, float]) -> Place:
    if isinstance(raw, str):
        return Place(raw)
    return Place(raw[0], raw[1], raw[2], radius_km=5.0, precision="town")


def report(
    id: str,
    *said: Says,
    day: str | None = "2024-04-22",
    publisher: str | None = None,
    text: str | None = None,
    types: dict[str, str] | None = None,
    kinds: dict[str, SourceKind] | None = None,
    relations: tuple[Relation, ...] = (),
) -> CodedReport:
    """A coded report whose text is the words of its claims (or `text` before them)."""
    body = text or f"Report {id} of {publisher}."
    spans = []
    for claim in said:
        start = len(body) + 1
        body += f" {claim.words}."
        spans.append(Span(start, start + len(claim.words)))
    names = list(dict.fromkeys(party for claim in said for level in claim.chain for party in level))
    ids = {name: f"s{i + 1}" for i, name in enumerate(names)}
    claims = tuple(
        Claim(
            id=f"c{i + 1}",
            event=claim.event,
            chain=tuple(tuple(ids[p] for p in level) for level in claim.chain),
            chain_spans=tuple((span,) for _ in claim.chain),
            cue=(),
            cue_kind=CueKind.NONE,
            content=(span,),
            quote=Quote.INDIRECT,
            value=claim.value,
            author_value=Value.UNKNOWN if claim.chain else claim.value,
            irrealis=Irrealis(claim.irrealis) if claim.irrealis else None,
            facets=tuple(Facet(slot, span, value) for slot, value in claim.facets),
        )
        for i, (claim, span) in enumerate(zip(said, spans, strict=True))
    )
    events = {claim.event: "other" for claim in said}
    for claim in said:
        told = [value for slot, value in claim.facets if slot is Slot.EVENT_TYPE]
        if told and events[claim.event] == "other" and told[0] in set(EventType):
            events[claim.event] = str(told[0])
    events |= types or {}
    return CodedReport(
        report=Report.of(body, id=id, published=day, publisher=publisher),
        sources=tuple(Source(ids[n], n, (kinds or {}).get(n, SourceKind.UNSPECIFIED)) for n in names),
        events=tuple(Event(name, EventType(kind)) for name, kind in events.items()),
        claims=claims,
        relations=relations,
    )
