"""Score whom the coder takes the parties of claims for: actor and target facets, and the sources of gold clusters.

Gold names a party ("Kataib Hezbollah") beside the words for it ("the Iran-backed group", "it"); both are brought to one
id by the dictionary, and are right when the ids are the same. Words whose gold name the dictionary does not hold
("armed men") are only counted. The coder is given text, date and the gold spans, never the names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..model import Report, Slot, Span
from ..vocab.actors import ActorKind, actor, actor_by_id, state
from ..vocab.generic_actors import canonical_id
from .gold import GoldCluster, GoldReport
from .jsonl import write_rows
from .ratios import percent

PARTY_SLOTS = (Slot.ACTOR, Slot.TARGET)
SURE = ("certain", "probable", "possible")
_STATE = "state:"
_OF_A_STATE = frozenset(
    {ActorKind.MILITARY, ActorKind.POLICE, ActorKind.INTELLIGENCE, ActorKind.GOVERNMENT, ActorKind.MINISTRY}
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the coder takes words for: the id of a body, how sure it is, by which rule, and the body's country."""

    id: str
    certainty: str
    rule: str
    country: str | None = None


Resolver = Callable[[Report, Sequence[Span]], Sequence[Resolved | None]]


@dataclass(frozen=True, slots=True)
class Party:
    """Words for a party in a gold report; `wanted` is the id of its gold name, None when no dictionary holds it."""

    report_id: str
    span: Span
    words: str
    name: str
    wanted: str | None
    source: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """A party, what the coder took it for, and what a mere look-up of the words gives."""

    party: Party
    found: Resolved | None
    looked_up: str | None

    @property
    def right(self) -> bool:
        """True when it is the very body."""
        return self.found is not None and self.found.id == self.party.wanted

    @property
    def akin(self) -> bool:
        """True when it is that body, one that it belongs to or that belongs to it, or a body of that state."""
        if self.found is None or self.party.wanted is None:
            return False
        return self.right or bool(_line(self.found.id) & _line(self.party.wanted))


@dataclass(frozen=True, slots=True)
class ActorFigures:
    """Figures of the suite; shares are in percent of the parties whose gold name the dictionary holds."""

    answers: tuple[Answer, ...]
    slots: dict[str, float | None] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """All figures: by facets and sources, by how sure the coder was, and beside a mere look-up of the words."""
        facets = [a for a in self.answers if not a.party.source]
        return {
            "facet_f1": self.slots,
            "parties": _shares(facets),
            "sources_behind_pronouns": _shares([a for a in self.answers if a.party.source]),
            "by_certainty": {sure: _sure(self.answers, sure) for sure in SURE},
            "by_rule": {rule: _by_rule(self.answers, rule) for rule in sorted(_rules(self.answers))},
        }


def score(
    clusters: Iterable[GoldCluster],
    resolve: Resolver,
    *,
    slots: dict[str, float | None] | None = None,
    predictions: Path | None = None,
) -> ActorFigures:
    """Resolve the gold words of every report and compare with the gold names.

    Args:
        clusters: gold clusters.
        resolve: the coder; it is given a report and spans of its text.
        slots: F1 of the actor, target and responsibility facets of a whole reading, shown beside.
        predictions: where to write what was resolved, one JSON object a line.

    Raises:
        UsageError: the predictions cannot be written.
    """
    answers: list[Answer] = []
    for report in (r for cluster in clusters for r in cluster.reports):
        parties = tuple(parties_of(report))
        found = resolve(report.report(), [p.span for p in parties])
        answers += [Answer(p, f, _looked_up(p.words)) for p, f in zip(parties, found, strict=True)]
    if predictions is not None:
        write_rows((_row(a) for a in answers), predictions)
    return ActorFigures(tuple(answers), slots or {})


def parties_of(report: GoldReport) -> Iterator[Party]:
    """The parties that a gold report names beside their words, each span once, in text order."""
    found: dict[Span, tuple[str, bool]] = {}
    for claim in report.claims:
        for facet in claim.facets:
            if facet.slot in PARTY_SLOTS and isinstance(facet.value, str):
                found.setdefault(facet.span, (facet.value, False))
        if isinstance(claim.resolved, str) and len(claim.source_spans) == 1:
            found.setdefault(claim.source_spans[0], (claim.resolved, True))
    for span in sorted(found):
        name, source = found[span]
        wanted = canonical_id(name, at=report.published)
        yield Party(report.report_id, span, span.text(report.text), name, wanted, source)


def _looked_up(words: str) -> str | None:
    """What the dictionary alone makes of the words: an actor or a state of that name."""
    known = actor(words)
    if known is not None:
        return known.id
    land = state(words)
    return f"{_STATE}{land.iso}" if land is not None else None


def _line(id: str) -> frozenset[str]:
    """A body, those above it, and its state when it is one of a state."""
    if id.startswith(_STATE):
        return frozenset({id})
    found, entry = {id}, actor_by_id(id)
    while entry is not None:
        found.add(entry.id)
        land = state(entry.country or "") if entry.kind in _OF_A_STATE else None
        found |= {f"{_STATE}{land.iso}"} if land is not None else set()
        entry = actor_by_id(entry.parent) if entry.parent is not None and entry.parent not in found else None
    if ":" in id:
        found.add(f"{_STATE}{id.split(':')[0]}")
    return frozenset(found)


def _shares(answers: Sequence[Answer]) -> dict[str, Any]:
    known = [a for a in answers if a.party.wanted is not None]
    given = [a for a in known if a.found is not None]
    return {
        "all": len(answers),
        "known_by_name": len(known),
        "resolved": percent(len(given), len(known)),
        "right": percent(sum(a.right for a in known), len(known)),
        "right_or_akin": percent(sum(a.akin for a in known), len(known)),
        "right_of_resolved": percent(sum(a.right for a in given), len(given)),
        "right_by_look_up": percent(sum(a.looked_up == a.party.wanted for a in known), len(known)),
    }


def _sure(answers: Sequence[Answer], certainty: str) -> dict[str, Any]:
    of = [a for a in answers if a.party.wanted is not None and a.found is not None and a.found.certainty == certainty]
    return {"n": len(of), "right": percent(sum(a.right for a in of), len(of))}


def _rules(answers: Iterable[Answer]) -> set[str]:
    return {a.found.rule for a in answers if a.found is not None and a.party.wanted is not None}


def _by_rule(answers: Iterable[Answer], rule: str) -> dict[str, Any]:
    of = [a for a in answers if a.party.wanted is not None and a.found is not None and a.found.rule == rule]
    return {"n": len(of), "right": percent(sum(a.right for a in of), len(of))}


def _row(answer: Answer) -> dict[str, Any]:
    found, party = answer.found, answer.party
    return {
        "doc_id": party.report_id,
        "span": list(party.span),
        "words": party.words,
        "actor": found.id if found is not None else None,
        "certainty": found.certainty if found is not None else None,
        "rule": found.rule if found is not None else None,
    }
