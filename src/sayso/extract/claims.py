"""Turn propositions into claims (source chain, cue, content, value, facets, event) and gather the events."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from ..model import (
    Attribution,
    Claim,
    CueKind,
    Diagnostic,
    Document,
    Event,
    Facet,
    Proposition,
    Responsibility,
    Slot,
    Source,
    SourceKind,
    Span,
    Spans,
    Value,
    event_facets,
)
from ..vocab.source_words import source_words
from .claim_scores import ClaimSigns, Scorer, claim_scorer
from .coreference import event_type_of, group_events
from .sources import source_ids

LEAST = 0.3  # 0.2 to 0.35 all gained about 0.5 of claim F1 on the development clusters, at a level attributed-fact F1

FacetReader = Callable[[Document, Proposition], tuple[Facet, ...]]


class ClaimBuilder:
    """Assign `claims` and `coded_events`: one claim per proposition."""

    requires = ("propositions", "attributions", "sources", "events")
    assigns = "claims coded_events"

    def __init__(
        self,
        readers: tuple[FacetReader, ...] = (),
        fallbacks: tuple[FacetReader, ...] = (),
        *,
        scorer: Scorer | None = None,
        least: float = LEAST,
    ) -> None:
        """`fallbacks` are asked only for slots that no reader has filled; `scorer` gives each claim its score.

        Claims that answer nothing and score below `least` are set aside with a diagnostic.
        """
        self.readers = readers
        self.fallbacks = fallbacks
        self.scorer = scorer or claim_scorer()
        self.least = least

    def __call__(self, doc: Document) -> Document:
        """The document with its claims in text order, and its events."""
        facets = tuple(self._facets(doc, p) for p in doc.propositions)
        groups = group_events(doc, facets)
        ids = source_ids(doc)
        sources = {s.id: s for s in doc.sources}
        levels = [_levels(chain_of(doc, p.attribution)) for p in doc.propositions]
        unscored = (
            self._claim(doc, k, levels[k], facets[k], f"e{groups[k] + 1}", ids, sources)
            for k in range(len(doc.propositions))
        )
        signs = ClaimSigns(doc)
        scored = tuple(replace(c, score=self.scorer(signs.of(c, levels[k]))) for k, c in enumerate(unscored))
        needed = {c.alternative_of for c in scored}
        weak = [c for c in scored if not c.facets and (c.score or 0.0) < self.least and c.id not in needed]
        claims = tuple(c for c in scored if c not in weak)
        doc = replace(doc, claims=claims, coded_events=tuple(events_of(doc, claims)))
        return doc.note(*(_set_aside(c) for c in weak))

    def _facets(self, doc: Document, proposition: Proposition) -> tuple[Facet, ...]:
        found = [f for reader in self.readers for f in reader(doc, proposition)]
        filled = {f.slot for f in found}
        found += [f for reader in self.fallbacks for f in reader(doc, proposition) if f.slot not in filled]
        unique: dict[tuple[Slot, Span], Facet] = {}
        for facet in found:
            unique.setdefault((facet.slot, facet.span), facet)
        return tuple(sorted(unique.values(), key=lambda f: (f.span.start, f.span.end, f.slot)))

    def _claim(
        self,
        doc: Document,
        k: int,
        levels: Sequence[Attribution],
        facets: tuple[Facet, ...],
        event: str,
        ids: Mapping[Span, str],
        sources: Mapping[str, Source],
    ) -> Claim:
        proposition = doc.propositions[k]
        spans: tuple[Spans, ...] = tuple(a.source for a in levels)
        chain = tuple(tuple(dict.fromkeys(ids[s] for s in level)) for level in spans)
        inner = sources[chain[-1][0]] if chain else None
        return Claim(
            id=f"c{k + 1}",
            event=event,
            chain=chain,
            chain_spans=spans,
            cue=proposition.cue,
            cue_kind=proposition.cue_kind,
            content=proposition.content,
            quote=proposition.quote,
            value=proposition.value,
            author_value=Value.UNKNOWN if spans else proposition.value,
            irrealis=proposition.irrealis,
            basis=_basis(proposition, None if inner is None else inner.kind),
            channel=None if inner is None else inner.channel,
            claim_time=_claim_time(doc, proposition),
            alternative_of=None if proposition.alternative_of is None else f"c{proposition.alternative_of + 1}",
            facets=_without_speaker(doc, facets, spans),
            origin=levels[-1].origin if levels else "rules",
        )


def _set_aside(claim: Claim) -> Diagnostic:
    return Diagnostic(
        "claims",
        "unlikely",
        f"claim {claim.id} answers nothing and is likely none ({claim.score:.2f})",
        claim.content[0],
    )


def _levels(chain: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with a source; of those that share words in it, as both readers saw it, the inner one."""
    levels: list[Attribution] = []
    for attribution in reversed(chain):
        same = any(s.overlaps(t) for level in levels for s in level.source for t in attribution.source)
        if attribution.source and not same:
            levels.insert(0, attribution)
    return levels


def _without_speaker(doc: Document, facets: tuple[Facet, ...], levels: tuple[Spans, ...]) -> tuple[Facet, ...]:
    """Actor is who did it, never who said it; only a body that claims responsibility is both (its spokesman is not).

    "We share what we know of this attack" makes no attacker of "we": there the event is a noun that "we" only speak of.
    """
    claimed = any(isinstance(f.value, Responsibility) and f.value.stance == "claimed" for f in facets)
    speakers = [s for level in levels for s in level]
    spoken_of = all(_is_noun(doc, f.span) for f in facets if f.slot is Slot.EVENT_TYPE)
    kept: list[Facet] = []
    for facet in facets:
        words = facet.span.text(doc.text)
        speaks = any(s.overlaps(facet.span) for s in speakers)
        if facet.slot is Slot.ACTOR and (
            (speaks and not (claimed and not _names_person(words))) or (words.lower() in {"we", "i"} and spoken_of)
        ):
            continue
        kept.append(facet)
    return tuple(kept)


def _is_noun(doc: Document, span: Span) -> bool:
    first = doc.token_at(span.start)
    return first < len(doc.tokens) and doc.tokens[first].tag.startswith(("NN", "AJ", "AT"))


def _names_person(phrase: str) -> bool:
    """The phrase holds a title that people bear: spokesman, general, minister."""
    heads = (source_words().head(word) for word in phrase.lower().split())
    return any(head is not None and head.role.person for head in heads)


def chain_of(doc: Document, index: int | None) -> tuple[Attribution, ...]:
    """Attributions from the outermost to the one at `index`; () for None."""
    chain: list[Attribution] = []
    while index is not None and len(chain) <= len(doc.attributions):
        attribution = doc.attributions[index]
        chain.append(attribution)
        index = attribution.parent
    return tuple(reversed(chain))


def events_of(doc: Document, claims: Sequence[Claim]) -> list[Event]:
    """The events that claims tell of, in order of first mention, each slot's values with the claims that give them."""
    members: dict[str, list[Claim]] = {}
    for claim in claims:
        members.setdefault(claim.event, []).append(claim)
    told = _mentions(doc, claims)
    types = {id: event_type_of([t for claim in group for t in claim.event_types()]) for id, group in members.items()}
    return [
        Event(
            id=id,
            type=types[id],
            mentions=tuple(told.get(id, ())),
            facets=event_facets(group, types[id]),
        )
        for id, group in members.items()
    ]


def _mentions(doc: Document, claims: Sequence[Claim]) -> dict[str, list[Span]]:
    """Triggers by the event of the claim whose content holds them; one pass, both in text order."""
    told: dict[str, list[Span]] = {}
    contents = sorted((span, claim.event) for claim in claims for span in claim.content)
    starts = [span.start for span, _ in contents]
    for mention in doc.events:
        last = bisect_right(starts, mention.trigger.start)
        holding = (
            event for span, event in reversed(contents[max(0, last - 8) : last]) if span.contains(mention.trigger)
        )
        event = next(holding, None)
        if event is not None:
            told.setdefault(event, []).append(mention.trigger)
    return told


def _basis(proposition: Proposition, kind: SourceKind | None) -> str | None:
    """What a claim rests on, where cue and source tell."""
    if kind is SourceKind.INVESTIGATION:
        return "investigation"
    if kind is SourceKind.WITNESS:
        return "direct_observation"
    if proposition.cue_kind is CueKind.EVIDENTIAL_VERB:
        return "evidence"
    if proposition.cue_kind is CueKind.BELIEF_VERB:
        return "inference"
    return None


_CLAIM_TIMES = frozenset({"later", "earlier", "initially", "first", "now", "subsequently", "previously"})


def _claim_time(doc: Document, proposition: Proposition) -> Span | None:
    """When the claim was made: a time or an adverb ("Later", "at first") beside the cue, outside the content."""
    if not proposition.cue:
        return None
    number = bisect_right(doc.sentences, proposition.cue[0].start, key=lambda s: s.span.start) - 1
    if number < 0:
        return None
    sentence = doc.sentences[number]
    near = Span(max(0, proposition.cue[0].start - 60), proposition.cue[-1].end + 40)
    said = [t.span for t in doc.sentence_tokens(sentence) if t.lower in _CLAIM_TIMES]
    first = bisect_left(doc.times, sentence.span.start, key=lambda t: t.span.start)
    timed = [t.span for t in takewhile(lambda t: t.span.end <= sentence.span.end, doc.times[first:])]
    outside = (s for s in (*timed, *said) if near.contains(s) and not any(c.overlaps(s) for c in proposition.content))
    return next(outside, None)
