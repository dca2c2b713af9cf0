"""Put what people said of claims in the place of what the reader read: accepted, rejected, corrected.

A coding is kept as the coder gave it; whoever reads it gets it with the judgements in force laid over it. So a
correction outranks every reader, holds for the next coding of the same text, and is gone when it is taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..model import (
    Anchor,
    Claim,
    ClaimAnchor,
    CodedReport,
    Correction,
    Diagnostic,
    Event,
    EventType,
    Facet,
    Judgement,
    JudgementKind,
    Slot,
    Source,
    Span,
    Spans,
    event_facets,
    hull,
)
from .rows import fold

STAGE = "judgement"
LEAST_SHARED = 0.5  # of the characters of two contents that are to be one claim, those that both have
MARK = "judgement:"


def claim_anchor(coded: CodedReport, claim: Claim) -> ClaimAnchor:
    """How to find a claim again after its report was coded anew."""
    return ClaimAnchor(coded.report.id, coded.report.sha256, claim.content, _said_by(claim), claim.id)


def claim_at(coded: CodedReport, anchor: ClaimAnchor) -> Claim | None:
    """The claim at an anchor: the one that shares most words of content and sources with it; None when it is gone."""
    if coded.report.sha256 != anchor.sha256:
        return None
    found = [
        (2 * shared + _shared(_said_by(claim), anchor.said_by) + (claim.id == anchor.claim) / 10, claim)
        for claim in coded.claims
        if (shared := _shared(claim.content, anchor.content)) >= LEAST_SHARED
    ]
    return max(found, key=lambda f: f[0])[1] if found else None


def event_at(coded: CodedReport, anchor: Anchor) -> str | None:
    """The event at an anchor: the one that its words name, or that most claims in these words are about."""
    told: dict[str, int] = {event.id: _common(event.mentions, anchor.spans) * 2 for event in coded.events}
    for claim in coded.claims:
        told[claim.event] = told.get(claim.event, 0) + _common(claim.content, anchor.spans)
    best = max(told, key=lambda event: (told[event], event == anchor.event), default=None)
    return best if best is not None and told[best] else None


def is_checked(claim: Claim) -> bool:
    """True for a claim that a person accepted or corrected; its `origin` says by which judgement."""
    return MARK in claim.origin


def corrected(coded: CodedReport, judged: Sequence[Judgement]) -> CodedReport:
    """A coded report with judgements about its claims laid over it; the later one holds.

    Args:
        judged: judgements in force about claims, oldest first; those about other texts are passed over.
    """
    own = [(j, a) for j in judged for a in j.claims if a.sha256 == coded.report.sha256]
    if not own:
        return coded
    desk = _Correcting({claim.id: claim for claim in coded.claims}, list(coded.sources), list(coded.events))
    for judgement, at in own:
        claim = claim_at(coded, at)
        if claim is not None:
            desk.apply(judgement, claim.id, coded)
        else:
            words = quoted(at.content, coded.report.text)
            message = f"judgement {judgement.id} no longer holds: nothing is claimed in the words {words} any more"
            desk.notes.append(Diagnostic(STAGE, "lost", message, hull(at.content)))
    return desk.result(coded)


def lost(judged: Iterable[Judgement], reports: Iterable[CodedReport]) -> dict[int, tuple[ClaimAnchor, ...]]:
    """For each judgement about claims the anchors whose text or claim is not there any more; `reports` as coded."""
    by_text = {coded.report.sha256: coded for coded in reports}
    found: dict[int, tuple[ClaimAnchor, ...]] = {}
    for judgement in judged:
        gone = tuple(a for a in judgement.claims if a.sha256 not in by_text or not claim_at(by_text[a.sha256], a))
        if gone:
            found[judgement.id] = gone
    return found


def quoted(spans: Spans, text: str) -> str:
    """The words of some spans, shortened, in quotation marks."""
    words = " … ".join(span.text(text) for span in spans)
    return f"“{words if len(words) <= 80 else words[:79] + '…'}”"


@dataclass(slots=True)
class _Correcting:
    """Claims, sources and events of one report while judgements are applied to them."""

    claims: dict[str, Claim]
    sources: list[Source]
    events: list[Event]
    types: dict[str, EventType] = field(default_factory=dict)
    notes: list[Diagnostic] = field(default_factory=list)

    def apply(self, judgement: Judgement, claim_id: str, coded: CodedReport) -> None:
        claim = self.claims.get(claim_id)
        if claim is None:
            return  # a judgement before this one rejected it
        if judgement.kind is JudgementKind.REJECT:
            del self.claims[claim_id]
            why = f": {judgement.reason}" if judgement.reason else ""
            words = quoted(claim.content, coded.report.text)
            message = f"claim {claim_id} {words} was rejected by {judgement.made_by} (judgement {judgement.id}){why}"
            self.notes.append(Diagnostic(STAGE, "rejected", message, hull(claim.content)))
            return
        if judgement.kind is JudgementKind.CORRECT and judgement.correction is not None:
            claim = self.put_right(claim, judgement.correction, coded)
        mark = f"{MARK}{judgement.id}"
        self.claims[claim_id] = replace(claim, score=1.0, origin=f"{claim.origin.partition(' ' + MARK)[0]} {mark}")

    def put_right(self, claim: Claim, correction: Correction, coded: CodedReport) -> Claim:
        if correction.slot is not None:
            claim = self.with_value(claim, correction.slot, correction)
        if correction.chain is not None:
            chain = tuple(
                tuple(self.source(name, span) for name, span in zip(names, spans, strict=True))
                for names, spans in zip(correction.chain, correction.chain_spans, strict=True)
            )
            claim = replace(claim, chain=chain, chain_spans=correction.chain_spans)
        event = event_at(coded, correction.event) if correction.event else None
        if correction.alone:
            event = self.event_of_its_own(claim)
        return claim if event is None else replace(claim, event=event)

    def with_value(self, claim: Claim, slot: Slot, correction: Correction) -> Claim:
        span = correction.span or hull(claim.content)
        kept = [f for f in claim.facets if f.slot is not slot or not f.span.overlaps(span)]
        if correction.value is not None:
            kept.append(Facet(slot, span, correction.value))
            if slot is Slot.EVENT_TYPE and correction.value in set(EventType):
                self.types[claim.event] = EventType(correction.value)
        return replace(claim, facets=tuple(sorted(kept, key=lambda f: (f.span, f.slot))))

    def source(self, name: str, span: Span) -> str:
        """The id of a source by its name, which is new where the reader saw nobody of that name."""
        known = next((s.id for s in self.sources if fold(s.name) == fold(name)), None)
        if known is None:
            known = _free("s", (s.id for s in self.sources))
            self.sources.append(Source(known, name, mentions=(span,)))
        return known

    def event_of_its_own(self, claim: Claim) -> str:
        new = _free("e", (e.id for e in self.events))
        before = next((e.type for e in self.events if e.id == claim.event), EventType.OTHER)
        self.events.append(Event(new, next(iter(claim.event_types()), before), claim.content))
        return new

    def result(self, coded: CodedReport) -> CodedReport:
        claims = [self.claims[c.id] for c in coded.claims if c.id in self.claims]
        claims = [
            replace(c, alternative_of=None) if c.alternative_of and c.alternative_of not in self.claims else c
            for c in claims
        ]
        told = {claim.event for claim in coded.claims}
        return replace(
            coded,
            claims=tuple(claims),
            sources=tuple(self.sources),
            events=tuple(self.gathered(claims, told)),
            relations=tuple(r for r in coded.relations if r.a in self.claims and r.b in self.claims),
            diagnostics=(*coded.diagnostics, *self.notes),
        )

    def gathered(self, claims: Sequence[Claim], told: set[str]) -> Iterator[Event]:
        """The events with what their claims say now; one that no claim is about any more is left out."""
        members: Mapping[str, list[Claim]] = {event.id: [] for event in self.events}
        for claim in claims:
            members[claim.event].append(claim)
        for event in self.events:
            type = self.types.get(event.id, event.type)
            if members[event.id]:
                yield replace(event, type=type, facets=event_facets(members[event.id], type))
            elif event.id not in told:
                yield event


def _free(letter: str, used: Iterable[str]) -> str:
    taken = set(used)
    return next(f"{letter}{n}" for n in range(1, len(taken) + 2) if f"{letter}{n}" not in taken)


def _said_by(claim: Claim) -> Spans:
    return tuple(span for level in claim.chain_spans for span in level)


def _shared(a: Spans, b: Spans) -> float:
    """The share of characters that two sets of spans have in common, of those that either has; 1 for two empty ones."""
    common, either = _common(a, b), sum(s.length for s in (*a, *b))
    return common / (either - common) if either else 1.0


def _common(a: Spans, b: Spans) -> int:
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)
