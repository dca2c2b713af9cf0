"""Decide how many people a report counts as killed, hurt, captured and missing in all.

A report gives many numbers: a toll in the headline and an older one below, parts of a total, people told one by one,
deaths of other years. Sums of its sentences are the candidates; a conditional logit over named features (McFadden 1974,
"Conditional logit analysis of qualitative choice behavior") takes the likeliest pair of killed and hurt. Its weights
are learned from reports of shootings and of invented incidents of war (see `training/tally.py`), so that all who were
killed count, an attacker as well. Features do not look at how large a number is: shootings kill few.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nlargest
from math import exp, log

from ..model import CodedReport, CountRange, Slot
from ..vocab.tally import Weights, incident_weights, tally_weights
from .tally_evidence import Evidence, Fate, Sum, Zone, evidence, sums_of
from .tally_features import (
    Features,
    averaged,
    injured_candidates,
    injured_features,
    killed_candidates,
    killed_features,
    of_all,
)

TRIED = 4  # figures for the killed that are tried with figures for the hurt


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """How many people one report counts in all; None where it says nothing of the kind, which is not zero."""

    killed: CountRange | None = None
    injured: CountRange | None = None
    captured: CountRange | None = None
    missing: CountRange | None = None


def document_counts(coded: CodedReport, *, weights: Weights | None = None) -> DocumentCounts:
    """The people killed, hurt, captured and missing of a report: lowest, best and highest figure.

    Args:
        coded: a report with its layer of counts.
        weights: other weights than the shipped ones.
    """
    found = evidence(coded)
    killed, injured = choose(found, weights or tally_weights())
    return DocumentCounts(
        killed=_range(killed, found, Fate.KILLED),
        injured=_range(injured, found, Fate.INJURED),
        captured=_most(sums_of(coded, Slot.CAPTURED)),
        missing=_most(sums_of(coded, Slot.MISSING)),
    )


def incident_counts(
    reports: Sequence[CodedReport], *, weights: Weights | None = None, together: Weights | None = None
) -> tuple[int, int]:
    """The people killed and hurt of an incident: what its reports, taken together, make likeliest.

    Reports that count nobody are asked only where none counts anybody. Each feature of a figure is averaged over the
    reports, as if they were one, and weighed by weights learned from such averages: a report told again and again, and
    one that knows more, mean other things there than within one report. Adding up log-probabilities of reports instead
    lets one that is sure of an early toll outvote the others. Returns 0 for what nothing is said of.

    Args:
        weights: other weights than the shipped ones, for each report by itself.
        together: the same for several.
    """
    weights = weights or tally_weights()
    ordered = sorted(reports, key=lambda c: (c.report.published or "", c.report.id))
    found = counting([evidence(coded) for coded in ordered], weights)
    if len(found) > 1:
        return likeliest(found, together or incident_weights())
    return choose(found[0], weights) if found else (0, 0)


def counting(found: Sequence[Evidence], weights: Weights) -> list[Evidence]:
    """The reports that count anybody; the first one if there is none."""
    return [one for one in found if any(choose(one, weights))] or list(found[:1])


def choose(found: Evidence, weights: Weights) -> tuple[int, int]:
    """The likeliest numbers of people killed and hurt in one report, taken together."""
    return likeliest([found], weights)


def likeliest(found: Sequence[Evidence], weights: Weights) -> tuple[int, int]:
    """The likeliest numbers of people killed and hurt for some reports of one incident, at least one."""
    killed = log_odds(
        of_all(map(killed_candidates, found)),
        lambda n: averaged([killed_features(one, n) for one in found]),
        weights[Fate.KILLED],
    )
    pairs = []
    for n in nlargest(TRIED, killed, key=lambda n: killed[n]):
        injured = log_odds(
            of_all(injured_candidates(one, n) for one in found),
            partial(_injured, found, n),
            weights[Fate.INJURED],
        )
        m = max(injured, key=lambda m: injured[m])
        pairs.append((killed[n] + injured[m], n, m))
    _, best_killed, best_injured = max(pairs)
    return best_killed, best_injured


def _injured(found: Sequence[Evidence], killed: int, n: int) -> Features:
    return averaged([injured_features(one, n, killed) for one in found])


def log_odds(
    candidates: Sequence[int], describe: Callable[[int], Features], weights: Mapping[str, float]
) -> dict[int, float]:
    """The log-probability of each candidate."""
    scores = {n: sum(weights.get(name, 0.0) * value for name, value in describe(n).items()) for n in candidates}
    top = max(scores.values())
    total = top + log(sum(exp(score - top) for score in scores.values()))
    return {n: score - total for n, score in scores.items()}


def _range(best: int, found: Evidence, fate: Fate) -> CountRange | None:
    """The figure with the lowest and highest that the report states for the whole, in its headline and lead or vaguely.

    None where nothing is said of this fate: no number, no sign, no zero.
    """
    sums = [s for s in found.stated[fate] if not s.background and not s.further]
    if best == 0 and not sums and fate not in found.zeros and not found.people[fate]:
        return None
    whole = [s for s in sums if s.zone is not Zone.BODY and (s.several or best <= 1)]
    values = [best, *(s.n for s in whole)]
    is_open = any(s.vague and s.n == best for s in sums) and not any(not s.vague and s.n == best for s in sums)
    return CountRange(min(values), best, None if is_open else max(values))


def _most(sums: Sequence[Sum]) -> CountRange | None:
    main = [s for s in sums if not s.background]
    if not main:
        return None
    best = max(s.n for s in main)
    return CountRange(best, best, None if all(s.vague for s in main if s.n == best) else best)
