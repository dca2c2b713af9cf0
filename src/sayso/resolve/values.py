"""Compare two values of one slot: are they the same, can both be true, does one bear the other out?"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from math import inf

from ..model import COUNT_SLOTS, PLACE_SLOTS, Count, EventType, FacetValue, Place, Responsibility, Slot, TimeSpan
from ..vocab.actors import Actor
from ..vocab.matching import kinship, matching_words
from .features import Spot, day_of, spot_of
from .matcher import APART_KM, SLACK_KM, kilometres
from .names import known_parts, name_tokens, party_key, plain, singular
from .parties import lineage, one_side, same_party

MINUTES_APART = 60  # "about midnight" and "at 00:40" are one time
SIZES = 5.0  # times as large as the other: another place
ANY = (">=", 1)  # to deny that anyone was hurt is to deny every toll
ROUGHLY = 0.2  # "about 50" allows 40 to 60
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")
_HITS, _MISSES = frozenset({"hit"}), frozenset({"failed", "intercepted", "foiled"})

_DEEDS = frozenset(
    {
        EventType.ROCKET_ATTACK,
        EventType.MISSILE_STRIKE,
        EventType.SHELLING,
        EventType.AIR_STRIKE,
        EventType.DRONE_STRIKE,
        EventType.BOMBING_IED,
        EventType.SUICIDE_BOMBING,
        EventType.ARMED_ASSAULT,
    }
)
_WORDED = frozenset({Slot.WEAPON, Slot.TARGET, Slot.VICTIM, Slot.DAMAGE, Slot.CAUSE, Slot.RESPONSE})

Compare = Callable[[FacetValue, FacetValue], bool]


def same(slot: Slot, a: FacetValue, b: FacetValue) -> bool:
    """True when two values say the same in other words, and are shown as one."""
    return a == b or _rule(slot, _SAME, _same_words)(a, b)


def compatible(slot: Slot, a: FacetValue, b: FacetValue) -> bool:
    """True when both can be true of one happening; what cannot be compared is compatible.

    >>> compatible(Slot.KILLED, Count(">=", 5), Count("=", 6)), compatible(Slot.KILLED, Count("=", 5), Count("=", 6))
    (True, False)
    """
    return _rule(slot, _COMPATIBLE, lambda _a, _b: True)(a, b)


def bears_out(slot: Slot, a: FacetValue, b: FacetValue) -> bool:
    """True when a source that says `a` also speaks for `b`: compatible, and about the same thing."""
    return same(slot, a, b) or _rule(slot, _BEARS_OUT, lambda _a, _b: False)(a, b)


def bounds(count: Count) -> tuple[float, float]:
    """The lowest and highest number that a count allows.

    >>> bounds(Count("<", 5)), bounds(Count("~", 50))
    ((0.0, 4.0), (40.0, 60.0))
    """
    n = float(count.n)
    margin = max(1.0, n * ROUGHLY)
    return {
        "=": (n, n),
        ">=": (n, inf),
        ">": (n + 1, inf),
        "<=": (0.0, n),
        "<": (0.0, n - 1),
        "~": (max(0.0, n - margin), n + margin),
    }[count.op]


@lru_cache(maxsize=65536)
def counted(who: str | None) -> frozenset[str]:
    """Which people a count is of; empty for everyone ("people", "casualties").

    >>> counted("eight people"), counted("PMF member") & counted("Hashd al-Shaabi fighter")
    (frozenset(), frozenset({'pmf'}))
    """
    found = set()
    for part in known_parts(who or ""):
        if not isinstance(part, str):
            found.add(part.id if isinstance(part, Actor) else part.iso)
        elif not part.isdigit() and part not in matching_words().totals | matching_words().numbers:
            found.add(singular(part))
    return frozenset(found)


def _rule(slot: Slot, rules: dict[Slot, Compare], otherwise: Compare) -> Compare:
    return rules.get(slot, otherwise)


def _same_counts(a: FacetValue, b: FacetValue) -> bool:
    if not isinstance(a, Count) or not isinstance(b, Count) or (a.op, a.n) != (b.op, b.n):
        return False
    first, second = counted(a.who), counted(b.who)
    return not first or not second or bool(first & second)


def _compatible_counts(a: FacetValue, b: FacetValue) -> bool:
    if not isinstance(a, Count) or not isinstance(b, Count):
        return True
    (low_a, high_a), (low_b, high_b) = bounds(a), bounds(b)
    first, second = counted(a.who), counted(b.who)
    if bool(first) == bool(second):  # the same people; or other people, of whom nothing follows
        return (bool(first) and not first & second) or (low_a <= high_b and low_b <= high_a)
    return low_a <= high_b if first else low_b <= high_a  # three children among eight dead: a part within the whole


def _counts_bear_out(a: FacetValue, b: FacetValue) -> bool:
    if not isinstance(a, Count) or not isinstance(b, Count):
        return False
    first, second = counted(a.who), counted(b.who)
    return bool(first) == bool(second) and (not first or bool(first & second)) and _compatible_counts(a, b)


def _same_times(a: FacetValue, b: FacetValue) -> bool:
    return isinstance(a, TimeSpan) and isinstance(b, TimeSpan) and (a.start, a.end) == (b.start, b.end)


def _times_meet(a: FacetValue, b: FacetValue) -> bool:
    if not isinstance(a, TimeSpan) or not isinstance(b, TimeSpan):
        return True
    days = [day_of(m) for m in (a.start or a.end, a.end or a.start, b.start or b.end, b.end or b.start)]
    if None in days:
        return True
    start_a, end_a, start_b, end_b = (d for d in days if d is not None)
    if start_a > end_b or start_b > end_a:
        return _close_by_the_clock(a, b)
    if start_a == end_a == start_b == end_b and all("T" in (t.start or "") for t in (a, b)):
        return _close_by_the_clock(a, b)
    return True


def _close_by_the_clock(a: TimeSpan, b: TimeSpan) -> bool:
    """True when the two intervals overlap or lie an hour apart at most; days without a time are told by the day."""
    moments = [_moment(m) for m in (a.start, a.end or a.start, b.start, b.end or b.start)]
    if None in moments:
        return False
    start_a, end_a, start_b, end_b = (m for m in moments if m is not None)
    apart = max((start_b - end_a).total_seconds(), (start_a - end_b).total_seconds())
    return apart <= MINUTES_APART * 60


def is_attack(value: FacetValue) -> bool:
    """True for a type that tells a deed: a strike, a bomb; not an explosion, nor what followed."""
    return value in _DEEDS


def is_mishap(cause: str) -> bool:
    """True for a cause that nobody meant to bring about.

    >>> is_mishap("a gas leak"), is_mishap("an explosion of stored ammunition"), is_mishap("no accident")
    (True, True, False)
    """
    words = {singular(w) for w in _WORD.findall(cause.lower())}
    return bool(words & matching_words().mishaps) and not words & (matching_words().negations | {"aimed"})


def has_hour(value: FacetValue) -> bool:
    """True for a time that the clock tells."""
    return isinstance(value, TimeSpan) and "T" in (value.start or "")


def _moment(text: str | None) -> datetime | None:
    if text is None or "T" not in text:
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)  # times are local
    except ValueError:
        return None


def _times_known(a: FacetValue, b: FacetValue) -> bool:
    known = all(isinstance(t, TimeSpan) and (t.start or t.end) for t in (a, b))
    return known and _times_meet(a, b)


def _same_places(a: FacetValue, b: FacetValue) -> bool:
    if not isinstance(a, Place) or not isinstance(b, Place):
        return False
    if a.geonameid is not None and a.geonameid == b.geonameid:
        return True
    first, second = spot_of(a), spot_of(b)
    if first and second and not _same_spot(first, second):
        return False
    words = name_tokens(a.name), name_tokens(b.name)
    if not words[0] or not words[1]:
        return plain(a.name).lower() == plain(b.name).lower()
    return words[0] == words[1] or ((words[0] < words[1] or words[1] < words[0]) and a.precision == b.precision)


def _same_spot(a: Spot, b: Spot) -> bool:
    """True when two places lie together and are of one size: a gulf is not the spot in it where a ship was hit."""
    small, large = sorted((a.radius, b.radius))
    return a.fine == b.fine and large <= SIZES * max(small, SLACK_KM) and kilometres(a, b) <= SLACK_KM + large


def _places_compatible(a: FacetValue, b: FacetValue) -> bool:
    if not isinstance(a, Place) or not isinstance(b, Place):
        return True
    first, second = spot_of(a), spot_of(b)
    if first is None or second is None or not (first.fine and second.fine):
        return True
    return (
        bool(name_tokens(a.name) & name_tokens(b.name))
        or kilometres(first, second) <= first.radius + second.radius + APART_KM
    )


def _places_meet(a: FacetValue, b: FacetValue) -> bool:
    if not isinstance(a, Place) or not isinstance(b, Place):
        return False
    first, second = spot_of(a), spot_of(b)
    if first is None or second is None:
        return False
    return kilometres(first, second) <= max(first.radius, second.radius) + SLACK_KM


def _same_types(a: FacetValue, b: FacetValue) -> bool:
    return a == b


def _types_compatible(a: FacetValue, b: FacetValue) -> bool:
    return (EventType(str(a)), EventType(str(b))) not in kinship().rivals


def _types_bear_out(a: FacetValue, b: FacetValue) -> bool:
    """Kin types speak for one happening, so long as they do not exclude each other."""
    first, second = EventType(str(a)), EventType(str(b))
    table = kinship()
    return _types_compatible(a, b) and ((first, second) in table.kin) and first not in table.attendant


def _same_responsibility(a: FacetValue, b: FacetValue) -> bool:
    if not isinstance(a, Responsibility) or not isinstance(b, Responsibility):
        return False
    return same_party(a.party, b.party)


def hits(slot: Slot, denied: FacetValue, held: FacetValue) -> bool:
    """True when denying the one denies the other: the same value, or, of who did it, a body of the same side."""
    if same(slot, denied, held) or (slot in _WORDED and _takes_in(str(denied), str(held))):
        return True
    if isinstance(denied, Count) and isinstance(held, Count):
        first, second = counted(denied.who), counted(held.who)
        return (denied.op, denied.n) == ANY and held.n > 0 and (not first or not second or bool(first & second))
    if isinstance(denied, Responsibility) and isinstance(held, Responsibility):
        return bool(denied.party and held.party) and one_side(denied.party or "", held.party or "")
    return slot is Slot.ACTOR and one_side(str(denied), str(held))


def _takes_in(denied: str, held: str) -> bool:
    """ "No rifles" denies "two automatic rifles"."""
    words = _content_words(denied) - matching_words().numbers - matching_words().negations
    return bool(words) and words <= _content_words(held)


def _actors_compatible(a: FacetValue, b: FacetValue) -> bool:
    """Two known bodies, or two states, exclude each other unless one belongs to the other; "gunmen" excludes nobody."""
    first, second = lineage(str(a)), lineage(str(b))
    return not first or not second or bool(first & second)


def _claims_compatible(a: FacetValue, b: FacetValue) -> bool:
    """Two parties that both say that they did it exclude each other as actors do; to accuse a third claims nothing."""
    if not isinstance(a, Responsibility) or not isinstance(b, Responsibility) or not a.party or not b.party:
        return True
    return {a.stance, b.stance} != {"claimed"} or _actors_compatible(a.party, b.party)


def _outcomes_compatible(a: FacetValue, b: FacetValue) -> bool:
    return not ({a, b} & _HITS and {a, b} & _MISSES)


@lru_cache(maxsize=65536)
def _content_words(text: str) -> frozenset[str]:
    words = [w.lower() for w in _WORD.findall(plain(text)) if len(w) > 2]
    return frozenset(
        w[:-1] if w.endswith("s") and len(w) > 3 else w for w in words if w not in matching_words().particles
    )


@lru_cache(maxsize=65536)
def _numbers(text: str) -> frozenset[str]:
    return frozenset(_NUMBER.findall(text))


def _same_words(a: FacetValue, b: FacetValue) -> bool:
    """Words that overlap by half, or names of one party; a 60-mm mortar is no 16-mm mortar."""
    first, second = str(a), str(b)
    numbers = _numbers(first), _numbers(second)
    if numbers[0] and numbers[1] and not numbers[0] & numbers[1]:
        return False
    if same_party(first, second) and party_key(first):
        return True
    words = _content_words(first), _content_words(second)
    union = words[0] | words[1]
    return bool(union) and 2 * len(words[0] & words[1]) >= len(union)


_SAME: dict[Slot, Compare] = {
    **dict.fromkeys(COUNT_SLOTS, _same_counts),
    **dict.fromkeys(PLACE_SLOTS, _same_places),
    Slot.TIME: _same_times,
    Slot.EVENT_TYPE: _same_types,
    Slot.OUTCOME: _same_types,
    Slot.RESPONSIBILITY: _same_responsibility,
}
_COMPATIBLE: dict[Slot, Compare] = {
    **dict.fromkeys(COUNT_SLOTS, _compatible_counts),
    **dict.fromkeys(PLACE_SLOTS, _places_compatible),
    Slot.TIME: _times_meet,
    Slot.EVENT_TYPE: _types_compatible,
    Slot.OUTCOME: _outcomes_compatible,
    Slot.ACTOR: _actors_compatible,
    Slot.RESPONSIBILITY: _claims_compatible,
}
_BEARS_OUT: dict[Slot, Compare] = {
    **dict.fromkeys(COUNT_SLOTS, _counts_bear_out),
    **dict.fromkeys(PLACE_SLOTS, _places_meet),
    Slot.TIME: _times_known,
    Slot.EVENT_TYPE: _types_bear_out,
}
