"""Coded reports and incidents to JSON and back, by msgspec."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeVar

import msgspec

from ..errors import CodecError
from .claim import Claim, Event, Facet
from .coded import SCHEMA_ID, CodedReport
from .incident import Finding, Incident
from .source import Source
from .values import COUNT_SLOTS, PLACE_SLOTS, Count, FacetValue, Place, Responsibility, Slot, TimeSpan

_KINDS: dict[Slot, type[Any]] = {
    **dict.fromkeys(COUNT_SLOTS, Count),
    **dict.fromkeys(PLACE_SLOTS, Place),
    Slot.TIME: TimeSpan,
    Slot.RESPONSIBILITY: Responsibility,
}
"""What the value of a facet is; of other slots it is words."""
T = TypeVar("T")
C = TypeVar("C", CodedReport, "_Speakers")


def encode(value: Any) -> bytes:
    """Compact UTF-8 JSON of a coded report, an incident, or a list of them."""
    return msgspec.json.encode(value)


def pretty(value: Any) -> str:
    """Indented JSON for people."""
    return msgspec.json.format(encode(value), indent=1).decode()


def decode_coded(raw: bytes | str) -> CodedReport:
    """A coded report from its JSON.

    Raises:
        CodecError: the JSON is broken or is no coded report of this schema version.
    """
    coded = _of_this_schema(_decode(raw, CodedReport))
    return replace(
        coded,
        claims=tuple(_typed_claim(c) for c in coded.claims),
        events=tuple(_typed_event(e) for e in coded.events),
    )


@dataclass(frozen=True, slots=True)
class _Speakers:
    """What is read of a coded report when only its sources are asked for."""

    sources: tuple[Source, ...]
    schema: str


def decode_sources(raw: bytes | str) -> tuple[Source, ...]:
    """The sources of a coded report from its JSON; all else in it is passed over, which is ten times as quick.

    Raises:
        CodecError: the JSON is broken or is no coded report of this schema version.
    """
    return _of_this_schema(_decode(raw, _Speakers)).sources


def decode_incident(raw: bytes | str) -> Incident:
    """One incident from its JSON.

    Raises:
        CodecError: the JSON is broken or is no incident.
    """
    incident = _decode(raw, Incident)
    return replace(incident, findings=tuple(_typed_finding(f) for f in incident.findings))


def decode_incidents(raw: bytes | str) -> tuple[Incident, ...]:
    """The list that `sayso incidents --format json` prints.

    Raises:
        CodecError: the JSON is broken or holds no incidents.
    """
    incidents = _decode(raw, tuple[Incident, ...])
    return tuple(replace(i, findings=tuple(_typed_finding(f) for f in i.findings)) for i in incidents)


def facet_value(slot: Slot, raw: Any) -> FacetValue:
    """A facet's value from plain JSON, typed as its slot asks.

    >>> facet_value(Slot.KILLED, {"op": "=", "n": 0})
    Count(op='=', n=0, who=None)

    Raises:
        CodecError: the JSON does not fit the slot.
    """
    kind = _KINDS.get(slot, str)
    if isinstance(raw, kind):
        typed: FacetValue = raw
        return typed
    if isinstance(raw, Count | TimeSpan | Place | Responsibility):
        return raw
    try:
        value: FacetValue = msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise CodecError(f"facet {slot.value}: {error}") from error
    return value


def _of_this_schema(coded: C) -> C:
    if coded.schema != SCHEMA_ID:
        raise CodecError(f"coded report: schema is {coded.schema!r}, this version reads {SCHEMA_ID!r}")
    return coded


def _decode(raw: bytes | str, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.DecodeError as error:
        raise CodecError(f"not a valid {getattr(kind, '__name__', kind)}: {error}") from error


def _typed_claim(claim: Claim) -> Claim:
    typed = tuple(_typed_facet(f) for f in claim.facets)
    return claim if typed == claim.facets else replace(claim, facets=typed)


def _typed_facet(facet: Facet) -> Facet:
    value = facet_value(facet.slot, facet.value)
    return facet if value is facet.value else Facet(facet.slot, facet.span, value)


def _typed_event(event: Event) -> Event:
    return replace(event, facets=tuple(replace(f, value=facet_value(f.slot, f.value)) for f in event.facets))


def _typed_finding(finding: Finding) -> Finding:
    return replace(finding, values=tuple(replace(v, value=facet_value(finding.slot, v.value)) for v in finding.values))
