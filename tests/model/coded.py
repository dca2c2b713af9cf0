"""Made-up coded reports for tests: a small real one, and hypothesis strategies for any."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from sayso.model import (
    COUNT_SLOTS,
    PLACE_SLOTS,
    Claim,
    ClaimRef,
    CodedReport,
    Count,
    CountMention,
    CountRange,
    Credibility,
    CueKind,
    Diagnostic,
    Event,
    EventFacet,
    EventType,
    Facet,
    FacetValue,
    Finding,
    FindingStatus,
    FindingValue,
    Incident,
    IncidentPlace,
    Irrealis,
    Layers,
    Mention,
    MentionKind,
    Place,
    Quote,
    Relation,
    RelationType,
    Report,
    Responsibility,
    SameAs,
    Slot,
    Source,
    SourceKind,
    Span,
    TimeSpan,
    Value,
)
from sayso.model.coded import AttributionLayer, CandidateLayer, PlaceLayer, TimeLayer

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
names = st.text("abc123", min_size=1, max_size=4)
shares = st.floats(0, 1, allow_nan=False)
days = st.dates().map(lambda d: d.isoformat())
moments = st.none() | days | days.map(lambda d: f"{d}T06:30")
spans = st.tuples(st.integers(0, 500), st.integers(1, 80)).map(lambda p: Span(p[0], p[0] + p[1]))
some_spans = st.lists(spans, max_size=3).map(tuple)


def tuples(of: st.SearchStrategy, most: int = 3) -> st.SearchStrategy:
    return st.lists(of, max_size=most).map(tuple)


degrees = st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180))
counts = st.builds(Count, st.sampled_from(["=", ">=", ">", "<=", "<", "~"]), st.integers(0, 10**6), st.none() | words)
times = st.builds(TimeSpan, moments, moments, st.sampled_from(["minute", "day", "month", "range", "unknown"]))
places = st.builds(
    lambda name, at, gid, km, how: Place(name, at and at[0], at and at[1], gid, km, how),
    words,
    degrees,
    st.none() | st.integers(1, 10**7),
    st.none() | st.floats(0, 500),
    st.sampled_from(["site", "town", "country", "unknown"]),
)
responsibilities = st.builds(Responsibility, st.sampled_from(["claimed", "denied", "accused"]), st.none() | words)


def values_of(slot: Slot) -> st.SearchStrategy[FacetValue]:
    if slot in COUNT_SLOTS:
        return counts
    if slot in PLACE_SLOTS:
        return places
    special: dict[Slot, st.SearchStrategy[Any]] = {
        Slot.TIME: times,
        Slot.RESPONSIBILITY: responsibilities,
        Slot.EVENT_TYPE: st.sampled_from([t.value for t in EventType]),
        Slot.OUTCOME: st.sampled_from(["failed", "hit", "intercepted"]),
    }
    return special.get(slot, words)


slots = st.sampled_from(Slot)
facets = slots.flatmap(lambda slot: st.builds(Facet, st.just(slot), spans, values_of(slot)))
event_facets = slots.flatmap(lambda slot: st.builds(EventFacet, st.just(slot), values_of(slot), tuples(names)))
claims = st.builds(
    Claim,
    id=names,
    event=names,
    chain=tuples(tuples(names, 2), 2),
    chain_spans=tuples(some_spans, 2),
    cue=some_spans,
    cue_kind=st.sampled_from(CueKind),
    content=st.lists(spans, min_size=1, max_size=2).map(tuple),
    quote=st.sampled_from(Quote),
    value=st.sampled_from(Value),
    author_value=st.sampled_from(Value),
    irrealis=st.none() | st.sampled_from(Irrealis),
    claim_time=st.none() | spans,
    alternative_of=st.none() | names,
    facets=tuples(facets),
    score=shares,
)
sources = st.builds(
    Source,
    id=names,
    name=words,
    kind=st.sampled_from(SourceKind),
    named=st.booleans(),
    number=st.none() | st.integers(1, 50),
    affiliation=st.none() | words,
    mentions=some_spans,
    possibly_same_as=tuples(st.builds(SameAs, names, st.sampled_from(["certain", "probable", "possible"])), 1),
)
layers = st.builds(
    Layers,
    sentences=some_spans,
    mentions=tuples(st.builds(Mention, spans, st.sampled_from(MentionKind), st.none() | names)),
    times=tuples(
        st.builds(
            TimeLayer,
            span=spans,
            type=st.sampled_from(["DATE", "TIME", "DURATION", "SET"]),
            timex=words,
            mod=st.none() | words,
            start=moments,
            end=moments,
            precision=st.sampled_from(["day", "month", "unknown"]),
            anchor=st.sampled_from(["publication", "none", "event:e1", "time:t2"]),
            rule=words,
        ),
        1,
    ),
    attributions=tuples(
        st.builds(
            AttributionLayer, some_spans, some_spans, some_spans, st.sampled_from([q.value for q in Quote]), st.none()
        ),
        1,
    ),
    places=tuples(
        st.builds(
            lambda span, name, score: PlaceLayer(
                span, name, 1.5, -2.5, 7, "locality", 4.0, "town", (CandidateLayer(name, 1.5, -2.5, 7, score),)
            ),
            spans,
            words,
            shares,
        ),
        1,
    ),
    counts=tuples(
        st.builds(CountMention, spans, counts, st.none() | slots, st.none() | spans, st.booleans(), st.booleans()), 1
    ),
)
reports = st.builds(lambda text, name, day: Report.of(text, id=name, published=day, title=name), words, names, days)
coded_reports = st.builds(
    CodedReport,
    report=reports,
    layers=layers,
    sources=tuples(sources),
    events=tuples(st.builds(Event, names, st.sampled_from(EventType), some_spans, tuples(event_facets))),
    claims=tuples(claims),
    relations=tuples(st.builds(Relation, st.sampled_from(RelationType), names, names)),
    diagnostics=tuples(st.builds(Diagnostic, words, words, words, st.none() | spans)),
)

refs: st.SearchStrategy[ClaimRef] = st.tuples(names, names)
findings = slots.flatmap(
    lambda slot: st.builds(
        Finding,
        slot=st.just(slot),
        status=st.sampled_from(FindingStatus),
        values=tuples(st.builds(FindingValue, values_of(slot), tuples(refs), st.integers(0, 9), tuples(refs)), 2),
        best=st.none() | st.just(CountRange(1, 2, None)),
    )
)
incidents = st.builds(
    Incident,
    id=st.just("INC-7KQ2M9"),
    type=st.sampled_from(EventType),
    title=words,
    time=st.none() | times,
    places=tuples(
        st.builds(IncidentPlace, st.just("site"), words, st.just(1.0), st.just(2.0), st.just(5.0), st.just("town")), 1
    ),
    reports=tuples(names),
    events=tuples(refs),
    findings=tuples(findings, 2),
    credibility=st.just(Credibility(3, "one independent chain, not contradicted")),
)
