"""Ask the ledger about what reports say was the first for a time: "the first attack since …", "a three-month hiatus".

A question is read off a claim, with the time that it speaks of; the answer is what the incidents of that time say. The
ledger knows only what it was given: "none like it" is said with the number of incidents that it has from then, and
where it has none, that it cannot tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from math import inf

from ..errors import VocabError
from ..model import (
    Claim,
    ClaimRef,
    CodedReport,
    FacetValue,
    Incident,
    IncidentPlace,
    Responsibility,
    Slot,
    Span,
    distance_km,
)
from ..vocab.actors import State
from ..vocab.loader import load_yaml
from ..vocab.matching import kinship
from .features import day_of, is_real
from .names import is_state, known_parts, name_tokens

FILE = "lexicon/en/precedents.yaml"
NEAR_KM = 60.0  # places within this of each other are one area
_HURT = frozenset({Slot.TARGET, Slot.VICTIM})
_WHO = frozenset({Slot.ACTOR, Slot.RESPONSIBILITY})
MOST = 20  # incidents named in one answer


class Answer(StrEnum):
    """What the ledger's record says."""

    BORNE_OUT = "borne out"
    NOT_BORNE_OUT = "not borne out"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class Precedent:
    """A claim that nothing like it happened for a time, and what the ledger has from that time.

    Args:
        claim, spans: the claim, and its words that say so.
        question: in words.
        since, until: the first day asked about and the day before the incident, ISO 8601; None when not made out.
        earlier: the ids of the incidents like it in that time, the latest first.
        known: how many incidents of any kind the ledger has from that time.
    """

    claim: ClaimRef
    spans: tuple[Span, ...]
    question: str
    since: str | None
    until: str | None
    answer: Answer
    words: str
    earlier: tuple[str, ...] = ()
    known: int = 0


@dataclass(frozen=True, slots=True)
class _Pattern:
    words: re.Pattern[str]
    since: bool
    toll: bool


def precedents(
    incident: Incident, coded: Mapping[str, CodedReport], others: Iterable[Incident]
) -> tuple[Precedent, ...]:
    """What the claims of an incident say of the time before it, each question once, with the answer of the ledger.

    Args:
        coded: the reports of the incident by id; what is missing asks nothing.
        others: the incidents of the ledger; this one among them does no harm.
    """
    day = day_of(incident.time.start or incident.time.end) if incident.time else None
    before = [o for o in others if o.id != incident.id]
    found: dict[tuple[str | None, bool], Precedent] = {}
    for ref, claim, report in _claims(incident, coded):
        for pattern in _patterns():
            words = _content(claim, report)
            match = pattern.words.search(words.lower())
            if match is None:
                continue
            start = _start(pattern, match, claim, report, day)
            key = (start.isoformat()[:7] if start else None, pattern.toll)
            found.setdefault(
                key, _answered(ref, claim, words[match.start() :], (start, day), incident, before, pattern)
            )
    return tuple(found.values())


def _claims(incident: Incident, coded: Mapping[str, CodedReport]) -> Iterator[tuple[ClaimRef, Claim, CodedReport]]:
    events = set(incident.events)
    for report_id in incident.reports:
        report = coded.get(report_id)
        for claim in report.claims if report else ():
            if (report_id, claim.event) in events and is_real(claim) and report is not None:
                yield (report_id, claim.id), claim, report


def _content(claim: Claim, report: CodedReport) -> str:
    return " ".join(span.text(report.report.text) for span in claim.content)


def _start(pattern: _Pattern, match: re.Match[str], claim: Claim, report: CodedReport, day: int | None) -> date | None:
    """The first day that a claim asks about."""
    if not pattern.since:
        days = _days(match["number"], match["unit"], nearly=match["nearly"] is not None)
        return date.fromordinal(day - days) if day is not None and 0 < days < day else None
    told = [time for time in report.layers.times if any(s.contains(time.span) for s in claim.content)]
    ordinals = [day_of(t.end or t.start) for t in told]
    earlier = [o for o in ordinals if o is not None and (day is None or o < day)]
    return date.fromordinal(max(earlier) + 1) if earlier else None


def _answered(
    ref: ClaimRef,
    claim: Claim,
    words: str,
    asked: tuple[date | None, int | None],
    incident: Incident,
    before: Sequence[Incident],
    pattern: _Pattern,
) -> Precedent:
    start, day = asked
    question = f"“{words if len(words) <= 120 else words[:119] + '…'}”"
    if start is None or day is None:
        when = (
            "it is not made out from when on it is meant" if day is not None else "the day of the incident is not known"
        )
        return Precedent(ref, claim.content, question, None, None, Answer.CANNOT_TELL, f"cannot be told: {when}")
    until = date.fromordinal(day) - timedelta(days=1)
    then = [o for o in before if _between(o, start.toordinal(), until.toordinal())]
    like = [o for o in then if _is_like(o, incident, claim) and (not pattern.toll or _toll(o) >= _toll(incident))]
    like.sort(key=lambda o: (o.time.start or "" if o.time else "", o.id), reverse=True)
    period = f"from {start.isoformat()} to {until.isoformat()}"
    if like:
        answer, said = Answer.NOT_BORNE_OUT, f"the ledger has {len(like)} like it {period}"
    elif then:
        answer, said = Answer.BORNE_OUT, f"none like it among the {len(then)} incidents that the ledger has {period}"
    else:
        answer, said = Answer.CANNOT_TELL, f"cannot be told: the ledger has no incident {period}"
    names = tuple(o.id for o in like[:MOST])
    return Precedent(ref, claim.content, question, start.isoformat(), until.isoformat(), answer, said, names, len(then))


def _between(other: Incident, first: int, last: int) -> bool:
    day = day_of(other.time.start or other.time.end) if other.time else None
    return day is not None and first <= day <= last


def _is_like(other: Incident, incident: Incident, claim: Claim) -> bool:
    """True for a deed of the same kind on whom the claim names, or by whom it names, or else in the same area."""
    table = kinship()
    if other.type in table.attendant or not (other.type is incident.type or (other.type, incident.type) in table.kin):
        return False
    for slots in (_HURT, _WHO):
        named = frozenset(b for f in claim.facets if f.slot in slots for b in _bodies(f.value))
        if named:
            held = (v.value for f in other.findings if f.slot in slots for v in f.values if v.claims)
            return any(named & _bodies(value) for value in held)
    return _one_area(other, incident)


def _bodies(value: FacetValue) -> frozenset[str]:
    """The states and known bodies that a value names: the US of "a US military base"."""
    words = value.party if isinstance(value, Responsibility) else value
    parts = known_parts(words) if isinstance(words, str) else ()
    return frozenset(p.iso if isinstance(p, State) else p.id for p in parts if not isinstance(p, str))


def _one_area(a: Incident, b: Incident) -> bool:
    names = [{t for p in i.places if not is_state(p.name) for t in name_tokens(p.name)} for i in (a, b)]
    if names[0] & names[1]:
        return True
    spots = [[p for p in i.places if p.lat is not None and (p.radius_km or 0.0) <= NEAR_KM] for i in (a, b)]
    return any(_apart(x, y) <= NEAR_KM for x in spots[0] for y in spots[1])


def _apart(a: IncidentPlace, b: IncidentPlace) -> float:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return inf
    return distance_km(a.lat, a.lon, b.lat, b.lon)


def _toll(incident: Incident) -> int:
    return max((f.best.best for f in incident.findings if f.slot is Slot.KILLED and f.best), default=0)


def _days(number: str, unit: str, *, nearly: bool) -> int:
    """The days of a stretch of time.

    >>> _days("three", "month", nearly=True), _days("9", "year", nearly=False)
    (81, 3285)
    """
    table = load_yaml(FILE)
    many = int(number) if number.isdigit() else int(table["numbers"][number])
    days = many * int(table["days"][unit])
    return days - days // 10 if nearly else days


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """The packaged patterns.

    Raises:
        VocabError: one is broken.
    """
    table = load_yaml(FILE)
    about, nearly = ("|".join(re.escape(word) for word in table[key]) for key in ("about", "nearly"))
    numbers = "|".join(re.escape(str(word)) for word in table["numbers"])
    units = "|".join(table["days"])
    stretch = rf"(?:(?:{about})\s+)*(?:(?P<nearly>{nearly})\s+)?(?P<number>\d+|{numbers})[\s-](?P<unit>{units})s?"
    try:
        return tuple(
            _Pattern(
                re.compile(row["pattern"].replace("{span}", stretch)), bool(row.get("since")), bool(row.get("toll"))
            )
            for row in table["patterns"]
        )
    except (KeyError, re.error) as error:
        raise VocabError(f"{FILE}: broken pattern ({error}); compare it with its neighbours") from error
