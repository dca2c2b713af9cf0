"""Find pairs of incidents that the matcher nearly joined, with the named likenesses and what each weighs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..model import ClaimRef, CodedReport, Incident, Judgement
from .blocking import candidates
from .features import EventFacts, facts_of, proper_names
from .judged import constraints
from .matcher import SPECIFIC, Matcher

MARGIN = 1.5  # log-odds below the link threshold: about one more likeness would have joined the two


@dataclass(frozen=True, slots=True)
class Likeness:
    """A named feature of a pair of events and how much it adds to the score, in log-odds."""

    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Two incidents that are nearly one.

    Args:
        incidents: their ids, the lesser first.
        events: the pair of events that speaks most for it, one of each.
        score: log-odds of the pair: the bias and all likenesses.
        threshold: from what score pairs are joined.
        likenesses: what the score is made of, the bias last.
    """

    incidents: tuple[str, str]
    events: tuple[ClaimRef, ClaimRef]
    score: float
    threshold: float
    likenesses: tuple[Likeness, ...]


def near_misses(
    reports: Iterable[CodedReport],
    incidents: Iterable[Incident],
    *,
    judgements: Iterable[Judgement] = (),
    matcher: Matcher | None = None,
) -> tuple[NearMiss, ...]:
    """Pairs of incidents that a person should look at, the likeliest first.

    Left out are pairs that cannot be one (days or places apart, or one report tells of both) and those about which a
    person has decided.

    Args:
        incidents: as built of the same reports and judgements.
    """
    matcher = matcher or Matcher()
    ordered = sorted(reports, key=lambda c: (c.report.published or "~", c.report.id))
    judged = constraints(judgements, ordered)
    incidents = tuple(incidents)
    home = {event: incident.id for incident in incidents for event in incident.events}
    tellers = {incident.id: frozenset(incident.reports) for incident in incidents}
    events = [event for number, coded in enumerate(ordered) for event in facts_of(coded, number)]
    names = [proper_names(coded.report.text) for coded in ordered]
    best: dict[tuple[str, str], tuple[float, EventFacts, EventFacts]] = {}
    apart: set[tuple[str, str]] = set()
    for i, j in candidates(events, names):
        a, b = events[i], events[j]
        first, second = home.get(a.ref), home.get(b.ref)
        if first is None or second is None or first == second or tellers[first] & tellers[second]:
            continue
        pair = (first, second) if first < second else (second, first)
        if judged.forbids(a.ref, b.ref) or matcher.excluded(a, b):
            apart.add(pair)
            continue
        score = matcher.score(a, b)
        if score >= matcher.evidence.link - MARGIN and (pair not in best or score > best[pair][0]):
            best[pair] = (score, a, b)
    found = [_near_miss(pair, *of, matcher) for pair, of in best.items() if pair not in apart]
    return tuple(sorted(found, key=lambda n: (-n.score, n.incidents)))


def _near_miss(pair: tuple[str, str], score: float, a: EventFacts, b: EventFacts, matcher: Matcher) -> NearMiss:
    names = matcher.likenesses(a, b)
    weights = matcher.evidence.weights if SPECIFIC.intersection(names) else dict.fromkeys(names, 0.0)
    likenesses = tuple(Likeness(name, weights[name]) for name in names)
    bias = Likeness("bias", matcher.evidence.bias)
    return NearMiss(pair, (a.ref, b.ref), round(score, 3), matcher.evidence.link, (*likenesses, bias))
