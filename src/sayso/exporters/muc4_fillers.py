"""Role fillers of a coded report: what its claims say, merged with what a model marked, one entry an entity."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..model import Claim, CodedReport, EventType, Facet, Irrealis, MentionKind, Slot, Span
from ..neural import ScoredSpan
from ..vocab.muc4 import MucCrosswalk, Role, muc_crosswalk, noun_kind
from .muc4_strings import filler_strings

_OPEN = frozenset({Irrealis.HYPOTHESIS, Irrealis.CONDITIONAL})
_ASIDE = frozenset({MentionKind.QUANTITY, MentionKind.NATIONALITY})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class ScoredFiller:
    """Words that fill a role, with the probability that they do.

    `claim` is the claim that says so, if one does; what claims say has no probability (`score` None).
    """

    role: Role
    span: Span
    score: float | None
    claim: str | None = None
    origin: str = "rules"


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity in one role: its string, its mentions' best score, where it stands first, and a claim that says so."""

    role: Role
    string: str
    score: float
    span: Span
    claim: str | None


@dataclass(frozen=True, slots=True)
class MergeOptions:
    """What is kept of scored fillers.

    `least` is the score that an entity of a role needs; `rules` is the score of what claims say. Added are `repeated`
    for every further mention, `agreed` when claims and model both have it, and `lean` times the log-odds of the
    report's relevance. In a report whose relevance is below `relevance`, only what scores at least `sure` is kept.
    """

    relevance: float = 0.44
    sure: float = 2.0  # nothing scores that much: no report below is relevant
    rules: float = 0.5
    repeated: float = 0.0
    agreed: float = 0.0
    lean: float = 0.0
    least: Mapping[Role, float] = field(default_factory=lambda: dict.fromkeys(Role, 0.5))


# Set for the fillers of reader-en-1, versions 2 and 3, on TST1 and TST2, from which it has not learned; what claims say
# adds next to nothing there.
RULES_ALONE = MergeOptions()
WITH_MODEL = MergeOptions(
    relevance=0.2,
    rules=0.2,
    agreed=0.15,
    least={
        Role.PERP_IND: 0.25,
        Role.PERP_ORG: 0.35,
        Role.PHYS_TGT: 0.35,
        Role.HUM_TGT: 0.45,
        Role.INSTRUMENT: 0.35,
    },
)


def rule_fillers(coded: CodedReport, crosswalk: MucCrosswalk | None = None) -> tuple[ScoredFiller, ...]:
    """What the claims about incidents of the kinds of MUC-4 give for its roles, in text order."""
    table = crosswalk or muc_crosswalk()
    types = {event.id: event.type for event in coded.events}
    found = [
        ScoredFiller(role, facet.span, None, claim.id)
        for claim in coded.claims
        if told_of_incident(claim, types, table)
        for facet in claim.facets
        if (role := _role(coded, facet, table)) is not None
    ]
    return tuple(sorted(set(found), key=lambda f: (f.span, f.role)))


def model_fillers(marked: Mapping[str, Sequence[ScoredSpan]]) -> tuple[ScoredFiller, ...]:
    """What a model marked, by the name of the role; roles that MUC-4 does not have are left aside."""
    roles = {role.value: role for role in Role}
    found = [
        ScoredFiller(roles[name], one.span, one.score, origin="model")
        for name, spans in marked.items()
        if name in roles
        for one in spans
    ]
    return tuple(sorted(found, key=lambda f: (f.span, f.role)))


def told_of_incident(claim: Claim, types: Mapping[str, EventType], crosswalk: MucCrosswalk) -> bool:
    """True when the claim is about an incident of those kinds and does not deny it or leave it open."""
    if claim.value.sign == "-" or claim.irrealis in _OPEN:
        return False
    told = claim.event_types() or (types[claim.event],)
    return any(kind in crosswalk.incidents for kind in told)


def merge_fillers(
    coded: CodedReport,
    fillers: Iterable[ScoredFiller],
    *,
    relevance: float | None = None,
    options: MergeOptions | None = None,
) -> tuple[Entity, ...]:
    """One entry for every entity that is kept, in text order.

    Args:
        coded: the report; spans are code points of its text.
        fillers: of rules and model together, in any order.
        relevance: the probability that the report tells of such an incident; None = it does.
        options: what is kept.
    """
    chosen = options or RULES_ALONE
    leaning = 0.0 if relevance is None else chosen.lean * _log_odds(relevance)
    groups = _grouped(coded.report.text, fillers).values()
    entities = [_entity(mentions, chosen, leaning) for mentions in groups]
    doubtful = relevance is not None and relevance < chosen.relevance
    kept = [e for e in entities if e.score >= (chosen.sure if doubtful else chosen.least[e.role])]
    return tuple(sorted(_without_parts(kept), key=lambda e: (e.span, e.role)))


def _role(coded: CodedReport, facet: Facet, crosswalk: MucCrosswalk) -> Role | None:
    tables: dict[Slot, Mapping[MentionKind, Role]] = {
        Slot.ACTOR: crosswalk.perpetrators,
        Slot.TARGET: crosswalk.targets,
        Slot.VICTIM: crosswalk.targets,
        Slot.WEAPON: crosswalk.instruments,
    }
    if facet.slot not in tables:
        return None
    head = _head(facet.span.text(coded.report.text))
    kinds = [m.kind for m in coded.layers.mentions if m.kind not in _ASIDE and facet.span.contains(m.span)]
    kind = noun_kind(head) or next(iter(kinds), None)
    role = None if kind is None else tables[facet.slot].get(kind)
    return None if role is None or head in crosswalk.nobody[role] else role


def _head(words: str) -> str:
    """The last word of a phrase before its of-phrase, in lower case: what the phrase is about."""
    return next(reversed(_WORD.findall(words.lower().replace("\n", " ").split(" of ")[0])), "")


_Mentions = list[tuple[str, ScoredFiller]]


def _grouped(text: str, fillers: Iterable[ScoredFiller]) -> dict[tuple[Role, str], _Mentions]:
    """The mentions of every entity; two mentions are of one when their words are the same."""
    groups: dict[tuple[Role, str], _Mentions] = {}
    for filler in sorted(fillers, key=lambda f: f.span):
        for string in filler_strings(filler.span.text(text), filler.role):
            groups.setdefault((filler.role, _key(string)), []).append((string, filler))
    return groups


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, 0.02), 0.98)  # beyond, the judge is surer than it is right
    return math.log(bounded / (1 - bounded))


def _key(string: str) -> str:
    return " ".join(_WORD.findall(string.lower()))


def _entity(mentions: _Mentions, options: MergeOptions, leaning: float) -> Entity:
    string, first = mentions[0]
    best = max(options.rules if filler.score is None else filler.score for _, filler in mentions)
    agreed = len({filler.origin for _, filler in mentions}) > 1
    places = len({filler.span for _, filler in mentions})
    score = best + options.repeated * (places - 1) + options.agreed * agreed + leaning
    claim = next((filler.claim for _, filler in mentions if filler.claim), None)
    return Entity(first.role, string, score, first.span, claim)


def _without_parts(entities: Sequence[Entity]) -> Iterator[Entity]:
    """Without entities that a longer one of the same role ends with: "Galan" beside "Luis Carlos Galan"."""
    keys = [(e.role, _key(e.string)) for e in entities]
    for entity, (role, key) in zip(entities, keys, strict=True):
        if not any(role == r and longer != key and longer.endswith(f" {key}") for r, longer in keys):
            yield entity
