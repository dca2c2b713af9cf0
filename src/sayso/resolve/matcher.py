"""Say how likely two events of different reports are one happening, and whether they cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from math import fsum

from ..model import Slot, distance_km
from ..vocab.matching import Evidence, Kinship, evidence, kinship
from ..vocab.word_rarity import word_rarity
from .features import Days, EventFacts, Spot

SLACK_KM = 5.0  # two gazetteer points of one town
APART_KM = 60.0  # beyond the doubt of both: places that cannot be one
SPECIFIC = frozenset(
    {"place_name", "on_the_map", "name", "two_parties", "count", "like_reports", "text_alike", "rare_word"}
)
KM_A_DEGREE = 111.0  # of latitude, and less than that: who lies further north or south than this lies further off
NEXT_DAY = 1  # a night belongs to two days, and reporters count from where they sit
FAR_COUNT = 3  # times as many killed or hurt: another toll than an older one of the same happening
LIKE, LIKE_SHARE = 2, 0.2  # names that two reports of one story have in common, and their share of the shorter list
ENOUGH = 3  # names of each report from which it tells something that they have none in common
LOOK_BACK = 3  # days that an undated event may lie before its report
WEEK = 7
FEW_WORDS = 10  # of a report from which its words tell how far it is like another
SAME_NAMES, SAME_TEXT = 5, 0.15  # of reports of one story; of 0.15, 0.2 and none 90.5, 90.4, 90.2 B-cubed (2026-11)
TEXTS = {"text_slightly_alike": 0.05, "text_alike": 0.1, "text_nearly_same": 0.2}  # cosines from here on
HAIR = 1e-6  # by which sums in another order may differ
DAYS = ("same_day", "next_day", "other_day", "weekday", "no_time", "told_later", "published_near", "published_far")
TITLES_ALIKE, TITLE_WORDS = 0.15, 4  # their cosine from here on, where each has so many words
RARE = {"rare_word": 1, "three_rare_words": 3, "six_rare_words": 6}  # in common: so many or more
SAID = frozenset({"short_text", "count", "on_the_map", *TEXTS, *RARE})  # names and days alone are not enough
_Look = Callable[[EventFacts, EventFacts], Iterable[str]]


class Matcher:
    """Likeness of events as log-odds, by the packaged weights."""

    def __init__(self, weights: Evidence | None = None, kin: Kinship | None = None) -> None:
        self.evidence = weights or evidence()
        self.kinship = kin or kinship()
        looks: tuple[tuple[_Look, tuple[tuple[str, ...], ...]], ...] = (  # of each look, what may hold together
            (_texts, tuple((*told, *RARE, "titles_alike") for told in (("short_text",), tuple(TEXTS)))),
            (_apart, (("other_ages", "weeks_between"),)),
            (_counts, (("count",), ("counts_far",))),
            (_on_the_map, (("on_the_map",),)),
            (_leads, (("both_lead",), ("one_leads",))),
            (self._type, (("same_type",), ("kin_type",), ("other_type",))),
            (_report_names, (("like_reports",), ("no_names",))),
            (_names, (("name", "two_parties"), ("name",), ("two_parties",))),
            (self._time, tuple((name,) for name in DAYS)),
            (_places, (("place_name",), ("other_places",))),
        )
        self._looks = tuple((look, max(0.0, *map(self._sum, sets))) for look, sets in looks)
        self._most = self.evidence.bias + sum(most for _, most in self._looks)

    @property
    def asks_for_more_than_names(self) -> bool:
        """True when two events that have no words of their reports, figure or spot in common are never linked."""
        return self.evidence.bias < self.evidence.link - HAIR

    def alike(self, a: frozenset[str], b: frozenset[str]) -> bool:
        """True when the rarest words of two texts tell that they are alike, or tell nothing."""
        return bool(_text_likeness(a, b))

    def near(self, a: Iterable[Spot], b: Iterable[Spot]) -> bool:
        """True when one of some places may be one of others."""
        return _near(a, b, SLACK_KM)

    def _sum(self, names: Iterable[str]) -> float:
        return sum(self.evidence.weights.get(name, 0.0) for name in names)

    def score(self, a: EventFacts, b: EventFacts) -> float:
        """Log-odds that the two are one happening; type and day alone are never enough, nor are names with them."""
        return self._weighed(self.likenesses(a, b))

    def _weighed(self, found: Sequence[str]) -> float:
        return fsum((self.evidence.bias, *self.spoken(found)))  # the same both ways

    def spoken(self, found: Sequence[str]) -> list[float]:
        """What each of some likenesses adds to the score: nothing where they tell nothing specific, or names alone."""
        if not SPECIFIC.intersection(found) or not SAID.intersection(found):
            return [0.0] * len(found)
        return [self.evidence.weights[name] for name in found]

    def reaches(self, a: EventFacts, b: EventFacts, least: float) -> bool:
        """True when the two score `least` or more.

        It looks no further once what is left to look at cannot bring them there: of pairs that have a common name on
        a common day most are told apart by their texts alone.
        """
        if least <= self.evidence.bias:  # what tells nothing specific scores that, however much speaks against it
            return self.score(a, b) >= least
        most, weights, found = self._most, self.evidence.weights, list[str]()
        for look, usual in self._looks:
            most -= usual
            for name in look(a, b):
                most += weights[name]
                found.append(name)
            if most < least - HAIR:
                return False
        return self._weighed(found) >= least

    def likenesses(self, a: EventFacts, b: EventFacts) -> list[str]:
        """The names of the likenesses that hold between the two."""
        return [name for look, _ in self._looks for name in look(a, b)]

    def excluded(self, a: EventFacts, b: EventFacts) -> bool:
        """True when the two cannot be one: both dated firmly, days apart; or both placed, far apart.

        Days are misread ("Tuesday" of another week, the day of the hearing): where both reports open with the event,
        have many names in common and much the same rare words, days alone exclude nothing.
        """
        if a.firm and b.firm and gap(a.firm, b.firm) > NEXT_DAY:
            return not _one_story(a, b) or far_apart(a, b)
        if _yearly_gap(a, b) > NEXT_DAY or _yearly_gap(b, a) > NEXT_DAY:
            return True
        return far_apart(a, b)

    def _time(self, a: EventFacts, b: EventFacts) -> Iterable[str]:
        if a.days and b.days:
            between = gap(a.days, b.days)
            return ("same_day" if between == 0 else "next_day" if between <= NEXT_DAY else "other_day",)
        if _weekday_fits(a, b) or _weekday_fits(b, a):
            return ("weekday",)
        if (a.yearless and b.firm) or (b.yearless and a.firm):
            return ("same_day",) if 0 in {_yearly_gap(a, b), _yearly_gap(b, a)} else ()
        first, second = likely_days(a, LOOK_BACK), likely_days(b, LOOK_BACK)
        if not first or not second:
            return ("no_time",)
        between = gap(first, second)
        if between > WEEK:
            return ("told_later",) if _told_later(a, b) or _told_later(b, a) else ("published_far",)
        return ("published_near",) if between <= NEXT_DAY else ()

    def _type(self, a: EventFacts, b: EventFacts) -> Iterable[str]:
        if a.type is b.type:
            return ("same_type",)
        shared = (a.types & b.types) - self.kinship.general
        return ("kin_type",) if shared or self.kinship.may_be_one(a.type, b.type) else ("other_type",)


def gap(a: Sequence[Days], b: Sequence[Days]) -> int:
    """The fewest days between two sets of intervals; 0 when some overlap.

    Raises:
        ValueError: one of them is empty.
    """
    if len(a) == len(b) == 1:  # most are, and the links of a ledger ask this for many millions of pairs
        (start, end), (other_start, other_end) = a[0], b[0]
        return max(0, start - other_end, other_start - end)
    return _gap_of_many(a, b)


def _gap_of_many(a: Sequence[Days], b: Sequence[Days]) -> int:
    """The same in one walk through time: what begins lies behind the latest end of the others that began before."""
    if not a or not b:
        raise ValueError("no days to tell the gap between")
    latest: list[int | None] = [None, None]
    fewest = abs(a[0][0] - b[0][0])
    for start, end, side in sorted([(*days, 0) for days in a] + [(*days, 1) for days in b]):
        other, own = latest[1 - side], latest[side]
        if other is not None and start - other < fewest:
            fewest = start - other
            if fewest <= 0:
                return 0
        latest[side] = end if own is None else max(own, end)
    return fewest


def _one_story(a: EventFacts, b: EventFacts) -> bool:
    """True when both open their reports, and these share so many names and rare words that they are one story."""
    if not (a.leads and b.leads) or len(a.report_names & b.report_names) < SAME_NAMES:
        return False
    if min(len(a.report_words), len(b.report_words)) < FEW_WORDS:
        return False
    return word_rarity().cosine(a.report_words, b.report_words) >= SAME_TEXT


def _yearly_gap(undated: EventFacts, dated: EventFacts) -> int:
    """The fewest days between a day without a year and the firm days of another event; -1 when not to be told."""
    if not undated.yearless:
        return -1
    known = [day for day in undated.yearless if "W" not in day]
    found = [-1]
    for day in known:
        for start, end in dated.firm:
            try:
                at = date.fromisoformat(f"{date.fromordinal(end).year}{day[4:]}").toordinal()
            except ValueError:  # 29 February
                continue
            found.append(max(0, at - end, start - at))
    return min(found[1:], default=-1)


def _told_later(undated: EventFacts, other: EventFacts) -> bool:
    """True when the one is undated, in a report of what came after, and that is no older than the other."""
    return undated.later and not undated.days and (undated.published or 0) >= (other.published or 0)


def _weekday_fits(undated: EventFacts, dated: EventFacts) -> bool:
    """True when a day of the week that the one tells is among the firm days of the other."""
    if not undated.yearless:
        return False
    wanted = {int(day[-1]) for day in undated.yearless if "W" in day}
    return any(date.fromordinal(d).isoweekday() in wanted for start, end in dated.firm for d in range(start, end + 1))


def likely_days(event: EventFacts, back: int) -> tuple[Days, ...]:
    """The days told, or those before publication; () when neither is known."""
    if event.days or event.published is None:
        return event.days
    return ((event.published - back, event.published),)


def kilometres(a: Spot, b: Spot) -> float:
    """How far the middles of two places lie from one another."""
    return distance_km(a.lat, a.lon, b.lat, b.lon)


def far_apart(a: EventFacts, b: EventFacts) -> bool:
    """True when both are told to be at well-known places, with none of one near any of the other and no name in common.

    Only what is told with the happening itself tells this: the hospital and the minister's journey lie elsewhere.
    """
    if not _fine(a.own_spots) or not _fine(b.own_spots) or a.place_names & b.place_names:
        return False
    return not _near(_fine(a.spots), _fine(b.spots), APART_KM)


def _on_the_map(a: EventFacts, b: EventFacts) -> Iterable[str]:
    if not a.spots or not b.spots:
        return ()
    return ("on_the_map",) if _near(_fine(a.spots), _fine(b.spots), SLACK_KM) else ()


def _places(a: EventFacts, b: EventFacts) -> Iterable[str]:
    """A name of a place in common; or that both tell where it was, and nothing says that this is one place."""
    told, other = a.place_names, b.place_names
    if not (told.isdisjoint(other) and told.isdisjoint(b.names) and other.isdisjoint(a.names)):
        return ("place_name",)
    return ("other_places",) if a.own_place_names and b.own_place_names and not _on_the_map(a, b) else ()


def _leads(a: EventFacts, b: EventFacts) -> Iterable[str]:
    """What the two reports open with."""
    if not a.leads and not b.leads:
        return ()
    return ("both_lead",) if a.leads and b.leads else ("one_leads",)


def _report_names(a: EventFacts, b: EventFacts) -> Iterable[str]:
    """How many names the reports have in common."""
    common, fewest = len(a.report_names & b.report_names), min(len(a.report_names), len(b.report_names))
    if common >= LIKE and common / max(1, fewest) >= LIKE_SHARE:
        return ("like_reports",)
    return ("no_names",) if not common and fewest >= ENOUGH else ()


def _texts(a: EventFacts, b: EventFacts) -> Iterable[str]:
    """From which levels on the texts are alike, by their rarest words, or one is too short to tell; then titles."""
    found = _text_likeness(a.report_words, b.report_words)
    return [*found, "titles_alike"] if found and _titles_alike(a.title_words, b.title_words) else found


def _titles_alike(a: frozenset[str], b: frozenset[str]) -> bool:
    return min(len(a), len(b)) >= TITLE_WORDS and word_rarity().cosine(a, b) >= TITLES_ALIKE


def _apart(a: EventFacts, b: EventFacts) -> Iterable[str]:
    """Ages of people of which none is told by both reports; and that these came out weeks from one another."""
    if a.ages and b.ages and a.ages.isdisjoint(b.ages):
        yield "other_ages"
    if a.published is not None and b.published is not None and abs(a.published - b.published) > WEEK:
        yield "weeks_between"


def _text_likeness(a: frozenset[str], b: frozenset[str]) -> list[str]:
    if min(len(a), len(b)) < FEW_WORDS:
        found = ["short_text"]
    else:
        alike = word_rarity().cosine(a, b)
        found = [name for name, least in TEXTS.items() if alike >= least] if alike else []
    rare = sum(map(word_rarity().is_rarest, a & b))
    return found + [name for name, least in RARE.items() if rare >= least] if rare else found


def _names(a: EventFacts, b: EventFacts) -> Iterable[str]:
    if not a.names.isdisjoint(b.names):
        yield "name"
    parties = a.party_names & b.party_names
    if len(parties) > 1 and any(not party.startswith("state:") for party in parties):
        yield "two_parties"  # two states at war do not tell one strike from the next


def _counts(a: EventFacts, b: EventFacts) -> Iterable[str]:
    """Figures that are the same; or killed or hurt that are further apart than an early toll and a late one."""
    if not a.counts or not b.counts:
        return ()
    if not a.counts.isdisjoint(b.counts):
        return ("count",)
    for slot in (Slot.KILLED, Slot.INJURED):
        first, second = ([n for s, n in event.counts if s is slot] for event in (a, b))
        if first and second:
            far = max(*first, *second) >= FAR_COUNT * min(max(first), max(second))
            return ("counts_far",) if far else ()
    return ()


def _fine(spots: Iterable[Spot]) -> list[Spot]:
    return [spot for spot in spots if spot.fine]


def _near(a: Iterable[Spot], b: Iterable[Spot], slack: float) -> bool:
    for x in a:
        for y in b:
            least = x.radius + y.radius + slack
            if abs(x.lat - y.lat) * KM_A_DEGREE <= least and kilometres(x, y) <= least:
                return True
    return False
