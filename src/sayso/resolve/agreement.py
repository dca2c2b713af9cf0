"""Set the claims of an incident side by side: the values of each slot, who independently holds them, who denies them.

Compatible is not contradictory: "at least five" and "six" stand together, three children are part of eight dead. Two
values contradict when both cannot be true and different sources hold them; a figure that its own source replaced later
is superseded, and contradicts nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from ..model import (
    COUNT_SLOTS,
    PLACE_SLOTS,
    ClaimRef,
    Count,
    CountRange,
    Drift,
    FacetValue,
    Finding,
    FindingStatus,
    FindingValue,
    Place,
    Responsibility,
    Slot,
    TimeSpan,
)
from ..model.codec import encode
from .assertions import Assertion
from .groups import Groups
from .origins import Origin
from .parties import one_side
from .values import bears_out, bounds, compatible, counted, hits, is_attack, is_mishap, same

Origins = Callable[[ClaimRef], frozenset[Origin]]
CHANGED = "value_changed"
_TOLD_NEAR = PLACE_SLOTS | {Slot.EVENT_TYPE}
GARBLED = frozenset({Slot.WEAPON.value})
MAX_COMPARED = 300  # distinct values of one slot; more are a digest, and only those held most are compared


@dataclass(frozen=True, slots=True)
class Form:
    """A value as some claims of a group of the same values give it; `near` = one of them names the happening itself."""

    value: FacetValue
    claims: frozenset[ClaimRef]
    origins: frozenset[Origin]
    near: bool


@dataclass(frozen=True, slots=True)
class Held:
    """One value of a slot with everything that bears on it."""

    value: FacetValue
    claims: tuple[ClaimRef, ...]
    origins: frozenset[Origin]
    denied_by: tuple[ClaimRef, ...]
    last: str  # when it was last published
    forms: tuple[Form, ...] = ()

    @property
    def finding_value(self) -> FindingValue:
        """The printed form."""
        return FindingValue(self.value, self.claims, len(self.origins), self.denied_by)


def findings(said: Iterable[Assertion], origins: Origins, drifts: Iterable[Drift] = ()) -> tuple[Finding, ...]:
    """One finding for each slot that anything is said of, in the order of `Slot`.

    `drifts` are what copies changed: reports that give one statement with another weapon
    contest it, though its source is one.
    """
    changed = [d for d in drifts if d.change == CHANGED and d.slot in GARBLED]
    by_slot: dict[Slot, list[Assertion]] = {}
    for assertion in said:
        by_slot.setdefault(assertion.slot, []).append(assertion)
    found = [
        finding(slot, by_slot[slot], origins, [d for d in changed if d.slot == slot.value])
        for slot in Slot
        if slot in by_slot
    ]
    if _laid_to_a_mishap(by_slot, origins):
        found = [replace(f, status=FindingStatus.CONTESTED) if f.slot is Slot.CAUSE else f for f in found]
    return tuple(found)


def finding(slot: Slot, said: Sequence[Assertion], origins: Origins, changed: Sequence[Drift] = ()) -> Finding:
    """What is said of one slot; `changed` are the copies that give it otherwise."""
    values = held_values(slot, _telling(said) if slot is Slot.EVENT_TYPE else said, origins)
    superseded = {i for i, value in enumerate(values) if slot in COUNT_SLOTS and _replaced(slot, value, values)}
    live = [v for i, v in enumerate(values) if i not in superseded and v.claims]
    if _contested(slot, live, origins) or _garbled(live, changed):
        status = FindingStatus.CONTESTED
    elif _corroborated(slot, live):
        status = FindingStatus.CORROBORATED
    else:
        status = FindingStatus.SUPERSEDED if superseded else FindingStatus.SINGLE_SOURCE
    best = count_range(live) if slot in COUNT_SLOTS else None
    return Finding(slot, status, tuple(v.finding_value for v in values), best)


def _telling(said: Sequence[Assertion]) -> list[Assertion]:
    """Types, marked by whether their words tell them: "strikes" that one report takes for drones, and another for
    missiles, were given their type by what stands around."""
    types: dict[str, set[FacetValue]] = {}
    for assertion in said:
        types.setdefault(assertion.told, set()).add(assertion.value)
    return [replace(a, near=not a.told or len(types[a.told]) == 1) for a in said]


def held_values(slot: Slot, said: Sequence[Assertion], origins: Origins) -> list[Held]:
    """The distinct values of a slot, those that most independent sources hold first."""
    ordered = sorted(said, key=lambda a: (_order(a.value), a.ref, a.denies))
    groups = _grouped(slot, [a for a in ordered if not a.denies])
    refused = [a for a in ordered if a.denies]
    values = []
    loose = set(range(len(refused)))
    for members in groups:
        told = list({_order(m.value): m.value for m in members}.values())
        hit = [number for number, a in enumerate(refused) if any(_hits(slot, a, value) for value in told)]
        values.append(_held(slot, members, [refused[number] for number in hit], origins))
        loose.difference_update(hit)
    unmet = [refused[number] for number in sorted(loose)]
    values += [_held(slot, [], members, origins, of=members) for members in _grouped(slot, unmet)]
    return sorted(values, key=lambda v: (-len(v.origins), -len(v.claims), _order(v.value)))


def count_range(live: Sequence[Held]) -> CountRange | None:
    """Lowest, best and highest figure; best is what most independent sources hold, then what was said last.

    A part of the toll ("three children") stands for the whole only where no figure for the whole reaches it.
    """
    counts = [(v, v.value) for v in live if isinstance(v.value, Count)]
    tolls = [c.n for _, c in counts if not counted(c.who)]
    whole = [(v, c) for v, c in counts if not counted(c.who) or c.n > max(tolls, default=-1)]
    if not whole:
        return None
    low = min(bounds(c)[0] for _, c in whole)
    closed = [h for _, c in whole if (h := bounds(c)[1]) < inf]
    high = max([*closed, *(bounds(c)[0] for _, c in whole)]) if closed else inf
    _, best = max(whole, key=lambda h: (len(h[0].origins), h[0].last, h[1].op == "=", h[1].n))
    middle = min(max(float(best.n), low), high)
    return CountRange(int(low), int(middle), None if high == inf else int(high))


def _grouped(slot: Slot, said: Sequence[Assertion]) -> list[list[Assertion]]:
    """Assertions by distinct value; each value joins the first one that says the same."""
    distinct: dict[bytes, list[Assertion]] = {}
    for assertion in said:
        distinct.setdefault(encode(assertion.value), []).append(assertion)
    ranked = sorted(distinct.values(), key=lambda members: (-len(members), _order(members[0].value)))
    groups: Groups[int] = Groups(range(len(ranked)))
    for i, members in enumerate(ranked[:MAX_COMPARED]):
        for j in range(i):
            if groups.of(j) == j and same(slot, ranked[j][0].value, members[0].value):
                groups.join(j, i)
                break
    together: dict[int, list[Assertion]] = {}
    for i, members in enumerate(ranked):
        together.setdefault(groups.of(i), []).extend(members)
    return list(together.values())


def _held(
    slot: Slot,
    members: Sequence[Assertion],
    denials: Sequence[Assertion],
    origins: Origins,
    of: Sequence[Assertion] = (),
) -> Held:
    claims = tuple(sorted({m.ref for m in members}))
    return Held(
        value=_shown(slot, [m.value for m in (members or of)]),
        claims=claims,
        origins=frozenset(o for ref in claims for o in origins(ref)),
        denied_by=tuple(sorted({d.ref for d in denials} - set(claims))),
        last=max((m.published for m in members), default=""),
        forms=tuple(_forms(members, origins)),
    )


def _forms(members: Sequence[Assertion], origins: Origins) -> Iterator[Form]:
    told: dict[bytes, list[Assertion]] = {}
    for member in members:
        told.setdefault(encode(member.compared), []).append(member)
    for alike in told.values():
        refs = frozenset(m.ref for m in alike)
        near = any(m.near for m in alike)
        yield Form(alike[0].compared, refs, frozenset(o for ref in refs for o in origins(ref)), near)


def _hits(slot: Slot, denial: Assertion, told: FacetValue) -> bool:
    """True when a denial is of what a claim says; one of "our forces" is of those for whom it speaks."""
    if hits(slot, denial.compared, told):
        return True
    party = told.party if isinstance(told, Responsibility) else told
    return isinstance(party, str) and any(one_side(side, party) for side in denial.sides)


def _shown(slot: Slot, values: Sequence[FacetValue]) -> FacetValue:
    """The form in which a value is shown: the most frequent one; a claim or accusation goes before a denial."""
    if slot is Slot.RESPONSIBILITY:
        stances = ("claimed", "accused", "denied")
        return min(values, key=lambda v: (stances.index(v.stance) if isinstance(v, Responsibility) else 9, _order(v)))
    frequent = Counter(_order(v) for v in values)
    return min(values, key=lambda v: (-frequent[_order(v)], _vagueness(v), _order(v)))


def _vagueness(value: FacetValue) -> float:
    if isinstance(value, Place):
        return (value.radius_km or 0.0) if value.lat is not None else inf
    if isinstance(value, TimeSpan):
        return -len(value.start or "")
    return 0.0


def _replaced(slot: Slot, value: Held, others: Sequence[Held]) -> bool:
    """True when everyone who held a figure gave another one later."""
    if not value.origins:
        return False
    later = [
        v.origins
        for v in others
        if v is not value and v.last > value.last and not compatible(slot, v.value, value.value)
    ]
    return value.origins <= frozenset(o for origins in later for o in origins)


def _contested(slot: Slot, live: Sequence[Held], origins: Origins) -> bool:
    """Somebody denies what others hold, or two values held by different sources cannot both be true.

    Of places, those count that are told with the happening itself: a hospital or a port of call contests nothing.
    """
    if any(value.origins - origins(ref) for value in live for ref in value.denied_by):
        return True
    forms = [(i, form) for i, value in enumerate(live) for form in value.forms if form.near or slot not in _TOLD_NEAR]
    return any(
        i != j and _exclude(slot, a, b) for number, (i, a) in enumerate(forms[:MAX_COMPARED]) for j, b in forms[:number]
    )


def _laid_to_a_mishap(by_slot: Mapping[Slot, Sequence[Assertion]], origins: Origins) -> bool:
    """True when one source lays to a mishap what others tell as an attack: a fault, stored shells that went off."""
    causes = [a for a in by_slot.get(Slot.CAUSE, ()) if not a.denies and is_mishap(str(a.value))]
    if not causes:
        return False
    types = [a for a in _telling(by_slot.get(Slot.EVENT_TYPE, ())) if a.near and not a.denies and is_attack(a.value)]
    attacks = list(_forms(types, origins))
    return any(_apart(mishap, attack) for mishap in _forms(causes, origins) for attack in attacks)


def _exclude(slot: Slot, a: Form, b: Form) -> bool:
    """True when two values held by different sources cannot both be true; what one claim tells together can."""
    return _apart(a, b) and not compatible(slot, a.value, b.value)


def _apart(a: Form, b: Form) -> bool:
    return not (a.origins <= b.origins or b.origins <= a.origins or a.claims & b.claims)


def _garbled(live: Sequence[Held], changed: Sequence[Drift]) -> bool:
    """True when a copy gives another value than the statement that it goes back to."""
    homes = [set(value.claims) for value in live]
    return any(
        not any(d.origin in home and d.copy in home for home in homes)
        and any(d.origin in home for home in homes)
        and any(d.copy in home for home in homes)
        for d in changed
    )


def _corroborated(slot: Slot, live: Sequence[Held]) -> bool:
    for a in live:
        holders = set(a.origins)
        for b in live:
            if b is not a and bears_out(slot, b.value, a.value):
                holders |= b.origins
        if len(holders) > 1:
            return True
    return False


def _order(value: FacetValue) -> bytes:
    return encode(value)
