"""What the review page shows of a doubt: a question in plain words, both sides with their evidence, the history."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from ..errors import NotFoundError, UsageError
from ..ledger import Decided, Ledger, whole_number
from ..model import Claim, ClaimRef, CodedReport, Incident, Judgement, Slot, Span, hull
from ..model.codec import encode
from ..pipeline.deciding import revision_of
from ..pipeline.review import Doubt, DoubtKind, matter_of
from ..wording import judgement_words, letters, quote_words, time_words, value_words, words
from .desk import Queue
from .findings import Evidence, evidence
from .listing import MOST_PAGES
from .render import incident_url

AHEAD = 8  # doubts listed after the one in hand
MOST_EVIDENCE = 6  # claims of one side of a near miss
AROUND = 160  # characters shown before and after a claim that was read with doubt
HISTORY = 12  # decisions on the page of the queue
PAGE = 100  # decisions on the page of all
KINDS = {
    DoubtKind.NEAR_MISS: "Nearly one incident",
    DoubtKind.CONTESTED: "Contested",
    DoubtKind.LOW_SCORE: "Read with doubt",
    DoubtKind.LOST_JUDGEMENT: "Judgements without a place",
}


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim that may be ticked or put right: `report/c3`, its words, and what it says of the slots."""

    name: str
    told: Evidence
    facets: tuple[tuple[str, str, str], ...]  # slot, value, words


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a doubt: an incident, or a value, or the one claim in question."""

    title: str
    url: str | None
    facts: tuple[tuple[str, str], ...]
    claims: tuple[ShownClaim, ...]
    letter: str | None = None
    more: int = 0


@dataclass(frozen=True, slots=True)
class Weighed:
    """A likeness of two incidents, what it adds, and how long its bar is (percent of the longest)."""

    name: str
    weight: float
    percent: int


@dataclass(frozen=True, slots=True)
class Item:
    """A doubt as it is shown; `revision` is the state of the matter, handed back with a decision."""

    key: str
    doubt: Doubt
    question: str
    sides: tuple[Side, ...]
    weighed: tuple[Weighed, ...]
    passage: tuple[str, str, str] | None
    within: tuple[str, str] | None  # title and address of the incident
    revision: str

    @property
    def claims(self) -> tuple[ShownClaim, ...]:
        """Every claim that is shown."""
        return tuple(claim for side in self.sides for claim in side.claims)


@dataclass(frozen=True, slots=True)
class ShownJudgement:
    """A decision: what, by whom, when, why; `standing` when it can be taken back."""

    judgement: Judgement
    what: str
    when: str
    standing: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is in the queue: of which kind, at which doubt, the first being 0."""

    kind: DoubtKind | None = None
    at: int = 0

    def url(self, **changed: object) -> str:
        """Where this place, or the one with something changed, is."""
        asked = {"kind": self.kind.value if self.kind else "", "at": self.at} | changed
        asked["at"] = str(int(str(asked["at"])) + 1) if asked["at"] else ""
        kept = {name: value for name, value in asked.items() if value}
        return "/review" + (f"?{urlencode(kept)}" if kept else "")


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The page: the kinds with their counts, the doubt in hand, what comes after, what was decided."""

    queue: Queue
    place: Place
    kinds: tuple[tuple[str, int, str, bool], ...]  # label, count, address, chosen
    total: int
    item: Item | None
    ahead: tuple[tuple[str, str, str], ...]  # kind, words, address
    history: tuple[ShownJudgement, ...]
    decisions: int
    done: ShownJudgement | None
    newest: int

    @property
    def onward(self) -> str:
        """Where the next doubt is; after the last one, the first."""
        return self.place.url(at=self.place.at + 1 if self.place.at + 1 < self.total else 0)


def place_of(params: Mapping[str, str]) -> Place:
    """Where the parameters point at.

    Raises:
        UsageError: no such kind, or no number.
    """
    asked = params.get("kind") or None
    if asked is not None and asked not in set(DoubtKind):
        raise UsageError(f"kind {asked[:40]!r}: is none of {', '.join(DoubtKind)}")
    return Place(DoubtKind(asked) if asked else None, whole_number(params, "at", 1, most=MOST_PAGES) - 1)


def review_view(ledger: Ledger, queue: Queue, params: Mapping[str, str]) -> ReviewView:
    """Everything that the page shows; doubts that are settled by now are passed over.

    Raises:
        UsageError: a parameter cannot be understood.
    """
    place = place_of(params)
    doubts = [d for d in queue.doubts if place.kind in (None, d.kind)]
    at = min(place.at, max(0, len(doubts) - 1))
    wanted = params.get("item")
    if wanted:
        at = next((n for n, doubt in enumerate(doubts) if key_of(doubt) == wanted), at)
    place = Place(place.kind, at)
    decided = Decided(ledger)
    return ReviewView(
        queue=queue,
        place=place,
        kinds=tuple(_kinds(queue.doubts, place.kind)),
        total=len(doubts),
        item=shown_item(ledger, doubts[at]) if doubts else None,
        ahead=tuple(
            (KINDS[d.kind], d.what, place.url(at=n)) for n, d in list(enumerate(doubts))[at + 1 : at + 1 + AHEAD]
        ),
        history=tuple(map(shown_judgement, decided.lately(HISTORY))),
        decisions=decided.total(),
        done=just_done(ledger, params),
        newest=decided.newest(),
    )


def _kinds(doubts: Sequence[Doubt], chosen: DoubtKind | None) -> Iterator[tuple[str, int, str, bool]]:
    yield "All", len(doubts), Place().url(), chosen is None
    for kind, label in KINDS.items():
        yield label, sum(d.kind is kind for d in doubts), Place(kind).url(), chosen is kind


def key_of(doubt: Doubt) -> str:
    """A short name of a doubt, the same for as long as it is about the same."""
    about = (doubt.kind, doubt.incidents, doubt.slot, sorted(doubt.claims), doubt.judgement)
    return hashlib.sha256(encode(about)).hexdigest()[:12]


def shown_judgement(judgement: Judgement) -> ShownJudgement:
    """A decision in words."""
    what = judgement_words(judgement).partition(": ")[2]
    return ShownJudgement(judgement, what, judgement.made_at[:16].replace("T", " "), judgement.in_force)


def just_done(ledger: Ledger, params: Mapping[str, str]) -> ShownJudgement | None:
    """The decision that led to this page, by `done` of the parameters."""
    number = params.get("done", "")
    found = Decided(ledger).one(int(number)) if number.isascii() and number.isdecimal() and len(number) < 12 else None
    return shown_judgement(found) if found else None


def shown_item(ledger: Ledger, doubt: Doubt) -> Item:
    """A doubt with its question, its sides and the state of the matter."""
    coded = _Coded(ledger)
    passage = None
    sides: tuple[Side, ...] = ()
    match doubt.kind:
        case DoubtKind.NEAR_MISS:
            question = "Are these two the same happening?"
            sides = tuple(
                _incident_side(ledger, coded, i, e) for i, e in zip(doubt.incidents, doubt.claims, strict=True)
            )
        case DoubtKind.CONTESTED:
            question, sides = _contested(ledger, coded, doubt)
        case DoubtKind.LOW_SCORE:
            question = "Does the text say this?"
            sides, passage = _low_score(coded, doubt)
        case DoubtKind.LOST_JUDGEMENT:
            question = "Take this judgement back, or leave it at rest?"
    revision = revision_of(ledger, *matter_of(doubt))
    within = _within(ledger, doubt) if doubt.kind in {DoubtKind.CONTESTED, DoubtKind.LOW_SCORE} else None
    return Item(key_of(doubt), doubt, question, sides, _weighed(doubt), passage, within, revision)


def _within(ledger: Ledger, doubt: Doubt) -> tuple[str, str] | None:
    try:
        incident = ledger.incident(doubt.incidents[0])
    except NotFoundError:
        return None
    return incident.title, incident_url(incident.id)


def _weighed(doubt: Doubt) -> tuple[Weighed, ...]:
    most = max((abs(likeness.weight) for likeness in doubt.likenesses), default=0.0) or 1.0
    return tuple(
        Weighed(words(likeness.name), likeness.weight, round(100 * abs(likeness.weight) / most))
        for likeness in doubt.likenesses
    )


class _Coded:
    """Reports by id, each read once; None for one that is gone."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._known: dict[str, CodedReport | None] = {}

    def report(self, report_id: str) -> CodedReport | None:
        if report_id not in self._known:
            try:
                self._known[report_id] = self._ledger.coded(report_id)
            except NotFoundError:
                self._known[report_id] = None
        return self._known[report_id]

    def claim(self, ref: ClaimRef) -> tuple[CodedReport, Claim] | None:
        coded = self.report(ref[0])
        claim = next((c for c in coded.claims if c.id == ref[1]), None) if coded else None
        return (coded, claim) if coded and claim else None


def _shown(coded: CodedReport, claim: Claim, slot: Slot | None = None, *, denies: bool = False) -> ShownClaim:
    ref = (coded.report.id, claim.id)
    facets = tuple((f.slot.value, value_words(f.value), quote_words(coded.report.text, f.span)) for f in claim.facets)
    return ShownClaim("/".join(ref), evidence(ref, claim, coded, slot, denies=denies), facets)


def _incident_side(ledger: Ledger, coded: _Coded, incident_id: str, event: ClaimRef) -> Side:
    """One of two incidents, with the claims about the event that is most like one of the other."""
    try:
        incident = ledger.incident(incident_id)
    except NotFoundError:
        return Side(f"{incident_id}: not there any more", None, (), ())
    report = coded.report(event[0])
    claims = [c for c in report.claims if c.event == event[1]] if report else []
    told = tuple(_shown(report, claim) for claim in claims[:MOST_EVIDENCE]) if report else ()
    more = max(0, len(claims) - MOST_EVIDENCE)
    return Side(incident.title, incident_url(incident.id), tuple(_facts(incident)), told, more=more)


def _facts(incident: Incident) -> Iterator[tuple[str, str]]:
    yield "what", words(incident.type.value)
    yield "when", time_words(incident.time)
    named = dict.fromkeys(place.name for place in incident.places)
    yield "where", ", ".join(named) or "not known"
    yield "reports", str(len(incident.reports))
    yield "id", incident.id


def _contested(ledger: Ledger, coded: _Coded, doubt: Doubt) -> tuple[str, tuple[Side, ...]]:
    slot = Slot(doubt.slot) if doubt.slot else None
    try:
        incident = ledger.incident(doubt.incidents[0])
    except NotFoundError:
        return "This incident is not there any more.", ()
    finding = next((f for f in incident.findings if f.slot is slot), None)
    sides = []
    values = finding.values if finding else ()
    for letter, value in zip(letters(len(values)), values, strict=True):
        held = [(ref, False) for ref in value.claims] + [(ref, True) for ref in value.denied_by]
        found = [(coded.claim(ref), denies) for ref, denies in held]
        told = tuple(_shown(*there, slot, denies=denies) for there, denies in found if there)
        sides.append(Side(value_words(value.value), None, (), told, letter))
    what = words(slot.value) if slot else "this"
    return f"Sources differ on {what}. Were they read rightly?", tuple(sides)


def _low_score(coded: _Coded, doubt: Doubt) -> tuple[tuple[Side, ...], tuple[str, str, str] | None]:
    there = coded.claim(doubt.claims[0])
    if there is None:
        return (), None
    return (Side("", None, (), (_shown(*there),)),), passage_of(*there)


def passage_of(coded: CodedReport, claim: Claim) -> tuple[str, str, str]:
    """The words of a claim as they stand in the text, with what is before and after them."""
    text, whole = coded.report.text, hull(claim.content)
    around = _whole_words(text, Span(max(0, whole.start - AROUND), min(len(text), whole.end + AROUND)), whole)
    return (
        ("…" if around.start else "") + text[around.start : whole.start],
        whole.text(text),
        text[whole.end : around.end] + ("…" if around.end < len(text) else ""),
    )


def _whole_words(text: str, span: Span, inside: Span) -> Span:
    """The span without the parts of words at its edges, as long as `inside` stays in it."""
    first = text.find(" ", span.start, inside.start) + 1 if span.start else 0
    last = text.rfind(" ", inside.end, span.end) if span.end < len(text) else span.end
    return Span(first or span.start, last if last >= inside.end else span.end)


def decisions_view(ledger: Ledger, params: Mapping[str, str]) -> tuple[tuple[ShownJudgement, ...], int, int, int]:
    """A page of all decisions, the newest first; its number, how many pages there are, how many decisions."""
    decided = Decided(ledger)
    total = decided.total()
    pages = max(1, -(-total // PAGE))
    number = min(whole_number(params, "page", 1, most=MOST_PAGES), pages)
    return tuple(map(shown_judgement, decided.lately(PAGE, (number - 1) * PAGE))), number, pages, total
