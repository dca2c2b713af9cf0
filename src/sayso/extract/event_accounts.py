"""Describe by named features whether a proposition goes on with a happening told before or opens a new one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log, log1p
from operator import add, mul

from ..model import EventType, Place, Slot
from ..vocab.event_links import Links
from .event_features import Days, Facts, same_place, within

USUAL_ALIKE = 0.3  # about its mean, so that nothing speaks for either side where no model reads
ELSEWHERE_KM = 300.0  # beyond the doubt of both places: another attack, not another spot that was hit
NIGHT = 1  # days; a night belongs to two, and the day of a statement is often taken for that of the deed
Features = dict[str, float]


@dataclass(slots=True)
class Account:
    """What a report has told of one happening so far; `members` are indices of its propositions."""

    members: list[int] = field(default_factory=list)
    last: Facts | None = None
    types: set[EventType] = field(default_factory=set)
    days: list[Days] = field(default_factory=list)
    told_days: list[Days] = field(default_factory=list)  # those of what is said to have happened, in its own words
    weekdays: set[int] = field(default_factory=set)
    spots: list[Place] = field(default_factory=list)
    areas: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    weapons: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    counts: set[tuple[Slot, int]] = field(default_factory=set)
    heading: tuple[float, ...] = ()  # the directions of its propositions, added up
    headed: int = 0  # how many these are

    def take(self, k: int, fact: Facts) -> None:
        """Go on with proposition `k`."""
        if fact.deed or not self.members:
            self.told_days += fact.told_days
        self.members.append(k)
        if fact.own_days or not self.days:
            self.days += fact.days
        self.weekdays |= fact.weekdays
        self.spots += fact.spots
        self.types |= fact.types
        self.areas |= fact.areas
        self.words |= fact.words
        self.weapons |= fact.weapons
        self.actors |= fact.actors
        self.targets |= fact.targets
        self.counts |= fact.counts
        if fact.direction:
            self.heading = tuple(map(add, self.heading, fact.direction)) or fact.direction
            self.headed += 1
        self.last = fact


class Describer:
    """Features of the propositions of one report."""

    def __init__(self, facts: Sequence[Facts], links: Links) -> None:
        self.links = links
        self.length = max((f.sentence for f in facts), default=0) + 1
        spread: dict[str, int] = {}
        for fact in facts:
            for word in fact.words:
                spread[word] = spread.get(word, 0) + 1
        self.rarity = {word: log((1 + len(facts)) / n) for word, n in spread.items()}

    def describe(self, fact: Facts, accounts: Sequence[Account], current: int) -> list[Features]:
        """What speaks for each account, and last for a new one; `current` is the account of the proposition before.

        The first account is that of the main happening. Features named `away_` speak for leaving it, for whichever
        other account, `new_` for an account of its own.
        """
        before = accounts[current].last
        assert before is not None
        away = self._away(fact, accounts[0])
        options = []
        for n, account in enumerate(accounts):
            found = self._likeness(fact, account, "aside" if n else "main")
            if n == current:
                found |= _goes_on(before, fact, "aside" if n else "main")
            others = [other for k, other in enumerate(accounts) if k != n]
            if others:
                found |= self._unlike_others(fact, account, others)
            options.append(found | {f"away_{k}": v for k, v in away.items()} if n else found)
        return [*options, self._opens(fact, accounts, before, away)]

    def _unlike_others(self, fact: Facts, account: Account, others: Sequence[Account]) -> Features:
        """What the proposition has in common with this account alone."""
        alone = (w for w in fact.words & account.words if not any(w in other.words for other in others))
        return {"words_only": self._share(fact, alone)} | _holding(
            its_days=_meet(fact.told_days, account.told_days) and any(_is_of_other_days(fact, o) for o in others),
            named_only=_names(fact, account) and not any(_names(fact, other) for other in others),
        )

    def _away(self, fact: Facts, main: Account) -> Features:
        """What the proposition shows that speaks for or against its leaving the main happening."""
        kind = self._class(fact.types)
        answers = {t for told in main.types for t in self.links.answers.get(told, ())}
        shown: Features = {f"cue_{cue}": 1.0 for cue in fact.cues} | {f"type_{kind or 'none'}": 1.0}
        shown["position"] = fact.sentence / self.length
        return shown | _holding(
            irreal=fact.irreal,
            casualties=fact.casualties,
            narrator=fact.narrator,
            definite=fact.definite,
            related=fact.related,
            pronoun=fact.pronoun,
            other_attack=kind == "attack" and bool(main.types) and not fact.types & main.types,
            answer=bool(fact.types & answers),
            apart=bool(fact.types & self.links.apart) and not main.types & self.links.apart,
        )

    def _likeness(self, fact: Facts, account: Account, which: str) -> Features:
        """How what the proposition tells agrees with what the account told."""
        found: Features = {which: 1.0, f"words_{which}": self._share(fact, fact.words & account.words)}
        if fact.types & account.types:
            found[f"type_same_{which}"] = 1.0
        elif fact.types:
            told = self._class(account.types)
            found[f"type_{self._class(fact.types)}_to_{told}" if told else "type_first"] = 1.0
        if fact.days and account.days:
            gap = _gap(fact.days, account.days)
            how = "own" if fact.own_days else "near"
            found[f"days_{'apart' if gap else 'meet'}_{how}"] = 1.0
            found[f"days_far_{how}"] = log1p(max(0, gap - 1))
        if self._class(fact.types) == "attack" and _is_elsewhere(fact, account):
            found["elsewhere"] = 1.0
        if self._class(fact.types) == "attack" and _is_of_other_weekday(fact, account):
            found["other_weekday"] = 1.0
        if _is_of_other_days(fact, account):
            found["other_days"] = 1.0
        if fact.spots and account.spots:
            found |= _holding(place_meets=any(same_place(x, y) for x in fact.spots for y in account.spots))
        elif fact.areas and account.areas:
            found["area_same" if fact.areas & account.areas else "area_differs"] = 1.0
        for name, mine, theirs in (
            ("weapon", fact.weapons, account.weapons),
            ("actor", fact.actors, account.actors),
            ("target", fact.targets, account.targets),
        ):
            if mine and theirs:
                found[f"{name}_{'same' if mine & theirs else 'differs'}"] = 1.0
        if fact.direction and account.headed:
            found["alike"] = _alike(fact, account) - USUAL_ALIKE
        if fact.counts & account.counts:
            found["count_same"] = 1.0
        elif {slot for slot, _ in fact.counts} & {slot for slot, _ in account.counts}:
            found["count_differs"] = 1.0
        return found

    def _opens(self, fact: Facts, accounts: Sequence[Account], before: Facts, away: Features) -> Features:
        """What speaks for an account of its own."""
        found = {f"away_{k}": v for k, v in away.items()} | {f"new_{k}": v for k, v in away.items()}
        found["new"] = 1.0
        found["new_accounts"] = log1p(len(accounts) - 1)
        found["new_words"] = self._share(fact, (w for w in fact.words if not any(w in a.words for a in accounts)))
        return found | _holding(
            new_same_sentence=before.sentence == fact.sentence,
            new_same_source=before.attribution is not None and before.attribution == fact.attribution,
            new_paragraph=before.paragraph != fact.paragraph,
            new_own_days=fact.own_days,
            new_places=bool(fact.spots),
            new_bare=fact.bare,
        )

    def _share(self, fact: Facts, words: Iterable[str]) -> float:
        """How much of what the proposition says, weighed by rarity, these of its words are."""
        whole = sum(self.rarity[w] for w in fact.words)
        return sum(self.rarity[w] for w in words) / whole if whole else 0.0

    def _class(self, types: Iterable[EventType]) -> str | None:
        """The class of a set of event types: attacks go before what follows them."""
        told = {self.links.classes[t] for t in types}
        return next((name for name in self.links.order if name in told), None)


def _is_elsewhere(fact: Facts, account: Account) -> bool:
    """True when all places of the proposition lie hundreds of kilometres from all places of the account."""
    pairs = [(a, b) for a in fact.spots for b in account.spots]
    return bool(pairs) and not any(within(a, b, ELSEWHERE_KM) for a, b in pairs)


def _is_of_other_weekday(fact: Facts, account: Account) -> bool:
    """True when nothing dates the report, and the proposition tells an attack, not one known, of another weekday."""
    return not _is_known(fact) and bool(fact.weekdays and account.weekdays) and not fact.weekdays & account.weekdays


def _is_of_other_days(fact: Facts, account: Account) -> bool:
    """True when the proposition dates an attack, and not one that is known, by days far from all of the account."""
    if not fact.deed or _is_known(fact) or not fact.told_days or not account.told_days:
        return False
    return _gap(fact.told_days, account.told_days) > NIGHT


def _is_known(fact: Facts) -> bool:
    return fact.definite and "indefinite" not in fact.cues


def _names(fact: Facts, account: Account) -> bool:
    """True when the noun of a definite phrase ("the raids") is one by which the account was told."""
    return any(noun in account.words or f"{noun}s" in account.words for noun in fact.named)


def _meet(a: Sequence[Days], b: Sequence[Days]) -> bool:
    return bool(a and b) and _gap(a, b) == 0


def _gap(a: Iterable[Days], b: Sequence[Days]) -> int:
    """The fewest days between two sets of intervals; 0 when some overlap."""
    return min(max(0, x[0] - y[1], y[0] - x[1]) for x in a for y in b)


def _alike(fact: Facts, account: Account) -> float:
    """Mean cosine of the proposition's direction and those of the account's propositions, -1 to 1."""
    products: float = sum(map(mul, fact.direction, account.heading))
    return products / account.headed


def _goes_on(before: Facts, fact: Facts, which: str) -> Features:
    """What speaks for going on with the account of the proposition before."""
    same_sentence = before.sentence == fact.sentence
    if which == "main":
        return {"goes_on_main": 1.0} | _holding(goes_on_main_same_sentence=same_sentence)
    return {"goes_on_aside": 1.0} | _holding(
        goes_on_aside_same_sentence=same_sentence,
        goes_on_aside_same_source=before.attribution is not None and before.attribution == fact.attribution,
        goes_on_aside_bare=fact.bare,
        goes_on_aside_new_paragraph=before.paragraph != fact.paragraph,
    )


def _holding(**shown: bool) -> Features:
    return {name: 1.0 for name, holds in shown.items() if holds}
