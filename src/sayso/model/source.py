"""Who says so: the holders of claims."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .span import Spans


class SourceKind(StrEnum):
    """Kinds of source, from named officials to Telegram channels."""

    AUTHOR = "author"
    PERSON_NAMED = "person_named"
    OFFICIAL_NAMED = "official_named"
    OFFICIAL_ANONYMOUS = "official_anonymous"
    MILITARY_INSTITUTION = "military_institution"
    MILITARY_ANONYMOUS = "military_anonymous"
    OFFICIAL_PRESS_BODY = "official_press_body"
    ARMED_GROUP = "armed_group"
    SOCIAL_MEDIA_CHANNEL = "social_media_channel"
    MEDIA_OUTLET = "media_outlet"
    WITNESS = "witness"
    MEDICAL = "medical"
    NGO_MONITOR = "ngo_monitor"
    INVESTIGATION = "investigation"
    UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class SameAs:
    """A source of the same report that may be the same party, and how sure that is."""

    source: str
    certainty: str  # "certain" | "probable" | "possible"


@dataclass(frozen=True, slots=True)
class Source:
    """One holder of claims in one report: a party, not a mention; `number` counts its members when stated."""

    id: str
    name: str
    kind: SourceKind = SourceKind.UNSPECIFIED
    named: bool = False
    number: int | None = None
    affiliation: str | None = None
    channel: str | None = None
    mentions: Spans = ()
    possibly_same_as: tuple[SameAs, ...] = ()
