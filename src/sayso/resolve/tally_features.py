"""Describe a candidate figure for the people killed or hurt by named features, for the chooser of the tally."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import log1p

from .tally_evidence import Evidence, Fate, Sum, Zone

Features = dict[str, float]
MAX_SIGN = 3  # a sign that a report repeats more often weighs no more


def killed_candidates(found: Evidence) -> list[int]:
    """Every figure that the report allows for the people killed: none, all sums, and one where there is any sign."""
    sums = (*found.people[Fate.KILLED], *found.stated[Fate.KILLED], *found.everyone[Fate.KILLED])
    one = {1} if sums or Fate.KILLED in found.signs else set()
    return sorted({0, found.names[Fate.KILLED], *one, *(s.n for s in sums)})


def injured_candidates(found: Evidence, killed: int) -> list[int]:
    """Every figure for the people hurt, given the number of killed: sums of the hurt and of the hit, less the dead."""
    hurt = [s.n for fate in (Fate.INJURED, Fate.HIT) for s in (*found.people[fate], *found.stated[fate])]
    names = max(found.names[Fate.INJURED], found.names[Fate.HIT])
    one = {1} if hurt or Fate.HIT in found.signs else set()
    return sorted({0, names, *one, *(n for n in hurt), *(n - killed for n in hurt if n >= killed)})


def of_all(candidates: Iterable[Sequence[int]]) -> list[int]:
    """The candidates of several reports together."""
    return sorted({n for some in candidates for n in some})


def averaged(described: Sequence[Features]) -> Features:
    """What several reports come to: each feature with its mean over them."""
    names = {name for features in described for name in features}
    return {name: sum(features.get(name, 0.0) for features in described) / len(described) for name in sorted(names)}


def killed_features(found: Evidence, n: int) -> Features:
    """Features of `n` as the number of people killed."""
    people, hit = found.people[Fate.KILLED], _main(found.people[Fate.HIT])
    features: Features = {f"n={min(n, 3)}": 1.0}
    for name, sums in (
        ("people", people),
        ("stated", found.stated[Fate.KILLED]),
        ("everyone", found.everyone[Fate.KILLED]),
    ):
        features |= _said(name, sums, n)
    if hit:
        features["not above hit" if n <= max(s.n for s in hit) else "above hit"] = 1.0
    if n == 0:
        features |= _signs(found, "")
        features["zero said"] = float(Fate.KILLED in found.zeros)
        features["nobody said killed"] = float(not people)
        features["sentences of killed"] = log1p(len(_main(people)))
        features["sentences of hit"] = log1p(len(hit))
        features["sentences of injured"] = log1p(len(found.people[Fate.INJURED]))
    names = found.names[Fate.KILLED]
    features["as many names"] = float(0 < n == names)
    features["fewer than names"] = float(n < names)
    return features


def injured_features(found: Evidence, n: int, killed: int) -> Features:
    """Features of `n` as the number of people hurt, where `killed` people died."""
    injured, hit = found.people[Fate.INJURED], found.people[Fate.HIT]
    features: Features = {f"n={min(n, 3)}": 1.0, f"n={min(n, 2)}, killed={min(killed, 2)}": 1.0}
    for name, sums in (
        ("injured", injured),
        ("hit", hit),
        ("hit alive", _alive(hit, killed)),
        ("injured stated", found.stated[Fate.INJURED]),
        ("hit stated", found.stated[Fate.HIT]),
        ("hit stated alive", _alive(found.stated[Fate.HIT], killed)),
    ):
        features |= _said(name, sums, n)
    most = max((s.n for s in _main((*injured, *hit))), default=0)
    features["most"] = float(n == most)
    features["most alive"] = float(n == most - killed)
    if n == 0:
        state = f", killed={min(killed, 1)}"
        features |= _signs(found, state)
        features["zero said"] = float(Fate.INJURED in found.zeros)
        features["nobody said injured"] = float(not injured)
        features["nobody said hit"] = float(not hit)
        features["sentences of injured" + state] = log1p(len(_main(injured)))
        features["sentences of hit" + state] = log1p(len(_main(hit)))
    for fate in (Fate.INJURED, Fate.HIT):
        features[f"as many names {fate.value}"] = float(0 < n == found.names[fate])
    return features


def _main(sums: Sequence[Sum]) -> list[Sum]:
    return [s for s in sums if not s.background]


def _alive(sums: Sequence[Sum], killed: int) -> list[Sum]:
    return [replace(s, n=s.n - killed) for s in sums if s.n >= killed]


def _signs(found: Evidence, state: str) -> Features:
    """Signs of death and harm; they speak against none, and which word it is and where it stands tells how much."""
    return {f"{word} ({zone}{state})": float(min(times, MAX_SIGN)) for (word, zone), times in found.words.items()}


def _said(name: str, sums: Sequence[Sum], n: int) -> Features:
    """How the sums of one kind bear on the figure `n`."""
    main = _main(sums)
    told: Features = {}
    agreeing = [s for s in main if s.n == n]
    if agreeing:
        told |= {"said": 1.0, "support": log1p(len(agreeing)), "share": len(agreeing) / len(main)}
        for zone in Zone:
            told[zone.value] = float(any(s.zone is zone for s in agreeing))
            told[f"{zone.value}, several"] = float(any(s.zone is zone and s.several for s in agreeing))
        told["first"] = float(main[0].n == n)
        told["stated"] = float(any(s.stated for s in agreeing))
        told["several"] = float(any(s.several for s in agreeing))
        told["vague"] = float(all(s.vague for s in agreeing))
        told["further"] = float(all(s.further for s in agreeing))
        told["beside dead"] = float(all(s.beside_dead for s in agreeing))
        told["described"] = float(n > 1 and not any(s.stated for s in agreeing))
    if main:
        told |= _place_among(main, n)
    elif n > 0:
        told["unsaid"] = 1.0
    told["background"] = float(any(s.background and s.n == n for s in sums))
    return {f"{name}: {feature}": value for feature, value in told.items() if value}


def _place_among(main: Sequence[Sum], n: int) -> Features:
    most = max(s.n for s in main)
    told: Features = {"most": float(n == most), "below most": float(n < most), "above most": float(n > most)}
    several = [s.n for s in main if s.several]
    if several:
        told["most of several"] = float(n == max(several))
        told["first of several"] = float(n == several[0])
        told["below several"] = float(n < min(several))
    title = [s.n for s in main if s.zone is Zone.TITLE]
    if title:
        told["below title"] = float(n < max(title))
        told["above title"] = float(n > max(title))
    return told
