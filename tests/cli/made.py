"""Made-up coded reports and an incident for the views: two reports of a shelling at Varna Ford, invented."""

from __future__ import annotations

from sayso.model import (
    Claim,
    CodedReport,
    Count,
    CountRange,
    Credibility,
    CueKind,
    Diagnostic,
    Drift,
    Event,
    EventType,
    Facet,
    FacetValue,
    Finding,
    FindingStatus,
    FindingValue,
    Incident,
    IncidentPlace,
    Irrealis,
    Place,
    Quote,
    RelatedIncident,
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

POST = (
    "A police officer said at least three people were killed when shells hit Varna Ford on Monday. "
    "The army claimed that no shells were fired. It was unclear who was behind it. Subscribe to our letter."
)
RADIO = "Radio Varna, citing a nurse, reported that five people were killed at Varna Ford."


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def facet(text: str, slot: Slot, words: str, value: FacetValue) -> Facet:
    return Facet(slot, at(text, words), value)


def claim(id: str, text: str, content: str, value: Value, *facets: Facet, **rest: object) -> Claim:
    usual: dict[str, object] = {"event": "e1", "chain": (), "chain_spans": (), "cue": (), "cue_kind": CueKind.NONE}
    usual |= {"quote": Quote.INDIRECT, "author_value": Value.UNKNOWN}
    return Claim(id=id, content=(at(text, content),), value=value, facets=facets, **(usual | rest))  # type: ignore[arg-type]


def post() -> CodedReport:
    killed = claim(
        "c1", POST, "at least three people were killed when shells hit Varna Ford on Monday", Value.CERTAIN,
        facet(POST, Slot.EVENT_TYPE, "shells hit", "shelling"),
        facet(POST, Slot.KILLED, "at least three people", Count(">=", 3, "people")),
        facet(POST, Slot.PLACE, "Varna Ford", Place("Varna Ford", 51.25, 7.5, None, 8, "town")),
        facet(POST, Slot.TIME, "on Monday", TimeSpan("2024-04-22", "2024-04-22", "day")),
        chain=(("s1",),), chain_spans=((at(POST, "A police officer"),),), cue=(at(POST, "said"),),
        cue_kind=CueKind.NEUTRAL_VERB,
    )  # fmt: skip
    denial = claim(
        "c2", POST, "no shells were fired", Value.CERTAIN_NOT,
        facet(POST, Slot.EVENT_TYPE, "shells were fired", "shelling"),
        chain=(("s2",),), chain_spans=((at(POST, "The army"),),), cue=(at(POST, "claimed"),),
        cue_kind=CueKind.DISTANCING_VERB,
    )  # fmt: skip
    doubt = claim(
        "c3", POST, "who was behind it", Value.UNKNOWN,
        facet(POST, Slot.RESPONSIBILITY, "behind it", Responsibility("accused")),
        cue=(at(POST, "It was unclear"),), cue_kind=CueKind.EPISTEMIC_IMPERSONAL, irrealis=Irrealis.HYPOTHESIS,
    )  # fmt: skip
    return CodedReport(
        report=Report(
            "post-1", POST, title="Shells at the ford", publisher="Harbour Post", published="2024-04-23",
            boilerplate=(at(POST, "Subscribe to our letter."),),
        ),
        sources=(
            Source(
                "s1", "A police officer", SourceKind.OFFICIAL_ANONYMOUS, number=1,
                possibly_same_as=(SameAs("s2", "possible"),),
            ),
            Source("s2", "The army", SourceKind.MILITARY_INSTITUTION, named=True),
        ),
        events=(Event("e1", EventType.SHELLING),),
        claims=(killed, denial, doubt),
        relations=(Relation(RelationType.CONTRADICTS, "c2", "c1"),),
        diagnostics=(Diagnostic("roles", "no-target", "shelling without a target", at(POST, "shells hit")),),
    )  # fmt: skip


def radio() -> CodedReport:
    killed = claim(
        "c1", RADIO, "five people were killed at Varna Ford", Value.CERTAIN,
        facet(RADIO, Slot.KILLED, "five people", Count("=", 5, "people")),
        chain=(("s1",), ("s2", "s3")), chain_spans=((at(RADIO, "Radio Varna"),), (at(RADIO, "a nurse"),)),
        cue=(at(RADIO, "reported"),), cue_kind=CueKind.NEUTRAL_VERB,
    )  # fmt: skip
    return CodedReport(
        report=Report("radio-1", RADIO, published="2024-04-23T18:00"),
        sources=(Source("s1", "Radio Varna"), Source("s2", "a nurse")),
        events=(Event("e1", EventType.SHELLING),),
        claims=(killed,),
    )


def reports() -> dict[str, CodedReport]:
    return {c.report.id: c for c in (post(), radio())}


def incident() -> Incident:
    p1, p2, r1 = ("post-1", "c1"), ("post-1", "c2"), ("radio-1", "c1")
    return Incident(
        id="INC-7KQ2M9",
        type=EventType.SHELLING,
        title="Shelling of Varna Ford",
        time=TimeSpan("2024-04-22", "2024-04-22", "day"),
        places=(
            IncidentPlace("site", "Varna Ford", 51.25, 7.5, 8, "town"),
            IncidentPlace("origin", "the hills", None, None, None, "unknown"),
        ),
        reports=("post-1", "radio-1", "gone-1"),
        events=(("post-1", "e1"), ("radio-1", "e1")),
        findings=(
            Finding(
                Slot.KILLED,
                FindingStatus.CONTESTED,
                (FindingValue(Count(">=", 3), (p1,), 1), FindingValue(Count("=", 5), (r1,), 1)),
                CountRange(3, 5, 5),
            ),
            Finding(Slot.EVENT_TYPE, FindingStatus.CONTESTED, (FindingValue("shelling", (p1,), 1, (p2,)),)),
            Finding(
                Slot.TIME,
                FindingStatus.CORROBORATED,
                (FindingValue(TimeSpan("2024-04-22", "2024-04-22", "day"), (p1, r1, ("gone-1", "c9")), 2),),
            ),
        ),
        credibility=Credibility(2, "two independent chains agree"),
        related=(RelatedIncident("INC-AAAAAA", "followed_by"),),
        drift=(Drift(p1, r1, "value_changed", "killed"), Drift(p1, r1, "hedge_dropped")),
    )
