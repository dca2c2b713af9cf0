"""Name the parties of claims as the dictionary does, and tell of what kind and country sources of known bodies are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..model import Claim, Document, Facet, Slot, Source, SourceKind, Span
from ..vocab.actors import ActorKind
from ..vocab.generic_actors import GENERIC
from .actor_resolution import ActorMatch, ActorResolver, Certainty
from .party_names import label
from .source_kinds import kind_of_body

_PARTIES = frozenset({Slot.ACTOR, Slot.TARGET})
_WHOLE = frozenset(
    {"name", "name-at-date", "name-in-country", "country-and-noun", "state", "last-named", "speaker", "source"}
)
"""Rules by which the words stand for the body as a whole, and may give way to its name."""
_VAGUE = frozenset({SourceKind.UNSPECIFIED, SourceKind.PERSON_NAMED})


class ActorNamer:
    """Put known names in the place of "the group", "it" or "the Israeli army" where they are sure or likely.

    The span of a facet stays that of its words; only its value is a name. A source that was only a name or a vague noun
    gets the kind and the country of the body that it belongs to.
    """

    requires = ("claims", "sources", "mentions", "attributions")
    assigns = "claims sources"

    def __call__(self, doc: Document) -> Document:
        """The document with names in its facets and sources."""
        resolver = ActorResolver(doc)
        found: dict[Span, ActorMatch | None] = {}
        claims = tuple(_named(claim, resolver, found) for claim in doc.claims)
        sources = tuple(_told(source, resolver) for source in doc.sources)
        return replace(doc, claims=claims, sources=sources)


def _named(claim: Claim, resolver: ActorResolver, found: dict[Span, ActorMatch | None]) -> Claim:
    facets = tuple(_facet(facet, resolver, found) if facet.slot in _PARTIES else facet for facet in claim.facets)
    return claim if facets == claim.facets else replace(claim, facets=facets)


def _facet(facet: Facet, resolver: ActorResolver, found: dict[Span, ActorMatch | None]) -> Facet:
    if facet.span not in found:
        found[facet.span] = resolver.resolve(facet.span)
    match = found[facet.span]
    if match is None or match.certainty is Certainty.POSSIBLE:
        return facet
    speaks = match.rule == "seat" and facet.slot is Slot.ACTOR  # "an attack on Bamako" aims at a town
    known = match.actor.source != GENERIC or match.rule == "state"
    if not speaks and not (known and match.rule in _WHOLE):
        return facet
    return replace(facet, value=label(match.actor))


def _told(source: Source, resolver: ActorResolver) -> Source:
    """A source with the kind and country of its body, where they were open."""
    if source.affiliation is not None and source.kind not in _VAGUE:
        return source
    before = source.mentions[0].start if source.mentions else 0
    match = resolver.resolve_words(source.name, before=before)
    if match is None or match.certainty is Certainty.POSSIBLE:
        return source
    kind = source.kind
    if kind in _VAGUE and match.actor.source != GENERIC:
        kind = _kind(match, kind)
    return replace(source, kind=kind, affiliation=source.affiliation or match.actor.country)


def _kind(match: ActorMatch, kind: SourceKind) -> SourceKind:
    """What a person with an office, or a vaguely named body, is."""
    body = kind_of_body(match.actor)
    if match.office is None:
        return body if kind is SourceKind.UNSPECIFIED else kind
    return _BY_OFFICE.get(match.actor.kind, SourceKind.OFFICIAL_NAMED)


_BY_OFFICE: Mapping[ActorKind, SourceKind] = {
    ActorKind.ARMED_GROUP: SourceKind.ARMED_GROUP,
    ActorKind.MONITOR: SourceKind.NGO_MONITOR,
    ActorKind.MEDICAL: SourceKind.MEDICAL,
}
