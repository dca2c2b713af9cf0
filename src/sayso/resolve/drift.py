"""Tell what copies changed of a statement on its way: sources and hedges lost, certainty, figures, denials, actors.

Compared are claims of two reports that go back to one origin and speak of the same thing: the same toll, or mostly the
same words. The origin is the body's own release where there is one, else what was published first; what one copy
changed may be right, as when the source itself gave a new figure: the entry says what differs, not who errs. A figure
that fits the other ("at least two dozen", 25) is no change, nor is what a source only might have said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import COUNT_SLOTS, Claim, ClaimRef, Count, Drift, EventType, Facet, Slot, Value
from ..vocab.actors import actor
from ..vocab.matching import kinship
from .features import CASUALTIES, UNREAL
from .independence import Independence
from .parties import same_party
from .statements import ALIKE, CLOSE, Shelf, Statement, generic_stems, telling
from .values import compatible, counted, same

SOURCE_DROPPED, HEDGE_DROPPED, CERTAINTY_RAISED = "source_dropped", "hedge_dropped", "certainty_raised"
VALUE_CHANGED, DENIAL_TURNED, ACTOR_ADDED = "value_changed", "denial_turned", "actor_added"
VAGUE = 3  # "several", "casualties": a floor so low goes with any figure
RELATED = 0.4  # likeness from which two claims of one source may be of one thing when they share a slot
ALSO = 0.01  # of two claims of one report that a copy may have changed, the one that counts the same people
MAX_CLAIMS = 400  # of one incident; of more, those of the first reports are compared
MAX_ENTRIES = 60  # of one incident
_CAPITALISED = re.compile(r"\b[A-Z]\w+")
_NUMBER = re.compile(r"\d+")
_SURE = {Value.UNKNOWN: 0, Value.POSSIBLE: 1, Value.PROBABLE: 2, Value.CERTAIN: 3}
_SURE |= {Value.POSSIBLE_NOT: 1, Value.PROBABLE_NOT: 2, Value.CERTAIN_NOT: 3}
# What a denial that turned is about, most specific first.
_AT_ISSUE = (
    Slot.RESPONSIBILITY,
    Slot.ACTOR,
    Slot.CAUSE,
    *sorted(COUNT_SLOTS),
    Slot.EVENT_TYPE,
    Slot.TARGET,
    Slot.VICTIM,
)
_COMPARED = COUNT_SLOTS | {Slot.PLACE, Slot.ORIGIN, Slot.WEAPON, Slot.EVENT_TYPE, Slot.CAUSE, Slot.TARGET}
_WORDED = frozenset({Slot.WEAPON, Slot.CAUSE, Slot.TARGET})

Change = tuple[str, Slot | None]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A claim and a copy of it in another report."""

    origin: Statement
    copy: Statement
    likeness: float

    @property
    def told_alike(self) -> bool:
        """True when the two are one statement by their words, or give the same toll."""
        return self.likeness >= ALIKE or self.origin.agrees(self.copy)


def drifts(independence: Independence) -> tuple[Drift, ...]:
    """What the copies among the claims of one incident changed, in the order of the copies."""
    reports = independence.reports
    order = {name: (independence.rank(name), c.report.published or "~", name) for name, c in reports.items()}
    told = sorted(independence.statements.values(), key=lambda s: order[s.ref[0]])[:MAX_CLAIMS]
    actors, bare = _actors(told), {s.ref for s in told if _may_differ_in_figures(s)}
    found: dict[tuple[ClaimRef, str, Slot | None, str], tuple[float, Drift]] = {}
    shelf, asked = Shelf(told), {number for number, s in enumerate(told) if s.asked is not None}
    figures = {number for number, s in enumerate(told) if s.ref in bare}
    for number, copy in enumerate(told):
        likely = asked.union(shelf.near(copy), figures if copy.ref in bare else ())
        for origin in (told[other] for other in sorted(likely) if other < number):
            if origin.ref[0] == copy.ref[0]:
                continue
            likeness = origin.likeness(copy)
            if likeness < RELATED and origin.asked is None and not {origin.ref, copy.ref} <= bare:
                continue
            for change, slot in _changes(_Pair(origin, copy, likeness), independence, actors):
                entry = Drift(origin.ref, copy.ref, change, slot.value if slot else None)
                key = (copy.ref, change, slot, origin.ref[0])
                same = independence.origins(origin.ref) == independence.origins(copy.ref)
                rank = same + likeness + ALSO * _counts_the_same(origin, copy)
                if key not in found or rank > found[key][0]:
                    found[key] = (rank, entry)
    return tuple(entry for _, entry in found.values())[:MAX_ENTRIES]


def _counts_the_same(origin: Statement, copy: Statement) -> bool:
    """True when both count people that are called the same: nine pilgrims, ten pilgrims."""
    counts = [[f.value for f in s.claim.facets if isinstance(f.value, Count)] for s in (origin, copy)]
    return any(counted(a.who) & counted(b.who) for a in counts[0] for b in counts[1])


def _may_differ_in_figures(statement: Statement) -> bool:
    """True for a toll or a calibre, which are compared whatever the words around them."""
    return any(
        f.slot in CASUALTIES or (f.slot is Slot.WEAPON and _NUMBER.search(str(f.value))) for f in statement.claim.facets
    )


def _changes(pair: _Pair, independence: Independence, actors: Mapping[ClaimRef, Sequence[str]]) -> Iterator[Change]:
    origin, copy = pair.origin, pair.copy
    shared = [(f, g) for f in origin.claim.facets for g in copy.claim.facets if f.slot is g.slot]
    answered = _answered(pair, independence)
    if answered is not None:
        yield CERTAINTY_RAISED, answered
    elif _lost_source(pair, shared, independence):
        yield SOURCE_DROPPED, None
    elif not _goes_back(pair, independence):
        return
    turned = _turned(pair, shared)
    if turned is not None:
        yield turned
        return
    if pair.told_alike and (origin.claim.chain or not copy.claim.chain):  # a source of the copy's own speaks for itself
        yield from _surer(origin, copy, shared)
    yield from _values_changed(pair, shared)
    if pair.likeness >= ALIKE and _adds_actor(origin, copy, actors):
        yield ACTOR_ADDED, Slot.ACTOR


def _goes_back(pair: _Pair, independence: Independence) -> bool:
    """True when the copy has from the origin's source what it tells.

    Of two that name somebody, the names may be one's, or the copy puts it to the outlet that published the origin. What
    is told in an outlet's own voice goes back to whom another report names for it only where the outlet has it from
    there: it names the same source for something else. Two outlets' own voices are not one, whoever gave it to both.
    """
    a, b = pair.origin.ref, pair.copy.ref
    named = [s.ref for s in (pair.origin, pair.copy) if s.claim.chain]
    if not named:
        return independence.one_voice(a, b)
    if len(named) == 2:
        alike = pair.likeness >= ALIKE or independence.one_source(a, b)
        return (alike and independence.one_name(a, b)) or independence.credited(b, a[0])
    own = b if named == [a] else a
    alike = pair.likeness >= ALIKE or independence.one_source(a, b)
    return alike and independence.told_by(named[0], own[0])


def _lost_source(pair: _Pair, shared: Sequence[tuple[Facet, Facet]], independence: Independence) -> bool:
    """True when the copy tells in its own voice what somebody said, or names fewer of those who said it together.

    A body's own release names nobody for what the body says; nor has a source been lost whom the copy's own words name.
    """
    if not _is_retold(pair, shared):
        return False
    before, after = pair.origin.claim.chain, pair.copy.claim.chain
    if not before or not after:
        told_of = bool(before) and independence.is_named(pair.origin.ref, pair.copy.words)
        return bool(before) and not told_of and not independence.is_release(pair.copy.ref[0])
    return len(after[-1]) < len(before[-1]) and independence.one_voice(pair.origin.ref, pair.copy.ref)


def _is_retold(pair: _Pair, shared: Sequence[tuple[Facet, Facet]]) -> bool:
    """True when the two say one thing: in the same words, of one kind of happening, both that it was so or was not."""
    if pair.likeness < ALIKE or (shared and not any(_agree(f, g) for f, g in shared)):
        return False
    types = [(EventType(str(f.value)), EventType(str(g.value))) for f, g in shared if f.slot is Slot.EVENT_TYPE]
    one_kind = not types or any(a is b or kinship().may_be_one(a, b) for a, b in types)
    return one_kind and pair.origin.claim.value.sign == pair.copy.claim.value.sign


def _turned(pair: _Pair, shared: Sequence[tuple[Facet, Facet]]) -> Change | None:
    """A denial that became an assertion or the other way round, or that denies something else in the copy."""
    signs = {pair.origin.claim.value.sign, pair.copy.claim.value.sign}
    if signs == {"+", "-"} and not any(f.slot in COUNT_SLOTS for f, _ in shared):
        agreed = {f.slot for f, g in shared if same(f.slot, f.value, g.value)}
        slot = next((s for s in _AT_ISSUE if s in agreed), None)
        return (DENIAL_TURNED, slot) if slot is not None and pair.likeness >= RELATED else None
    if signs == {"-"}:
        other = {f.slot for f, g in shared} - {f.slot for f, g in shared if same(f.slot, f.value, g.value)}
        if Slot.EVENT_TYPE in other and pair.likeness >= RELATED:
            return DENIAL_TURNED, Slot.EVENT_TYPE
    return None


def _answered(pair: _Pair, independence: Independence) -> Slot | None:
    """What the source says that it does not know, and the copy has from it all the same: who did it, from where."""
    told, slot = pair.copy.claim, pair.origin.asked
    if slot is None or told.value.sign != "+" or told.irrealis is not None or not told.chain:
        return None
    answers = [f for f in told.facets if f.slot is slot]
    known = any(slot is not Slot.ACTOR or _is_one_body(str(f.value)) for f in answers)
    refs = pair.origin.ref, pair.copy.ref
    one = independence.one_source(*refs) or (independence.is_release(refs[0][0]) and independence.one_origin(*refs))
    return slot if known and one else None


def _is_one_body(name: str) -> bool:
    """True for a body that is known or bears a name; "Iran-backed groups" may be any."""
    return actor(name) is not None or len(_CAPITALISED.findall(name)) > 1


def _surer(origin: Statement, copy: Statement, shared: Sequence[tuple[Facet, Facet]]) -> Iterator[Change]:
    """A hedge of the source or of a figure that the copy left out."""
    main = next((s for s in (*sorted(COUNT_SLOTS), *_AT_ISSUE) if any(f.slot is s for f, _ in shared)), None)
    before, after = origin.claim, copy.claim
    planned = before.irrealis in UNREAL and after.irrealis not in UNREAL
    if before.value.sign != "-" and after.value.sign == "+":
        if planned or (_SURE[after.value] > _SURE[before.value] and before.value is Value.UNKNOWN):
            yield CERTAINTY_RAISED, main
        elif _SURE[after.value] > _SURE[before.value]:
            yield (HEDGE_DROPPED if after.value is Value.CERTAIN else CERTAINTY_RAISED), main
    for f, g in shared:
        if (f in origin.parts) != (g in copy.parts):
            continue
        if isinstance(f.value, Count) and isinstance(g.value, Count) and _exact_now(f.value, g.value):
            yield HEDGE_DROPPED, f.slot


def _exact_now(before: Count, after: Count) -> bool:
    """ "About 50" became "50"."""
    return before.n == after.n and before.op != "=" and after.op == "="


def _values_changed(pair: _Pair, shared: Sequence[tuple[Facet, Facet]]) -> Iterator[Change]:
    if Value.UNKNOWN in {pair.origin.claim.value, pair.copy.claim.value}:
        return
    asserted = [(f, g) for f, g in shared if _is_held(pair.origin.claim, f) and _is_held(pair.copy.claim, g)]
    for slot in dict.fromkeys(f.slot for f, _ in asserted if f.slot in _COMPARED):
        pairs = [(f, g) for f, g in asserted if f.slot is slot]
        if slot in _WORDED:
            least = CLOSE if slot is Slot.TARGET else ALIKE
            changed = _words_changed(pairs, alike=pair.likeness >= least)
        elif slot in CASUALTIES or pair.likeness >= (RELATED if slot in COUNT_SLOTS else ALIKE):
            alike = [(f, g) for f, g in pairs if (f in pair.origin.parts) == (g in pair.copy.parts)]
            changed = not any(_agree(f, g) for f, g in pairs) and any(_differ(f, g) for f, g in alike)
        else:
            changed = False
        if changed:
            yield VALUE_CHANGED, slot


def _is_held(claim: Claim, facet: Facet) -> bool:
    """False for a figure that the claim denies; "no casualties" holds the nought."""
    return claim.value.sign == "+" or not isinstance(facet.value, Count) or facet.value.n == 0


def _words_changed(pairs: Sequence[tuple[Facet, Facet]], *, alike: bool) -> bool:
    """True when a calibre or number within the words differs, or statements that are alike have no word in common."""
    words = [(_own_words(f), _own_words(g)) for f, g in pairs]
    numbers = [(set(_NUMBER.findall(str(f.value))), set(_NUMBER.findall(str(g.value)))) for f, g in pairs]
    if any(a and b and not a & b and x & y for (a, b), (x, y) in zip(numbers, words, strict=True)):
        return True
    return alike and bool(words) and all(x and y and not x & y for x, y in words)


def _own_words(facet: Facet) -> frozenset[str]:
    """The words of a value that tell it from others of its kind: "the vessel" and "the ship" tell nothing."""
    return telling(str(facet.value), frozenset()) - generic_stems()


def _agree(a: Facet, b: Facet) -> bool:
    if isinstance(a.value, Count) and isinstance(b.value, Count):
        floors = [c for c in (a.value, b.value) if c.op in {">=", ">"} and c.n <= VAGUE]
        return a.value.n == b.value.n or any(min(a.value.n, b.value.n) == floor.n for floor in floors)
    return same(a.slot, a.value, b.value)


def _differ(a: Facet, b: Facet) -> bool:
    if isinstance(a.value, Count) and isinstance(b.value, Count):
        first, second = counted(a.value.who), counted(b.value.who)
        apart = a.value.op == b.value.op == "=" or not compatible(a.slot, a.value, b.value)
        one_people = bool(first & second) or not (first or second)  # three children are a part of eight dead
        return a.value.n != b.value.n and apart and one_people
    return not compatible(a.slot, a.value, b.value)


def _adds_actor(origin: Statement, copy: Statement, actors: Mapping[ClaimRef, Sequence[str]]) -> bool:
    """True when the copy says who did it, and nothing in the origin's report does."""
    named = actors.get(copy.ref, ())
    known = [a for ref, names in actors.items() if ref[0] == origin.ref[0] for a in names]
    return bool(named) and not known and not any(same_party(a, b) for a in named for b in known)


def _actors(told: Iterable[Statement]) -> dict[ClaimRef, list[str]]:
    named = {s.ref: [str(f.value) for f in s.claim.facets if f.slot is Slot.ACTOR] for s in told}
    return {ref: names for ref, names in named.items() if names}
