"""Choose among the places that the names of a document may stand for, all names together.

A conditional logit over named features (McFadden 1974): first each name by itself, then again with the likely places of
all others known, until the second reading has been repeated. Weights come from `training/places.py`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import msgspec

from ..errors import VocabError
from .place_candidates import Candidate
from .place_context import Context, Name
from .place_features import DIVISIONS, Features, Likely, is_seat, joint_features, local_features

WEIGHTS = "gazetteer/ranker.json"
PASSES = 2  # readings with the others known; a third changes less than one place in 500
KEPT = 3  # likely places of a name that others are set against
MIN_SHARE = 0.1
SMALL_DIVISION_KM = 250.0  # larger ones (states of federations) are spoken of more than the town of their name


class Weights(msgspec.Struct, frozen=True):
    """Weights of the features without (`alone`) and with (`joint`) those of the other names."""

    alone: dict[str, float]
    joint: dict[str, float]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its probability and the features that speak for and against it."""

    candidate: Candidate
    share: float
    features: Features


class Ranker:
    """Ranks the candidates of all names of a document."""

    def __init__(self, weights: Weights | None = None) -> None:
        self.weights = weights or ranker_weights()

    def rank(self, context: Context) -> tuple[tuple[Ranked, ...], ...]:
        """For every name of the context, in order, its candidates, likeliest first; shares of a name add up to 1."""
        names = all_names(context)
        alone = [local_features(name, context) for name in names]
        shares = [_shares([score(f, self.weights.alone) for f in rows]) for rows in alone]
        features = alone
        for _ in range(PASSES):
            features = with_others(names, alone, shares, len(context.home_names))
            shares = [_shares([score(f, self.weights.joint) for f in rows]) for rows in features]
        return tuple(_ranked(name, shares[i], features[i]) for i, name in enumerate(names[: len(context.names)]))


def all_names(context: Context) -> tuple[Name, ...]:
    """The names to be ranked, then those that only speak for others: told outright, and read off the address."""
    return (*context.names, *context.told, *context.home_names)


def with_others(
    names: Sequence[Name],
    alone: Sequence[Sequence[Features]],
    shares: Sequence[Sequence[float]],
    homes: int,
) -> list[list[dict[str, float]]]:
    """The features of all candidates, with those that the likely places of the other names give; the last `homes` names
    are readings of the report's address.
    """
    likely = [_likely(name, own) for name, own in zip(names, shares, strict=True)]
    first_home = len(names) - homes
    found = []
    for i, name in enumerate(names):
        others = [places for j, places in enumerate(likely[:first_home]) if j != i and places]
        address = [places for j, places in enumerate(likely[first_home:], first_home) if j != i and places]
        found.append(
            [
                dict(own) | joint_features(candidate.record, others, address)
                for own, candidate in zip(alone[i], name.candidates, strict=True)
            ]
        )
    return found


def _likely(name: Name, shares: Sequence[float]) -> tuple[Likely, ...]:
    best = sorted(zip(shares, range(len(shares)), strict=True), reverse=True)[:KEPT]
    return tuple(Likely(name.candidates[i].record, share) for share, i in best if share >= MIN_SHARE)


def score(features: Features, weights: Mapping[str, float]) -> float:
    """The weighted sum of features; one without a weight counts nothing."""
    return sum(value * weights[name] for name, value in features.items() if name in weights)


def _shares(scores: Sequence[float]) -> list[float]:
    if not scores:
        return []
    top = max(scores)
    raised = [math.exp(each - top) for each in scores]
    whole = sum(raised)
    return [each / whole for each in raised]


def _ranked(name: Name, shares: Sequence[float], features: Sequence[Features]) -> tuple[Ranked, ...]:
    found = [Ranked(*each) for each in zip(name.candidates, shares, features, strict=True)]
    return _town_first(name, sorted(found, key=_standing))


def _town_first(name: Name, ranked: list[Ranked]) -> tuple[Ranked, ...]:
    """ "In Kidal" is in the town, where no word says that the region is meant: the two change their shares.

    A rule and no weight: corpora of toponyms take either for right, since they lie within a hundred miles.
    """
    if not ranked or name.kinds & DIVISIONS:
        return tuple(ranked)
    best = ranked[0]
    division = best.candidate.record
    seat = next((r for r in ranked[1:] if is_seat(r.candidate.record, division)), None)
    if seat is None or division.radius_km > SMALL_DIVISION_KM:
        return tuple(ranked)
    others = [r for r in ranked[1:] if r is not seat]
    swapped = (replace(seat, share=best.share), replace(best, share=seat.share))
    return tuple(sorted((*swapped, *others), key=_standing))


def _standing(ranked: Ranked) -> tuple[float, int, float, str]:
    """Likelier first; of two as likely the larger, by its people, else by its reach."""
    record = ranked.candidate.record
    return -ranked.share, -record.population, -record.radius_km, record.id


@cache
def ranker_weights() -> Weights:
    """The weights that come with the package.

    Raises:
        VocabError: they are missing or broken.
    """
    try:
        return msgspec.json.decode((files("sayso") / "data" / WEIGHTS).read_bytes(), type=Weights)
    except (OSError, msgspec.DecodeError) as error:
        raise VocabError(f"{WEIGHTS}: cannot be read ({error}); reinstall sayso or run training/places.py") from error
