"""Find pairs of incidents that the matcher nearly joined, with the named likenesses and what each weighs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model import ClaimRef, CodedReport, Incident, Judgement
from .judged import Judged, constraints
from .matcher import Matcher
from .resemblance import Resemblances

LOOKED_AT = 20  # events of an incident
MOST_OF_ONE = 5  # near misses of one incident; when these are decided, the next ones come


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
        events: the pair of events that speaks most for it, one of each, in the same order.
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
    reports, alike = tuple(reports), Resemblances(matcher)
    for coded in reports:
        alike.take(coded)
    home = {event: incident.id for incident in incidents for event in incident.events}
    return missed(alike, home, constraints(judgements, reports))


def missed(alike: Resemblances, home: Mapping[ClaimRef, str], judged: Judged) -> tuple[NearMiss, ...]:
    """The same of resemblances that were found before.

    Args:
        home: the incident of each event that is part of one.
    """
    members: dict[str, list[ClaimRef]] = {}
    for event, incident in home.items():
        members.setdefault(incident, []).append(event)
    best: dict[tuple[str, str], tuple[float, ClaimRef, ClaimRef]] = {}
    apart: set[tuple[str, str]] = set()
    for a, b, score in alike.pairs():
        first, second = home.get(a), home.get(b)
        if first is None or second is None or first == second:
            continue
        pair, events = ((first, second), (a, b)) if first < second else ((second, first), (b, a))
        if score is None or judged.forbids(a, b):
            apart.add(pair)
        elif pair not in best or score > best[pair][0]:
            best[pair] = (score, *events)
    likely = [(score, pair) for pair, (score, _, _) in best.items() if pair not in apart]
    likely.sort(key=lambda each: (-each[0], each[1]))
    taken: dict[str, int] = {}
    kept = []
    for _, pair in likely:
        full = max(taken.get(incident, 0) for incident in pair) >= MOST_OF_ONE
        if not full and not _cannot_be_one(members[pair[0]], members[pair[1]], alike):
            kept.append(_near_miss(pair, best[pair], alike))
            taken |= {incident: taken.get(incident, 0) + 1 for incident in pair}
    return tuple(sorted(kept, key=lambda miss: (-miss.score, miss.incidents)))


def _cannot_be_one(first: Sequence[ClaimRef], second: Sequence[ClaimRef], alike: Resemblances) -> bool:
    """True when one report tells of both, or most of their events, or of their firmly dated ones, lie apart."""
    if not {report for report, _ in first}.isdisjoint(report for report, _ in second):
        return True
    pairs = [(alike.facts(a), alike.facts(b)) for a in first[:LOOKED_AT] for b in second[:LOOKED_AT]]
    dated = [(a, b) for a, b in pairs if a.firm and b.firm]
    return any(2 * sum(alike.matcher.excluded(a, b) for a, b in each) > len(each) for each in (pairs, dated))


def _near_miss(pair: tuple[str, str], best: tuple[float, ClaimRef, ClaimRef], alike: Resemblances) -> NearMiss:
    score, a, b = best
    names, evidence = alike.matcher.likenesses(alike.facts(a), alike.facts(b)), alike.matcher.evidence
    likenesses = tuple(map(Likeness, names, alike.matcher.spoken(names)))
    return NearMiss(pair, (a, b), round(score, 3), evidence.link, (*likenesses, Likeness("bias", evidence.bias)))
